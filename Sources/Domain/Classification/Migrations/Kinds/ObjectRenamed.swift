public import Findings
import SQL

extension ChangeKind {
  /// A schema, type, enum value or other object is renamed, or an object is moved to another schema.
  public static let migrationObjectRenamed = ChangeKind(
    id: "migration.object.renamed", title: "Schema, type or enum value renamed",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "Code and functions that name it the old way fail as soon as the migration ran.",
    instead:
      "Add the new name beside the old one, move the users over and remove the old one in a later release.")
}

struct ObjectRenamed: HazardRule {
  let kind = ChangeKind.migrationObjectRenamed

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    switch command {
    case .alterTable(let alter): return alter.actions.compactMap { renaming(by: $0, of: alter, context) }
    case .alterType(let name, .renameValue(let from, let to)),
      .alterType(let name, .renameAttribute(let from, let to)):
      return [
        Hazard(name.description, before: from, after: to, facts: [Finding.Fact("type", name.description)])
      ]
    case .alterType(let name, .renameTo) where context.outline.makesType(ObjectKey(name)): return []
    case .alterType(let name, .renameTo(let new)), .alterDomain(let name, .renameTo(let new)):
      return renaming(.type, name, to: QualifiedName(schema: name.schema, new), context)
    case .alterType(let name, .setSchema(let schema)), .alterDomain(let name, .setSchema(let schema)):
      return renaming(.type, name, to: QualifiedName(schema: schema, name.name), context)
    case .alter(let alter):
      guard let name = alter.name, Self.kinds.contains(alter.kind) else { return [] }
      switch alter.change {
      case .renameTo(let new):
        return renaming(alter.kind, name, to: QualifiedName(schema: name.schema, new), context)
      case .setSchema(let schema):
        return renaming(alter.kind, name, to: QualifiedName(schema: schema, name.name), context)
      case .ownerTo, .other: return []
      }
    default: return []
    }
  }

  /// Objects that code names; the names of indexes, triggers, policies and constraints matter to nobody else.
  private static let kinds: Set<ObjectKind> = [
    .schema, .database, .view, .materializedView, .sequence, .function, .procedure, .routine, .aggregate,
    .type, .domain, .foreignTable, .table,
  ]

  private func renaming(by action: AlterAction, of alter: AlterTable, _ context: HazardContext) -> Hazard? {
    guard Self.kinds.contains(alter.kind) else { return nil }
    let old = alter.name
    switch action {
    case .setSchema(let schema):
      return renaming(alter.kind, old, to: QualifiedName(schema: schema, old.name), context).first
    case .renameTo(let new) where alter.kind != .table && alter.kind != .foreignTable:
      return renaming(alter.kind, old, to: QualifiedName(schema: old.schema, new.name), context).first
    default: return nil
    }
  }

  private func renaming(
    _ kind: ObjectKind, _ old: QualifiedName, to new: QualifiedName, _ context: HazardContext
  ) -> [Hazard] {
    if context.schema.isNew(old) || context.schema.newObjects.contains(ObjectKey(old)) { return [] }
    // The column whose default draws on the sequence follows it; nobody else names it.
    if kind == .sequence, context.schema.sequences[ObjectKey(old)] != nil { return [] }
    return [
      Hazard(
        old.description, before: old.description, after: new.description,
        facts: [Finding.Fact("object", kind.rawValue.lowercased())])
    ]
  }
}
