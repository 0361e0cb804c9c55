import Findings
import PostgresGrammar
import Repositories
import SQL
import Synchronization
import TestSupport
import Testing

@testable import Classification

@Suite("What is kept of a history's schema") struct SchemaMemoryTests {
  /// Keeps everything, and counts what was found again.
  private final class Shelf: SchemaMemory {
    private let kept = Mutex<[[UInt8]: (key: [UInt8], schema: [UInt8])]>([:])
    private let found = Mutex(0)

    var hits: Int { found.withLock { $0 } }

    func recall(_ name: [UInt8], key: [UInt8]) -> [UInt8]? {
      guard let item = kept.withLock({ $0[name] }), item.key == key else { return nil }
      found.withLock { $0 += 1 }
      return item.schema
    }

    func remember(_ schema: [UInt8], of name: [UInt8], key: [UInt8]) { kept.withLock { $0[name] = (key, schema) } }

    func damage(_ change: (inout [UInt8]) -> Void) {
      kept.withLock { kept in for name in kept.keys { change(&kept[name, default: ([], [])].schema) } }
    }
  }

  private static let fixtures = Result {
    try Fixture.loadAll(domain: "migration").filter { $0.kind != "migration.file.oversized" }
  }

  private func result(_ fixture: Fixture, _ memory: (any SchemaMemory)?) throws -> ([Finding], Set<RepositoryPath>) {
    let result = try MigrationClassifier(parser: PostgresParser(), memory: memory).classify(fixture.changeSet())
    return (result.findings, result.governed)
  }

  @Test("a kept schema, none, and a damaged one give the same findings and the same governed files")
  func same() throws {
    var random = SeededGenerator(seed: 0x6d65_6d6f)
    var hits = 0
    for fixture in try Self.fixtures.get() {
      let shelf = Shelf()
      let without = try result(fixture, nil)
      for round in 0..<4 {
        let with = try result(fixture, shelf)
        #expect(with.0 == without.0 && with.1 == without.1, "\(fixture) \(round)")
        if round == 1 { shelf.damage { $0 = Array($0.prefix($0.count / 2)) } }
        if round == 2 { shelf.damage { $0.append(UInt8.random(in: 0...255, using: &random)) } }
      }
      hits += shelf.hits
    }
    #expect(hits > 100)
  }

  @Test("what is kept of a schema says all of it, and says it the same way again")
  func bytes() throws {
    let setup = try LockCase.schema()
    #expect(try SchemaState(bytes: setup.bytes).bytes == setup.bytes)
    let mysql = try OnlineDDLCase.schema()
    #expect(try SchemaState(bytes: mysql.bytes).bytes == mysql.bytes)
    // The whole of both corpora is judged alike on the schema that was written down and read again.
    let again = try SchemaState(bytes: setup.bytes)
    for item in try LockCase.all() { #expect(item.verdict(on: again) == item.verdict(on: setup), "\(item)") }
    let other = try SchemaState(bytes: mysql.bytes)
    for item in try OnlineDDLCase.all() {
      #expect(item.verdict(on: other, .mariadb) == item.verdict(on: mysql, .mariadb), "\(item)")
    }
  }

  @Test("damaged bytes are refused or read, and never trap")
  func damaged() throws {
    var random = SeededGenerator(seed: 0x6279_7465)
    let bytes = try LockCase.schema().bytes
    for _ in 0..<300 {
      var broken = bytes
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        broken[Int.random(in: 0..<broken.count, using: &random)] = UInt8.random(in: 0...255, using: &random)
      }
      _ = try? SchemaState(bytes: broken)
      _ = try? SchemaState(bytes: Array(bytes.prefix(Int.random(in: 0..<bytes.count, using: &random))))
    }
  }

  @Test("another file, another tool's settings and another parser are another history")
  func keys() throws {
    let base: MemoryTree = [
      "app/migrations/1_a.up.sql": "CREATE TABLE users (age int);\n",
      "app/migrations/2_b.up.sql": "CREATE TABLE t (a int);\n",
    ]
    func key(_ tree: MemoryTree, _ parser: any StatementParser = Recognizer()) throws -> [UInt8] {
      let listing = TreeListing(tree)
      let files = try MigrationRoot(listing: listing, precedent: listing).files(in: "app/migrations")
      return try SchemaKey(
        files, in: "app/migrations", MigrationReader(listing: listing, precedent: listing, parser: parser)
      ).bytes
    }
    let known = try key(base)
    #expect(try key(base) == known)
    #expect(try key(base, PostgresParser()) != known)
    #expect(try key(base.replacing("app/Cargo.toml", with: "")) != known)
    #expect(try key(base.replacing("app/migrations/atlas.sum", with: "h1:x\n")) != known)
    #expect(try key(base.replacing("app/migrations/2_b.up.sql", with: "CREATE TABLE t (b int);\n")) != known)
    #expect(try key(base.replacing("app/other.sql", with: "SELECT 1;\n")) == known)
  }
}
