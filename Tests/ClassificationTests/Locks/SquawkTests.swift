import ChildProcess
import Findings
import Foundation
import PostgresGrammar
import Repositories
import TestSupport
import Testing

@testable import Classification

/// The cases of the lock corpus, whose truth a server showed, under squawk, the usual linter of PostgreSQL migrations.
@Suite("Beside squawk") struct SquawkTests {
  private static let program: String? = {
    let paths = ProcessInfo.processInfo.environment["PATH"]?.split(separator: ":").map(String.init) ?? []
    return paths.map { $0 + "/squawk" }.first { FileManager.default.isExecutableFile(atPath: $0) }
  }()
  private static let isRequired = ProcessInfo.processInfo.environment["GATEHOUSE_REQUIRE_ORACLES"] == "1"

  /// Rules about style and timeouts, which every statement of these breaks or keeps alike.
  private static let styleRules: Set<String> = [
    "require-lock-timeout", "require-statement-timeout", "require-timeout-settings", "ban-char-field",
    "identifier-too-long",
    "transaction-nesting", "ban-uncommitted-transaction",
  ]

  /// Type changes that rewrite and read nothing; squawk warns of a rewrite at each.
  private static let falseAlarms = [
    "type-varchar-widen", "type-varchar-text", "type-numeric-widen", "type-numeric-unconstrained", "type-ts-tz-utc",
    "type-cidr-inet", "type-interval-widen",
  ]

  @Test(
    "what squawk finds in what truly blocks we find, and none of its false alarms",
    .enabled(if: program != nil || isRequired, "needs squawk-cli of PyPI on the PATH"))
  func cases() throws {
    let program = try #require(Self.program)
    let recorded = try Dictionary(
      LockCase.corpus.lines(of: "recorded.txt").map { ($0.name, $0.text) }, uniquingKeysWith: { first, _ in first })
    let cases = try LockCase.all()
    let warned = try Self.warnings(of: cases, program)
    let setup = try LockCase.corpus.text("setup.sql")
    let base: MemoryTree = ["migrations/1_setup.up.sql": .text(setup), "migrations/1_setup.down.sql": "SELECT 1;\n"]
    var both = 0
    for item in cases {
      let shown = try #require(recorded[item.name])
      let blocks = shown.split(separator: ",").contains { part in
        (part.contains(" scan") || part.contains(" rewrite"))
          && (part.contains(" SHARE ") && !part.contains("SHARE UPDATE") || part.contains("EXCLUSIVE"))
          && !part.contains("ROW EXCLUSIVE scan") && !part.contains("SHARE UPDATE EXCLUSIVE")
      }
      let isWarned = warned[item.name] != nil
      guard (blocks && isWarned) || Self.falseAlarms.contains(item.name) else { continue }
      let head = base.replacing("migrations/2_case.up.sql", with: .text(item.sql + ";\n"))
      let findings = try MigrationClassifier(parser: PostgresParser()).classify(ChangeSet(from: base, to: head))
        .findings
      let heavy = findings.filter { $0.kind.baseScore >= BaseScore.medium }
      if blocks {
        both += 1
        #expect(!heavy.isEmpty, "squawk: \(warned[item.name] ?? []) \(item.name): \(item.sql)")
      } else {
        #expect(isWarned && heavy.isEmpty, "\(item.name): \(heavy.map(\.kind.id))")
      }
    }
    // How much of the corpus both were asked about: a corpus that squawk is silent on would prove nothing.
    #expect(both >= 100)
  }

  /// The rules that squawk names for each case, style left out; a case without any is not there.
  private static func warnings(of cases: [LockCase], _ program: String) throws -> [String: Set<String>] {
    let folder = FileManager.default.temporaryDirectory.appending(path: "gatehouse-squawk-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for item in cases {
      try (item.sql + ";\n").write(to: folder.appending(path: item.name + ".sql"), atomically: true, encoding: .utf8)
    }
    let outcome = try ChildProcess.run(
      program, ["--reporter", "json", "--pg-version", "15"] + cases.map { folder.path + "/" + $0.name + ".sql" },
      environment: ["PATH": "/usr/bin:/bin", "HOME": folder.path])
    let listed = try JSONSerialization.jsonObject(with: Data(outcome.standardOutput)) as? [[String: Any]]
    var warned: [String: Set<String>] = [:]
    for item in try #require(listed) {
      guard let file = item["file"] as? String, let rule = item["rule_name"] as? String, !rule.hasPrefix("prefer-"),
        !styleRules.contains(rule)
      else { continue }
      warned[String(file.split(separator: "/").last?.dropLast(4) ?? ""), default: []].insert(rule)
    }
    return warned
  }
}
