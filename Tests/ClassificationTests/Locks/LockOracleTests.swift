import ChildProcess
import Foundation
import Testing

@testable import Classification

/// Locks, rewrites and scans against a PostgreSQL 15 server, which is started for the test and thrown away.
///
/// `recorded.txt` holds what the server showed, so that a machine without one still tests the analysis;
/// `GATEHOUSE_RECORD=1 swift test --filter LockOracle` writes it anew.
@Suite("Locks as PostgreSQL takes them") struct LockOracleTests {
  /// Where Debian's postgresql-15 has its programs.
  private static let programs = "/usr/lib/postgresql/15/bin"
  private static let isInstalled = FileManager.default.isExecutableFile(atPath: programs + "/postgres")
  private static let environment = ProcessInfo.processInfo.environment
  private static let isRequired = environment["GATEHOUSE_REQUIRE_ORACLES"] == "1"

  /// The server refuses some of the cases of the lock truth; what it would have locked is not to be seen.
  private static let refused = "refused"

  @Test("the analysis says what the server showed", arguments: try LockCase.all())
  func recorded(_ item: LockCase) throws {
    let recorded = try Dictionary(
      LockCase.corpus.lines(of: "recorded.txt").map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
    let shown = try #require(recorded[item.name])
    if shown == Self.refused { return }
    let verdict = try item.verdict(on: Self.schema.get())
    #expect(verdict == shown, "\(item.sql)")
  }

  @Test(
    "the server shows what was recorded",
    .enabled(if: isInstalled || isRequired, "needs the Debian package postgresql-15"))
  func server() throws {
    let cases = try LockCase.all()
    #expect(Set(cases.map(\.name)).count == cases.count)
    #expect(cases.count >= 380)
    let shown = try Self.run(cases)
    if Self.environment["GATEHOUSE_RECORD"] == "1" {
      let lines = cases.map { "\($0.name) | \(shown[$0.name] ?? "")" }.joined(separator: "\n")
      try "# What PostgreSQL 15 showed for each case of statements.txt.\n\(lines)\n"
        .write(toFile: LockCase.corpus.path("recorded.txt"), atomically: true, encoding: .utf8)
    }
    let recorded = try LockCase.corpus.lines(of: "recorded.txt")
    #expect(recorded.map(\.name) == cases.map(\.name))
    for (name, text) in recorded { #expect(shown[name] == text, "\(name)") }
    #expect(shown.values.filter { $0 == Self.refused }.count <= 6)
  }

  private static let schema = Result { try LockCase.schema() }

  /// What the server shows for each case, by its name.
  private static func run(_ cases: [LockCase]) throws -> [String: String] {
    var sql =
      "\\set ON_ERROR_STOP on\n" + (try LockCase.corpus.text("setup.sql")) + (try LockCase.corpus.text("before.sql"))
    sql += "\\set ON_ERROR_STOP off\n"
    let verdict = try LockCase.corpus.text("verdict.sql")
    for item in cases {
      sql += "\\echo CASE \(item.name)\nBEGIN;\n\(item.sql);\n\(verdict)\nROLLBACK;\n"
      // What a transaction read is counted on until it is flushed.
      sql += "SELECT FROM pg_stat_force_next_flush();\nRESET ALL;\n"
    }
    let outcome = try ChildProcess.run(
      "/bin/sh", [LockCase.corpus.path("server.sh"), programs], environment: ["PATH": "/usr/bin:/bin"],
      standardInput: .bytes(Array(sql.utf8)))
    var shown: [String: String] = [:]
    var name = ""
    for line in String(decoding: outcome.standardOutput, as: UTF8.self).split(separator: "\n") {
      if line.hasPrefix("CASE ") {
        name = String(line.dropFirst(5))
        shown[name] = refused
      } else if line.hasPrefix("SHOWN ") {
        shown[name] = String(line.dropFirst(6))
      }
    }
    #expect(outcome.succeeded, "\(String(decoding: outcome.standardError, as: UTF8.self).suffix(2_000))")
    return shown
  }
}
