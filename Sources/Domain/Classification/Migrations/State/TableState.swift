import Findings
import SQL

/// What the migrations read so far say about one table.
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
  var columns: [String: ColumnState] = [:]
  /// Checks by name, as far as they prove columns free of NULL; one without a name under its number.
  var checks: [String: NotNullCheck] = [:]
  /// Whether a statement of the change put rows in.
  var isFilled = false

  init(origin: Origin) { self.origin = origin }
}

/// What is known of one column.
struct ColumnState: Sendable {
  /// The type as it was written, `nil` when only the column's existence is known.
  var type: TypeName?
  /// Whether the change itself adds the column.
  var isNew: Bool
  /// The file that says so: an approval that relies on the type relies on this file.
  var source: RepositoryPath
}

/// A check that is true only where `columns` are not NULL.
struct NotNullCheck: Hashable, Sendable {
  let columns: [String]
  var isValidated: Bool
}
