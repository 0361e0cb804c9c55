import Findings
import SQL

/// What adding and dropping columns cost before InnoDB could do both by its dictionary alone.
///
/// MySQL 8.0 reference manual, section 17.12.1, "Column Operations": INSTANT for a column added last since 8.0.12, for one
/// added anywhere, and for dropping one, since 8.0.29; 5.7 rebuilds the table in place for all three. MariaDB's "Instant
/// ADD COLUMN for InnoDB" and "Instant DROP COLUMN": since 10.3.2 last, since 10.4 anywhere, and dropping.
struct ColumnHistory {
  private let version: ServerVersion?
  private let instantLast: ServerVersion
  private let instant: ServerVersion

  init(_ server: InnoDBServer, _ servers: ServerVersions) {
    switch server {
    case .mysql:
      (version, instantLast, instant) = (servers[.mysql], ServerVersion(8, 0, 12), ServerVersion(8, 0, 29))
    case .mariadb:
      (version, instantLast, instant) = (servers[.mariadb], ServerVersion(10, 3, 2), ServerVersion(10, 4))
    }
  }

  /// The least that the named version does; nothing more than the dictionary where none is named.
  func cost(of action: AlterAction) -> OnlineDDL {
    guard let version else { return .instant }
    switch action {
    case .addColumn(let column, _):
      // A virtual column has no bytes in any row.
      if column.generation == .virtual { return .instant }
      return version < (column.isPlaced ? instant : instantLast) ? .inPlace : .instant
    case .dropColumn: return version < instant ? .inPlace : .instant
    default: return .instant
    }
  }
}
