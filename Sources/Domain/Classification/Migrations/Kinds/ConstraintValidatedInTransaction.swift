public import Findings
import SQL

extension ChangeKind {
  /// `VALIDATE CONSTRAINT` in the transaction that added it as `NOT VALID`.
  public static let migrationConstraintValidatedInTransaction = ChangeKind(
    id: "migration.constraint.validated-in-transaction",
    title: "Constraint validated in the transaction that added it",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why:
      "The strong lock of the first statement is held while the second one reads the table, which undoes "
      + "the reason for NOT VALID.",
    instead: "Validate in a migration of its own, so that the first lock is given back before.")
}

struct ConstraintValidatedInTransaction: HazardRule {
  let kind = ChangeKind.migrationConstraintValidatedInTransaction
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterTable(let alter) = command, context.transaction.isOpen else { return [] }
    return alter.actions.compactMap { action in
      guard case .validateConstraint(let name) = action,
        context.transaction.addedNotValid.contains(TableMember(table: ObjectKey(alter.name), name: name)),
        !context.schema.isNewForLocks(alter.name)
      else { return nil }
      return .part("constraint", name, of: alter.name, after: "VALIDATE CONSTRAINT")
    }
  }
}
