import Findings
import SQL

/// What the migrations read so far say about one table or materialised view.
struct TableState: Sendable {
  /// How the table came to be known.
  enum Origin: Hashable, Sendable {
    /// Earlier migrations made it: it stands in production, with rows.
    case before
    /// The change makes it: nothing can be lost or locked.
    case change
    /// The change makes it unless it exists, and no earlier migration that could be read made it: taken as
    /// new for locks, not for losses.
    case changeIfMissing
  }

  var origin: Origin
  /// Whether its creation was read, so that what is not known of it does not exist.
  var isWhole = false
  var columns: [String: ColumnState] = [:]
  var constraints: [String: ConstraintState] = [:]
  /// Whether a statement of the change put rows in.
  var isFilled = false
  /// The tables whose rows the change copied in, whole.
  var copied: Set<ObjectKey> = []
  /// Whether the change added a column to it that fails at the first row: where it does not, the table is empty.
  var isProvenEmpty = false
  var isUnlogged = false
  /// `nil` for the default one of the database.
  var tablespace: String?
  var isMaterializedView = false
  /// The columns of the partition key; `nil` for a table that is not partitioned.
  var partitionKey: [String?]?
  /// The table that this one is a partition or a child of.
  var parent: ObjectKey?
  /// The rows that it takes as a partition.
  var bound: PartitionBound?
  /// MySQL's storage engine and default character set, where its creation states them.
  var engine: String?
  var characterSet: String?

  init(origin: Origin) { self.origin = origin }

  /// The columns that no row has NULL in, by themselves or by a validated check.
  func isProvenNotNull(_ column: String) -> Bool {
    columns[column]?.isNotNull == true
      || constraints.values.contains {
        $0.isValidated && $0.kind == .check && $0.check?.columnsProvenNotNull.contains(column) == true
      }
  }
}

/// What is known of one column.
struct ColumnState: Sendable {
  /// The type as it was written, `nil` when only the column's existence is known.
  var type: TypeName?
  /// Whether the change itself adds the column.
  var isNew: Bool
  var isNotNull = false
  /// Whether the rows that stood when the change added it have a value in it.
  var isFilled = false
  /// The columns of which the change filled it, for every row.
  var copied: Set<String> = []
  /// What MySQL's definition of it says besides; `nil` where it says nothing.
  var characterSet: String?
  var collation: String?
  var generation: ColumnDefinition.Generation?
  /// The file that says so: an approval that relies on the type relies on this file.
  var source: RepositoryPath
}

/// What is known of one constraint.
struct ConstraintState: Sendable {
  var kind: Constraint.Kind
  var columns: [String]
  var isValidated: Bool
  /// The parent of a foreign key, with what happens to the child's rows.
  var parent: ObjectKey?
  var parentColumns: [String] = []
  var onDelete = ForeignKeyReference.Action.noAction
  var check: ExpressionSummary?

  /// Whether a change of `column`'s type makes the server take the constraint off and put it on again.
  func depends(on column: String) -> Bool {
    columns.contains(column) || check?.columns.contains(column) == true
  }
}

/// What is known of one index.
struct IndexState: Sendable {
  var table: ObjectKey
  /// `nil` for an expression.
  var columns: [String?]
  /// The columns that its expressions and its condition name.
  var expressionColumns: [String] = []
  var isUnique = false
  /// `fulltext` or `spatial` in MySQL, the access method in PostgreSQL; `nil` for the usual one.
  var method: String?
}

extension ColumnState {
  /// A column as its definition states it.
  init(_ column: ColumnDefinition, isNew: Bool, isNotNull: Bool, source: RepositoryPath) {
    self.init(
      type: column.type, isNew: isNew, isNotNull: isNotNull, characterSet: column.characterSet,
      collation: column.collation, generation: column.generation, source: source)
  }
}
