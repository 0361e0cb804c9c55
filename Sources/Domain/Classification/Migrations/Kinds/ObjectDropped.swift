public import Findings
import SQL

extension ChangeKind {
  /// A view, function, type, sequence or other object without rows of its own is dropped and not made again
  /// in the same file.
  public static let migrationObjectDropped = ChangeKind(
    id: "migration.object.dropped", title: "View, function, type or sequence dropped",
    baseScore: BaseScore.medium, direction: .loosens, reversible: false,
    why:
      "Code that still uses it fails at once; its definition, or a sequence's value, is known only to "
      + "earlier migrations.",
    instead:
      "Release code that no longer uses it first; to change it, replace it in the same file with CREATE OR "
      + "REPLACE or a drop and a create.")
}

struct ObjectDropped: HazardRule {
  let kind = ChangeKind.migrationObjectDropped

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .drop(let drop) = command, Self.kinds.contains(drop.kind) else { return [] }
    return drop.names.compactMap { name in
      let key = ObjectKey(name)
      guard !context.schema.newObjects.contains(key), !context.outline.createdObjects.contains(key) else {
        return nil
      }
      // PostgreSQL cannot take a value out of an enumeration: the type is put aside, made anew and then
      // dropped.
      if drop.kind == .type, context.outline.isReplacedType(key) { return nil }
      let object = drop.kind.rawValue.lowercased()
      return Hazard(
        name.description, before: object, facts: [Finding.Fact("object", object)] + drop.cascadeFact)
    }
  }

  /// Objects that code may name. Roles, statistics, collations and the like are left to the server's
  /// refusals.
  private static let kinds: Set<ObjectKind> = [
    .view, .materializedView, .sequence, .type, .domain, .function, .procedure, .routine, .aggregate, .rule,
    .event, .dictionary, .publication, .subscription, .server, .foreignDataWrapper, .language,
  ]
}
