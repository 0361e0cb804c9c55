import SQL
import Testing

@Suite struct RecognizerTests {
  @Test("Names fold to lower case unless quoted, and are cut as the server cuts them")
  func names() {
    #expect(
      recognized(#"DROP TABLE App.Users, "Order""s", "a.b""#) == [
        .drop(
          Drop(
            .table, [QualifiedName(schema: "app", "users"), QualifiedName("Order\"s"), QualifiedName("a.b")]))
      ])
    let long = String(repeating: "a", count: 70)
    #expect(
      recognized("DROP TABLE \(long)") == [.drop(Drop(.table, [QualifiedName(String(long.prefix(63)))]))])
    #expect(
      recognized("DROP TABLE `A`.`B`", .mysql) == [.drop(Drop(.table, [QualifiedName(schema: "A", "B")]))])
    #expect(recognized("DROP TABLE [A b]", .mssql) == [.drop(Drop(.table, [QualifiedName("A b")]))])
    #expect(recognized("DROP TABLE {{.p}}users") == [.drop(Drop(.table, [QualifiedName("{{.p}}users")]))])
  }

  @Test("COLUMN is a noise word, and a column may have its name")
  func columnWord() {
    #expect(actions("ALTER TABLE t DROP c") == [.dropColumn("c", ifExists: false, cascade: false)])
    #expect(actions("ALTER TABLE t DROP COLUMN c") == [.dropColumn("c", ifExists: false, cascade: false)])
    #expect(actions("ALTER TABLE t RENAME a TO b") == [.renameColumn(from: "a", to: "b")])
    #expect(
      actions("ALTER TABLE t ALTER type TYPE text") == [
        .alterColumnType(column: "type", type: TypeName("text"), using: nil)
      ])
  }

  @Test("What a default calls is known")
  func defaults() throws {
    let added = actions(
      "ALTER TABLE t ADD a timestamptz DEFAULT app.f(now(), 1) NOT NULL,"
        + " ADD b int DEFAULT -5, ADD c int DEFAULT NULL"
    )
    let columns = added.compactMap { if case .addColumn(let column, _) = $0 { column } else { nil } }
    #expect(columns.count == 3)
    #expect(columns[0].defaultValue?.functions == [QualifiedName(schema: "app", "f"), QualifiedName("now")])
    #expect(columns[0].isNotNull)
    #expect(columns[1].defaultValue?.literal == "-5")
    #expect(columns[2].defaultValue?.isNull == true)
  }

  @Test(
    "What a check proves",
    arguments: [
      ("a IS NOT NULL", ["a"]), ("((a) IS NOT NULL)", ["a"]),
      ("a IS NOT NULL AND (b IS NOT NULL AND c > 0)", ["a", "b"]),
      ("a IS NOT NULL OR b", []), ("NOT (a IS NOT NULL)", []), ("a > 0", []), ("t.a IS NOT NULL", ["a"]),
    ])
  func checks(condition: String, columns: [String]) {
    guard
      case .addConstraint(let constraint)? = actions("ALTER TABLE t ADD CHECK (\(condition)) NOT VALID").first
    else {
      return #expect(Bool(false))
    }
    #expect(constraint.check?.columnsProvenNotNull == columns)
    #expect(constraint.isNotValid)
  }

  @Test(
    "A condition that is always true bounds nothing",
    arguments: [
      ("DELETE FROM t", false), ("DELETE FROM t WHERE true", false),
      ("DELETE FROM t WHERE (1=1) RETURNING a", false),
      ("DELETE FROM t WHERE 'a' = 'a'", false), ("DELETE FROM t WHERE a = 1", true),
      ("DELETE FROM t WHERE 1 = 2", true),
      ("DELETE FROM t USING (SELECT 1 WHERE a) s", false),
    ])
  func conditions(text: String, hasWhere: Bool) {
    guard case .delete(let change)? = recognized(text).first else { return #expect(Bool(false)) }
    #expect(change.table == QualifiedName("t") && change.hasWhere == hasWhere)
  }

  @Test("MySQL's alterations")
  func mysql() {
    let changed = actions(
      "ALTER TABLE t CHANGE a b int NOT NULL AFTER c, MODIFY d bigint, DROP INDEX i,"
        + " RENAME INDEX i TO j, ADD FULLTEXT KEY f (a)",
      .mysql)
    #expect(
      changed == [
        .renameColumn(from: "a", to: "b"),
        .redefineColumn(ColumnDefinition("b", type: TypeName("int"), isNotNull: true, isPlaced: true)),
        .redefineColumn(ColumnDefinition("d", type: TypeName("bigint"))), .dropIndex("i"),
        .renameIndex(from: "i", to: "j"),
        .addIndex(TableIndex("f", columns: ["a"], method: "fulltext")),
      ])
    #expect(
      recognized("RENAME TABLE a TO b, c TO d", .mysql) == [
        .renameTable(from: QualifiedName("a"), to: QualifiedName("b")),
        .renameTable(from: QualifiedName("c"), to: QualifiedName("d")),
      ])
    #expect(
      actions("ALTER TABLE t DROP PRIMARY KEY, ENGINE=MyISAM", .mysql) == [
        .dropConstraint("PRIMARY", ifExists: false, cascade: false), .setEngine("myisam"),
      ])
  }

  @Test("SQL Server's lists without repeated words")
  func mssql() {
    #expect(actions("ALTER TABLE t DROP COLUMN a, b", .mssql).count == 2)
    #expect(actions("ALTER TABLE t ADD a int, b int", .mssql).count == 2)
    #expect(
      recognized("DROP INDEX dbo.t.i", .mssql) == [
        .drop(Drop(.index, [QualifiedName("i")], on: QualifiedName(schema: "dbo", "t")))
      ])
  }

  @Test("Changes inside WITH come before the statement they stand in")
  func withQueries() {
    let commands = recognized("WITH a AS (DELETE FROM t RETURNING *) INSERT INTO u SELECT * FROM a")
    #expect(
      commands == [
        .delete(RowChange(QualifiedName("t"), hasWhere: false)),
        .insert(QualifiedName("u"), from: [QualifiedName("a")]),
      ])
  }

  @Test(
    "What is left over makes a statement unparsed",
    arguments: [
      "DROP TABLE a b", "DROP TABLE a,", "SELECT 1 DROP TABLE a", "INSERT INTO a VALUES (1) DROP TABLE b",
      "ALTER TABLE a ADD COLUMN b int DROP COLUMN c", "ALTER TABLE a FROB b", "CREATE TABLE a (b int",
      "CREATE TABLE a b int)", "TRUNCATE", "GRANT SELECT ON a", "ALTER TYPE a FROB", "DELETE a",
      "UPDATE a WHERE b", "DELETE FROM a WHERE", "FROB a", "CREATE SCHEMA a CREATE TABLE b ()",
      "WITH a AS (FROB) SELECT 1", "EXPLAIN ANALYZE FROB", "CREATE INDEX ON a",
      "ALTER TABLE a SET (b = 1) DROP TABLE c", "SET a", "LOCK TABLE a IN FROB MODE", "COPY a FROM", "DO 1",
      "CREATE TABLE a (b int) DROP TABLE c", "CREATE TYPE a AS ENUM ('b' 'c')", "DROP INDEX a ON",
    ])
  func leftOver(text: String) {
    let outcomes = statements(text).map { Recognizer().parse($0) }
    #expect(outcomes.count == 1)
    for outcome in outcomes { #expect(outcome.parsedBy == nil, "\(outcome)") }
  }

  @Test("An unparsed statement says where it stopped to be understood")
  func position() throws {
    let statement = try #require(statements("SELECT 1;\nDROP TABLE a\n  b;").last)
    guard case .unparsed(let diagnostic) = Recognizer().parse(statement) else { return #expect(Bool(false)) }
    #expect(diagnostic.line == 3)
    #expect(diagnostic.offset == 25)
  }

  @Test("Nothing but template markers is no statement that is understood")
  func templateOnly() throws {
    let statement = try #require(statements("{{ dropEverything }};").first)
    guard case .unparsed(let diagnostic) = Recognizer().parse(statement) else { return #expect(Bool(false)) }
    #expect(diagnostic.code == .templateOnly)
  }

  @Test("Every statement of the corpus is recognised", arguments: Dialect.allCases)
  func corpusIsRecognized(dialect: Dialect) throws {
    var count = 0
    for file in try corpus(dialect) {
      let script = StatementSplitter(dialect: dialect).split(file.bytes)
      #expect(script.diagnostics.isEmpty)
      for statement in script.statements {
        count += 1
        let outcome = Recognizer().parse(statement)
        #expect(outcome.parsedBy == .recognizer, "\(file.name): \(outcome)")
        #expect(outcome.commands.isEmpty == false)
      }
    }
    #expect(count >= (dialect == .postgres ? 350 : 5))
  }
}
