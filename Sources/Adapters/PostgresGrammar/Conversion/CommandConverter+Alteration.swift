import SQL

extension CommandConverter {
  /// ALTER and RENAME.
  func alteration(_ type: String, _ node: TreeNode) -> [Command]? {
    switch type {
    case "AlterTableStmt": alterTable(node)
    case "RenameStmt": rename(node).map { [$0] }
    case "AlterObjectSchemaStmt": changeSchema(node).map { [$0] }
    case "AlterOwnerStmt": changeOwner(node).map { [$0] }
    case "AlterEnumStmt": alterEnumeration(node).map { [$0] }
    case "AlterTypeStmt":
      QualifiedName(parts: strings(node.items("typeName"))).map { [.alterType($0, .other("SET"))] }
    case "AlterDomainStmt": alterDomain(node).map { [$0] }
    case "AlterSeqStmt":
      name(node["sequence"]).map { [.alter(AlterObject(.sequence, $0, .other("SEQUENCE OPTIONS")))] }
    default: otherAlteration(type, node)
    }
  }

  private func alterTable(_ node: TreeNode) -> [Command]? {
    guard let table = name(node["relation"]),
      let kind = node.text("objtype").flatMap(ObjectKind.init(grammar:))
    else {
      return nil
    }
    let nodes = node.items("cmds").compactMap { $0.unwrap("AlterTableCmd") }
    if kind == .type { return nodes.map { .alterType(table, attributeChange($0)) } }
    var actions: [AlterAction] = []
    for node in nodes {
      guard let action = action(node) else { return nil }
      actions.append(action)
    }
    return [.alterTable(AlterTable(kind: kind, table, ifExists: node.flag("missing_ok"), actions: actions))]
  }

  private func attributeChange(_ node: TreeNode) -> TypeAlteration {
    let definition = node["def"]?.unwrap("ColumnDef")
    switch (node.text("subtype"), node.text("name"), definition) {
    case ("AT_AddColumn", _, let definition?): return .addAttribute(definition.text("colname") ?? "")
    case ("AT_DropColumn", let name?, _): return .dropAttribute(name)
    case ("AT_AlterColumnType", let name?, let definition?):
      guard let type = type(definition["typeName"]) else { return .other("ALTER ATTRIBUTE") }
      return .alterAttributeType(name, type)
    default: return .other(words(node.text("subtype") ?? ""))
    }
  }

  /// One AlterTableCmd; `nil` when a part is missing.
  private func action(_ node: TreeNode) -> AlterAction? {
    guard let subtype = node.text("subtype") else { return nil }
    let name = node.text("name")
    if let action = switchAction(subtype, name) { return action }
    if let column = name, let action = columnAction(subtype, column, node) { return action }
    let ifExists = node.flag("missing_ok")
    switch subtype {
    case "AT_AddColumn":
      return node["def"]?.unwrap("ColumnDef").flatMap(column).map { .addColumn($0, ifNotExists: ifExists) }
    case "AT_AddConstraint":
      return node["def"]?.unwrap("Constraint").flatMap { constraint($0) }.map { .addConstraint($0) }
    case "AT_SetStatistics": return .tuneColumn(node["num"]?.integer.map(String.init) ?? "")
    case "AT_ValidateConstraint": return name.map { .validateConstraint($0) }
    case "AT_DropConstraint":
      return name.map { .dropConstraint($0, ifExists: ifExists, cascade: cascades(node)) }
    case "AT_SetRelOptions", "AT_ResetRelOptions":
      let options = node["def"]?.unwrap("List")?.items("items") ?? []
      return .setOptions(options.compactMap { $0.unwrap("DefElem")?.text("defname") })
    case "AT_SetTableSpace": return name.map { .setTablespace($0) }
    case "AT_SetAccessMethod": return .setAccessMethod(name)
    case "AT_ClusterOn": return name.map { .clusterOn($0) }
    case "AT_ChangeOwner": return role(node["newowner"]).map { .ownerTo($0) }
    case "AT_AddInherit": return self.name(node["def"]).map { .inherit($0) }
    case "AT_DropInherit": return self.name(node["def"]).map { .noInherit($0) }
    case "AT_AttachPartition", "AT_DetachPartition", "AT_DetachPartitionFinalize":
      return partition(subtype, node)
    // The grammar's own sub-commands with a case of ours must not come to rest here.
    case "AT_DropColumn", "AT_AlterColumnType", "AT_SetNotNull", "AT_DropNotNull", "AT_ColumnDefault":
      return nil
    default: return .other(words(subtype))
    }
  }

  private func columnAction(_ subtype: String, _ column: String, _ node: TreeNode) -> AlterAction? {
    switch subtype {
    case "AT_DropColumn":
      return .dropColumn(column, ifExists: node.flag("missing_ok"), cascade: cascades(node))
    case "AT_SetNotNull": return .setNotNull(column: column)
    case "AT_DropNotNull": return .dropNotNull(column: column)
    case "AT_ColumnDefault":
      return node["def"].map { .setDefault(column: column, summary($0)) } ?? .dropDefault(column: column)
    case "AT_AlterColumnType":
      guard let definition = node["def"]?.unwrap("ColumnDef"), let type = type(definition["typeName"]) else {
        return nil
      }
      return .alterColumnType(column: column, type: type, using: definition["raw_default"].map(summary))
    case "AT_SetStatistics", "AT_SetOptions", "AT_ResetOptions": return .tuneColumn(column)
    case "AT_AddIdentity": return .addIdentity(column: column)
    case "AT_DropIdentity": return .dropIdentity(column: column)
    case "AT_DropExpression": return .dropExpression(column: column)
    default: return nil
    }
  }

  private func switchAction(_ subtype: String, _ name: String?) -> AlterAction? {
    switch subtype {
    case "AT_SetLogged": return .setLogged
    case "AT_SetUnLogged": return .setUnlogged
    case "AT_EnableRowSecurity": return .setRowSecurity(.enable)
    case "AT_DisableRowSecurity": return .setRowSecurity(.disable)
    case "AT_ForceRowSecurity": return .setRowSecurity(.force)
    case "AT_NoForceRowSecurity": return .setRowSecurity(.noForce)
    case "AT_EnableTrigAll", "AT_DisableTrigAll":
      return .setTrigger(name: "ALL", enabled: subtype == "AT_EnableTrigAll")
    case "AT_EnableTrigUser", "AT_DisableTrigUser":
      return .setTrigger(name: "USER", enabled: subtype == "AT_EnableTrigUser")
    case "AT_EnableTrig", "AT_EnableAlwaysTrig", "AT_EnableReplicaTrig", "AT_DisableTrig":
      return name.map { .setTrigger(name: $0, enabled: subtype != "AT_DisableTrig") }
    case "AT_EnableRule", "AT_EnableAlwaysRule", "AT_EnableReplicaRule", "AT_DisableRule":
      return name.map { .setRule(name: $0, enabled: subtype != "AT_DisableRule") }
    default: return nil
    }
  }

  private func partition(_ subtype: String, _ node: TreeNode) -> AlterAction? {
    guard let command = node["def"]?.unwrap("PartitionCmd"), let partition = name(command["name"]) else {
      return nil
    }
    if subtype == "AT_AttachPartition" {
      return .attachPartition(partition, command["bound"].map(bound))
    }
    return .detachPartition(partition, concurrently: command.flag("concurrent"))
  }

  /// A PartitionBoundSpec node.
  func bound(_ node: TreeNode) -> PartitionBound {
    if node.flag("is_default") { return .default }
    switch node.text("strategy") {
    case "l": return values(node.items("listdatums")).map(PartitionBound.list) ?? .other
    case "r":
      guard let from = values(node.items("lowerdatums")), let to = values(node.items("upperdatums")) else {
        return .other
      }
      return .range(from: from, to: to)
    default: return .other
    }
  }

  /// The literals; MINVALUE and MAXVALUE, which the tree has as column names, and NULL as `nil`.
  private func values(_ nodes: [TreeNode]) -> [String?]? {
    var values: [String?] = []
    for node in nodes {
      let literal = literal(node)
      let isOpen = ["minvalue", "maxvalue"].contains(columnName(node))
      guard literal.text != nil || literal.isNull || isOpen else { return nil }
      values.append(literal.text)
    }
    return values
  }

  /// `AT_SetStorage` as `SET STORAGE`.
  func words(_ subtype: String) -> String {
    var words = ""
    for character in subtype.drop(while: { $0 != "_" }).dropFirst() {
      if character.isUppercase, !words.isEmpty { words += " " }
      words += character.uppercased()
    }
    return words
  }
}
