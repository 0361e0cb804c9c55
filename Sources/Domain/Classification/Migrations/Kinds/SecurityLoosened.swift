public import Findings
import SQL

extension ChangeKind {
  /// A grant to everyone, row security or a policy removed, a superuser made, a server setting changed or a
  /// program run by `COPY`.
  public static let migrationSecurityLoosened = ChangeKind(
    id: "migration.security.loosened", title: "Database access loosened",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "Whoever can connect may read or change more than before, or run commands as the server.",
    instead:
      "Grant the narrowest privilege to a named role, keep row security on and change roles and server "
      + "settings outside migrations.")
}

struct SecurityLoosened: HazardRule {
  let kind = ChangeKind.migrationSecurityLoosened

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    AccessChange.all(in: command, context).filter { $0.loosens }.map(\.hazard)
  }
}
