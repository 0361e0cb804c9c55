public import Findings
import SQL

extension ChangeKind {
  /// A schema, with CASCADE everything in it, is dropped.
  public static let migrationSchemaDropped = ChangeKind(
    id: "migration.schema.dropped", title: "Schema dropped",
    baseScore: 920, direction: .loosens, reversible: false,
    why: "Every table, view and function of the schema can disappear in one statement.",
    instead:
      "Drop its objects one by one in migrations that can be reviewed, and the empty schema last without "
      + "CASCADE.")
}

struct SchemaDropped: HazardRule {
  let kind = ChangeKind.migrationSchemaDropped
  let appliesToStrayFiles = true

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .drop(let drop) = command, drop.kind == .schema else { return [] }
    return drop.names.filter { !context.schema.newSchemas.contains($0.name) }.map { name in
      Hazard(name.description, facts: [Finding.Fact("schema", name.description)] + drop.cascadeFact)
    }
  }
}
