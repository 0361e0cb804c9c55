import Findings
import SQL

/// What is known of the schema at one point of a history: built from earlier migrations, kept up while a
/// change is read.
struct SchemaState: Sendable {
  var tables: [ObjectKey: TableState] = [:]
  var indexes: [ObjectKey: IndexState] = [:]
  /// The tables that have, or had, partitions or children.
  var parents: Set<ObjectKey> = []
  /// Views by what they read; materialised ones stand in `tables` as well.
  var views: [ObjectKey: [ObjectKey]] = [:]
  /// The function that a trigger calls.
  var triggers: [TableMember: ObjectKey] = [:]
  /// The table of extended statistics.
  var statistics: [ObjectKey: ObjectKey] = [:]
  /// The columns whose default draws on a sequence of their own.
  var sequences: [ObjectKey: TableMember] = [:]
  /// Names that the change took from tables: what it makes under them is new.
  private(set) var freed: Set<ObjectKey> = []
  /// Schemas that the change creates.
  private(set) var newSchemas: Set<String> = []
  /// Views, indexes, types, sequences and routines that the change creates.
  private(set) var newObjects: Set<ObjectKey> = []
  /// The code of the functions and procedures of any migration that was read.
  private(set) var routines: [ObjectKey: DynamicBlock] = [:]
  /// Enumerations of any migration that was read: no two of them share their stored form.
  private(set) var enumerations: Set<ObjectKey> = []
  /// Domains of any migration that was read.
  var domains: [ObjectKey: DomainState] = [:]
  private(set) var searchPath = SearchPath()
  /// Whether an earlier migration set a lock_timeout.
  private(set) var setsLockTimeout = false

  /// Whether the statements that follow belong to the change under review or to earlier migrations.
  private(set) var isChange = false
  /// Whether they stand in a merged migration that is edited: what it says it makes, it made before.
  private(set) var isRevision = false
  private(set) var source = RepositoryPath.root
  /// The dialect of the statements that follow.
  private(set) var dialect = Dialect.postgres

  /// Whether the change creates the table, so that nobody can lose rows or wait for it.
  func isNew(_ table: QualifiedName) -> Bool { self[table]?.origin == .change }

  /// Whether the table is new as far as can be known, which is enough to rule out waiting for a lock.
  func isNewForLocks(_ table: QualifiedName) -> Bool { isNewForLocks(key(of: table)) }

  func isNewForLocks(_ table: ObjectKey) -> Bool {
    switch tables[table]?.origin {
    case .change, .changeIfMissing: true
    case .before, nil: false
    }
  }

  /// Whether the change adds the column, or its table.
  func isNew(column: String, of table: QualifiedName) -> Bool {
    isNew(table) || self.column(column, of: table)?.isNew == true
  }

  /// What is known of a table.
  subscript(_ table: QualifiedName) -> TableState? { tables[key(of: table)] }

  /// What is known of a column.
  func column(_ column: String, of table: QualifiedName) -> ColumnState? { self[table]?.columns[column] }

  /// The table that `name` means here: the first on the search path that is known, else the first schema's.
  func key(of name: QualifiedName) -> ObjectKey { key(of: name) { tables[$0] != nil } }

  /// The object that `name` means where `stands` tells which ones there are.
  func key(of name: QualifiedName, where stands: (ObjectKey) -> Bool) -> ObjectKey {
    guard name.schema == nil, searchPath.schemas != [nil] else { return ObjectKey(name) }
    let candidates = searchPath.schemas.map { ObjectKey(schema: $0, name: name.name) }
    return candidates.first(where: stands) ?? candidates.first ?? ObjectKey(name)
  }

  /// The index that `name` means here.
  func index(_ name: QualifiedName) -> ObjectKey { key(of: name) { indexes[$0] != nil } }

  /// What is known of an index of `table`, by its own name.
  func indexState(_ name: String, of table: QualifiedName?) -> IndexState? {
    let own = table.flatMap { indexes[indexKey(name, of: key(of: $0))] }
    return own ?? indexes[index(QualifiedName(name))]
  }

  /// Whether the change made the index, or its table.
  func isNewIndex(_ name: String, of table: QualifiedName?) -> Bool {
    if let table, isNewForLocks(table) { return true }
    if let known = indexState(name, of: table), isNewForLocks(known.table) { return true }
    let place = table.map { indexKey(name, of: key(of: $0)) } ?? ObjectKey(name: name)
    return newObjects.contains(place) || newObjects.contains(ObjectKey(name: name))
  }

  /// The partitions and children of a table, theirs included.
  func descendants(of table: ObjectKey) -> [ObjectKey] {
    // Most tables have none, and this is asked of every new column of a history.
    guard parents.contains(table) else { return [] }
    var found: Set<ObjectKey> = [table]
    var open = [table]
    while let next = open.popLast() {
      for (child, state) in tables where state.parent == next && found.insert(child).inserted { open.append(child) }
    }
    found.remove(table)
    return found.sorted()
  }

  /// The foreign keys that point to `table`: where they stand and what they say.
  func foreignKeys(to table: ObjectKey) -> [(child: ObjectKey, key: ConstraintState)] {
    tables.flatMap { child, state in
      state.constraints.values.filter { $0.parent == table }.map { (child, $0) }
    }
  }

  /// The commands that follow stand in `source`; `isChange` when the change under review adds them.
  mutating func enter(
    _ source: RepositoryPath, isChange: Bool, isRevision: Bool = false, dialect: Dialect = .postgres
  ) {
    self.dialect = dialect
    self.isRevision = isRevision
    self.source = source
    self.isChange = isChange
  }

  /// Takes up what was kept of a history: what the change makes is none of it.
  mutating func restore(
    _ routines: [ObjectKey: DynamicBlock], _ enumerations: Set<ObjectKey>, _ searchPath: SearchPath,
    _ dialect: Dialect, setsLockTimeout: Bool
  ) {
    self.setsLockTimeout = setsLockTimeout
    (self.routines, self.enumerations, self.searchPath, self.dialect) = (routines, enumerations, searchPath, dialect)
  }

  /// Takes in what `command` does.
  mutating func apply(_ command: Command) {
    switch command {
    case .createTable(let create): apply(create)
    case .alterTable(let alter): apply(alter)
    case .renameTable(let from, let to): rename(key(of: from), to: ObjectKey(to))
    case .exchangeTables(let left, let right):
      // A name that stands nowhere lends itself.
      let (left, right) = (key(of: left), key(of: right))
      let lent = ObjectKey(schema: left.schema, name: "\(left.name) and \(right.name)")
      rename(left, to: lent)
      rename(right, to: left)
      rename(lent, to: right)
    case .drop(let drop): apply(drop)
    case .insert(let table, let sources):
      let key = key(of: table)
      tables[key]?.isFilled = true
      let copied = isChange ? sources.map { self.key(of: $0) } : []
      tables[key]?.copied.formUnion(copied)
    case .update(let update) where isChange && touchesEveryRow(update):
      let key = key(of: update.table)
      for (column, sources) in update.assigned { tables[key]?.columns[column]?.copied = sources }
    case .createIndex(let create): apply(create)
    case .createView(let create): apply(create)
    case .createRoutine(let create):
      if !create.orReplace { note(ObjectKey(create.name)) }
      routines[ObjectKey(create.name)] = DynamicBlock(language: create.language ?? "sql", body: create.body ?? "")
    case .createType(let create):
      note(ObjectKey(create.name))
      apply(create)
    case .alterType(let name, .renameTo(let new)):
      let old = ObjectKey(name)
      let isNew = newObjects.remove(old) != nil
      if enumerations.remove(old) != nil { enumerations.insert(ObjectKey(schema: old.schema, name: new)) }
      if isNew { newObjects.insert(ObjectKey(schema: old.schema, name: new)) }
    case .alterDomain(let name, let alteration): domains[ObjectKey(name)]?.apply(alteration)
    case .createTrigger(let trigger):
      guard let function = trigger.function else { return }
      triggers[TableMember(table: key(of: trigger.table), name: trigger.name)] = ObjectKey(function)
    case .create(let create): apply(create)
    case .set, .select, .transaction, .clientCommand, .other: applyToNames(command)
    default: return
    }
  }

  private mutating func apply(_ create: CreateObject) {
    guard let name = create.name else { return }
    if create.kind == .statistics, let table = create.table { statistics[ObjectKey(name)] = key(of: table) }
    guard isChange, !create.ifNotExists else { return }
    if create.kind == .schema { newSchemas.insert(name.name) } else { newObjects.insert(ObjectKey(name)) }
  }

  /// Follows what changes the meaning of names: another search path or database, or objects taken back.
  private mutating func applyToNames(_ command: Command) {
    switch command {
    case .set(let variable) where variable.name == "lock_timeout" && !isChange: setsLockTimeout = true
    case .set(let variable) where variable.name == "search_path" || variable.name == "all":
      searchPath = SearchPath(variable.value)
      forgetWhatIsNew()
    case .select(let query):
      for call in query.calls where call.name.name == "set_config" {
        // A setting whose name is computed may be any.
        guard ["search_path", nil].contains(call.arguments.first ?? nil) else { continue }
        if call.arguments.count > 1, call.arguments[0] != nil { searchPath = SearchPath(call.arguments[1] ?? "") }
        forgetWhatIsNew()
      }
    case .transaction(.rollback), .transaction(.rollbackTo): forgetWhatIsNew()
    case .clientCommand(let word, _) where word == "c" || word == "connect": forgetWhatIsNew()
    case .other(let words) where words.hasPrefix("USE"): forgetWhatIsNew()
    default: return
    }
  }

  /// What the change created may no longer be what its names mean, so dropping it by them is a loss again.
  private mutating func forgetWhatIsNew() {
    for key in tables.keys where tables[key]?.origin == .change { tables[key]?.origin = .changeIfMissing }
    newSchemas = []
    newObjects = []
    freed = []
  }

  mutating func note(_ key: ObjectKey) {
    if isChange { newObjects.insert(key) }
  }

  private mutating func apply(_ create: CreateType) {
    switch create.form {
    case .enumeration: enumerations.insert(ObjectKey(create.name))
    case .domain(let base, let constraints):
      domains[ObjectKey(create.name)] = DomainState(
        base: base, constraints: Set(constraints.enumerated().map { $1.name ?? "\($0)" }))
    default: return
    }
  }

  private mutating func apply(_ drop: Drop) {
    for name in drop.names {
      switch drop.kind {
      case .table, .foreignTable: removeTable(key(of: name))
      case .materializedView, .view:
        removeTable(key(of: name))
        views[ObjectKey(name)] = nil
        newObjects.remove(ObjectKey(name))
      case .index:
        indexes[drop.table.map { indexKey(name.name, of: key(of: $0)) } ?? index(name)] = nil
        newObjects.remove(ObjectKey(name))
      case .schema:
        newSchemas.remove(name.name)
        for key in tables.keys where key.schema == name.name { removeTable(key) }
      default: newObjects.remove(ObjectKey(name))
      }
    }
  }

  private mutating func removeTable(_ key: ObjectKey) {
    if tables.removeValue(forKey: key) != nil, isChange { freed.insert(key) }
    for (index, state) in indexes where state.table == key { indexes[index] = nil }
    for child in tables.keys {
      for (name, constraint) in tables[child]?.constraints ?? [:] where constraint.parent == key {
        tables[child]?.constraints[name] = nil
      }
    }
  }

  mutating func setParent(_ parent: ObjectKey?, of child: ObjectKey) {
    tables[child]?.parent = parent
    if let parent { parents.insert(parent) }
  }

  /// Gives a table another name or schema, and everything that points to it.
  mutating func rename(_ old: ObjectKey, to new: ObjectKey) {
    if let index = indexes.removeValue(forKey: old) {
      indexes[new] = index
      return
    }
    guard let table = tables.removeValue(forKey: old) else { return }
    if isChange { freed.insert(old) }
    tables[new] = table
    for key in indexes.keys where indexes[key]?.table == old {
      indexes[key]?.table = new
      guard dialect == .mysql, key.name.hasPrefix(old.name + ".") else { continue }
      let index = indexes.removeValue(forKey: key)
      indexes[indexKey(String(key.name.dropFirst(old.name.count + 1)), of: new)] = index
    }
    for key in tables.keys {
      if tables[key]?.parent == old { setParent(new, of: key) }
      if tables[key]?.copied.remove(old) != nil { tables[key]?.copied.insert(new) }
      for (name, constraint) in tables[key]?.constraints ?? [:] where constraint.parent == old {
        tables[key]?.constraints[name]?.parent = new
      }
    }
  }
}

/// What is known of a domain.
struct DomainState: Sendable {
  let base: TypeName
  /// The names of its checks and of NOT NULL.
  var constraints: Set<String>

  mutating func apply(_ alteration: DomainAlteration) {
    switch alteration {
    case .addConstraint(let constraint): constraints.insert(constraint.name ?? "\(constraints.count)")
    case .setNotNull: constraints.insert("NOT NULL")
    case .dropNotNull: constraints.remove("NOT NULL")
    case .dropConstraint(let name): constraints.remove(name)
    default: return
    }
  }
}
