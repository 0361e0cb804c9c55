import Findings
import SQL

/// What is known of the schema at one point of a history: built from earlier migrations, kept up while a
/// change is read.
struct SchemaState: Sendable {
  private(set) var tables: [ObjectKey: TableState] = [:]
  /// Schemas that the change creates.
  private(set) var newSchemas: Set<String> = []
  /// Views, indexes, types, sequences and routines that the change creates.
  private(set) var newObjects: Set<ObjectKey> = []
  /// The code of the functions and procedures of any migration that was read.
  private(set) var routines: [ObjectKey: DynamicBlock] = [:]
  /// Enumerations of any migration that was read: no two of them share their stored form.
  private(set) var enumerations: Set<ObjectKey> = []
  /// Domains with a check or NOT NULL: a new column of one rewrites its table.
  private(set) var constrainedDomains: Set<ObjectKey> = []

  /// Whether the statements that follow belong to the change under review or to earlier migrations.
  private var isChange = false
  private var source = RepositoryPath.root

  /// Whether the change creates the table, so that nobody can lose rows or wait for it.
  func isNew(_ table: QualifiedName) -> Bool { tables[ObjectKey(table)]?.origin == .change }

  /// Whether the table is new as far as can be known, which is enough to rule out waiting for a lock.
  func isNewForLocks(_ table: QualifiedName) -> Bool {
    switch tables[ObjectKey(table)]?.origin {
    case .change, .changeIfMissing: true
    case .before, nil: false
    }
  }

  /// Whether the change adds the column, or its table.
  func isNew(column: String, of table: QualifiedName) -> Bool {
    isNew(table) || self.column(column, of: table)?.isNew == true
  }

  /// What is known of a column.
  func column(_ column: String, of table: QualifiedName) -> ColumnState? {
    tables[ObjectKey(table)]?.columns[column]
  }

  /// Whether a validated check already proves the column free of NULL (PostgreSQL 12 then scans nothing).
  func isProvenNotNull(column: String, of table: QualifiedName) -> Bool {
    tables[ObjectKey(table)]?.checks.values.contains { $0.isValidated && $0.columns.contains(column) } == true
  }

  /// The commands that follow stand in `source`; `isChange` when the change under review adds them.
  mutating func enter(_ source: RepositoryPath, isChange: Bool) {
    self.source = source
    self.isChange = isChange
  }

  /// Takes in what `command` does.
  mutating func apply(_ command: Command) {
    switch command {
    case .createTable(let create): apply(create)
    case .alterTable(let alter):
      for action in alter.actions { apply(action, to: alter.name) }
    case .renameTable(let from, let to): rename(ObjectKey(from), to: ObjectKey(to))
    case .drop(let drop): apply(drop)
    case .insert(let table): tables[ObjectKey(table)]?.isFilled = true
    case .createIndex(let create):
      if let name = create.name, !create.ifNotExists {
        note(ObjectKey(schema: ObjectKey(create.table).schema, name: name))
      }
    case .createView(let create) where !create.orReplace && !create.ifNotExists: note(ObjectKey(create.name))
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
    case .create(let create):
      guard let name = create.name, isChange, !create.ifNotExists else { return }
      if create.kind == .schema { newSchemas.insert(name.name) } else { newObjects.insert(ObjectKey(name)) }
    case .set, .select, .transaction, .clientCommand, .other:
      if Self.changesMeaningOfNames(command) { forgetWhatIsNew() }
    default: return
    }
  }

  /// Whether names may mean other objects after `command`: another search path or database, or objects taken
  /// back.
  private static func changesMeaningOfNames(_ command: Command) -> Bool {
    switch command {
    case .set(let variable): variable.name == "search_path" || variable.name == "all"
    case .select(let query):
      query.calls.contains { call in
        // A setting whose name is computed may be any.
        call.name.name == "set_config" && ["search_path", nil].contains(call.arguments.first ?? nil)
      }
    case .transaction(.rollback), .transaction(.rollbackTo): true
    case .clientCommand(let word, _): word == "c" || word == "connect"
    case .other(let words): words.hasPrefix("USE")
    default: false
    }
  }

  /// What the change created may no longer be what its names mean, so dropping it by them is a loss again.
  private mutating func forgetWhatIsNew() {
    for key in tables.keys where tables[key]?.origin == .change { tables[key]?.origin = .changeIfMissing }
    newSchemas = []
    newObjects = []
  }

  private mutating func note(_ key: ObjectKey) {
    if isChange { newObjects.insert(key) }
  }

  private mutating func apply(_ create: CreateTable) {
    let key = ObjectKey(create.name)
    // A table that is known to stand is left as it is by IF NOT EXISTS.
    if create.ifNotExists, tables[key] != nil { return }
    var table = TableState(origin: origin(of: create, key))
    for column in create.columns {
      table.columns[column.name] = ColumnState(
        type: column.type, isNew: table.origin == .change, source: source)
    }
    table.isFilled = create.isFromQuery
    for constraint in create.allConstraints { Self.note(constraint, in: &table) }
    tables[key] = table
  }

  private func origin(of create: CreateTable, _ key: ObjectKey) -> TableState.Origin {
    guard isChange else { return .before }
    if create.isTemporary { return .change }
    // Where an earlier migration made the table, the statement fails or the history is not what was read.
    return create.ifNotExists || tables[key]?.origin == .before ? .changeIfMissing : .change
  }

  private static func note(_ constraint: Constraint, in table: inout TableState) {
    guard let columns = constraint.check?.columnsProvenNotNull, !columns.isEmpty else { return }
    let name = constraint.name ?? "\(table.checks.count)"
    table.checks[name] = NotNullCheck(columns: columns, isValidated: !constraint.isNotValid)
  }

  private mutating func apply(_ create: CreateType) {
    switch create.form {
    case .enumeration: enumerations.insert(ObjectKey(create.name))
    case .domain(_, let constraints) where !constraints.isEmpty:
      constrainedDomains.insert(ObjectKey(create.name))
    default: return
    }
  }

  private mutating func apply(_ drop: Drop) {
    for name in drop.names {
      switch drop.kind {
      case .table, .foreignTable: tables[ObjectKey(name)] = nil
      case .schema: newSchemas.remove(name.name)
      default: newObjects.remove(ObjectKey(name))
      }
    }
  }

  private mutating func rename(_ old: ObjectKey, to new: ObjectKey) {
    guard let table = tables.removeValue(forKey: old) else { return }
    tables[new] = table
  }

  private mutating func apply(_ action: AlterAction, to name: QualifiedName) {
    let key = ObjectKey(name)
    // A table of which no migration tells is one that stood before.
    var table = tables[key] ?? TableState(origin: .before)
    switch action {
    case .addColumn(let column, let ifNotExists):
      if ifNotExists, table.columns[column.name] != nil { return }
      table.columns[column.name] = ColumnState(
        type: column.type, isNew: isChange && !ifNotExists, source: source)
      for constraint in column.constraints { Self.note(constraint, in: &table) }
    case .dropColumn(let column, _, _): table.columns[column] = nil
    case .alterColumnType(let column, let type, _):
      table.columns[column] = ColumnState(
        type: type, isNew: table.columns[column]?.isNew ?? false, source: source)
    case .redefineColumn(let column):
      let isNew = table.columns[column.name]?.isNew ?? false
      table.columns[column.name] = ColumnState(type: column.type, isNew: isNew, source: source)
    case .renameColumn(let from, let to): table.columns[to] = table.columns.removeValue(forKey: from)
    case .addConstraint(let constraint): Self.note(constraint, in: &table)
    case .validateConstraint(let check): table.checks[check]?.isValidated = true
    case .dropConstraint(let check, _, _): table.checks[check] = nil
    case .renameConstraint(let from, let to): table.checks[to] = table.checks.removeValue(forKey: from)
    case .renameTo(let new):
      // ALTER TABLE … RENAME TO takes a bare name: the table stays in its schema.
      tables[key] = nil
      tables[ObjectKey(schema: new.schema ?? key.schema, name: new.name)] = table
      return
    case .setSchema(let schema):
      tables[key] = nil
      tables[ObjectKey(QualifiedName(schema: schema, key.name))] = table
      return
    default: return
    }
    tables[key] = table
  }
}
