public import Findings
import SQL

extension ChangeKind {
  /// A foreign key, check, unique, primary key or exclusion constraint whose check reads an existing table,
  /// or builds an index, under a lock.
  public static let migrationConstraintBlocking = ChangeKind(
    id: "migration.constraint.blocking", title: "Constraint added under a blocking lock",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why:
      "Writes, for most of them reads too, wait until every row is checked; the statement fails on the "
      + "first row that breaks the rule.",
    instead:
      "Add CHECK and FOREIGN KEY as NOT VALID and validate in a later transaction; for UNIQUE and PRIMARY "
      + "KEY build the index CONCURRENTLY and add the constraint USING INDEX.")
}

struct ConstraintBlocking: HazardRule {
  let kind = ChangeKind.migrationConstraintBlocking
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command else { return [] }
    return alter.actions.compactMap { action in
      switch action {
      case .addConstraint(let constraint):
        guard constraint.blocks, !context.schema.isNewForLocks(alter.name) else { return nil }
        return hazard(of: constraint, "constraint", constraint.name, on: alter.name)
      case .addColumn(let column, _):
        // A foreign key of a column that is NULL everywhere has nothing to look up.
        guard let constraint = column.constraints.first(where: { $0.blocks && $0.kind != .foreignKey }),
          !context.schema.isNewForLocks(alter.name)
        else { return nil }
        return hazard(of: constraint, "column", column.name, on: alter.name)
      default: return nil
      }
    }
  }

  private func hazard(
    of constraint: Constraint, _ role: String, _ name: String?, on table: QualifiedName
  ) -> Hazard {
    .part(
      role, name, of: table, after: constraint.kind.rawValue,
      lock: constraint.kind == .foreignKey ? .shareRowExclusive : .accessExclusive,
      facts: constraint.references.map { [Finding.Fact("references", $0.table.description)] } ?? [])
  }
}
