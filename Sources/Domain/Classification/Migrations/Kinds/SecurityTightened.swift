public import Findings
import SQL

extension ChangeKind {
  /// The inverse: a grant to everyone withdrawn, row security switched on, a policy added, a superuser made
  /// an ordinary role.
  public static let migrationSecurityTightened = ChangeKind(
    id: "migration.security.tightened", title: "Database access tightened",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Less is allowed than before; code that relied on it fails.",
    instead: "Check that every role that the application uses still has what it needs.")
}

struct SecurityTightened: HazardRule {
  let kind = ChangeKind.migrationSecurityTightened

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    AccessChange.all(in: command, context).filter { !$0.loosens }.map(\.hazard)
  }
}
