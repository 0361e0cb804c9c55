import Findings
import Repositories
import TestSupport
import Testing

@testable import Classification

@Suite("Migration layouts")
struct MigrationLayoutTests {
  /// A path, what stands beside it, and what it is: `layout role version standing`, or `nil` for nothing.
  struct Case: Sendable, CustomTestStringConvertible {
    let path: String
    var text = "SELECT 1;\n"
    var beside: [String: String] = [:]
    let expected: String?
    var testDescription: String { "\(path) is \(expected ?? "nothing")" }
  }

  static let cases: [Case] = [
    Case(path: "db/migration/V1.2__users.sql", expected: "flyway up 1.2 migration"),
    Case(path: "sql/R__views.sql", expected: "flyway repeatable - migration"),
    Case(path: "db/migration/B3__baseline.sql", expected: "flyway up - migration"),
    Case(
      path: "db/migration/U1_2__users.sql", beside: ["db/migration/V1.2__users.sql": ""],
      expected: "flyway down 1.2 migration"),
    Case(path: "db/migration/U1__users.sql", expected: "flyway up 1 migration"),
    Case(path: "queries/Users__all.sql", expected: "generic up - stray"),
    Case(path: "queries/V1_users.sql", expected: "generic up - stray"),
    Case(path: "m/000010_users.up.sql", expected: "golang-migrate up 10 migration"),
    Case(
      path: "m/000010_users.down.sql", beside: ["m/10_users.up.sql": ""],
      expected: "golang-migrate up 10 migration"),
    Case(
      path: "m/10_users.down.sql", beside: ["m/10_users.up.sql": ""],
      expected: "golang-migrate down 10 migration"),
    Case(path: "migrations/10_users.up.txt", expected: "golang-migrate up 10 migration"),
    Case(path: "m/10_users.up.txt", expected: nil),
    Case(path: "m/10_users.up.json", expected: nil),
    Case(
      path: "app/migrations/10_a.up.sql", beside: ["app/Cargo.toml": ""], expected: "sqlx up 10 migration"),
    Case(path: "app/migrations/10_a.sql", beside: ["Cargo.toml": ""], expected: "sqlx up 10 migration"),
    Case(path: "app/migrations/10_a.sql", text: "-- no-transaction\n", expected: "sqlx up 10 migration"),
    Case(path: "app/migrations/10_a.sql", expected: "generic up 10 migration"),
    Case(path: "migrations/2024-01-02-000000_a/up.sql", expected: "diesel up 20240102000000 migration"),
    Case(
      path: "migrations/2024-01-02-000000_a/down.sql", beside: ["migrations/2024-01-02-000000_a/up.sql": ""],
      expected: "diesel down 20240102000000 migration"),
    Case(path: "migrations/1_a/down.sql", expected: "diesel up 1 migration"),
    Case(
      path: "prisma/migrations/20240101000000_a/migration.sql", expected: "prisma up 20240101000000 migration"
    ),
    Case(path: "prisma/migrations/1_a/migration.sql", expected: "generic up - migration"),
    Case(
      path: "prisma/migrations/1_a/migration.sql", beside: ["prisma/migrations/migration_lock.toml": ""],
      expected: "prisma up 1 migration"),
    Case(path: "db/migrations/1_a.sql", text: "-- migrate:up\n", expected: "dbmate up 1 migration"),
    Case(path: "db/1_a.sql", text: "\u{FEFF}-- +goose Up\r\n", expected: "goose up 1 migration"),
    Case(path: "migrations/a.sql", text: "\n-- +migrate Up\n", expected: "sql-migrate up - migration"),
    Case(path: "db/changes/1.sql", text: "--liquibase formatted sql\n", expected: "liquibase up 1 migration"),
    Case(
      path: "migrations/2_a.sql", text: "-- migrate:up\n", beside: ["migrations/1_a.sql": "SELECT 1;"],
      expected: "generic up 2 migration"),
    Case(path: "supabase/migrations/1_a.sql", expected: "supabase up 1 migration"),
    Case(path: "m/1_a.sql", beside: ["m/atlas.sum": ""], expected: "atlas up 1 migration"),
    Case(
      path: "drizzle/0001_a.sql", beside: ["drizzle/meta/_journal.json": "{}"],
      expected: "drizzle up 1 migration"),
    Case(path: "db/structure.sql", expected: "generic up - stray"),
    Case(path: "db/views.sql", expected: "generic up - schemaFolder"),
    Case(path: "schema.sql", expected: "generic up - schemaFolder"),
    Case(path: "db_migrations/fix.SQL", expected: "generic up - migration"),
    Case(
      path: "tools/x.down.sql", beside: ["tools/x.up.sql": ""], expected: "generic up - stray"),
    Case(
      path: "migrations/5_x.down.sql", beside: ["migrations/5_x.up.sql": "", "migrations/1_a.sql": ""],
      expected: "golang-migrate down 5 migration"),
    Case(path: "tools/x.sql", expected: "generic up - stray"),
    Case(path: "tests/x.sql", expected: nil),
    Case(path: "db/seeds/x.sql", expected: nil),
    Case(path: "README.md", expected: nil),
    Case(path: "db/x.down.sql", beside: ["db/x.up.sql": ""], expected: "generic down - schemaFolder"),
  ]

  @Test("a file is told by its path, its neighbours and its comments", arguments: cases)
  func detection(_ example: Case) throws {
    var files = example.beside.mapValues { MemoryTree.File.text($0) }
    let precedent = TreeListing(MemoryTree(files))
    files[example.path] = .text(example.text)
    let detector = LayoutDetector(listing: TreeListing(MemoryTree(files)), precedent: precedent)
    let file = try detector.file(at: RepositoryPath(example.path), contents: Array(example.text.utf8))
    let shown = file.map { "\($0.layout.rawValue) \($0.role) \($0.version?.text ?? "-") \($0.standing)" }
    #expect(shown == example.expected)
  }

  @Test("the histories of Diesel and Prisma are rooted above the folders of their migrations")
  func roots() throws {
    let listing = TreeListing(MemoryTree([String: MemoryTree.File]()))
    let detector = LayoutDetector(listing: listing, precedent: listing)
    #expect(try detector.file(at: "a/migrations/1_x/up.sql", contents: [])?.root == "a/migrations")
    #expect(
      try detector.file(at: "migrations/20240101000000_x/migration.sql", contents: [])?.root == "migrations")
    #expect(try detector.file(at: "db/V1__x.sql", contents: [])?.root == "db")
  }

  @Test(
    "versions compare number by number, whatever their length",
    arguments: [
      ("1", "2"), ("9", "10"), ("1.9", "1.10"), ("1", "1.1"),
      ("20240101000000", "99999999999999999999999999"),
      ("0001", "2"),
    ])
  func versionOrder(_ lower: String, _ upper: String) throws {
    let (lower, upper) = (
      try #require(MigrationVersion(lower.utf8)), try #require(MigrationVersion(upper.utf8))
    )
    #expect(lower < upper)
    #expect(!(upper < lower))
  }

  @Test("leading zeros and trailing zero components say nothing", arguments: ["1", "01", "1.0", "1_0_0"])
  func equalVersions(_ text: String) {
    #expect(MigrationVersion(text.utf8) == MigrationVersion("1".utf8))
    #expect(MigrationVersion("x".utf8) == nil)
  }
}
