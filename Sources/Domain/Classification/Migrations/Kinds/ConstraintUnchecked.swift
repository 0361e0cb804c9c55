public import Findings
import SQL

extension ChangeKind {
  /// Foreign keys or checks are switched off and not switched on again in the same file.
  public static let migrationConstraintUnchecked = ChangeKind(
    id: "migration.constraint.unchecked", title: "Constraints switched off",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "Rows that break the rule can be written from now on, and nothing says which ones were.",
    instead:
      "Switch them on again in the same file, and check the rows: PRAGMA foreign_key_check in SQLite, WITH "
      + "CHECK CHECK CONSTRAINT in SQL Server.")
}

struct ConstraintUnchecked: HazardRule {
  let kind = ChangeKind.migrationConstraintUnchecked

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    switch command {
    case .set(let variable) where Self.switches.contains(variable.name) && variable.isOff:
      // The last word of the file counts.
      guard context.outline.lastSettings[variable.name]?.isOff == true else { return [] }
      return [Hazard(variable.name, after: "off")]
    case .set(let variable) where variable.name == "ignore_check_constraints" && variable.isOn:
      guard context.outline.lastSettings[variable.name]?.isOn == true else { return [] }
      return [Hazard(variable.name, after: "on")]
    case .alterTable(let alter) where !context.schema.isNew(alter.name):
      return alter.actions.compactMap { action in
        guard case .disableConstraint(let name) = action,
          !["all", name.lowercased()].contains(where: { one in
            context.outline.validatedConstraints.contains(TableMember(table: ObjectKey(alter.name), name: one))
          })
        else { return nil }
        return .part("constraint", name, of: alter.name, after: "NOCHECK")
      }
    default: return []
    }
  }

  /// SQLite's pragma and MySQL's variables.
  private static let switches: Set<String> = ["foreign_keys", "foreign_key_checks", "unique_checks"]
}
