import SQL

extension Command {
  /// The command as Django sends it: its operations state what shall be, and what is so already is not sent.
  ///
  /// `nil` where nothing is left.
  func sentByDjango(on schema: SchemaState) -> Command? {
    guard case .alterTable(let alter) = self else { return self }
    let actions = alter.actions.filter { !alter.isKept($0, in: schema) }
    if actions.count == alter.actions.count { return self }
    if actions.isEmpty { return nil }
    return .alterTable(AlterTable(kind: alter.kind, alter.name, ifExists: alter.ifExists, actions: actions))
  }
}

extension AlterTable {
  /// Whether what `action` states is so already.
  fileprivate func isKept(_ action: AlterAction, in schema: SchemaState) -> Bool {
    switch action {
    case .addConstraint(let constraint) where constraint.kind == .unique && constraint.name == nil:
      (schema[name]?.constraints ?? [:]).values.contains {
        $0.kind == .unique && Set($0.columns) == Set(constraint.columns)
      }
    case .setNotNull(let column): schema.column(column, of: name)?.isNotNull == true
    case .dropNotNull(let column): schema.column(column, of: name)?.isNotNull == false
    default: false
    }
  }
}
