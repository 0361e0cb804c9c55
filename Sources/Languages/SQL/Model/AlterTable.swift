/// `ALTER TABLE` and its kin (`ALTER INDEX`, `ALTER VIEW`, `ALTER SEQUENCE`, …) with all actions of the
/// statement.
public struct AlterTable: Hashable, Sendable {
  /// The kind of relation that the statement says it alters; PostgreSQL lets ALTER TABLE alter indexes and
  /// views.
  public let kind: ObjectKind

  /// The relation.
  public let name: QualifiedName

  /// `IF EXISTS` was written.
  public let ifExists: Bool

  /// The actions in source order.
  public let actions: [AlterAction]

  /// An alteration from its parts.
  public init(
    kind: ObjectKind = .table, _ name: QualifiedName, ifExists: Bool = false, actions: [AlterAction]
  ) {
    self.kind = kind
    self.name = name
    self.ifExists = ifExists
    self.actions = actions
  }
}

/// One action of ``AlterTable``.
public enum AlterAction: Hashable, Sendable {
  case addColumn(ColumnDefinition, ifNotExists: Bool)
  case dropColumn(String, ifExists: Bool, cascade: Bool)
  /// `ALTER COLUMN … TYPE`, or the type of MySQL's MODIFY/CHANGE. `using` is the USING expression.
  case alterColumnType(column: String, type: TypeName, using: ExpressionSummary?)
  /// MySQL's `MODIFY`/`CHANGE COLUMN` and ClickHouse's: the column is stated anew as a whole, so what the
  /// definition leaves out (NOT NULL, DEFAULT) is taken away. A changed name is a ``renameColumn(from:to:)``
  /// before it.
  case redefineColumn(ColumnDefinition)
  case setNotNull(column: String)
  case dropNotNull(column: String)
  case setDefault(column: String, ExpressionSummary)
  case dropDefault(column: String)
  case addIdentity(column: String)
  case dropIdentity(column: String)
  case dropExpression(column: String)
  case addConstraint(Constraint)
  case validateConstraint(String)
  /// MySQL's `DROP PRIMARY KEY` gives the name `PRIMARY`.
  case dropConstraint(String, ifExists: Bool, cascade: Bool)
  case renameTo(QualifiedName)
  case renameColumn(from: String, to: String)
  case renameConstraint(from: String, to: String)
  /// `RENAME INDEX` of MySQL.
  case renameIndex(from: String, to: String)
  case setSchema(String)
  /// `ATTACH PARTITION`; no bound for an index or ClickHouse's partition expression.
  case attachPartition(QualifiedName, PartitionBound?)
  case detachPartition(QualifiedName, concurrently: Bool)
  /// MySQL's `DROP PARTITION p` and `TRUNCATE PARTITION p`, ClickHouse's too, with its `REPLACE PARTITION`: rows are
  /// lost.
  case dropPartition(String)
  /// Rows go elsewhere, whole: ClickHouse's `DETACH PARTITION` and `MOVE PARTITION … TO TABLE`, MySQL's
  /// `EXCHANGE PARTITION`, SQL Server's `SWITCH`. The words of the action.
  case moveRows(String)
  /// ClickHouse writes the data parts anew in the background (`UPDATE`, `DELETE`, `MATERIALIZE INDEX i`): the words of
  /// the action.
  case mutate(String)
  /// ClickHouse's `MODIFY TTL`, of the table or of a column, by which rows or values go when their time has come.
  case setTimeToLive(column: String?)
  /// ClickHouse's `MODIFY ORDER BY`: the expression.
  case setSortingKey(String)
  /// SQL Server's `NOCHECK CONSTRAINT`; `ALL` for every one.
  case disableConstraint(String)
  case setLogged
  case setUnlogged
  case setTablespace(String)
  case setAccessMethod(String?)
  /// MySQL's `ENGINE = x`.
  case setEngine(String)
  /// `name` is a trigger, `ALL` or `USER`; `enabled` is false for DISABLE TRIGGER.
  case setTrigger(name: String, enabled: Bool)
  case setRowSecurity(RowSecurity)
  case setRule(name: String, enabled: Bool)
  case ownerTo(String)
  /// MySQL's `ADD INDEX` inside ALTER TABLE (ADD UNIQUE is a constraint).
  case addIndex(TableIndex)
  case dropIndex(String)
  /// `CLUSTER ON` only notes the index; nothing is rewritten.
  case clusterOn(String)
  /// `SET (…)` and `RESET (…)` of storage parameters, by their names.
  case setOptions([String])
  /// `SET STATISTICS` and `SET (…)` of a column: only the planner's numbers change.
  case tuneColumn(String)
  case inherit(QualifiedName)
  case noInherit(QualifiedName)
  /// An action without further meaning here (`SET STORAGE`, `REPLICA IDENTITY FULL`, …): its words in
  /// upper case.
  case other(String)

  /// What happens to row level security.
  public enum RowSecurity: String, Hashable, Sendable {
    case enable = "ENABLE"
    case disable = "DISABLE"
    case force = "FORCE"
    case noForce = "NO FORCE"
  }
}
