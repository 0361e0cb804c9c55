/// What one statement does, in terms that do not depend on the dialect or on the parser that read it.
///
/// A statement may give several commands: `DROP TABLE a, b` is one, MySQL's `RENAME TABLE a TO b, c TO d` is
/// two, and a query gives one more for each DELETE or UPDATE inside its WITH clause (innermost first).
public enum Command: Hashable, Sendable {
  case createTable(CreateTable)
  case alterTable(AlterTable)
  /// MySQL's `RENAME TABLE`; PostgreSQL's form is ``AlterAction/renameTo(_:)``.
  case renameTable(from: QualifiedName, to: QualifiedName)
  /// ClickHouse's `EXCHANGE TABLES a AND b`.
  case exchangeTables(QualifiedName, QualifiedName)
  case drop(Drop)
  case truncate(Truncate)

  case createIndex(CreateIndex)
  case reindex(Reindex)
  case createView(CreateView)
  /// `withData` is false for WITH NO DATA, which leaves the view empty.
  case refreshMaterializedView(QualifiedName, concurrently: Bool, withData: Bool)
  case createType(CreateType)
  case alterType(QualifiedName, TypeAlteration)
  case alterDomain(QualifiedName, DomainAlteration)
  case createRoutine(CreateRoutine)
  case createTrigger(CreateTrigger)
  case createPolicy(CreatePolicy)
  case create(CreateObject)
  case alter(AlterObject)

  case delete(RowChange)
  case update(RowChange)
  /// `INSERT` and MySQL's `REPLACE`, with the tables that its query reads from end to end.
  case insert(QualifiedName, from: [QualifiedName] = [])
  case merge(Merge)
  case select(Select)
  case copy(Copy)

  /// `CLUSTER`; without a table, of every table clustered before.
  case cluster(QualifiedName?)
  /// `VACUUM` (and MySQL's `OPTIMIZE TABLE`, which rewrites as FULL does).
  case vacuum(tables: [QualifiedName], isFull: Bool)
  case lockTable(LockTable)
  case transaction(TransactionControl)
  case set(SetVariable)
  case alterSystem(variable: String, value: String?)

  case privileges(PrivilegeChange)
  case role(RoleChange)
  /// `DO $$ … $$`, `EXECUTE`, `PREPARE`: what it does is known only when it runs.
  case dynamic(DynamicBlock)
  /// `CALL` or SQL Server's `EXEC`.
  case call(QualifiedName)
  /// A backslash command of psql (`\i file`): the word in lower case and the rest of its line.
  case clientCommand(String, arguments: String)
  /// `COMMENT ON` any object, with the table when it is one or a column of one.
  case comment(on: QualifiedName?)
  /// Understood, and without effect on schema or rows: its first words in upper case (`ANALYZE`, `EXPLAIN`,
  /// …).
  case other(String)
}
