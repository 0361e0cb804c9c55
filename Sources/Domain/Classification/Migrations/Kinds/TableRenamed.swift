public import Findings
import SQL

extension ChangeKind {
  /// A table gets another name.
  public static let migrationTableRenamed = ChangeKind(
    id: "migration.table.renamed", title: "Table renamed",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why:
      "During a rolling deployment, code with the old name and code with the new one run at once, and one "
      + "of them fails.",
    instead:
      "Leave a view with the old name in the same transaction, and drop it when nothing uses it any more.")
}

struct TableRenamed: HazardRule {
  let kind = ChangeKind.migrationTableRenamed

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    switch command {
    case .renameTable(let from, let to): return hazards(from, to, context)
    // A copy that is put in the place of the table it was made from keeps the name alive.
    case .exchangeTables(let left, let right):
      return context.schema.isNew(left) || context.schema.isNew(right)
        ? [] : hazards(left, right, context) + hazards(right, left, context)
    case .alterTable(let alter) where alter.kind == .table || alter.kind == .foreignTable:
      return alter.actions.flatMap { action -> [Hazard] in
        guard case .renameTo(let new) = action else { return [] }
        return hazards(alter.name, QualifiedName(schema: new.schema ?? alter.name.schema, new.name), context)
      }
    default: return []
    }
  }

  private func hazards(_ old: QualifiedName, _ new: QualifiedName, _ context: HazardContext) -> [Hazard] {
    // A view with the old name keeps code that uses it alive.
    if context.schema.isNew(old) || context.outline.createdViews.contains(ObjectKey(old)) { return [] }
    // A table that is made anew under its own name is `migration.table.rebuilt`.
    let isCopied = context.change.copies[ObjectKey(old)]?.contains(ObjectKey(new)) == true
    if context.change.remadeTables.contains(ObjectKey(old)), isCopied || context.dialect == .sqlite { return [] }
    return [.table(old, before: old.description, after: new.description)]
  }
}
