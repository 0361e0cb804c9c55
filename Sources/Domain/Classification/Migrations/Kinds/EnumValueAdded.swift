public import Findings
import SQL

extension ChangeKind {
  /// `ALTER TYPE … ADD VALUE`.
  public static let migrationEnumValueAdded = ChangeKind(
    id: "migration.enum.value-added", title: "Value added to an enumeration",
    baseScore: BaseScore.low, direction: .neutral, reversible: false,
    why:
      "PostgreSQL cannot take a value out again; before version 12 it refuses to add one in a transaction, and since then "
      + "to use it in the transaction that added it.",
    instead: "Release readers that know the value first, and use it in a later migration.")
}

struct EnumValueAdded: HazardRule {
  let kind = ChangeKind.migrationEnumValueAdded
  let dialects: Set<Dialect>? = [.postgres]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .alterType(let name, .addValue(let value)) = command,
      !context.schema.newObjects.contains(ObjectKey(name))
    else { return [] }
    var facts = [Finding.Fact("type", name.description)]
    if context.transaction.isOpen {
      facts.append(Finding.Fact("transaction", "true"))
      if context.session.isBeforePostgres(ServerVersion(12)) { facts.append(Finding.Fact("refused", "true")) }
    }
    return [Hazard(name.description, after: value, facts: facts)]
  }
}
