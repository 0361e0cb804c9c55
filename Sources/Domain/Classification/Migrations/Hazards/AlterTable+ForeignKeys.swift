import SQL

extension AlterTable {
  /// The foreign keys that it adds, with a column or by themselves.
  var foreignKeys: [Constraint] {
    actions.flatMap { action -> [Constraint] in
      switch action {
      case .addColumn(let column, _): column.constraints.filter { $0.kind == .foreignKey }
      case .addConstraint(let constraint): constraint.kind == .foreignKey ? [constraint] : []
      default: []
      }
    }
  }
}
