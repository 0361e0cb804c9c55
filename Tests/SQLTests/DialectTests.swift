import SQL
import Testing

@Suite struct DialectTests {
  @Test(
    "The path decides before the text",
    arguments: [
      ("db/migrations/mysql/1_a.up.sql", Dialect.mysql), ("migrations/20_a.postgres.up.sql", .postgres),
      ("mysql/clickhouse/1.sql", .clickhouse), ("sqlite3/a.sql", .sqlite), ("MariaDB/a.sql", .mysql),
      ("a/b.mssql.sql", .mssql),
    ])
  func path(path: String, dialect: Dialect) {
    #expect(Dialect.detect(path: path, bytes: Array("CREATE TABLE a (b int);".utf8)) == dialect)
  }

  @Test(
    "Cues in the text",
    arguments: [
      ("DROP TABLE `a`;", Dialect.mysql), ("CREATE TABLE a (b int) ENGINE=InnoDB;", .mysql),
      ("CREATE TABLE a (b int AUTO_INCREMENT);", .mysql), ("DELIMITER //\nSELECT 1//", .mysql),
      ("CREATE TABLE a (b INTEGER PRIMARY KEY AUTOINCREMENT);", .sqlite),
      ("PRAGMA foreign_keys=off;", .sqlite),
      ("CREATE TABLE a (b String) ENGINE = MergeTree ORDER BY b;", .clickhouse),
      ("ENGINE = ReplicatedMergeTree", .clickhouse),
      ("SELECT 1\nGO\n", .mssql), ("DROP TABLE [dbo].[a]", .mssql), ("CREATE TABLE a (b int[]);", .postgres),
      ("-- ENGINE=InnoDB AUTO_INCREMENT `x`\nSELECT 'ENGINE=InnoDB', \"PRAGMA\";", .postgres),
      ("", .postgres),
    ])
  func text(text: String, dialect: Dialect) {
    #expect(Dialect.detect(path: "migrations/1.sql", bytes: Array(text.utf8)) == dialect)
  }
}
