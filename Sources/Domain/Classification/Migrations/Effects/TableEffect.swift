/// What a statement does to one table on a PostgreSQL server.
struct TableEffect: Hashable, Sendable {
  /// The strongest lock that it takes.
  var lock: TableLock
  /// Whether the table gets a new file: all rows are written anew, or thrown away by TRUNCATE.
  var rewrites = Rewrite.no
  /// Whether every row is read: to check it, to index it, to copy it or to change it.
  var scans = false

  enum Rewrite: Hashable, Sendable {
    case no
    case yes
    /// It depends on a type that no migration tells.
    case unknown
  }

  /// Whether it takes the longer the more rows there are.
  var isSlow: Bool { scans || rewrites != .no }

  mutating func add(_ other: TableEffect) {
    lock = max(lock, other.lock)
    if other.rewrites == .yes || rewrites == .no { rewrites = other.rewrites }
    scans = scans || other.scans
  }
}
