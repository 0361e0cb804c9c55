import Findings
import SQL

extension StatementEffects {
  mutating func add(_ alter: AlterTable) {
    switch alter.kind {
    case .table, .foreignTable, .materializedView: break
    default: return
    }
    let table = schema.key(of: alter.name)
    // ALTER TABLE renames indexes and views too, which locks no table.
    if schema.tables[table] == nil,
      schema.indexes[schema.index(alter.name)] != nil || schema.views[ObjectKey(alter.name)] != nil
    {
      return
    }
    for action in alter.actions { add(action, table) }
  }

  private mutating func add(_ action: AlterAction, _ table: ObjectKey) {
    let level = action.tableLock
    if action.recurses(isPartitioned: schema.tables[table]?.partitionKey != nil) {
      withDescendants(table) { effects, each in
        effects.lock(each, level)
        effects.addOwn(action, each)
      }
    } else {
      lock(table, level)
      addOwn(action, table)
    }
    addOthers(action, table)
  }

  // MARK: The table itself

  private mutating func addOwn(_ action: AlterAction, _ table: ObjectKey) {
    let state = schema.tables[table]
    switch action {
    case .addColumn(let column, let ifNotExists):
      if ifNotExists, state?.columns[column.name] != nil { return }
      if column.isRewriting(schema, session) { rewrite(table) }
      if column.isChecked { scan(table, .accessExclusive) }
    case .setNotNull(let column):
      if !isNotNull(column, of: table) { scan(table, .accessExclusive) }
    case .alterColumnType(let column, let type, let using): changeType(of: column, to: type, using: using, table)
    case .addConstraint(let constraint): addOwn(constraint, table)
    case .validateConstraint(let name):
      if state?.constraints[name]?.isValidated != true { scan(table, .shareUpdateExclusive) }
    case .setUnlogged: if state?.isUnlogged != true { rewrite(table) }
    case .setLogged: if state?.isUnlogged != false || state?.isWhole != true { rewrite(table) }
    case .setTablespace(let name):
      let target = name == "pg_default" ? nil : name
      if state?.tablespace != target || target != nil && state == nil {
        touch(table, TableEffect(lock: .accessExclusive, rewrites: .yes))
      } else if state?.isWhole != true {
        touch(table, TableEffect(lock: .accessExclusive, rewrites: .unknown))
      }
    case .setAccessMethod(let name): if let name, name != "heap" { rewrite(table) }
    default: return
    }
  }

  /// Whether the server knows without looking that no row has NULL there.
  private func isNotNull(_ column: String, of table: ObjectKey) -> Bool {
    guard let state = schema.tables[table] else { return false }
    return session.isBeforePostgres(.checksProveNotNull)
      ? state.columns[column]?.isNotNull == true : state.isProvenNotNull(column)
  }

  private mutating func addOwn(_ constraint: Constraint, _ table: ObjectKey) {
    switch constraint.kind {
    case .foreignKey: if !constraint.isNotValid { scan(table, .shareRowExclusive) }
    case .check: if !constraint.isNotValid { scan(table, .accessExclusive) }
    case .unique, .primaryKey, .exclusion:
      guard let index = constraint.usingIndex else { return scan(table, .accessExclusive) }
      let columns = schema.indexes[ObjectKey(schema: table.schema, name: index)]?.columns.compactMap(\.self)
      let isNotNull = columns?.allSatisfy { self.isNotNull($0, of: table) } ?? false
      if constraint.kind == .primaryKey, !isNotNull { scan(table, .accessExclusive) }
    case .notNull:
      guard let column = constraint.columns.first, !constraint.isNotValid else { return }
      if !self.isNotNull(column, of: table) { scan(table, .accessExclusive) }
    }
  }

  /// The rows, and what hangs on the column: its checks are tried again, and so are indexes that do not serve the new
  /// type, and foreign keys on both sides.
  private mutating func changeType(of column: String, to type: TypeName, using: ExpressionSummary?, _ table: ObjectKey)
  {
    let state = schema.tables[table]
    let old = state?.columns[column]?.type
    let judge = TypeRewrite(schema: schema, session: session)
    let answer = judge.answer(for: column, from: old, to: type, using: using)
    touch(table, TableEffect(lock: .accessExclusive, rewrites: answer, scans: answer != .no))
    let isRetried = state?.constraints.values.contains { $0.kind == .check && $0.isValidated && $0.depends(on: column) }
    let keepsIndexes = old.map { judge.keepsIndexes(from: $0, to: type) } ?? false
    let isRebuilt = schema.indexes.values.contains { index in
      guard index.table == table else { return false }
      return index.isComputed(from: column) || (!keepsIndexes && index.columns.contains(column))
    }
    if isRetried == true || isRebuilt { scan(table, .accessExclusive) }
    for key in state?.constraints.values.filter({ $0.columns.contains(column) }) ?? [] {
      if let parent = key.parent { lock(parent, .accessExclusive) }
    }
    for (child, key) in schema.foreignKeys(to: table) where points(key, to: column, of: table) {
      touch(child, TableEffect(lock: .accessExclusive, scans: answer != .no && key.isValidated))
    }
  }

  /// Whether a foreign key to `table` is about `column`: one that names no columns is about the primary key.
  private func points(_ key: ConstraintState, to column: String, of table: ObjectKey) -> Bool {
    if !key.parentColumns.isEmpty { return key.parentColumns.contains(column) }
    return schema.tables[table]?.constraints.values.contains { $0.kind == .primaryKey && $0.columns.contains(column) }
      ?? false
  }

  // MARK: Other tables

  private mutating func addOthers(_ action: AlterAction, _ table: ObjectKey) {
    switch action {
    case .addColumn(let column, let ifNotExists):
      if ifNotExists, schema.tables[table]?.columns[column.name] != nil { return }
      for reference in column.constraints.compactMap(\.references) { lockParent(reference, of: table) }
    case .addConstraint(let constraint): if let reference = constraint.references { lockParent(reference, of: table) }
    case .dropColumn(let column, _, let cascade): dropColumn(column, cascade: cascade, table)
    case .dropConstraint(let name, _, let cascade):
      guard let constraint = schema.tables[table]?.constraints[name] else { return }
      if let parent = constraint.parent { lock(parent, .accessExclusive) }
      guard cascade, constraint.kind == .primaryKey || constraint.kind == .unique else { return }
      for (child, key) in schema.foreignKeys(to: table)
      where constraint.columns.contains(where: { points(key, to: $0, of: table) }) { lock(child, .accessExclusive) }
    case .attachPartition(let name, let bound): attach(schema.key(of: name), bound, to: table)
    case .detachPartition(let name, let concurrently):
      lock(schema.key(of: name), concurrently ? .shareUpdateExclusive : .accessExclusive)
      if !concurrently, let rest = defaultPartition(of: table) { lock(rest, .accessExclusive) }
    case .inherit(let parent): lock(schema.key(of: parent), .shareUpdateExclusive)
    default: return
    }
  }

  private mutating func lockParent(_ reference: ForeignKeyReference, of table: ObjectKey) {
    lock(schema.key(of: reference.table), .shareRowExclusive)
  }

  private mutating func dropColumn(_ column: String, cascade: Bool, _ table: ObjectKey) {
    for key in schema.tables[table]?.constraints.values.filter({ $0.columns.contains(column) }) ?? [] {
      if let parent = key.parent { lock(parent, .accessExclusive) }
    }
    guard cascade else { return }
    for (child, key) in schema.foreignKeys(to: table) where points(key, to: column, of: table) {
      lock(child, .accessExclusive)
    }
    lockViews(of: table)
  }

  // MARK: Partitions

  func defaultPartition(of parent: ObjectKey) -> ObjectKey? {
    schema.parents.contains(parent) ? schema.tables.first { $1.parent == parent && $1.bound == .default }?.key : nil
  }

  private mutating func attach(_ partition: ObjectKey, _ bound: PartitionBound?, to parent: ObjectKey) {
    lock(partition, .accessExclusive)
    if session.isBeforePostgres(.checksProveNotNull) { lock(parent, .accessExclusive) }
    guard let bound else { return }
    let proof = schema.tables[partition].flatMap { state in
      schema.tables[parent].flatMap { PartitionProof(state, partitionOf: $0) }
    }
    if proof?.isInside(bound) != true { scan(partition, .accessExclusive) }
    checkDefaultPartition(of: parent, against: bound)
  }

  /// A row of the default partition that belongs to a new one would be in the wrong place.
  mutating func checkDefaultPartition(of parent: ObjectKey, against bound: PartitionBound) {
    guard bound != .default, let rest = defaultPartition(of: parent), let state = schema.tables[rest] else { return }
    lock(rest, .accessExclusive)
    let proof = schema.tables[parent].flatMap { PartitionProof(state, partitionOf: $0) }
    if proof?.isOutside(bound) != true { scan(rest, .accessExclusive) }
  }
}

extension IndexState {
  /// Whether an expression or the condition names the column: the server does not look whether such an index may stay.
  fileprivate func isComputed(from column: String) -> Bool {
    expressionColumns.contains(column) || (!expressionColumns.isEmpty && columns.contains(column))
  }
}

extension AlterAction {
  /// Storage parameters that take the strongest lock (src/backend/access/common/reloptions.c).
  private static let strongOptions: Set<String> = [
    "user_catalog_table", "buffering", "fastupdate", "gin_pending_list_limit", "autosummarize", "pages_per_range",
    "security_barrier", "check_option",
  ]

  /// The lock that the action takes of the table that the statement names.
  var tableLock: TableLock {
    switch self {
    case .validateConstraint, .clusterOn, .tuneColumn, .attachPartition: .shareUpdateExclusive
    case .detachPartition(_, let concurrently): concurrently ? .shareUpdateExclusive : .accessExclusive
    case .setOptions(let names):
      names.contains(where: Self.strongOptions.contains) ? .accessExclusive : .shareUpdateExclusive
    case .setTrigger: .shareRowExclusive
    case .addConstraint(let constraint) where constraint.kind == .foreignKey: .shareRowExclusive
    case .other("DROP CLUSTER"), .other("SET WITHOUT CLUSTER"): .shareUpdateExclusive
    default: .accessExclusive
    }
  }

  /// Whether the action goes down to partitions and children.
  fileprivate func recurses(isPartitioned: Bool) -> Bool {
    switch self {
    case .addColumn, .dropColumn, .alterColumnType, .renameColumn, .setNotNull, .dropNotNull, .setDefault,
      .dropDefault, .tuneColumn, .validateConstraint, .dropConstraint:
      true
    case .addConstraint(let constraint): constraint.kind == .check || constraint.kind == .notNull || isPartitioned
    case .setTrigger: isPartitioned
    default: false
    }
  }
}
