import SQL

extension CommandConverter {
  /// The type in a TypeName node.
  func type(_ node: TreeNode?) -> TypeName? {
    guard let node = node?.unwrap("TypeName") ?? node else { return nil }
    var parts = strings(node.items("names"))
    guard !parts.isEmpty else { return nil }
    var name = parts.removeLast()
    let isBuiltIn = parts.last == "pg_catalog"
    // A modifier may be a word, as in `geometry(Point, 4326)`.
    var modifiers = node.items("typmods").compactMap { literal($0).text ?? columnName($0) }
    // The grammar writes the fields of an interval as a mask before its precision.
    if isBuiltIn, name == "interval" { modifiers = modifiers.count == 2 ? [modifiers[1]] : [] }
    // A bare `char` comes with the length 1 that the grammar adds.
    if isBuiltIn, name == "bpchar" { name = "char" }
    return TypeName(
      schema: isBuiltIn ? nil : parts.last, name, modifiers: modifiers,
      arrayDimensions: node.items("arrayBounds").count)
  }

  /// A ColumnDef node with its inline constraints.
  func column(_ node: TreeNode) -> ColumnDefinition? {
    guard let name = node.text("colname") else { return nil }
    var isNotNull = false
    var defaultValue: ExpressionSummary?
    var generation: ColumnDefinition.Generation?
    var isIdentity = false
    var constraints: [Constraint] = []
    for item in node.items("constraints") {
      guard let item = item.unwrap("Constraint"), let kind = item.text("contype") else { continue }
      switch kind {
      case "CONSTR_NOTNULL": isNotNull = true
      case "CONSTR_DEFAULT": defaultValue = item["raw_expr"].map(summary)
      case "CONSTR_IDENTITY": isIdentity = true
      case "CONSTR_GENERATED": generation = .stored
      default:
        if let constraint = constraint(item, inlineColumn: name) { constraints.append(constraint) }
      }
    }
    return ColumnDefinition(
      name, type: type(node["typeName"]), isNotNull: isNotNull, defaultValue: defaultValue,
      generation: generation,
      isIdentity: isIdentity, constraints: constraints)
  }

  /// A Constraint node; `nil` for NULL, deferrability and what columns keep for themselves.
  func constraint(_ node: TreeNode, inlineColumn: String? = nil) -> Constraint? {
    let name = node.text("conname")
    let own = inlineColumn.map { [$0] } ?? []
    let isNotValid = node.flag("skip_validation")
    switch node.text("contype") {
    case "CONSTR_PRIMARY", "CONSTR_UNIQUE":
      let keys = strings(node.items("keys"))
      return Constraint(
        node.text("contype") == "CONSTR_PRIMARY" ? .primaryKey : .unique, name: name,
        columns: keys.isEmpty ? own : keys,
        usingIndex: node.text("indexname"))
    case "CONSTR_CHECK":
      return Constraint(
        .check, name: name, columns: own, isNotValid: isNotValid, check: node["raw_expr"].map(summary))
    case "CONSTR_EXCLUSION": return Constraint(.exclusion, name: name)
    case "CONSTR_NOTNULL":
      return Constraint(.notNull, name: name, columns: strings(node.items("keys")), isNotValid: isNotValid)
    case "CONSTR_FOREIGN":
      guard let table = self.name(node["pktable"]) else { return nil }
      let columns = strings(node.items("fk_attrs"))
      let reference = ForeignKeyReference(
        table, columns: strings(node.items("pk_attrs")), onDelete: action(node.text("fk_del_action")))
      return Constraint(
        .foreignKey, name: name, columns: columns.isEmpty ? own : columns, isNotValid: isNotValid,
        references: reference)
    default: return nil
    }
  }

  /// The server's one-letter codes (`FKCONSTR_ACTION_…`).
  private func action(_ code: String?) -> ForeignKeyReference.Action {
    switch code {
    case "r": .restrict
    case "c": .cascade
    case "n": .setNull
    case "d": .setDefault
    default: .noAction
    }
  }
}
