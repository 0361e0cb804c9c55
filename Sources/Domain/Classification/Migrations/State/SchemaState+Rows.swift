import SQL

extension SchemaState {
  /// Whether nothing keeps a row out: no condition, one that is always true, one that only asks whether columns are NULL
  /// that cannot be, or are everywhere.
  func touchesEveryRow(_ change: RowChange) -> Bool {
    if change.hasLimit { return false }
    guard change.hasWhere else { return true }
    guard let table = self[change.table] else { return false }
    if !change.whereNotNull.isEmpty { return change.whereNotNull.allSatisfy(table.isProvenNotNull) }
    return !change.whereNull.isEmpty
      && change.whereNull.allSatisfy { table.columns[$0].map { $0.isNew && !$0.isFilled } ?? false }
  }

  /// Whether rows are looked for by columns of which no index begins with one: `WHERE c IS NULL`.
  func readsEveryRow(_ change: RowChange) -> Bool {
    let key = key(of: change.table)
    return !change.whereColumns.isEmpty && !change.hasLimit && tables[key]?.isWhole == true
      && !indexes.values.contains {
        $0.table == key && change.whereColumns.contains($0.columns.first.flatMap(\.self) ?? "")
      }
  }

  /// Whether an update reaches every row that another table has a partner for: a backfill from that table.
  func fillsFromOtherTables(_ update: RowChange) -> Bool { update.hasWhere && !update.hasLimit && update.onlyJoins }
}
