public import Findings
import SQL

extension ChangeKind {
  /// A mutation of ClickHouse: the data parts of the table are written anew in the background.
  public static let migrationTableMutated = ChangeKind(
    id: "migration.table.mutated", title: "Data parts rewritten by a mutation",
    baseScore: 300, direction: .neutral, reversible: false,
    why:
      "Every part that is touched is read and written anew, which takes disk and processors from the "
      + "queries; merges wait, and a mutation that fails is tried for ever and stops those behind it.",
    instead:
      "Do it partition by partition (IN PARTITION) when there is little traffic, watch system.mutations, "
      + "and know KILL MUTATION; let an index or projection fill with new parts where that is enough.")
}

struct TableMutated: HazardRule {
  let kind = ChangeKind.migrationTableMutated
  let dialects: Set<Dialect>? = [.clickhouse]

  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    if case .vacuum(let tables, isFull: true) = command {
      return tables.filter { !context.schema.isNewForLocks($0) }.map { .table($0, after: "OPTIMIZE TABLE FINAL") }
    }
    guard case .alterTable(let alter) = command, !context.schema.isNewForLocks(alter.name) else { return [] }
    return alter.actions.compactMap { action in
      switch action {
      case .mutate(let words): return .table(alter.name, after: words)
      case .redefineColumn(let column):
        // More values of an enumeration are noted and nothing is written (documentation, "Manipulations with columns").
        guard let type = column.type, let old = context.schema.column(column.name, of: alter.name)?.type, old != type,
          !(type.name.hasPrefix("enum") && Set(type.modifiers).isSuperset(of: old.modifiers))
        else { return nil }
        return .part("column", column.name, of: alter.name, before: old.description, after: type.description)
      default: return nil
      }
    }
  }
}
