public import Findings
import SQL

extension ChangeKind {
  /// `DROP EXTENSION`.
  public static let migrationExtensionDropped = ChangeKind(
    id: "migration.extension.dropped", title: "Extension dropped",
    baseScore: BaseScore.high, direction: .loosens, reversible: false,
    why: "With CASCADE, columns of the extension's types and indexes of its methods go with it.",
    instead:
      "Drop or convert what depends on the extension in reviewed steps, then drop it without CASCADE.")
}

struct ExtensionDropped: HazardRule {
  let kind = ChangeKind.migrationExtensionDropped

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .drop(let drop) = command, drop.kind == .extension else { return [] }
    return drop.names.filter { !context.schema.newObjects.contains(ObjectKey($0)) }.map { name in
      Hazard(name.description, facts: [Finding.Fact("extension", name.description)] + drop.cascadeFact)
    }
  }
}
