import Findings

/// PostgreSQL's lock modes of tables, weakest first (documentation, section 13.3.1).
enum TableLock: Int, Sendable, Comparable, CaseIterable {
  case accessShare
  case rowShare
  case rowExclusive
  case shareUpdateExclusive
  /// Stops writes.
  case share
  /// Stops writes.
  case shareRowExclusive
  /// Stops all but plain reads.
  case exclusive
  /// Stops reads and writes.
  case accessExclusive

  private static let names = [
    "ACCESS SHARE", "ROW SHARE", "ROW EXCLUSIVE", "SHARE UPDATE EXCLUSIVE", "SHARE", "SHARE ROW EXCLUSIVE",
    "EXCLUSIVE", "ACCESS EXCLUSIVE",
  ]

  /// Its name in SQL.
  var name: String { Self.names[rawValue] }

  init?(name: String) {
    guard let index = Self.names.firstIndex(of: name) else { return nil }
    self.init(rawValue: index)
  }

  /// Whether running code that writes has to wait for it.
  var stopsWrites: Bool { self >= .share }

  var fact: Finding.Fact { Finding.Fact("lock", name) }

  static func < (left: TableLock, right: TableLock) -> Bool { left.rawValue < right.rawValue }
}
