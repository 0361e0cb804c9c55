import SQL

/// What a whole file creates and renames: the part of what follows a statement that changes its meaning.
struct ScriptOutline: Sendable {
  /// Tables that the file creates, whatever stood there before.
  private(set) var createdTables: Set<ObjectKey> = []
  /// Views, routines, types, indexes, triggers and policies that the file creates.
  private(set) var createdObjects: Set<ObjectKey> = []
  private(set) var createdViews: Set<ObjectKey> = []
  private(set) var createdPolicies: Set<TableMember> = []
  private(set) var createdTriggers: Set<TableMember> = []
  private(set) var addedConstraints: [TableMember: Constraint] = [:]
  /// The same of each table, those without a name as well.
  private(set) var tableConstraints: [ObjectKey: [Constraint]] = [:]
  /// Indexes that the file drops, by their own names.
  private(set) var droppedIndexes: Set<String> = []
  /// Tables and columns that the file drops: what hangs on them goes as well, and is not spoken of.
  private(set) var droppedTables: Set<ObjectKey> = []
  private(set) var droppedColumns: Set<TableMember> = []
  /// The first columns of the indexes and keys that the file makes.
  private(set) var indexedColumns: Set<TableMember> = []
  /// The last value that the file gives each setting.
  private(set) var lastSettings: [String: SetVariable] = [:]
  /// Constraints that the file has validated (SQL Server's `WITH CHECK CHECK CONSTRAINT`), in lower case.
  private(set) var validatedConstraints: Set<TableMember> = []
  /// Whether the last BEGIN of the file is followed by no COMMIT.
  private(set) var leavesTransactionOpen = false
  /// Tables that get another table's name, by that name.
  private(set) var renamedInto: [ObjectKey: ObjectKey] = [:]
  /// Tables that the file makes under a name that it took from another one before.
  private(set) var remadeTables: Set<ObjectKey> = []
  /// The tables that the file fills, with those whose rows it copies into them whole.
  private(set) var copies: [ObjectKey: Set<ObjectKey>] = [:]
  /// Columns that get another column's name, by that name.
  private(set) var renamedColumns: [TableMember: String] = [:]
  /// Types that get another type's name, by that name.
  private(set) var renamedTypes: [ObjectKey: ObjectKey] = [:]
  /// Whether any command defines or changes the schema.
  private(set) var changesSchema = false
  /// How many of them do, and the first that fails when it has run before.
  private(set) var schemaCommands = 0
  private(set) var unrepeatable: Command?

  init(_ commands: [Command]) {
    for command in commands { note(command) }
  }

  /// Whether the file makes a type of that name anew, by creating it or by giving another one its name.
  func makesType(_ key: ObjectKey) -> Bool { createdObjects.contains(key) || renamedTypes[key] != nil }

  /// Whether `key` is what the file calls a type while it puts another one in its place.
  func isReplacedType(_ key: ObjectKey) -> Bool { renamedTypes[key].map(makesType) ?? false }

  private mutating func note(_ command: Command) {
    switch command {
    case .createTable(let create):
      let key = ObjectKey(create.name)
      createdTables.insert(key)
      if renamedInto.values.contains(key) { remadeTables.insert(key) }
    case .createView(let create):
      createdViews.insert(ObjectKey(create.name))
      createdObjects.insert(ObjectKey(create.name))
    case .createRoutine(let create): createdObjects.insert(ObjectKey(create.name))
    case .createType(let create): createdObjects.insert(ObjectKey(create.name))
    case .createIndex(let create):
      if let name = create.name { createdObjects.insert(ObjectKey(name: name)) }
      noteIndex(create.columns.first, of: ObjectKey(create.table))
    case .create(let create):
      if let name = create.name { createdObjects.insert(ObjectKey(name)) }
    case .createTrigger(let create):
      createdTriggers.insert(.init(table: ObjectKey(create.table), name: create.name))
    case .createPolicy(let create):
      createdPolicies.insert(.init(table: ObjectKey(create.table), name: create.name))
    case .insert(let table, let sources):
      copies[ObjectKey(table), default: []].formUnion(sources.map { ObjectKey($0) })
      return
    case .renameTable(let from, let to): renamedInto[ObjectKey(to)] = ObjectKey(from)
    case .alterTable(let alter): note(alter)
    case .alterType(let name, .renameTo(let new)):
      let key = ObjectKey(name)
      renamedTypes[ObjectKey(schema: key.schema, name: new)] = key
    case .transaction(let control):
      switch control {
      case .begin: leavesTransactionOpen = true
      case .commit, .rollback, .prepared: leavesTransactionOpen = false
      default: break
      }
      return
    case .drop(let drop):
      if drop.kind == .index { droppedIndexes.formUnion(drop.names.map(\.name)) }
      if drop.kind == .table { droppedTables.formUnion(drop.names.map { ObjectKey($0) }) }
    case .set(let variable):
      lastSettings[variable.name] = variable
      return
    case .truncate, .alterType, .alterDomain, .alter: break
    default: return
    }
    changesSchema = true
    schemaCommands += 1
    if unrepeatable == nil, command.failsWhenRepeated != nil { unrepeatable = command }
  }

  private mutating func noteIndex(_ column: String??, of table: ObjectKey) {
    if case .some(.some(let column)) = column { indexedColumns.insert(TableMember(table: table, name: column)) }
  }

  private mutating func note(_ alter: AlterTable) {
    let key = ObjectKey(alter.name)
    for action in alter.actions {
      switch action {
      case .addConstraint(let constraint):
        if [.primaryKey, .unique].contains(constraint.kind) { noteIndex(constraint.columns.first, of: key) }
        tableConstraints[key, default: []].append(constraint)
        guard let name = constraint.name else { continue }
        addedConstraints[.init(table: key, name: name)] = constraint
        if constraint.kind == .unique { createdObjects.insert(ObjectKey(name: name)) }
      case .dropColumn(let column, _, _): droppedColumns.insert(.init(table: key, name: column))
      case .addIndex(let index): if let name = index.name { createdObjects.insert(ObjectKey(name: name)) }
      case .validateConstraint(let name): validatedConstraints.insert(.init(table: key, name: name.lowercased()))
      case .renameColumn(let from, let to): renamedColumns[.init(table: key, name: to)] = from
      case .renameTo(let new): renamedInto[ObjectKey(schema: new.schema ?? key.schema, name: new.name)] = key
      default: continue
      }
    }
  }
}
