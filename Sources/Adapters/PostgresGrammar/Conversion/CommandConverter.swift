import SQL

/// Turns the parse tree of PostgreSQL into ``SQL/Command`` values.
///
/// Node names are those of the server's `nodes/parsenodes.h`, which libpg_query's JSON keeps. Each group of
/// nodes has a file of its own; a node of no group changes neither schema nor rows, or is one that no rule
/// looks at, and becomes ``SQL/Command/other(_:)`` with its name.
struct CommandConverter {
  /// The statement's text; the library writes zero and negative integers alike, so those are read from here.
  let source: [UInt8]

  /// The commands of all statements of the tree; `nil` when it is not the tree of a statement.
  static func commands(_ root: TreeNode, source: [UInt8]) -> [Command]? {
    let converter = CommandConverter(source: source)
    let statements = root.items("stmts")
    guard !statements.isEmpty else { return nil }
    var commands: [Command] = []
    for statement in statements {
      guard let wrapped = statement["stmt"]?.wrapped else { return nil }
      guard let converted = converter.commands(wrapped.type, wrapped.node) else { return nil }
      commands += converted
    }
    return commands
  }

  /// The commands of one statement; `nil` when a part that the node must have is missing.
  func commands(_ type: String, _ node: TreeNode) -> [Command]? {
    if let commands = alteration(type, node) { return commands }
    if let commands = creation(type, node) { return commands }
    if let commands = removal(type, node) { return commands }
    if let commands = manipulation(type, node) { return commands }
    if let commands = administration(type, node) { return commands }
    if let commands = security(type, node) { return commands }
    if Self.needed.contains(type) { return nil }
    return [.other(words("_" + (type.hasSuffix("Stmt") ? String(type.dropLast(4)) : type)))]
  }

  /// Nodes that are converted above; when one comes down to here, a part of it was not found, and calling it
  /// harmless would be silence.
  private static let needed: Set<String> = [
    "AlterTableStmt", "RenameStmt", "AlterObjectSchemaStmt", "AlterOwnerStmt", "AlterEnumStmt",
    "AlterDomainStmt", "CreateStmt", "CreateTableAsStmt", "IndexStmt", "ViewStmt", "CreateFunctionStmt",
    "CreateTrigStmt", "CreatePolicyStmt", "DropStmt", "TruncateStmt", "DeleteStmt", "UpdateStmt",
    "InsertStmt", "MergeStmt", "SelectStmt", "CopyStmt", "DoStmt", "GrantStmt", "GrantRoleStmt",
    "AlterDefaultPrivilegesStmt", "CreateRoleStmt", "AlterRoleStmt", "AlterSystemStmt", "VariableSetStmt",
    "TransactionStmt", "LockStmt", "RefreshMatViewStmt", "ReindexStmt", "VacuumStmt", "ExplainStmt",
    "DropdbStmt", "CreateSchemaStmt", "CallStmt",
  ]
}

// MARK: - Names

extension CommandConverter {
  /// The name in a RangeVar, or in the fields that stand in its place.
  func name(_ relation: TreeNode?) -> QualifiedName? {
    guard let relation = relation?.unwrap("RangeVar") ?? relation, let name = relation.text("relname") else {
      return nil
    }
    return QualifiedName(catalog: relation.text("catalogname"), schema: relation.text("schemaname"), name)
  }

  func names(_ relations: [TreeNode]) -> [QualifiedName]? {
    let names = relations.compactMap { name($0) }
    return names.count == relations.count ? names : nil
  }

  /// The strings of a list of String nodes.
  func strings(_ items: [TreeNode]) -> [String] {
    items.compactMap { $0.unwrap("String")?.text("sval") ?? ($0.unwrap("String") != nil ? "" : nil) }
  }

  /// A dotted name in any of the wrappers that DROP, ALTER and RENAME use.
  func objectParts(_ object: TreeNode) -> [String] {
    guard let (type, node) = object.wrapped else { return [] }
    return switch type {
    case "List": strings(node.items("items"))
    case "String": strings([object])
    case "TypeName": strings(node.items("names"))
    case "ObjectWithArgs": strings(node.items("objname"))
    case "RangeVar": name(node).map { [$0.schema, $0.name].compactMap(\.self) } ?? []
    default: []
    }
  }

  /// The role's name; `public` for PUBLIC.
  func role(_ role: TreeNode?) -> String? {
    guard let role = role?.unwrap("RoleSpec") ?? role, let type = role.text("roletype") else { return nil }
    switch type {
    case "ROLESPEC_PUBLIC": return "public"
    case "ROLESPEC_CURRENT_USER": return "current_user"
    case "ROLESPEC_SESSION_USER": return "session_user"
    case "ROLESPEC_CURRENT_ROLE": return "current_role"
    default: return role.text("rolename")
    }
  }

  func cascades(_ node: TreeNode) -> Bool { node.text("behavior") == "DROP_CASCADE" }

  /// The argument of the option called `name` in a list of DefElem nodes.
  func option(_ name: String, in options: [TreeNode]) -> TreeNode? {
    options.lazy.compactMap { $0.unwrap("DefElem") }.first { $0.text("defname") == name }
  }
}
