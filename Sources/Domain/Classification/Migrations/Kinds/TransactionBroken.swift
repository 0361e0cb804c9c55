public import Findings
import SQL

extension ChangeKind {
  /// `BEGIN` or `COMMIT` inside the transaction that the tool keeps, or a `BEGIN` that nothing ends.
  public static let migrationTransactionBroken = ChangeKind(
    id: "migration.transaction.broken", title: "Transaction ended early, or never",
    baseScore: BaseScore.medium, direction: .neutral, reversible: false,
    why:
      "A COMMIT ends the tool's own transaction, and what fails after it leaves the migration half applied; a BEGIN "
      + "without an end is rolled back in silence when the connection closes.",
    instead:
      "Leave BEGIN and COMMIT to the tool, or switch its transaction off for this file and end yours in it.")
}

struct TransactionBroken: HazardRule {
  let kind = ChangeKind.migrationTransactionBroken
  let dialects: Set<Dialect>? = [.postgres, .sqlite, .mssql]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .transaction(let control) = command else { return [] }
    switch control {
    case .begin where context.transaction.isTools: return [hazard("BEGIN", context)]
    case .commit where context.transaction.isTools && !context.transaction.isNested:
      return [hazard("COMMIT", context)]
    case .begin where context.outline.leavesTransactionOpen && !context.transaction.isOpen:
      return [hazard("BEGIN without COMMIT", context)]
    default: return []
    }
  }

  private func hazard(_ words: String, _ context: HazardContext) -> Hazard {
    Hazard(context.file.path.display, after: words)
  }
}
