import SQL

/// What a statement does to the tables that it touches, on a PostgreSQL server: the lock, whether the table is
/// written anew and whether all of it is read.
///
/// A function of the command and of what is known before it runs. The facts are those of the server's own source
/// (`AlterTableGetLockLevel`, `ATRewriteTables`, `RemoveRelations`); `LockOracleTests` holds each against a server.
/// A CONCURRENTLY statement is taken as it works outside a transaction, which is the only place where it works.
struct StatementEffects: Sendable {
  private(set) var tables: [ObjectKey: TableEffect] = [:]
  let schema: SchemaState
  let session: SessionState

  init(of command: Command, on schema: SchemaState, _ session: SessionState = SessionState()) {
    self.schema = schema
    self.session = session
    switch command {
    case .alterTable(let alter): add(alter)
    case .createTable, .createIndex, .createTrigger, .createPolicy, .create, .refreshMaterializedView, .comment:
      addCreation(command)
    case .drop(let drop): add(drop)
    case .truncate(let truncate): add(truncate)
    case .reindex(let reindex): add(reindex)
    case .alterDomain(let name, let change): add(change, of: name)
    case .alter(let alter):
      if let table = alter.table { lock(schema.key(of: table), .accessExclusive) }
    case .cluster(let table?): rewrite(schema.key(of: table))
    case .vacuum(let tables, let isFull):
      for table in tables where isFull { rewrite(schema.key(of: table)) }
      for table in tables where !isFull { lock(schema.key(of: table), .shareUpdateExclusive) }
    case .lockTable(let lock):
      guard let mode = TableLock(name: lock.mode) else { return }
      for table in lock.tables { withDescendants(schema.key(of: table)) { $0.lock($1, mode) } }
    case .insert(let table, let sources):
      lock(schema.key(of: table), .rowExclusive)
      for source in sources.map(schema.key(of:)) where schema.tables[source] != nil { scan(source, .accessShare) }
    case .merge(let merge): lock(schema.key(of: merge.table), .rowExclusive)
    case .copy(let copy):
      if let table = copy.table, copy.isFrom { lock(schema.key(of: table), .rowExclusive) }
    case .update(let change):
      let isWhole =
        schema.touchesEveryRow(change) || schema.fillsFromOtherTables(change) || schema.readsEveryRow(change)
      withDescendants(schema.key(of: change.table)) {
        $0.touch($1, TableEffect(lock: .rowExclusive, scans: isWhole))
      }
    case .delete(let change): add(deletion: change)
    default: return
    }
  }

  /// Adds an effect to what is known of a table.
  mutating func touch(_ table: ObjectKey, _ effect: TableEffect) {
    if tables[table] == nil { tables[table] = effect } else { tables[table]?.add(effect) }
  }

  mutating func lock(_ table: ObjectKey, _ lock: TableLock) { touch(table, TableEffect(lock: lock)) }

  mutating func scan(_ table: ObjectKey, _ lock: TableLock) { touch(table, TableEffect(lock: lock, scans: true)) }

  mutating func rewrite(_ table: ObjectKey) {
    touch(table, TableEffect(lock: .accessExclusive, rewrites: .yes, scans: true))
  }

  /// Does the same to a table and everything below it. A partitioned table has no rows of its own.
  mutating func withDescendants(_ table: ObjectKey, _ body: (inout StatementEffects, ObjectKey) -> Void) {
    body(&self, table)
    for child in schema.descendants(of: table) { body(&self, child) }
    for key in tables.keys where schema.tables[key]?.partitionKey != nil {
      tables[key]?.scans = false
      tables[key]?.rewrites = .no
    }
  }

  /// Removes rows; those of other tables go, or are changed, by their foreign keys. Each is found by an index on the
  /// key, or else by reading the whole table.
  private mutating func add(deletion: RowChange) {
    let table = schema.key(of: deletion.table)
    let isWhole = !deletion.hasWhere || schema.readsEveryRow(deletion)
    withDescendants(table) { $0.touch($1, TableEffect(lock: .rowExclusive, scans: isWhole)) }
    var open = [table]
    var seen: Set<ObjectKey> = [table]
    while let parent = open.popLast() {
      for (child, key) in schema.foreignKeys(to: parent) where key.onDelete.changesRows {
        let isIndexed = schema.indexes.values.contains { $0.table == child && $0.columns.first == key.columns.first }
        touch(child, TableEffect(lock: .rowExclusive, scans: !isIndexed))
        if key.onDelete == .cascade, seen.insert(child).inserted { open.append(child) }
      }
    }
  }
}

extension ForeignKeyReference.Action {
  /// Whether it writes the referring rows.
  fileprivate var changesRows: Bool { self == .cascade || self == .setNull || self == .setDefault }
}
