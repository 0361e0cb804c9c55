import Findings
import Repositories
import SQL
import TestSupport
import Testing

@testable import Classification

@Suite("Migrations")
struct MigrationClassifierTests {
  static let classifier = MigrationClassifier(parser: Recognizer())
  /// The cases, but for those of megabytes, which say nothing more here.
  static let fixtures = Result {
    try Fixture.loadAll(domain: "migration").filter { $0.kind != "migration.file.oversized" }
  }

  /// The findings of `change` as `kind line resource`, in report order.
  private func shown(_ change: ChangeSet, lineOffset: Int = 0) throws -> [String] {
    try Self.classifier.classify(change).findings.sorted(by: Finding.reportOrder).map { finding in
      let line = finding.location.line == 0 ? 0 : finding.location.line + lineOffset
      return "\(finding.kind.id) \(line) \(finding.resource) \(finding.after?.shown ?? "-")"
    }
  }

  private func shown(_ head: MemoryTree, since base: MemoryTree = [:]) throws -> [String] {
    try shown(ChangeSet(from: base, to: head))
  }

  @Test("comments and line ends change no finding about what a new file does")
  func comments() throws {
    for fixture in try Self.fixtures.get() {
      let added = Set(fixture.head.files.keys).subtracting(fixture.base.files.keys)
        .filter { SQLFileName.isSQL($0) && fixture.head.files[$0]?.mode == .regular }
        // A mark on the first line is a mark only there.
        .filter { fixture.head.files[$0]?.bytes.starts(with: "--".utf8) == false }
      var head = fixture.head
      for path in added {
        // A byte order mark must stay first, and a NUL byte is a finding with a line of its own.
        guard let bytes = head.files[path]?.bytes, bytes.count < 10_000, bytes.first != 0xEF,
          !bytes.contains(0)
        else { continue }
        let unix = bytes.filter { $0 != UInt8(ascii: "\r") }
        let lines = unix.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
        let text = Array("/* why */\r\n".utf8) + lines.joined(separator: Array("\r\n".utf8))
        head = head.replacing(path, with: MemoryTree.File(bytes: Array(text)))
      }
      guard added.allSatisfy({ head.files[$0] != fixture.head.files[$0] }),
        added.count == fixture.head.files.count - fixture.base.files.count,
        Set(try fixture.changeSet().files.map(\.path)) == added
      else { continue }
      let before = try shown(fixture.changeSet(), lineOffset: 1)
      #expect(try shown(ChangeSet(from: fixture.base, to: head)) == before, "\(fixture)")
    }
  }

  @Test("every migration that a case adds is history once it is merged")
  func deletedAfterMerge() throws {
    for fixture in try Self.fixtures.get() {
      for migration in try Self.classifier.classify(fixture.changeSet()).governed {
        guard let side = try side(of: migration, in: fixture.head), side.file.isHistory else { continue }
        let findings = try shown(fixture.head.replacing(migration, with: nil), since: fixture.head)
        let kind = side.file.role == .down ? "rollback-changed" : "deleted"
        #expect(
          findings.contains("migration.history.\(kind) 0 \(migration.display) -"),
          "\(fixture) \(migration.display)")
      }
    }
  }

  private func side(of path: RepositoryPath, in tree: MemoryTree) throws -> MigrationSide? {
    let listing = TreeListing(tree)
    let reader = MigrationReader(listing: listing, precedent: listing, parser: Recognizer())
    return try reader.side(at: path, tree.version(at: path))
  }

  @Test("no broken file crashes the classifier, and none that still says DROP TABLE outright is passed over")
  func mutations() throws {
    var random = SeededGenerator(seed: 0x6d69_6772)
    let base: MemoryTree = ["migrations/1_a.up.sql": "CREATE TABLE users (id int, name text);\n"]
    let seeds = try Self.fixtures.get().flatMap(\.head.files.values).map(\.bytes)
      .filter { (1..<2_000).contains($0.count) }
    for round in 0..<400 {
      var bytes = seeds[round % seeds.count]
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        let index = Int.random(in: 0..<max(1, bytes.count), using: &random)
        switch Int.random(in: 0..<4, using: &random) {
        case 0 where !bytes.isEmpty: bytes[index] ^= 1 << UInt8.random(in: 0..<8, using: &random)
        case 1: bytes = Array(bytes.prefix(index))
        case 2:
          bytes.insert(
            contentsOf: Array("'\"`;$$--/*".utf8).shuffled(using: &random).prefix(2),
            at: min(index, bytes.count))
        default: bytes.insert(UInt8.random(in: 0...255, using: &random), at: min(index, bytes.count))
        }
      }
      let head = base.replacing("migrations/2_a.up.sql", with: MemoryTree.File(bytes: bytes))
      let mutated = try Self.classifier.classify(ChangeSet(from: base, to: head)).findings
      // Whatever stands before it, a last statement is dropped on or the file is said not to be understood.
      let loud = head.replacing(
        "migrations/2_a.up.sql",
        with: MemoryTree.File(bytes: bytes + Array("\n;\nDROP TABLE untouched;\n".utf8)))
      let findings = try Self.classifier.classify(ChangeSet(from: base, to: loud)).findings
      #expect(
        findings.contains {
          ["migration.table.dropped", "migration.statement.unparsed"].contains($0.kind.id)
        }
          || Self.isCommentedOut(bytes) || mutated.contains { $0.kind.id == "migration.table.dropped" },
        "\(String(decoding: bytes, as: UTF8.self))")
    }
  }

  /// Whether the text may end in a body, section or data of its own, where one more line is no statement.
  private static func isCommentedOut(_ bytes: [UInt8]) -> Bool {
    ["create function", "do $$", "goose down", "migrate:down", "migrate down", "create trigger"]
      .contains { bytes.containsIgnoringCase($0) }
  }

  @Test("a history is read once, however many files the change adds to it")
  func manyFiles() throws {
    var files: [String: MemoryTree.File] = [:]
    for number in 0..<300 {
      files["migrations/\(number + 10_000)_a.up.sql"] = .text(
        "CREATE TABLE t\(number) (id int, name varchar(10));\n")
    }
    let base = MemoryTree(files)
    for number in 0..<100 {
      files["migrations/\(number + 20_000)_b.up.sql"] = .text(
        "ALTER TABLE t\(number) ALTER COLUMN name TYPE text;\n")
    }
    let clock = ContinuousClock()
    var findings: [String] = []
    let time = try clock.measure { findings = try shown(MemoryTree(files), since: base) }
    #expect(findings.isEmpty)
    #expect(time < .seconds(10))
  }

  @Test("only the files that a finding rests on are its files")
  func filesOfFindings() throws {
    let base: MemoryTree = [
      "migrations/1_a.up.sql": "CREATE TABLE users (age int);\n",
      "migrations/2_b.up.sql": "CREATE TABLE t (a int);\n",
    ]
    let head = base.replacing(
      "migrations/3_c.up.sql", with: "ALTER TABLE users ALTER COLUMN age TYPE bigint;\n")
    let result = try Self.classifier.classify(ChangeSet(from: base, to: head))
    #expect(result.findings.map(\.files) == [["migrations/1_a.up.sql", "migrations/3_c.up.sql"]])
    #expect(result.governed == ["migrations/1_a.up.sql", "migrations/2_b.up.sql", "migrations/3_c.up.sql"])
    #expect(result.parsers["sql"] == Recognizer().identity)
  }

  @Test(
    "one statement under another dialect is judged by that server's behaviour",
    arguments: [
      ("postgres", ["migration.index.blocking"]), ("mysql", []), ("sqlite", []),
    ] as [(String, [String])])
  func dialects(_ folder: String, _ kinds: [String]) throws {
    let head: MemoryTree = [
      RepositoryPath("\(folder)/migrations/1_a.up.sql").display: "CREATE INDEX users_name ON users (name);\n"
    ]
    let found = try Self.classifier.classify(ChangeSet(from: [:], to: head)).findings.map(\.kind.id)
    #expect(found == kinds)
  }

  @Test("blanks, comments and letters outside quotes are no part of a statement; what stands in quotes is")
  func normalForms() {
    func form(_ text: String, _ dialect: Dialect = .postgres) -> StatementNormalForm {
      StatementNormalForm(
        Statement(range: 0..<text.utf8.count, line: 1, text: Array(text.utf8), dialect: dialect))
    }
    #expect(form("SELECT  a -- x\n FROM t") == form("select a /* /* y */ */ from t"))
    #expect(form("SELECT 'a  B'") != form("SELECT 'a B'"))
    #expect(form("SELECT 'it''s  -- x'") != form("SELECT 'it''s '"))
    #expect(form("SELECT \"A\"") != form("SELECT \"a\""))
    #expect(form("SELECT $x$ -- a $x$") != form("SELECT $x$ -- b $x$"))
    #expect(form("SELECT E'\\' -- a'") != form("SELECT E'\\' -- b'"))
    #expect(form("SELECT 1 /*! DROP */", .mysql) != form("SELECT 1", .mysql))
    #expect(form("SELECT 1 # x", .mysql) == form("SELECT 1", .mysql))
  }
}
