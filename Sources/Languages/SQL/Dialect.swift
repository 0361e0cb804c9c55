/// The SQL dialects whose quoting and statement borders differ.
public enum Dialect: String, Hashable, Sendable, CaseIterable {
  case postgres
  /// MySQL and MariaDB.
  case mysql
  case sqlite
  /// SQL Server.
  case mssql
  case clickhouse
}
