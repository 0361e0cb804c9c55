import SQL

extension StatementEffects {
  /// CREATE, and what else locks a table without changing it.
  mutating func addCreation(_ command: Command) {
    switch command {
    case .createTable(let create): add(create)
    case .createIndex(let create): add(create)
    case .createTrigger(let trigger):
      withDescendants(schema.key(of: trigger.table)) { $0.lock($1, .shareRowExclusive) }
    case .createPolicy(let policy): lock(schema.key(of: policy.table), .accessExclusive)
    case .create(let create):
      guard let table = create.table else { return }
      lock(schema.key(of: table), create.kind == .rule ? .accessExclusive : .shareUpdateExclusive)
    case .comment(let table?): lock(schema.key(of: table), .shareUpdateExclusive)
    case .refreshMaterializedView(let view, let concurrently, let withData):
      let key = schema.key(of: view)
      // The new rows are compared with the old ones, or written apart and indexed.
      touch(
        key,
        TableEffect(
          lock: concurrently ? .exclusive : .accessExclusive, rewrites: concurrently ? .no : .yes,
          scans: withData && (concurrently || schema.indexes.values.contains { $0.table == key })))
    default: return
    }
  }

  private mutating func add(_ create: CreateTable) {
    if create.ifNotExists, schema[create.name] != nil { return }
    for parent in create.inherits { lock(schema.key(of: parent), .shareUpdateExclusive) }
    for reference in create.allConstraints.compactMap(\.references) {
      let parent = schema.key(of: reference.table)
      if reference.table != create.name { lock(parent, .shareRowExclusive) }
    }
    guard let parent = create.partitionOf.map(schema.key(of:)) else { return }
    lock(parent, .accessExclusive)
    if let bound = create.bound { checkDefaultPartition(of: parent, against: bound) }
  }

  private mutating func add(_ create: CreateIndex) {
    let table = schema.key(of: create.table)
    if create.concurrently {
      scan(table, .shareUpdateExclusive)
    } else if create.only {
      lock(table, .share)
    } else if create.ifNotExists, let name = create.name,
      schema.indexes[ObjectKey(schema: table.schema, name: name)] != nil
    {
      lock(table, .share)
    } else {
      withDescendants(table) { $0.scan($1, .share) }
    }
  }

  mutating func add(_ reindex: Reindex) {
    guard let name = reindex.name else { return }
    let mode: TableLock = reindex.concurrently ? .shareUpdateExclusive : .share
    switch reindex.kind {
    case .table: withDescendants(schema.key(of: name)) { $0.scan($1, mode) }
    case .index:
      if let index = schema.indexes[schema.index(name)] { scan(index.table, mode) }
    default: return
    }
  }

  /// A constraint of a domain is checked against every column of it.
  mutating func add(_ change: DomainAlteration, of name: QualifiedName) {
    let domain = ObjectKey(name)
    switch change {
    case .addConstraint(let constraint) where constraint.isNotValid: return
    case .addConstraint, .setNotNull, .validateConstraint:
      for table in schema.tables(with: domain) where schema.tables[table]?.partitionKey == nil { scan(table, .share) }
    default: return
    }
  }
}

extension SchemaState {
  /// The tables that have a column of a type.
  func tables(with type: ObjectKey) -> [ObjectKey] {
    tables.filter { table in table.value.columns.values.contains { $0.type.map(ObjectKey.init(type:)) == type } }
      .map(\.key).sorted()
  }
}

extension ObjectKey {
  /// A type's name.
  init(type: TypeName) { self.init(QualifiedName(schema: type.schema, type.name)) }
}
