import Findings
import SQL

extension SchemaState {
  mutating func apply(_ create: CreateTable) {
    let key =
      create.name.schema == nil
      ? ObjectKey(schema: searchPath.schemas.first ?? nil, name: create.name.name)
      : ObjectKey(create.name)
    // A table that is known to stand is left as it is by IF NOT EXISTS.
    if create.ifNotExists || isRevision, tables[key] != nil { return }
    var table = TableState(origin: origin(of: create, key))
    table.isWhole = !create.isFromQuery
    table.isFilled = create.isFromQuery
    table.isUnlogged = create.isUnlogged
    table.partitionKey = create.partitionKey
    table.bound = create.bound
    table.engine = create.engine
    table.characterSet = create.characterSet
    let parents = (create.partitionOf.map { [$0] } ?? create.inherits).map { self.key(of: $0) }
    for parent in parents.compactMap({ tables[$0] }) { table.inherit(parent) }
    for column in create.columns {
      table.columns[column.name] = ColumnState(
        column, isNew: table.origin == .change, isNotNull: column.isMadeNotNull, source: source)
    }
    tables[key] = table
    setParent(parents.first, of: key)
    for column in create.columns { noteSequence(of: column, key) }
    for constraint in create.allConstraints { add(constraint, to: key) }
    for index in create.indexes { add(index, to: key) }
  }

  /// The place of an index: in MySQL its name is its table's own.
  func indexKey(_ name: String, of table: ObjectKey) -> ObjectKey {
    ObjectKey(schema: table.schema, name: dialect == .mysql ? "\(table.name).\(name)" : name)
  }

  private mutating func add(_ index: TableIndex, to table: ObjectKey) {
    // MySQL calls an index without a name by its first column.
    let name = index.name ?? (index.columns.first ?? nil) ?? "functional_index"
    indexes[indexKey(name, of: table)] = IndexState(table: table, columns: index.columns, method: index.method)
  }

  private func origin(of create: CreateTable, _ key: ObjectKey) -> TableState.Origin {
    guard isChange else { return .before }
    if create.isTemporary { return .change }
    // Where an earlier migration made the table, the statement fails or the history is not what was read.
    if tables[key]?.origin == .before { return .changeIfMissing }
    return create.ifNotExists && !freed.contains(key) ? .changeIfMissing : .change
  }

  /// `serial` makes a sequence that goes with the column.
  private mutating func noteSequence(of column: ColumnDefinition, _ table: ObjectKey) {
    guard column.isSerial else { return }
    let name = ChosenName.name(table.name, [column.name], "seq") { _ in false }
    sequences[ObjectKey(schema: table.schema, name: name)] = TableMember(table: table, name: column.name)
  }

  mutating func apply(_ create: CreateIndex) {
    let table = key(of: create.table)
    let name: String
    if let given = create.name {
      name = given
      let key = indexKey(given, of: table)
      if create.ifNotExists, indexes[key] != nil { return }
      if !create.ifNotExists { note(key) }
    } else {
      name = ChosenName.name(table.name, create.columns.map { $0 ?? "expr" }, "idx") {
        isTaken($0, in: table.schema)
      }
    }
    indexes[indexKey(name, of: table)] = IndexState(
      table: table, columns: create.columns, expressionColumns: create.expressionColumns, isUnique: create.isUnique,
      method: create.method)
  }

  mutating func apply(_ create: CreateView) {
    if !create.orReplace, !create.ifNotExists { note(ObjectKey(create.name)) }
    let key = ObjectKey(create.name)
    views[key] = create.sources.map { self.key(of: $0) }
    guard create.isMaterialized, !(create.ifNotExists && tables[key] != nil) else { return }
    var view = TableState(origin: isChange ? .change : .before)
    view.isMaterializedView = true
    tables[key] = view
  }

  private func isTaken(_ name: String, in schema: String?) -> Bool {
    let key = ObjectKey(schema: schema, name: name)
    return tables[key] != nil || indexes[key] != nil
  }

  mutating func apply(_ alter: AlterTable) {
    switch alter.kind {
    case .index:
      let key = index(alter.name)
      for case .renameTo(let new) in alter.actions { rename(key, to: ObjectKey(schema: key.schema, name: new.name)) }
    case .view, .sequence: return
    default:
      var key = key(of: alter.name)
      if tables[key] == nil, indexes[index(alter.name)] != nil { key = index(alter.name) }
      for action in alter.actions { apply(action, to: &key) }
    }
  }

  private mutating func apply(_ action: AlterAction, to key: inout ObjectKey) {
    if indexes[key] == nil, tables[key] == nil {
      // A table of which no migration tells is one that stood before.
      tables[key] = TableState(origin: .before)
    }
    switch action {
    case .addConstraint(let constraint): add(constraint, to: key)
    case .renameTo(let new):
      // ALTER TABLE … RENAME TO takes a bare name: the table stays in its schema.
      let target = ObjectKey(schema: new.schema ?? key.schema, name: new.name)
      rename(key, to: target)
      key = target
    case .setSchema(let schema):
      let target = ObjectKey(QualifiedName(schema: schema, key.name))
      rename(key, to: target)
      key = target
    case .attachPartition(let name, let bound):
      let partition = self.key(of: name)
      if tables[partition] == nil { tables[partition] = TableState(origin: .before) }
      setParent(key, of: partition)
      tables[partition]?.bound = bound
    case .detachPartition(let name, _):
      setParent(nil, of: self.key(of: name))
      tables[self.key(of: name)]?.bound = nil
    case .inherit(let parent): setParent(self.key(of: parent), of: key)
    case .noInherit: setParent(nil, of: key)
    case .dropColumn(let column, _, _): drop(column, of: key)
    case .addColumn(let column, let ifNotExists): add(column, ifNotExists: ifNotExists, to: key)
    case .renameColumn(let from, let to): rename(column: from, to: to, of: key)
    case .renameConstraint(let from, let to):
      let constraint = tables[key]?.constraints.removeValue(forKey: from)
      tables[key]?.constraints[to] = constraint
      let (old, new) = (ObjectKey(schema: key.schema, name: from), ObjectKey(schema: key.schema, name: to))
      indexes[new] = indexes.removeValue(forKey: old)
    case .dropConstraint(let name, _, _):
      tables[key]?.constraints[name] = nil
      indexes[indexKey(name, of: key)] = nil
    case .addIndex(let index): add(index, to: key)
    case .dropIndex(let name):
      indexes[indexKey(name, of: key)] = nil
      tables[key]?.constraints[name] = nil
    case .renameIndex(let from, let to):
      indexes[indexKey(to, of: key)] = indexes.removeValue(forKey: indexKey(from, of: key))
    default: tables[key]?.apply(action, isChange: isChange, source: source)
    }
  }

  private mutating func add(_ column: ColumnDefinition, ifNotExists: Bool, to key: ObjectKey) {
    if ifNotExists || isRevision, tables[key]?.columns[column.name] != nil { return }
    for table in [key] + descendants(of: key) {
      var state = ColumnState(
        column, isNew: isChange && !ifNotExists, isNotNull: column.isMadeNotNull, source: source)
      state.isFilled = column.hasValueForOldRows
      tables[table]?.columns[column.name] = state
    }
    if isChange, dialect == .postgres, column.isNotNull, !column.hasValueForOldRows, !ifNotExists {
      tables[key]?.isProvenEmpty = true
    }
    noteSequence(of: column, key)
    for constraint in column.constraints { add(constraint, to: key) }
  }

  private mutating func drop(_ column: String, of key: ObjectKey) {
    for (name, constraint) in tables[key]?.constraints ?? [:] where constraint.columns.contains(column) {
      tables[key]?.constraints[name] = nil
    }
    for (name, index) in indexes where index.table == key && index.columns.contains(column) { indexes[name] = nil }
    for table in [key] + descendants(of: key) { tables[table]?.columns[column] = nil }
  }

  private mutating func rename(column old: String, to new: String, of key: ObjectKey) {
    for table in [key] + descendants(of: key) {
      let column = tables[table]?.columns.removeValue(forKey: old)
      tables[table]?.columns[new] = column
    }
    for (name, constraint) in tables[key]?.constraints ?? [:] {
      tables[key]?.constraints[name]?.columns = constraint.columns.map { $0 == old ? new : $0 }
    }
    for (name, index) in indexes where index.table == key {
      indexes[name]?.columns = index.columns.map { $0 == old ? new : $0 }
    }
  }

  /// Notes a constraint under its name, or the one that the server chooses, with the index that comes with it.
  private mutating func add(_ constraint: Constraint, to key: ObjectKey) {
    guard var table = tables[key] else { return }
    let columns = table.columns(
      of: constraint, indexes[ObjectKey(schema: key.schema, name: constraint.usingIndex ?? "")])
    let name = constraint.name ?? constraint.usingIndex ?? chosenName(of: constraint, columns, key, table)
    var state = ConstraintState(kind: constraint.kind, columns: columns, isValidated: !constraint.isNotValid)
    state.check = constraint.check
    if let reference = constraint.references {
      state.parent = self.key(of: reference.table)
      state.parentColumns = reference.columns
      state.onDelete = reference.onDelete
    }
    table.constraints[name] = state
    if constraint.kind == .primaryKey || constraint.kind == .notNull {
      for column in columns { table.columns[column]?.isNotNull = true }
    }
    tables[key] = table
    let place = indexKey(name, of: key)
    switch constraint.kind {
    case .primaryKey, .unique, .exclusion:
      if let old = constraint.usingIndex { indexes[ObjectKey(schema: key.schema, name: old)] = nil }
      indexes[place] = IndexState(table: key, columns: columns, isUnique: true)
    default: return
    }
  }

  private func chosenName(
    of constraint: Constraint, _ columns: [String], _ key: ObjectKey, _ table: TableState
  ) -> String {
    if dialect == .mysql {
      switch constraint.kind {
      case .primaryKey: return "PRIMARY"
      case .unique: return columns.first ?? "functional_index"
      default: break
      }
    }
    let (parts, label): ([String], String) =
      switch constraint.kind {
      case .primaryKey: ([], "pkey")
      case .unique: (columns, "key")
      case .exclusion: (columns, "excl")
      case .foreignKey: (columns, "fkey")
      case .notNull: (columns, "not_null")
      // A check is named by its column when it has only one.
      case .check:
        (
          columns.isEmpty && constraint.check?.columns.count == 1 ? Array(constraint.check?.columns ?? []) : columns,
          "check"
        )
      }
    return ChosenName.name(key.name, parts, label) { name in
      table.constraints[name] != nil || isTaken(name, in: key.schema)
    }
  }
}

extension TableState {
  /// Takes over what a parent has.
  fileprivate mutating func inherit(_ parent: TableState) {
    columns.merge(parent.columns) { own, _ in own }
    for (name, constraint) in parent.constraints where constraint.kind == .check { constraints[name] = constraint }
  }

  /// The columns that a constraint is about; a check's as far as the reader knows them to be columns.
  fileprivate func columns(of constraint: Constraint, _ index: IndexState?) -> [String] {
    if let index { return index.columns.compactMap(\.self) }
    return constraint.columns
  }

  /// What concerns this table alone.
  fileprivate mutating func apply(_ action: AlterAction, isChange: Bool, source: RepositoryPath) {
    switch action {
    case .alterColumnType(let column, let type, _):
      let old = columns[column]
      columns[column] = ColumnState(
        type: type, isNew: old?.isNew ?? false, isNotNull: old?.isNotNull ?? false, source: source)
    case .redefineColumn(let column):
      columns[column.name] = ColumnState(
        column, isNew: columns[column.name]?.isNew ?? false, isNotNull: column.isNotNull, source: source)
    case .setEngine(let engine): self.engine = engine
    case .setNotNull(let column): columns[column]?.isNotNull = true
    case .dropNotNull(let column): columns[column]?.isNotNull = false
    case .validateConstraint(let check): constraints[check]?.isValidated = true
    case .setLogged: isUnlogged = false
    case .setUnlogged: isUnlogged = true
    case .setTablespace(let name): tablespace = name == "pg_default" ? nil : name
    default: return
    }
  }
}

extension ColumnDefinition {
  /// Whether no row can have NULL in it: by NOT NULL, a key, a sequence or an identity.
  var isMadeNotNull: Bool { isNotNull || isPrimaryKey || isSerial || isIdentity }
}
