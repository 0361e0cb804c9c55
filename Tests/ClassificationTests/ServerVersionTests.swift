import Classification
import Findings
import PostgresGrammar
import Repositories
import TestSupport
import Testing

@Suite("Migrations under the server that the policy names")
struct ServerVersionTests {
  private static let tables = """
    CREATE TABLE users (id bigint PRIMARY KEY, email text, seen timestamp, CONSTRAINT has_email CHECK (email IS NOT NULL));
    CREATE TABLE logs (id bigint, at date NOT NULL) PARTITION BY RANGE (at);
    CREATE TABLE logs_old (id bigint, at date NOT NULL, CHECK (at >= '2024-01-01' AND at < '2025-01-01'));

    """

  /// The kinds that a second migration raises, each once.
  private func kinds(_ sql: String, _ servers: [DatabaseServer], folder: String = "db/migrations") throws -> Set<String>
  {
    let first = MemoryTree.File(bytes: Array(Self.tables.utf8))
    let next = MemoryTree.File(bytes: Array(sql.utf8))
    let base = MemoryTree().replacing(RepositoryPath("\(folder)/V1__first.sql"), with: first)
    let head = base.replacing(RepositoryPath("\(folder)/V2__next.sql"), with: next)
    let catalogue = Catalogue(classifiers: [MigrationClassifier(parser: PostgresParser())]).serving(servers)
    return Set(try catalogue.classify(ChangeSet(from: base, to: head)).findings.map(\.kind.id))
  }

  private static let old = [DatabaseServer(.postgresql, ServerVersion(10))]

  @Test(
    "what PostgreSQL learned later costs more before",
    arguments: [
      ("ALTER TABLE users ADD COLUMN plan int NOT NULL DEFAULT 1;", "migration.column.added-rewriting", 11),
      ("ALTER TABLE users ALTER COLUMN email SET NOT NULL;", "migration.column.not-null-set", 12),
      (
        "SET timezone = 'UTC'; ALTER TABLE users ALTER COLUMN seen TYPE timestamptz;",
        "migration.column.type-rewritten",
        12
      ),
    ])
  func postgres(_ sql: String, _ kind: String, _ since: Int) throws {
    #expect(try kinds(sql, []).isDisjoint(with: [kind]))
    #expect(try kinds(sql, [DatabaseServer(.postgresql, ServerVersion(since))]).isDisjoint(with: [kind]))
    #expect(try kinds(sql, [DatabaseServer(.postgresql, ServerVersion(since - 1))]).contains(kind))
    #expect(try kinds(sql, [DatabaseServer(.mysql, ServerVersion(since - 1))]).isDisjoint(with: [kind]))
  }

  @Test("a column without a default, or with NULL as one, is added without a rewrite by every version")
  func silent() throws {
    for sql in ["ALTER TABLE users ADD COLUMN plan int;", "ALTER TABLE users ADD COLUMN plan int DEFAULT NULL;"] {
      #expect(try kinds(sql, Self.old).isEmpty, "\(sql)")
    }
  }

  @Test("a server runs the files of its paths, and of several that run one the oldest counts")
  func paths() throws {
    let sql = "ALTER TABLE users ADD COLUMN plan int DEFAULT 1;"
    let elsewhere = [DatabaseServer(.postgresql, ServerVersion(10), paths: [Glob("billing/**")])]
    #expect(try kinds(sql, elsewhere).isEmpty)
    #expect(try !kinds(sql, elsewhere, folder: "billing/db/migrations").isEmpty)
    let both = Self.old + [DatabaseServer(.postgresql, ServerVersion(16), paths: [Glob("db/**")])]
    #expect(try !kinds(sql, both).isEmpty)
  }

  private func online(_ sql: String, _ server: DatabaseServer?) throws -> Set<String> {
    let base: MemoryTree = [
      "mysql/migrations/V1__a.sql": "CREATE TABLE `users` (`id` int PRIMARY KEY, `a` int) ENGINE=InnoDB;\n"
    ]
    let head = base.replacing("mysql/migrations/V2__b.sql", with: MemoryTree.File(bytes: Array(sql.utf8)))
    let catalogue = Catalogue(classifiers: [MigrationClassifier(parser: PostgresParser())]).serving(
      [server].compactMap(\.self))
    let found = try catalogue.classify(ChangeSet(from: base, to: head)).findings.map(\.kind.id)
    return Set(found).intersection([
      "migration.table.rebuilt-in-place", "migration.table.copied", "migration.table.rebuilt",
    ])
  }

  @Test(
    "InnoDB rebuilds a table for a column until it can do so by its dictionary",
    arguments: [
      ("ALTER TABLE `users` ADD COLUMN `b` int;", DatabaseServer.Product.mysql, "8.0.12", "8.0.11"),
      ("ALTER TABLE `users` ADD COLUMN `b` int;", .mysql, "8.4", "5.7"),
      ("ALTER TABLE `users` ADD COLUMN `b` int AFTER `id`;", .mysql, "8.0.29", "8.0.28"),
      ("ALTER TABLE `users` DROP COLUMN `a`;", .mysql, "8.0.29", "8.0"),
      ("ALTER TABLE `users` ADD COLUMN `b` int;", .mariadb, "10.3.2", "10.2"),
      ("ALTER TABLE `users` DROP COLUMN `a`;", .mariadb, "10.4", "10.3.38"),
    ])
  func innoDB(_ sql: String, _ product: DatabaseServer.Product, _ since: String, _ before: String) throws {
    #expect(try online(sql, nil).isEmpty)
    #expect(try online(sql, DatabaseServer(product, #require(ServerVersion(since)))).isEmpty)
    #expect(try !online(sql, DatabaseServer(product, #require(ServerVersion(before)))).isEmpty)
  }

  @Test("versions are numbers between dots, compared one by one")
  func versions() {
    #expect(ServerVersion(9, 6) < ServerVersion(10) && ServerVersion(8) == ServerVersion(8))
    #expect(!(ServerVersion(8, 0) < ServerVersion(8)) && !(ServerVersion(8) < ServerVersion(8, 0)))
    #expect(ServerVersion(8, 0, 9) < ServerVersion(8, 0, 28) && ServerVersion("8.0.28")?.description == "8.0.28")
    for wrong in ["", "0", "a", "1.", ".1", "1.2.3.4", "1 ", "-1", "99999", "１１"] {
      #expect(ServerVersion(wrong) == nil, "\(wrong)")
    }
  }
}
