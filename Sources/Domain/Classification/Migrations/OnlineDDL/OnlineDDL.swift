import Findings

/// How a server with InnoDB carries out a change of a table: what it does to the rows, and whom it keeps waiting.
///
/// The words are those of the statements' own clauses (MySQL 8.0 reference manual, section 17.12.1 "Online DDL
/// Operations"; MariaDB's "InnoDB Online DDL Overview").
struct OnlineDDL: Hashable, Sendable {
  /// What happens to the rows, cheapest first.
  enum Algorithm: Int, Sendable, Comparable {
    /// Only the dictionary changes.
    case instant
    /// An index is built or dropped, the rows stay. MySQL counts it as INPLACE.
    case noCopy
    /// The server writes the table anew beside the old one, and takes in what is written meanwhile.
    case inPlace
    /// Row by row into a new table; nobody writes meanwhile.
    case copy

    /// The word behind `ALGORITHM =`.
    var name: String { ["INSTANT", "NOCOPY", "INPLACE", "COPY"][rawValue] }

    static func < (left: Algorithm, right: Algorithm) -> Bool { left.rawValue < right.rawValue }
  }

  /// Whom the change keeps waiting while it runs, fewest first.
  enum Lock: Int, Sendable, Comparable {
    case none
    /// Writes wait.
    case shared
    /// Reads and writes wait.
    case exclusive

    /// The word behind `LOCK =`.
    var name: String { ["NONE", "SHARED", "EXCLUSIVE"][rawValue] }

    static func < (left: Lock, right: Lock) -> Bool { left.rawValue < right.rawValue }
  }

  var algorithm: Algorithm
  var lock: Lock

  static let instant = OnlineDDL(algorithm: .instant, lock: .none)
  static let noCopy = OnlineDDL(algorithm: .noCopy, lock: .none)
  static let inPlace = OnlineDDL(algorithm: .inPlace, lock: .none)
  static let copy = OnlineDDL(algorithm: .copy, lock: .shared)

  /// The dearer of both in each respect.
  func and(_ other: OnlineDDL) -> OnlineDDL {
    OnlineDDL(algorithm: max(algorithm, other.algorithm), lock: max(lock, other.lock))
  }

  /// Whether writes wait for as long as it takes.
  var stopsWrites: Bool { algorithm == .copy || (algorithm != .instant && lock != .none) }
}

/// The servers whose InnoDB differs.
enum InnoDBServer: String, Sendable, CaseIterable {
  /// MySQL from 8.0.29.
  case mysql = "MySQL 8"
  /// MariaDB from 10.5.
  case mariadb = "MariaDB"

  /// What the policy calls it.
  var product: DatabaseServer.Product { self == .mysql ? .mysql : .mariadb }
}
