public import Findings
import SQL

extension ChangeKind {
  /// A trigger of an existing table is created, dropped or switched.
  public static let migrationTriggerChanged = ChangeKind(
    id: "migration.trigger.changed", title: "Trigger created, dropped or disabled",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why:
      "Every write of the table behaves differently from now on, and the change itself blocks writes for a "
      + "moment.",
    instead:
      "Release it apart from other changes, with a test of the writes that it touches and a lock_timeout.")
}

struct TriggerChanged: HazardRule {
  let kind = ChangeKind.migrationTriggerChanged

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    switch command {
    case .createTrigger(let trigger):
      let words = trigger.orReplace ? "CREATE OR REPLACE TRIGGER" : "CREATE TRIGGER"
      return hazards(trigger.name, on: trigger.table, words, context)
    case .drop(let drop) where drop.kind == .trigger:
      return drop.names.flatMap { name -> [Hazard] in
        guard let table = drop.table else { return [Hazard(name.description, after: "DROP TRIGGER")] }
        let member = TableMember(table: ObjectKey(table), name: name.name)
        // A drop before a create of the same name makes a migration repeatable; the create is reported.
        if context.outline.createdTriggers.contains(member) { return [] }
        return hazards(name.name, on: table, "DROP TRIGGER", context)
      }
    case .alterTable(let alter):
      return alter.actions.flatMap { action -> [Hazard] in
        guard case .setTrigger(let name, let enabled) = action else { return [] }
        return hazards(name, on: alter.name, enabled ? "ENABLE TRIGGER" : "DISABLE TRIGGER", context)
      }
    default: return []
    }
  }

  private func hazards(
    _ name: String, on table: QualifiedName, _ words: String, _ context: HazardContext
  ) -> [Hazard] {
    if context.schema.isNewForLocks(table) { return [] }
    return [.part("trigger", name, of: table, after: words, cost: context.facts(of: table, context.effects))]
  }
}
