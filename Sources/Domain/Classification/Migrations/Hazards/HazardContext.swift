import Findings
import Repositories
import SQL

/// What is known when a command is judged: the state before it runs.
struct HazardContext: Sendable {
  let file: MigrationFile
  let dialect: Dialect
  let schema: SchemaState
  let session: SessionState
  let transaction: TransactionState
  /// What the whole file creates and renames, before and after the command.
  let outline: ScriptOutline
  /// The same of all files of the change.
  let change: ScriptOutline
  /// What the command does to tables; nothing where the server is not PostgreSQL.
  let effects: [ObjectKey: TableEffect]

  /// The servers that may run the statements of this dialect of MySQL's.
  var innoDBServers: [InnoDBServer] {
    // Where the policy names one, it is that one.
    let named = InnoDBServer.allCases.filter { session.servers[$0.product] != nil }
    if !named.isEmpty { return named }
    return file.path.bytes.containsIgnoringCase("mariadb") ? [.mariadb] : InnoDBServer.allCases
  }

  /// What one action of the command does to the table that the command names, its partitions and children included: of a
  /// partitioned table only these have rows.
  func effect(of action: AlterAction, in alter: AlterTable) -> TableEffect {
    effect(effects(of: action, in: alter), on: alter.name) ?? TableEffect(lock: .accessShare)
  }

  /// What `effects` do to a table with its partitions and children; `nil` where they do not touch it.
  func effect(_ effects: [ObjectKey: TableEffect], on table: QualifiedName) -> TableEffect? {
    let key = schema.key(of: table)
    guard var whole = effects[key] else { return nil }
    for child in schema.descendants(of: key) where !schema.isNewForLocks(child) {
      if let effect = effects[child] { whole.add(effect) }
    }
    return whole
  }

  /// What one action of the command does to all tables.
  func effects(of action: AlterAction, in alter: AlterTable) -> [ObjectKey: TableEffect] {
    guard dialect == .postgres else { return [:] }
    let alone = AlterTable(kind: alter.kind, alter.name, ifExists: alter.ifExists, actions: [action])
    return StatementEffects(of: .alterTable(alone), on: schema, session).tables
  }

  /// The facts of what `effects` do to `table`, and which other tables have to wait.
  func facts(of table: QualifiedName, _ effects: [ObjectKey: TableEffect]) -> [Finding.Fact] {
    let key = schema.key(of: table)
    var facts: [Finding.Fact] = []
    if let effect = effects[key] {
      if effect.lock.stopsWrites { facts.append(effect.lock.fact) }
      if effect.rewrites == .yes { facts.append(Finding.Fact("rewrite", "true")) }
      if effect.scans { facts.append(Finding.Fact("scan", "true")) }
    }
    let others = effects.filter { $0.key != key && $0.value.lock.stopsWrites && !schema.isNewForLocks($0.key) }
    for other in others.keys.sorted() { facts.append(Finding.Fact("also-locks", other.description)) }
    if !facts.isEmpty, let timeout = session.lockTimeout { facts.append(Finding.Fact("lock-timeout", timeout)) }
    return facts
  }

  /// The columns of an existing table that a definition stated anew (MySQL's `MODIFY`, SQL Server's `ALTER COLUMN`) makes NOT NULL, or no longer is.
  func nullability(
    changedBy alter: AlterTable
  ) -> [(column: String, isNotNull: Bool, source: RepositoryPath)] {
    guard dialect == .mysql || dialect == .mssql, !schema.isNewForLocks(alter.name) else { return [] }
    return alter.actions.compactMap { action in
      if case .setNotNull(let column) = action, let old = schema.column(column, of: alter.name), !old.isNotNull,
        !old.isNew || !old.isFilled
      {
        return (column, true, old.source)
      }
      guard case .redefineColumn(let column) = action, column.type != nil,
        let old = schema.column(alter.earlierName(of: column.name), of: alter.name), old.type != nil,
        old.isNotNull != column.isMadeNotNull,
        !old.isNew || (column.isMadeNotNull && !column.hasValueForOldRows)
      else { return nil }
      return (column.name, column.isMadeNotNull, old.source)
    }
  }

  /// A type in the dialect's one spelling: two spellings of one type give one text.
  func spelled(_ type: TypeName) -> String {
    dialect == .postgres ? TypeRewrite.spelling(type) : type.description
  }
}
