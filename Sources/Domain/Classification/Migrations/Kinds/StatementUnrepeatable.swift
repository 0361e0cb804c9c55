public import Findings
import SQL

extension ChangeKind {
  /// One of several statements outside a transaction that fails when it has run before.
  public static let migrationStatementUnrepeatable = ChangeKind(
    id: "migration.statement.unrepeatable", title: "Migration that cannot be run again",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why:
      "Without a transaction a failure leaves what came before it done; the next run then stops at a statement that "
      + "has run already.",
    instead: "One such statement in a migration, or IF NOT EXISTS and IF EXISTS in each.")
}

struct StatementUnrepeatable: HazardRule {
  let kind = ChangeKind.migrationStatementUnrepeatable
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    // Once for a file: to run it again is one question.
    guard context.transaction.isOptedOut, !context.transaction.isOpen, context.outline.schemaCommands > 1,
      context.outline.unrepeatable == command, let name = command.failsWhenRepeated
    else { return [] }
    return [Hazard(name.description, facts: [Finding.Fact("object", name.description)])]
  }
}

extension Command {
  /// What the command is about, where running it once more fails; `nil` where it does not.
  ///
  /// An index that is built CONCURRENTLY is left out: IF NOT EXISTS would take an invalid one for good.
  var failsWhenRepeated: QualifiedName? {
    switch self {
    case .createTable(let create): create.ifNotExists || create.isTemporary ? nil : create.name
    case .createIndex(let create):
      create.ifNotExists || create.concurrently ? nil : create.name.map { QualifiedName($0) }
    case .createType(let create): create.name
    case .drop(let drop): drop.ifExists ? nil : drop.names.first
    case .alterTable(let alter): alter.actions.contains(where: \.failsWhenRepeated) ? alter.name : nil
    case .renameTable(let from, _): from
    default: nil
    }
  }
}

extension AlterAction {
  fileprivate var failsWhenRepeated: Bool {
    switch self {
    case .addColumn(_, let ifNotExists): !ifNotExists
    case .dropColumn(_, let ifExists, _), .dropConstraint(_, let ifExists, _): !ifExists
    case .addConstraint, .renameColumn, .renameTo, .renameConstraint: true
    default: false
    }
  }
}
