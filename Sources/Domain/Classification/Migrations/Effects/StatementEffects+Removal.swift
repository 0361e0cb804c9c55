import SQL

extension StatementEffects {
  mutating func add(_ drop: Drop) {
    switch drop.kind {
    case .table, .foreignTable: for name in drop.names { dropTable(schema.key(of: name), drop) }
    case .materializedView:
      for name in drop.names where schema[name] != nil || !drop.ifExists {
        lock(schema.key(of: name), .accessExclusive)
      }
    case .index:
      for name in drop.names {
        guard let index = schema.indexes[schema.index(name)] else { continue }
        withDescendants(index.table) { $0.lock($1, drop.concurrently ? .shareUpdateExclusive : .accessExclusive) }
      }
    case .schema:
      for name in drop.names {
        for key in schema.tables.keys where key.schema == name.name { dropTable(key, drop) }
      }
    case .trigger:
      guard let table = drop.table.map(schema.key(of:)) else { return }
      let isKnown = drop.names.contains { schema.triggers[TableMember(table: table, name: $0.name)] != nil }
      if isKnown || !drop.ifExists || schema.tables[table]?.isWhole != true { lock(table, .accessExclusive) }
    case .policy, .rule:
      if let table = drop.table { lock(schema.key(of: table), .accessExclusive) }
    case .statistics:
      for name in drop.names { schema.statistics[ObjectKey(name)].map { lock($0, .shareUpdateExclusive) } }
    case .type where drop.cascade, .domain where drop.cascade:
      for name in drop.names { for table in schema.tables(with: ObjectKey(name)) { lock(table, .accessExclusive) } }
    case .function, .procedure, .routine:
      for (trigger, function) in schema.triggers
      where drop.cascade && drop.names.contains(where: { ObjectKey($0) == function }) {
        lock(trigger.table, .accessExclusive)
      }
    case .sequence where drop.cascade:
      for name in drop.names { schema.sequences[ObjectKey(name)].map { lock($0.table, .accessExclusive) } }
    default: return
    }
  }

  private mutating func dropTable(_ table: ObjectKey, _ drop: Drop) {
    guard let state = schema.tables[table] else {
      if !drop.ifExists { lock(table, .accessExclusive) }
      return
    }
    for gone in [table] + schema.descendants(of: table) {
      lock(gone, .accessExclusive)
      // The triggers of a foreign key stand on both of its tables.
      for constraint in schema.tables[gone]?.constraints.values.compactMap(\.parent) ?? [] {
        lock(constraint, .accessExclusive)
      }
      guard drop.cascade else { continue }
      for (child, _) in schema.foreignKeys(to: gone) { lock(child, .accessExclusive) }
      lockViews(of: gone)
    }
    guard let parent = state.parent, schema.tables[parent]?.partitionKey != nil else { return }
    lock(parent, .accessExclusive)
    if let rest = defaultPartition(of: parent), rest != table { lock(rest, .accessExclusive) }
  }

  /// The materialised views that go with a table, or a column of it, by CASCADE.
  mutating func lockViews(of table: ObjectKey) {
    for (view, sources) in schema.views where sources.contains(table) && schema.tables[view] != nil {
      lock(view, .accessExclusive)
    }
  }

  mutating func add(_ truncate: Truncate) {
    var open = truncate.tables.map(schema.key(of:))
    var seen: Set<ObjectKey> = []
    while let table = open.popLast() {
      guard seen.insert(table).inserted else { continue }
      withDescendants(table) { $0.touch($1, TableEffect(lock: .accessExclusive, rewrites: .yes)) }
      if truncate.cascade { open += schema.foreignKeys(to: table).map(\.child) }
    }
  }
}
