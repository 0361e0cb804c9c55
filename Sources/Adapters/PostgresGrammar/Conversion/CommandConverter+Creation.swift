import SQL

extension CommandConverter {
  /// CREATE.
  func creation(_ type: String, _ node: TreeNode) -> [Command]? {
    switch type {
    case "CreateStmt": createTable(node).map { [.createTable($0)] }
    case "CreateForeignTableStmt":
      (node["base"]?.unwrap("CreateStmt") ?? node["base"]).flatMap(createTable).map { [.createTable($0)] }
    case "CreateTableAsStmt": createFromQuery(node).map { [$0] }
    case "IndexStmt": createIndex(node).map { [$0] }
    case "ViewStmt":
      // A recursive view names itself.
      name(node["view"]).map {
        [
          .createView(
            CreateView(
              $0, orReplace: node.flag("replace"), isTemporary: isTemporary(node["view"]),
              sources: sources(node["query"]).filter { $0 != name(node["view"]) }))
        ]
      }
    case "CreateFunctionStmt": createRoutine(node).map { [$0] }
    case "CreateTrigStmt":
      name(node["relation"]).map {
        [
          .createTrigger(
            CreateTrigger(
              node.text("trigname") ?? "", on: $0, orReplace: node.flag("replace"),
              function: QualifiedName(parts: strings(node.items("funcname")))))
        ]
      }
    case "CreatePolicyStmt":
      name(node["table"]).map {
        [
          .createPolicy(
            CreatePolicy(node.text("policy_name") ?? "", on: $0, isPermissive: node.flag("permissive")))
        ]
      }
    default: createType(type, node).map { [$0] } ?? createObject(type, node).map { [$0] }
    }
  }

  private func isTemporary(_ relation: TreeNode?) -> Bool { relation?.text("relpersistence") == "t" }

  private func createTable(_ node: TreeNode) -> CreateTable? {
    guard let table = name(node["relation"]) else { return nil }
    var columns: [ColumnDefinition] = []
    var constraints: [Constraint] = []
    for element in node.items("tableElts") {
      if let definition = element.unwrap("ColumnDef") {
        guard let column = column(definition) else { return nil }
        columns.append(column)
      } else if let item = element.unwrap("Constraint"), let constraint = constraint(item) {
        constraints.append(constraint)
      }
    }
    let bound = node["partbound"]
    return CreateTable(
      table, columns: columns, constraints: constraints, isTemporary: isTemporary(node["relation"]),
      isUnlogged: node["relation"]?.text("relpersistence") == "u", ifNotExists: node.flag("if_not_exists"),
      partitionOf: bound == nil ? nil : name(node.items("inhRelations").first),
      bound: bound.map { self.bound($0) }, partitionKey: node["partspec"].map(partitionKey),
      inherits: bound == nil ? node.items("inhRelations").compactMap { name($0) } : [])
  }

  /// The columns of `PARTITION BY`.
  private func partitionKey(_ node: TreeNode) -> [String?] {
    node.items("partParams").map { $0.unwrap("PartitionElem")?.text("name") }
  }

  /// The tables and views that a query names.
  private func sources(_ query: TreeNode?) -> [QualifiedName] {
    Set(query?.descendants(["RangeVar"]).compactMap { name($0) } ?? []).sorted()
  }

  private func createFromQuery(_ node: TreeNode) -> Command? {
    guard let into = node["into"], let table = name(into["rel"]) else { return nil }
    let ifNotExists = node.flag("if_not_exists")
    if node.text("objtype") == "OBJECT_MATVIEW" {
      return .createView(
        CreateView(table, isMaterialized: true, ifNotExists: ifNotExists, sources: sources(node["query"])))
    }
    return .createTable(
      CreateTable(
        table, isTemporary: isTemporary(into["rel"]), isUnlogged: into["rel"]?.text("relpersistence") == "u",
        ifNotExists: ifNotExists, isFromQuery: true))
  }

  private func createIndex(_ node: TreeNode) -> Command? {
    guard let table = name(node["relation"]) else { return nil }
    let columns = node.items("indexParams").map { $0.unwrap("IndexElem")?.text("name") }
    let expressions =
      node.items("indexParams").compactMap { $0.unwrap("IndexElem")?["expr"] }
      + [node["whereClause"]].compactMap(\.self)
    let expressionColumns = expressions.reduce(into: Set<String>()) { $0.formUnion(self.columns(in: $1)) }
    // The grammar fills in btree where the statement names no method.
    let method = node.text("accessMethod")
    return .createIndex(
      CreateIndex(
        node.text("idxname"), on: table, columns: columns, isUnique: node.flag("unique"),
        concurrently: node.flag("concurrent"), ifNotExists: node.flag("if_not_exists"),
        only: !(node["relation"]?.flag("inh") ?? true), method: method == "btree" ? nil : method,
        isPartial: node["whereClause"] != nil,
        expressionColumns: expressionColumns.sorted()))
  }

  private func createRoutine(_ node: TreeNode) -> Command? {
    guard let name = QualifiedName(parts: strings(node.items("funcname"))) else { return nil }
    let options = node.items("options")
    let language = option("language", in: options)?["arg"].flatMap { strings([$0]).first?.lowercased() }
    let body = option("as", in: options)?["arg"]?.unwrap("List").map { strings($0.items("items")) }?.first
    let isDefiner = option("security", in: options)?["arg"]?.unwrap("Boolean")?.flag("boolval") ?? false
    let isLinked = language == "c" || language == "internal"
    return .createRoutine(
      CreateRoutine(
        node.flag("is_procedure") ? .procedure : .function, name, orReplace: node.flag("replace"),
        language: language,
        body: isLinked ? nil : body, isSecurityDefiner: isDefiner))
  }

  private func createType(_ type: String, _ node: TreeNode) -> Command? {
    switch type {
    case "CreateEnumStmt":
      return QualifiedName(parts: strings(node.items("typeName"))).map {
        .createType(CreateType($0, .enumeration(labels: strings(node.items("vals")))))
      }
    case "CompositeTypeStmt": return name(node["typevar"]).map { .createType(CreateType($0, .composite)) }
    case "CreateRangeStmt":
      return QualifiedName(parts: strings(node.items("typeName"))).map { .createType(CreateType($0, .range)) }
    case "CreateDomainStmt":
      guard let name = QualifiedName(parts: strings(node.items("domainname"))),
        let base = self.type(node["typeName"])
      else {
        return nil
      }
      let all = node.items("constraints").compactMap { $0.unwrap("Constraint").flatMap { constraint($0) } }
      let constraints = all.filter { $0.kind == .notNull } + all.filter { $0.kind != .notNull }
      return .createType(CreateType(name, .domain(base, constraints: constraints)))
    case "DefineStmt":
      guard let kind = node.text("kind").flatMap(ObjectKind.init(grammar:)) else { return nil }
      let parts = kind == .operator ? [] : strings(node.items("defnames"))
      let name = QualifiedName(parts: parts)
      if kind == .type, let name {
        return .createType(CreateType(name, node["definition"] == nil ? .shell : .base))
      }
      return .create(
        CreateObject(kind, name, orReplace: node.flag("replace"), ifNotExists: node.flag("if_not_exists")))
    default: return nil
    }
  }

  /// The member that names the object of a CREATE node without a case of its own; empty when it has no name.
  private static let createdNames: [String: (kind: ObjectKind, member: String)] = [
    "CreateExtensionStmt": (.extension, "extname"), "CreatedbStmt": (.database, "dbname"),
    "CreatePublicationStmt": (.publication, "pubname"), "CreateSubscriptionStmt": (.subscription, "subname"),
    "CreateEventTrigStmt": (.eventTrigger, "trigname"), "CreateForeignServerStmt": (.server, "servername"),
    "CreateFdwStmt": (.foreignDataWrapper, "fdwname"),
    "CreateTableSpaceStmt": (.tablespace, "tablespacename"),
    "CreatePLangStmt": (.language, "plname"), "CreateAmStmt": (.accessMethod, "amname"),
    "RuleStmt": (.rule, "rulename"), "CreateCastStmt": (.cast, ""), "CreateTransformStmt": (.transform, ""),
    "CreateUserMappingStmt": (.userMapping, ""),
  ]

  private func createObject(_ type: String, _ node: TreeNode) -> Command? {
    let ifNotExists = node.flag("if_not_exists")
    if let (kind, member) = Self.createdNames[type] {
      let name = node.text(member).map { QualifiedName($0) }
      let table = kind == .rule ? self.name(node["relation"]) : nil
      return .create(
        CreateObject(kind, name, orReplace: node.flag("replace"), ifNotExists: ifNotExists, on: table))
    }
    switch type {
    case "CreateSchemaStmt":
      // The elements inside would need reading too; the recogniser refuses them as well.
      guard node["schemaElts"] == nil, let name = node.text("schemaname") ?? role(node["authrole"]) else {
        return nil
      }
      return .create(CreateObject(.schema, QualifiedName(name), ifNotExists: ifNotExists))
    case "CreateSeqStmt":
      return name(node["sequence"]).map {
        .create(
          CreateObject(.sequence, $0, ifNotExists: ifNotExists, isTemporary: isTemporary(node["sequence"])))
      }
    case "CreateStatsStmt":
      return .create(
        CreateObject(
          .statistics, QualifiedName(parts: strings(node.items("defnames"))), ifNotExists: ifNotExists,
          on: name(node.items("relations").first)))
    case "CreateConversionStmt":
      return .create(CreateObject(.conversion, QualifiedName(parts: strings(node.items("conversion_name")))))
    case "CreateOpClassStmt":
      return .create(CreateObject(.operatorClass, QualifiedName(parts: strings(node.items("opclassname")))))
    case "CreateOpFamilyStmt":
      return .create(CreateObject(.operatorFamily, QualifiedName(parts: strings(node.items("opfamilyname")))))
    default: return nil
    }
  }
}
