import SQL

/// What one statement makes InnoDB do to its table.
struct TableAlteration {
  let schema: SchemaState
  let session: SessionState
  let server: InnoDBServer

  /// The table and the cost of `command`; `nil` where it changes no table of rows, or the type before is not known.
  func cost(of command: Command) -> (table: QualifiedName, cost: OnlineDDL)? {
    switch command {
    case .alterTable(let alter) where alter.kind == .table: return (alter.name, cost(of: alter))
    case .createIndex(let create):
      let index = TableIndex(create.name, columns: create.columns, method: create.method)
      return (create.table, adding(index, to: schema[create.table], schema.key(of: create.table)))
    case .vacuum(let tables, let isFull):
      guard isFull, let table = tables.first else { return nil }
      return (table, rebuild(schema[table], schema.key(of: table)))
    default: return nil
    }
  }

  /// The cost of all actions together, `ALGORITHM` and `LOCK` left out.
  private func cost(of alter: AlterTable) -> OnlineDDL {
    let (key, state) = (schema.key(of: alter.name), schema[alter.name])
    var cost = OnlineDDL.instant
    for action in alter.actions { cost = cost.and(self.cost(of: action, in: alter, key, state)) }
    // A key that is dropped and made anew is one rebuild.
    let addsKey = alter.actions.contains { action in
      if case .addConstraint(let constraint) = action { constraint.kind == .primaryKey } else { false }
    }
    if addsKey, alter.actions.contains(where: \.isPrimaryKeyDrop) {
      cost = OnlineDDL.inPlace
      for action in alter.actions where !action.isPrimaryKeyDrop {
        cost = cost.and(self.cost(of: action, in: alter, key, state))
      }
    }
    // Rows that are changed at once are not read for an index: both together write the table anew.
    if cost.algorithm == .noCopy, alter.actions.contains(where: \.buildsIndex),
      alter.actions.contains(where: \.changesRows)
    {
      cost.algorithm = .inPlace
    }
    for action in alter.actions { cost = cost.and(ColumnHistory(server, session.servers).cost(of: action)) }
    if hasFulltext(key, besides: alter), cost.algorithm >= .inPlace { cost.lock = max(cost.lock, .shared) }
    return cost
  }

  private func cost(
    of action: AlterAction, in alter: AlterTable, _ key: ObjectKey, _ state: TableState?
  ) -> OnlineDDL {
    if action.isOfDictionary { return .instant }
    // Nobody reads or writes the table for the moment in which it has no name.
    if case .renameTo = action { return OnlineDDL(algorithm: .instant, lock: .exclusive) }
    if let engine = state?.engine, engine != "innodb" { return .copy }
    switch action {
    case .addColumn(let column, let ifNotExists):
      return ifNotExists && state?.columns[column.name] != nil ? .instant : adding(column, key, state)
    case .dropColumn(let column, let ifExists, _):
      let isMissing = ifExists && state?.isWhole == true && state?.columns[column] == nil
      return isMissing ? .instant : dropping(column, in: alter, key, state)
    case .redefineColumn(let column):
      guard let old = state?.columns[alter.earlierName(of: column.name)] else { return .instant }
      let isIndexed = schema.indexes.values.contains { $0.table == key && $0.columns.contains(column.name) }
      let redefinition = ColumnRedefinition(old: old, new: column, table: state, server: server, isIndexed: isIndexed)
      return redefinition.cost ?? .instant
    // Frameworks speak of the type and of NULL by themselves; what is sent is one definition.
    case .alterColumnType(let column, let type, _):
      guard let old = state?.columns[column] else { return .instant }
      let new = ColumnDefinition(column, type: type, isNotNull: old.isNotNull)
      let isIndexed = schema.indexes.values.contains { $0.table == key && $0.columns.contains(column) }
      return ColumnRedefinition(old: old, new: new, table: state, server: server, isIndexed: isIndexed).cost ?? .instant
    case .setNotNull(let column): return state?.columns[column]?.isNotNull == false ? .inPlace : .instant
    case .dropNotNull(let column): return state?.columns[column]?.isNotNull == true ? .inPlace : .instant
    case .addConstraint(let constraint): return adding(constraint, in: alter, key)
    case .dropConstraint: return action.isPrimaryKeyDrop ? .copy : server == .mysql ? .noCopy : .instant
    case .addIndex(let index): return adding(index, to: state, key)
    case .dropIndex: return .noCopy
    case .renameIndex: return server == .mysql ? .noCopy : .instant
    case .setEngine(let engine): return engine == state?.engine ?? "innodb" ? rebuild(state, key) : .copy
    case .other(let words): return other(words, state, key)
    default: return .instant
    }
  }

  // MARK: Columns

  private func adding(_ column: ColumnDefinition, _ key: ObjectKey, _ state: TableState?) -> OnlineDDL {
    if column.generation == .stored { return .copy }
    if column.isIdentity { return OnlineDDL(algorithm: .inPlace, lock: .shared) }
    let isVirtual = state?.columns.values.contains { $0.generation == .virtual } ?? false
    if column.isPlaced, isVirtual { return .copy }
    if let value = column.defaultValue, MySQLDefault(value, of: state).isComputedByRow(server) { return .copy }
    var cost = OnlineDDL.instant
    for constraint in column.constraints {
      switch constraint.kind {
      case .check: if server == .mysql { cost = .copy }
      case .foreignKey:
        // MySQL reads REFERENCES behind a column and forgets it.
        if server == .mariadb { cost = cost.and(session.skipsForeignKeys ? .inPlace : .copy) }
      default: cost = cost.and(.inPlace)
      }
    }
    // The hidden column of full-text search stays when its index goes.
    return hasFulltext(key, besides: nil) ? cost.and(.inPlace) : cost
  }

  private func dropping(
    _ column: String, in alter: AlterTable, _ key: ObjectKey, _ state: TableState?
  ) -> OnlineDDL {
    if state?.constraints.values.contains(where: { $0.kind == .primaryKey && $0.columns.contains(column) }) == true {
      return .copy
    }
    var cost = OnlineDDL.instant
    for (name, index) in schema.indexes where index.table == key && index.columns.contains(column) {
      // An index that goes with its only column is dropped; one that keeps others is made anew.
      let isDropped = alter.actions.contains { action in
        if case .dropIndex(let dropped) = action { schema.indexKey(dropped, of: key) == name } else { false }
      }
      cost = cost.and(index.columns.count == 1 || isDropped ? .noCopy : .inPlace)
    }
    if server == .mysql, state?.columns[column]?.generation == .stored { cost = cost.and(.inPlace) }
    return hasFulltext(key, besides: nil) ? cost.and(.inPlace) : cost
  }

  // MARK: Keys and indexes

  private func adding(_ constraint: Constraint, in alter: AlterTable, _ key: ObjectKey) -> OnlineDDL {
    switch constraint.kind {
    case .primaryKey: return .inPlace
    case .unique: return .noCopy
    case .foreignKey:
      guard session.skipsForeignKeys else { return .copy }
      let isIndexed = schema.indexes.values.contains { index in
        index.table == key && index.columns.starts(with: constraint.columns.map { $0 })
      }
      return isIndexed && server == .mariadb ? .instant : .noCopy
    case .check, .exclusion, .notNull: return .copy
    }
  }

  private func adding(_ index: TableIndex, to state: TableState?, _ key: ObjectKey) -> OnlineDDL {
    if let engine = state?.engine, engine != "innodb" { return .copy }
    switch index.method {
    // The first one adds a hidden column to every row.
    case "fulltext":
      return OnlineDDL(algorithm: hasFulltext(key, besides: nil) ? .noCopy : .inPlace, lock: .shared)
    case "spatial": return OnlineDDL(algorithm: .noCopy, lock: .shared)
    default: return .noCopy
    }
  }

  /// Whether the table has an index for full-text search that `alter` does not drop.
  private func hasFulltext(_ key: ObjectKey, besides alter: AlterTable?) -> Bool {
    schema.indexes.contains { name, index in
      guard index.table == key, index.method == "fulltext" else { return false }
      return alter?.actions.contains { action in
        if case .dropIndex(let dropped) = action { schema.indexKey(dropped, of: key) == name } else { false }
      } != true
    }
  }

  // MARK: The whole table

  private func rebuild(_ state: TableState?, _ key: ObjectKey) -> OnlineDDL {
    if let engine = state?.engine, engine != "innodb" { return .copy }
    guard hasFulltext(key, besides: nil) else { return .inPlace }
    // MySQL rebuilds a table with full-text indexes by copying it (manual, section 17.12.1, "Table Operations").
    return server == .mysql ? .copy : OnlineDDL(algorithm: .inPlace, lock: .shared)
  }

  private func other(_ words: String, _ state: TableState?, _ key: ObjectKey) -> OnlineDDL {
    let parts = words.split(separator: " ").map(String.init)
    switch parts.first {
    case "FORCE", "ROW_FORMAT", "KEY_BLOCK_SIZE": return rebuild(state, key)
    case "CONVERT":
      let isSame = parts.last?.lowercased() == state?.characterSet
      return isSame ? (server == .mysql ? .inPlace : .instant) : .copy
    case "ORDER", "REORGANIZE", "COALESCE", "REMOVE": return .copy
    case "PARTITION" where parts.dropFirst().first == "BY": return .copy
    default: return .instant
    }
  }
}

extension AlterAction {
  var isPrimaryKeyDrop: Bool {
    if case .dropConstraint(let name, _, _) = self { name.uppercased() == "PRIMARY" } else { false }
  }

  /// Whether the columns of a row, or their order, are others behind it.
  fileprivate var changesRows: Bool {
    switch self {
    case .addColumn, .dropColumn: true
    case .redefineColumn(let column): column.isPlaced
    default: false
    }
  }

  fileprivate var buildsIndex: Bool {
    switch self {
    case .addIndex: true
    case .addConstraint(let constraint): constraint.kind == .unique || constraint.kind == .foreignKey
    case .addColumn(let column, _): column.isUnique
    default: false
    }
  }

  /// Whether only the dictionary changes, whatever engine keeps the rows.
  fileprivate var isOfDictionary: Bool {
    switch self {
    case .renameColumn, .setDefault, .dropDefault: true
    default: false
    }
  }
}

/// A default of a new column in MySQL.
struct MySQLDefault {
  private let value: ExpressionSummary
  private let columns: Set<String>

  init(_ value: ExpressionSummary, of table: TableState?) {
    self.value = value
    columns = Set(table?.columns.keys.map(\.self) ?? [])
  }

  /// Functions that give another value for each row.
  private static let volatile: Set<String> = [
    "uuid", "uuid_short", "sys_guid", "random_bytes", "sysdate", "nextval", "uuid_to_bin", "uuid_v4", "uuid_v7",
  ]

  private static let timestamps: Set<String> = [
    "current_timestamp", "now", "localtime", "localtimestamp", "current_date", "curdate",
  ]

  /// Whether the server computes the value for every row that is there.
  ///
  /// MySQL does so for every expression that is no literal; MariaDB takes one that is the same for all rows once.
  func isComputedByRow(_ server: InnoDBServer) -> Bool {
    if value.literal != nil || value.isNull { return false }
    let names = value.functions.map(\.name)
    switch server {
    case .mysql: return names.count != 1 || !Self.timestamps.isSuperset(of: names)
    case .mariadb: return !Self.volatile.isDisjoint(with: names) || !columns.isDisjoint(with: value.columns)
    }
  }
}
