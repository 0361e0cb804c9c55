public import Findings
import SQL

extension ChangeKind {
  /// A foreign key with `ON DELETE CASCADE` between two tables that stand.
  public static let migrationForeignKeyCascading = ChangeKind(
    id: "migration.foreign-key.cascading", title: "Deletes go on into another table",
    baseScore: BaseScore.low, direction: .loosens, reversible: true,
    why:
      "From now on a delete in the one table removes rows of the other as well, and code that deletes does "
      + "not say so.",
    instead: "ON DELETE RESTRICT, and code that deletes what it means to delete.")
}

struct ForeignKeyCascading: HazardRule {
  let kind = ChangeKind.migrationForeignKeyCascading

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command, !context.schema.isNewForLocks(alter.name) else { return [] }
    let isNewColumn = alter.actions.contains { if case .addColumn = $0 { true } else { false } }
    return alter.foreignKeys.compactMap { constraint in
      guard let reference = constraint.references, reference.onDelete == .cascade,
        !context.schema.isNewForLocks(reference.table), !isNewColumn,
        !(constraint.columns.first.map { context.schema.isNew(column: $0, of: alter.name) } ?? false)
      else { return nil }
      return .part("constraint", constraint.name, of: alter.name, after: "\(reference.table) ON DELETE CASCADE")
    }
  }
}
