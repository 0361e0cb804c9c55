import SQL

extension CommandConverter {
  func rename(_ node: TreeNode) -> Command? {
    guard let type = node.text("renameType"), let new = node.text("newname") else { return nil }
    let old = node.text("subname")
    let object = node["object"].map(objectParts) ?? []
    let relation = name(node["relation"])
    let ifExists = node.flag("missing_ok")
    func altering(_ action: AlterAction, kind: ObjectKind = .table) -> Command? {
      relation.map { .alterTable(AlterTable(kind: kind, $0, ifExists: ifExists, actions: [action])) }
    }
    switch type {
    case "OBJECT_TABLE", "OBJECT_FOREIGN_TABLE", "OBJECT_INDEX", "OBJECT_VIEW", "OBJECT_MATVIEW",
      "OBJECT_SEQUENCE":
      return altering(.renameTo(QualifiedName(new)), kind: ObjectKind(grammar: type) ?? .table)
    case "OBJECT_COLUMN":
      let kind = node.text("relationType").flatMap(ObjectKind.init(grammar:)) ?? .table
      return old.flatMap {
        altering(.renameColumn(from: $0, to: new), kind: kind == .accessMethod ? .table : kind)
      }
    case "OBJECT_TABCONSTRAINT": return old.flatMap { altering(.renameConstraint(from: $0, to: new)) }
    case "OBJECT_TYPE": return QualifiedName(parts: object).map { .alterType($0, .renameTo(new)) }
    case "OBJECT_ATTRIBUTE":
      guard let relation, let old else { return nil }
      return .alterType(relation, .renameAttribute(from: old, to: new))
    case "OBJECT_DOMAIN": return QualifiedName(parts: object).map { .alterDomain($0, .renameTo(new)) }
    case "OBJECT_DOMCONSTRAINT":
      guard let name = QualifiedName(parts: object), let old else { return nil }
      return .alterDomain(name, .renameConstraint(from: old, to: new))
    case "OBJECT_POLICY", "OBJECT_TRIGGER", "OBJECT_RULE":
      guard let kind = ObjectKind(grammar: type), let old else { return nil }
      return .alter(AlterObject(kind, QualifiedName(old), on: relation, .renameTo(new)))
    default:
      guard let kind = ObjectKind(grammar: type) else { return nil }
      let name = QualifiedName(parts: object) ?? old.map { QualifiedName($0) }
      return .alter(AlterObject(kind, name, .renameTo(new)))
    }
  }

  func changeSchema(_ node: TreeNode) -> Command? {
    guard let kind = node.text("objectType").flatMap(ObjectKind.init(grammar:)),
      let schema = node.text("newschema")
    else {
      return nil
    }
    if let relation = name(node["relation"]) {
      let ifExists = node.flag("missing_ok")
      return .alterTable(AlterTable(kind: kind, relation, ifExists: ifExists, actions: [.setSchema(schema)]))
    }
    return changed(kind, node, .setSchema(schema))
  }

  func changeOwner(_ node: TreeNode) -> Command? {
    guard let kind = node.text("objectType").flatMap(ObjectKind.init(grammar:)),
      let owner = role(node["newowner"])
    else {
      return nil
    }
    return changed(kind, node, .ownerTo(owner))
  }

  /// A change of an object that types and domains have as well.
  private func changed(_ kind: ObjectKind, _ node: TreeNode, _ change: AlterObject.Change) -> Command? {
    let name = node["object"].flatMap { QualifiedName(parts: Self.named(kind, objectParts($0))) }
    switch (kind, name, change) {
    case (.type, let name?, .setSchema(let schema)): return .alterType(name, .setSchema(schema))
    case (.type, let name?, .ownerTo(let owner)): return .alterType(name, .ownerTo(owner))
    case (.domain, let name?, .setSchema(let schema)): return .alterDomain(name, .setSchema(schema))
    case (.domain, let name?, .ownerTo(let owner)): return .alterDomain(name, .ownerTo(owner))
    default: return .alter(AlterObject(kind, name, change))
    }
  }

  /// Operators and their classes have no name in our model.
  private static func named(_ kind: ObjectKind, _ parts: [String]) -> [String] {
    kind == .operator || kind == .operatorClass || kind == .operatorFamily || kind == .largeObject
      ? [] : parts
  }

  func alterEnumeration(_ node: TreeNode) -> Command? {
    guard let name = QualifiedName(parts: strings(node.items("typeName"))), let new = node.text("newVal")
    else { return nil }
    if let old = node.text("oldVal") { return .alterType(name, .renameValue(from: old, to: new)) }
    return .alterType(name, .addValue(new))
  }

  func alterDomain(_ node: TreeNode) -> Command? {
    guard let domain = QualifiedName(parts: strings(node.items("typeName"))) else { return nil }
    let change: DomainAlteration?
    switch node.text("subtype") {
    case "T": change = node["def"] == nil ? .dropDefault : .setDefault
    case "N": change = .dropNotNull
    case "O": change = .setNotNull
    case "C": change = node["def"]?.unwrap("Constraint").flatMap { constraint($0) }.map { .addConstraint($0) }
    case "X": change = node.text("name").map { .dropConstraint($0) }
    case "V": change = node.text("name").map { .validateConstraint($0) }
    default: change = nil
    }
    return change.map { .alterDomain(domain, $0) }
  }

  /// The member that names the object of an ALTER node without a case of its own.
  private static let alteredNames: [String: (kind: ObjectKind, member: String)] = [
    "AlterExtensionStmt": (.extension, "extname"), "AlterExtensionContentsStmt": (.extension, "extname"),
    "AlterDatabaseStmt": (.database, "dbname"), "AlterDatabaseSetStmt": (.database, "dbname"),
    "AlterDatabaseRefreshCollStmt": (.database, "dbname"), "AlterPublicationStmt": (.publication, "pubname"),
    "AlterSubscriptionStmt": (.subscription, "subname"), "AlterEventTrigStmt": (.eventTrigger, "trigname"),
    "AlterForeignServerStmt": (.server, "servername"), "AlterFdwStmt": (.foreignDataWrapper, "fdwname"),
    "AlterPolicyStmt": (.policy, "policy_name"),
    "AlterTableSpaceOptionsStmt": (.tablespace, "tablespacename"),
  ]

  func otherAlteration(_ type: String, _ node: TreeNode) -> [Command]? {
    if let (kind, member) = Self.alteredNames[type] {
      guard let name = node.text(member) else { return nil }
      return [
        .alter(
          AlterObject(kind, QualifiedName(name), on: self.name(node["table"]), .other(words("_" + type))))
      ]
    }
    switch type {
    case "AlterFunctionStmt":
      let parts = strings(node["func"]?.items("objname") ?? [])
      let kind = node.text("objtype").flatMap(ObjectKind.init(grammar:)) ?? .function
      return [.alter(AlterObject(kind, QualifiedName(parts: parts), .other("OPTIONS")))]
    case "AlterTableMoveAllStmt":
      let kind = node.text("objtype").flatMap(ObjectKind.init(grammar:)) ?? .table
      return [.alter(AlterObject(kind, nil, .other("ALL IN TABLESPACE")))]
    case "AlterObjectDependsStmt":
      let kind = node.text("objectType").flatMap(ObjectKind.init(grammar:)) ?? .function
      return [.alter(AlterObject(kind, nil, .other("DEPENDS ON")))]
    default: return nil
    }
  }
}
