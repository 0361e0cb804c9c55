public import Findings
import SQL

extension ChangeKind {
  /// The table is copied into a new one which takes its name: SQLite's way to change a table, and one for other servers.
  public static let migrationTableRebuilt = ChangeKind(
    id: "migration.table.rebuilt", title: "Table rebuilt by copying",
    baseScore: BaseScore.medium, direction: .neutral, reversible: false,
    why: "What the copy leaves out is lost, and writes wait meanwhile.",
    instead:
      "Compare the columns of the old and the new table, and keep a copy of the file until the new one is "
      + "known to be whole.")
}

struct TableRebuilt: HazardRule {
  let kind = ChangeKind.migrationTableRebuilt
  func hazards(of command: Command, _ context: HazardContext) -> [Hazard] {
    guard case .drop(let drop) = command, drop.kind == .table else { return [] }
    return drop.names.filter { Self.isRebuilt($0, context) }.map { table in
      // Foreign keys follow a table that is renamed (SQLite 3.26, "ALTER TABLE"): they point to what is dropped now.
      let former = context.change.renamedInto[ObjectKey(table)]
      let isRenamedFirst = former.map(context.change.remadeTables.contains) ?? false
      let followers =
        isRenamedFirst
        ? context.schema.foreignKeys(to: context.schema.key(of: table)).map(\.child.description).sorted() : []
      return .table(
        table, after: followers.first.map { "\($0) refers to \(table)" },
        facts: followers.map { Finding.Fact("refers-to-dropped", $0) })
    }
  }

  /// Whether a table that the change made, and put rows in, takes the place of `table`.
  static func isRebuilt(_ table: QualifiedName, _ context: HazardContext) -> Bool { copy(of: table, context) != nil }

  /// What takes the place of `table`: a copy that gets its name later, or one that was made under its name when it was
  /// renamed.
  private static func copy(of table: QualifiedName, _ context: HazardContext) -> TableState? {
    let key = context.schema.key(of: table)
    let whole = context.schema.tables.first {
      $1.copied.contains(key) && $1.origin != .before && keeps($0, key, context)
    }
    if let whole { return whole.value }
    guard context.dialect == .sqlite, let copy = context.change.renamedInto[ObjectKey(table)],
      let state = context.schema.tables[copy], state.origin == .change, state.isFilled
    else { return nil }
    return state
  }

  /// Whether readers find the rows of `table` in its copy: under its name, or under the one that the change took it from, or
  /// because the change brings them back; what only held them meanwhile nobody reads.
  private static func keeps(_ copy: ObjectKey, _ table: ObjectKey, _ context: HazardContext) -> Bool {
    let former = context.change.renamedInto[table]
    if former == copy { return true }
    if context.schema.tables[table]?.origin != .before { return true }
    return context.change.createdTables.contains(table) && context.change.copies[table]?.contains(copy) == true
  }

  /// The columns of `table` that its copy lacks; `isSure` unless the copy has new ones, of which one may be the column
  /// under another name.
  static func lostColumns(
    of table: QualifiedName, _ context: HazardContext
  ) -> (columns: [String], isSure: Bool) {
    guard let new = copy(of: table, context)?.columns, !new.isEmpty, let old = context.schema[table]?.columns else {
      return ([], true)
    }
    let lost = old.keys.filter { new[$0] == nil }.sorted()
    return (lost, new.keys.allSatisfy { old[$0] != nil })
  }
}
