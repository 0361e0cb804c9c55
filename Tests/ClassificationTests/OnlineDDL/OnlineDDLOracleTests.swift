import ChildProcess
import Foundation
import Testing

@testable import Classification

/// Which `ALGORITHM` and `LOCK` a MariaDB server takes for a change of a table, against what the analysis says.
///
/// `recorded.txt` holds what the server showed, so that a machine without one still tests the analysis;
/// `GATEHOUSE_RECORD=1 swift test --filter OnlineDDLOracle` writes it anew. MySQL itself is not in Debian: its answers
/// are those of its manual.
@Suite("Online DDL as MariaDB does it") struct OnlineDDLOracleTests {
  private static let isInstalled = FileManager.default.isExecutableFile(atPath: "/usr/sbin/mariadbd")
  private static let environment = ProcessInfo.processInfo.environment
  private static let isRequired = environment["GATEHOUSE_REQUIRE_ORACLES"] == "1"
  private static let schema = Result { try OnlineDDLCase.schema() }
  private static let recorded = Result {
    try Dictionary(
      OnlineDDLCase.corpus.lines(of: "recorded.txt").map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first }
    )
  }

  @Test("the analysis says what the server showed", arguments: try OnlineDDLCase.all())
  func recorded(_ item: OnlineDDLCase) throws {
    let shown = try #require(Self.recorded.get()[item.name])
    #expect(try item.verdict(on: Self.schema.get(), .mariadb) == Self.judged(shown), "\(item.sql)")
  }

  @Test(
    "MySQL's manual, table 17.15 and those after it",
    arguments: [
      ("ALTER TABLE t ADD COLUMN z int", "INSTANT NONE"), ("ALTER TABLE t ADD COLUMN z int FIRST", "INSTANT NONE"),
      ("ALTER TABLE t DROP COLUMN df", "INSTANT NONE"), ("ALTER TABLE t RENAME COLUMN df TO d2", "INSTANT NONE"),
      ("ALTER TABLE t MODIFY df int DEFAULT 5 FIRST", "INPLACE NONE"),
      ("ALTER TABLE t MODIFY df bigint DEFAULT 5", "COPY SHARED"),
      ("ALTER TABLE t MODIFY y varchar(80)", "NOCOPY NONE"), ("ALTER TABLE ln MODIFY v varchar(300)", "COPY SHARED"),
      ("ALTER TABLE t MODIFY b int NULL", "INPLACE NONE"), ("ALTER TABLE t MODIFY k int NOT NULL", "INPLACE NONE"),
      ("ALTER TABLE t MODIFY e enum('a','b','c')", "INSTANT NONE"),
      ("ALTER TABLE t MODIFY e enum('c','a')", "COPY SHARED"),
      ("ALTER TABLE t ADD COLUMN z int AS (a) STORED", "COPY SHARED"), ("ALTER TABLE gs DROP COLUMN g", "INPLACE NONE"),
      ("ALTER TABLE t ADD COLUMN z varchar(40) DEFAULT (upper('x'))", "COPY SHARED"),
      ("ALTER TABLE t ADD COLUMN z datetime DEFAULT CURRENT_TIMESTAMP", "INSTANT NONE"),
      ("ALTER TABLE nopk ADD COLUMN i int NOT NULL AUTO_INCREMENT UNIQUE", "INPLACE SHARED"),
      ("CREATE INDEX i ON t (df)", "NOCOPY NONE"), ("CREATE FULLTEXT INDEX i ON t (txt)", "INPLACE SHARED"),
      ("ALTER TABLE t DROP PRIMARY KEY", "COPY SHARED"),
      ("ALTER TABLE ln DROP PRIMARY KEY, ADD PRIMARY KEY (v)", "INPLACE NONE"),
      ("ALTER TABLE o ADD FOREIGN KEY (id) REFERENCES p (id)", "COPY SHARED"),
      ("SET foreign_key_checks = 0; ALTER TABLE o ADD FOREIGN KEY (id) REFERENCES p (id)", "NOCOPY NONE"),
      ("ALTER TABLE o ADD CHECK (b < 9)", "COPY SHARED"), ("ALTER TABLE t ENGINE=InnoDB", "INPLACE NONE"),
      ("ALTER TABLE ft FORCE", "COPY SHARED"), ("OPTIMIZE TABLE t", "INPLACE NONE"),
      ("ALTER TABLE ln CONVERT TO CHARACTER SET utf8mb4", "COPY SHARED"),
      ("ALTER TABLE t RENAME INDEX t_w TO x", "NOCOPY NONE"),
    ] as [(String, String)])
  func manual(sql: String, cost: String) throws {
    let statements = OnlineDDLCase.statements(of: sql)
    let item = OnlineDDLCase(name: sql, settings: statements.dropLast(), sql: statements.last ?? "")
    #expect(try item.verdict(on: Self.schema.get(), .mysql) == cost)
  }

  @Test(
    "the server shows what was recorded",
    .enabled(if: isInstalled || isRequired, "needs the Debian package mariadb-server"))
  func server() throws {
    let cases = try OnlineDDLCase.all()
    #expect(Set(cases.map(\.name)).count == cases.count)
    #expect(cases.count >= 200)
    let shown = try Self.run(cases)
    if Self.environment["GATEHOUSE_RECORD"] == "1" {
      let lines = cases.map { "\($0.name) | \(shown[$0.name] ?? "")" }.joined(separator: "\n")
      try
        "# The cheapest ALGORITHM and the weakest LOCK that MariaDB 10.11 took for each case of statements.txt.\n\(lines)\n"
        .write(toFile: OnlineDDLCase.corpus.path("recorded.txt"), atomically: true, encoding: .utf8)
    }
    let recorded = try OnlineDDLCase.corpus.lines(of: "recorded.txt")
    #expect(recorded.map(\.name) == cases.map(\.name))
    for (name, text) in recorded { #expect(shown[name] == text, "\(name)") }
  }

  /// The server looks at ALGORITHM only where it may keep the table's engine and order; there it takes any, and copies.
  /// That shows in the lock: nothing instant keeps writers waiting.
  private static func judged(_ shown: String) -> String { shown == "INSTANT SHARED" ? "COPY SHARED" : shown }

  /// What the server shows for each case, by its name.
  private static func run(_ cases: [OnlineDDLCase]) throws -> [String: String] {
    func quoted(_ text: String) -> String { "'" + text.replacing("'", with: "''") + "'" }
    var sql = try OnlineDDLCase.corpus.text("procedures.sql")
    for statement in try OnlineDDLCase.statements(of: OnlineDDLCase.corpus.text("setup.sql")) {
      let table = statement.firstMatch(of: /^(?:CREATE TABLE|INSERT INTO) (\w+)/).map { String($0.output.1) } ?? ""
      sql += "INSERT INTO setup (name, statement) VALUES (\(quoted(table)), \(quoted(statement)));\n"
    }
    sql += "CALL renew('');\n"
    for item in cases {
      for setting in item.settings { sql += setting + ";\n" }
      sql += "CALL observe(\(quoted(item.name)), \(quoted(item.table ?? "")), \(quoted(item.sql)));\n"
      if !item.settings.isEmpty { sql += "SET foreign_key_checks = 1, check_constraint_checks = 1;\n" }
    }
    let outcome = try ChildProcess.run(
      "/bin/sh", [OnlineDDLCase.corpus.path("server.sh")], environment: ["PATH": "/usr/sbin:/usr/bin:/sbin:/bin"],
      standardInput: .bytes(Array(sql.utf8)))
    #expect(outcome.succeeded, "\(String(decoding: outcome.standardError, as: UTF8.self).suffix(2_000))")
    var shown: [String: String] = [:]
    for line in String(decoding: outcome.standardOutput, as: UTF8.self).split(separator: "\n")
    where line.hasPrefix("SHOWN ") {
      let parts = line.dropFirst(6).split(separator: " | ", maxSplits: 1)
      shown[String(parts[0])] = parts.count > 1 ? String(parts[1]) : ""
    }
    return shown
  }
}
