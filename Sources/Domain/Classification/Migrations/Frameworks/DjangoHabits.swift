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

extension MigrationFile {
  /// Whether `command` leaves the model's name as it is, and gives another one to its table only.
  func keepsNames(_ command: Command) -> Bool {
    if layout == .django, case .renameTable = command { true } else { false }
  }
}

extension AlterTable {
  /// Whether what `action` states is so already.
  fileprivate func isKept(_ action: AlterAction, in schema: SchemaState) -> Bool {
    switch action {
    // A key that is one already, as far as the table is known.
    case .addConstraint(let constraint) where constraint.kind == .primaryKey:
      schema[name]?.isWhole != true
        || (schema[name]?.constraints ?? [:]).values.contains {
          $0.kind == .primaryKey && $0.columns == constraint.columns
        }
    // A column that is unique already.
    case .addConstraint(let constraint)
    where constraint.kind == .unique && constraint.name == nil && constraint.columns.count == 1:
      (schema[name]?.constraints ?? [:]).values.contains {
        [.unique, .primaryKey].contains($0.kind) && $0.columns == constraint.columns
      }
    // Sets that are unique together. Of several, the file does not say which of them still stand.
    case .addConstraint(let constraint)
    where constraint.kind == .unique && constraint.name == nil && constraint.columns.count > 1:
      Self.hasOnly(constraint.columns, (schema[name]?.constraints ?? [:]).values.map { $0 })
    case .setNotNull(let column): schema.column(column, of: name)?.isNotNull == true
    case .dropNotNull(let column): schema.column(column, of: name)?.isNotNull == false
    default: false
    }
  }

  private static func hasOnly(_ columns: [String], _ constraints: [ConstraintState]) -> Bool {
    let sets = Set(constraints.filter { $0.kind == .unique && $0.columns.count > 1 }.map { Set($0.columns) })
    return sets == [Set(columns)]
  }
}
