import SQL
import Testing

@Suite struct StatementSplitterTests {
  @Test(
    "Semicolons inside quotes and comments end nothing",
    arguments: [
      "SELECT 'a;b'", "SELECT 'a'';b'", #"SELECT E'a\';b'"#, #"SELECT "a;"#, "SELECT $$a;b$$",
      "SELECT $x$a;$$;b$x$",
      "SELECT 1 /* ; /* ; */ ; */ + 1", "SELECT 1 -- ;\n + 2", "SELECT $ä$;$ä$", "SELECT a$b$ FROM c$b$",
    ])
  func quoted(text: String) {
    #expect(texts(text) == [text])
  }

  @Test("Backslashes escape in E strings only")
  func backslashes() {
    #expect(texts(#"SELECT '\'; DROP TABLE a; --'"#) == [#"SELECT '\'"#, "DROP TABLE a"])
    #expect(texts(#"SELECT E'\'; DROP TABLE a; --'"#) == [#"SELECT E'\'; DROP TABLE a; --'"#])
    #expect(texts(#"SELECT nameE'\'; DROP TABLE a; --'"#).count == 2)
    #expect(texts(#"SELECT '\'; DROP TABLE a; -- '"#, .mysql).count == 1)
  }

  @Test("A dollar quote needs a tag that is a name, and a parameter is none")
  func dollars() {
    #expect(texts("SELECT $1; SELECT $2") == ["SELECT $1", "SELECT $2"])
    #expect(texts("SELECT $1$; SELECT 2") == ["SELECT $1$", "SELECT 2"])
    #expect(texts("SELECT a$$; SELECT b$$") == ["SELECT a$$", "SELECT b$$"])
  }

  @Test("A carriage return ends a comment in PostgreSQL and not in MySQL")
  func carriageReturns() {
    #expect(texts("-- note\rDROP TABLE a;") == ["DROP TABLE a"])
    #expect(texts("-- note\rDROP TABLE a;", .mysql).isEmpty)
    #expect(texts("SELECT 1;\r\nSELECT 2;\r\n") == ["SELECT 1", "SELECT 2"])
  }

  @Test("Block comments nest in PostgreSQL and not in MySQL")
  func nestedComments() {
    #expect(texts("/* /* */ DROP TABLE a; */ SELECT 1") == ["SELECT 1"])
    #expect(texts("/* /* */ DROP TABLE a; */ SELECT 1", .mysql).first == "DROP TABLE a")
  }

  @Test("What MySQL runs inside a comment is code")
  func executableComments() {
    #expect(recognized("/*!50001 DROP TABLE a */;", .mysql) == [.drop(Drop(.table, [QualifiedName("a")]))])
    #expect(recognized("/*M! DROP TABLE a */;", .mysql) == [.drop(Drop(.table, [QualifiedName("a")]))])
    #expect(texts("/*!50001 DROP TABLE a */; SELECT 1", .postgres) == ["SELECT 1"])
    #expect(codes("/*! DROP TABLE a", .mysql) == [.unterminatedComment])
  }

  @Test("MySQL's comments: # and dashes before a space")
  func mysqlComments() {
    #expect(texts("# a;\nSELECT 1--2;", .mysql) == ["SELECT 1--2"])
    #expect(texts("SELECT 1 -- 2;\n;", .mysql) == ["SELECT 1"])
  }

  @Test("A byte order mark is skipped and offsets count it")
  func byteOrderMark() {
    let script = StatementSplitter(dialect: .postgres).split(
      [0xEF, 0xBB, 0xBF] + Array("DROP TABLE a;".utf8))
    #expect(script.statements.map(\.range) == [3..<15])
    #expect(script.diagnostics.isEmpty)
  }

  @Test("UTF-16 is refused loudly", arguments: [[0xFF, 0xFE, 68, 0], [0xFE, 0xFF, 0, 68]] as [[UInt8]])
  func wideEncodings(bytes: [UInt8]) {
    #expect(
      StatementSplitter(dialect: .postgres).split(bytes).diagnostics.map(\.code) == [.unsupportedEncoding])
  }

  @Test("Text behind a NUL byte is still split, and the byte is reported with its line")
  func nulByte() {
    let script = StatementSplitter(dialect: .postgres).split(Array("SELECT 1;\n\0DROP TABLE a;".utf8))
    #expect(
      script.statements.map { String(decoding: $0.text, as: UTF8.self) } == ["SELECT 1", "DROP TABLE a"])
    #expect(script.diagnostics.map(\.code) == [.nulByte])
    #expect(script.diagnostics.first?.line == 2)
  }

  @Test(
    "What does not end is reported",
    arguments: [
      ("SELECT 'a; DROP TABLE b", Diagnostic.Code.unterminatedQuote), ("SELECT $$a; b", .unterminatedQuote),
      (#"SELECT "a; b"#, .unterminatedQuote), ("SELECT 1 /* ; b", .unterminatedComment),
      ("COPY t FROM stdin;\n1\t2\n", .unterminatedCopy), ("SELECT (1", .unterminatedStatement),
      ("CREATE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT 1; SELECT 2;", .unterminatedStatement),
    ])
  func unterminated(text: String, code: Diagnostic.Code) {
    #expect(codes(text).contains(code))
  }

  @Test("A name with a semicolon in its quotes is split as one, and reported")
  func ambiguousQuote() {
    #expect(codes("SELECT 1 AS \"a;b\"") == [.ambiguousQuote])
    #expect(codes("DROP TABLE `a;\nb`", .mysql) == [.ambiguousQuote])
    // In PostgreSQL a backtick is no quote, so nothing can hide between two.
    #expect(texts("SELECT 1 ` 2; DROP TABLE a; -- `") == ["SELECT 1 ` 2", "DROP TABLE a"])
  }

  @Test(
    "A comment of which another dialect would run a part is reported",
    arguments: [
      ("/* /* */ DROP TABLE a; -- */", Dialect.postgres, true), ("/*! DROP TABLE a */", .postgres, true),
      ("/*M!50000 DROP TABLE a */", .sqlite, true), ("SELECT 1 /* a /* b */ c */ + 1;", .mssql, true),
      ("/* /* */ */ SELECT 1", .postgres, false), ("/* a */ SELECT 1 /* b; */", .postgres, false),
      ("/*! SELECT 1 */", .mysql, false), ("/*+ hint */ SELECT 1", .postgres, false),
    ])
  func ambiguousComment(text: String, dialect: Dialect, isReported: Bool) {
    #expect(codes(text, dialect).contains(.ambiguousComment) == isReported)
  }

  @Test(
    "A change of the quoting rules is reported",
    arguments: [
      ("SET standard_conforming_strings = off;", Dialect.postgres, true),
      ("SELECT set_config('standard_conforming_strings', 'off', false);", .postgres, true),
      ("SET standard_conforming_strings = on;", .postgres, false),
      ("SET sql_mode = 'ANSI_QUOTES';", .mysql, true),
      ("SET sql_mode = 'STRICT_ALL_TABLES';", .mysql, false),
    ])
  func quotingChanged(text: String, dialect: Dialect, isReported: Bool) {
    #expect(codes(text, dialect) == (isReported ? [.quotingChanged] : []))
  }

  @Test("Bodies of BEGIN ATOMIC, triggers and procedures stay whole")
  func bodies() {
    let atomic =
      "CREATE OR REPLACE FUNCTION f() RETURNS int BEGIN ATOMIC SELECT CASE WHEN a THEN 1 END; SELECT 2; END"
    #expect(texts(atomic + "; DROP TABLE a;") == [atomic, "DROP TABLE a"])
    let trigger =
      "CREATE TEMP TRIGGER t AFTER INSERT ON a BEGIN UPDATE b SET c = CASE WHEN 1 THEN 2 END;"
      + " DELETE FROM d; END"
    #expect(texts(trigger + "; DROP TABLE a;", .sqlite) == [trigger, "DROP TABLE a"])
    let procedure =
      "CREATE DEFINER=`a`@`%` PROCEDURE p() BEGIN IF a THEN SELECT 1; END IF;"
      + " CASE b WHEN 1 THEN SELECT 2; END CASE; END"
    #expect(texts(procedure + "; DROP TABLE a;", .mysql) == [procedure, "DROP TABLE a"])
  }

  @Test("A function that is called begin hides nothing")
  func functionCalledBegin() {
    #expect(texts("CREATE FUNCTION begin() RETURNS int AS 'x'; DROP TABLE a;").count == 2)
  }

  @Test(
    "The statements inside the parentheses of CREATE RULE stay with it; others protect nothing"
  )
  func rules() {
    #expect(texts("CREATE RULE r AS ON INSERT TO a DO (SELECT 1; SELECT 2); SELECT 3").count == 2)
    #expect(texts("SELECT (1; DROP TABLE a;") == ["SELECT (1", "DROP TABLE a"])
  }

  @Test("Rows of COPY are no statements")
  func copyData() throws {
    let script = "COPY a (b) FROM stdin;\n1;DROP TABLE x;\n\\.\nDROP TABLE y;\n"
    #expect(texts(script) == ["COPY a (b) FROM stdin", "DROP TABLE y"])
    let copy = try #require(statements(script).first?.copyData)
    #expect(String(decoding: Array(script.utf8)[copy], as: UTF8.self) == "1;DROP TABLE x;\n")
    #expect(texts("COPY a FROM stdin; DROP TABLE b;\n1\n\\.\n").contains("DROP TABLE b"))
  }

  @Test("Backslash commands of psql are statements of their own")
  func clientCommands() {
    #expect(
      texts("\\set a 1\nSELECT 1\n\\gexec\nSELECT 2;") == ["\\set a 1", "SELECT 1", "\\gexec", "SELECT 2"])
    #expect(texts("\\echo a \\\\ DROP TABLE b;") == ["\\echo a", "DROP TABLE b"])
    #expect(texts("SELECT 1\\; SELECT 2;") == ["SELECT 1", "SELECT 2"])
    #expect(recognized("\\i other.sql\n") == [.clientCommand("i", arguments: "other.sql")])
  }

  @Test("DELIMITER moves the border, also behind a word, and semicolons still split what has no body")
  func delimiter() {
    let text =
      "DELIMITER $$\nCREATE PROCEDURE p() BEGIN DROP TABLE a; END$$\n"
      + "DROP TABLE b; DROP TABLE c$$\nDELIMITER ;\nDROP TABLE d;"
    #expect(
      texts(text, .mysql) == [
        "CREATE PROCEDURE p() BEGIN DROP TABLE a; END", "DROP TABLE b", "DROP TABLE c", "DROP TABLE d",
      ])
    #expect(texts("DELIMITER //\nSELECT 1//SELECT 2//", .mysql) == ["SELECT 1", "SELECT 2"])
  }

  @Test("GO on a line of its own ends a batch, in another place it is a word")
  func batches() {
    #expect(texts("CREATE PROC p AS SELECT 1; SELECT 2\nGO 5\nSELECT 3 AS go\nGO", .mssql).count == 2)
    #expect(texts("SELECT 1\nGO\n", .postgres).count == 1)
  }

  @Test("Statements of SQL Server end without a semicolon, and IF, BEGIN and END stand around them")
  func batchesWithoutSemicolons() {
    let text = """
      UPDATE t SET a = CASE WHEN b = 1 THEN 2 ELSE 3 END
      IF NOT EXISTS (SELECT 1 FROM sys.tables)
      BEGIN
        ALTER TABLE t ALTER COLUMN a int
        DROP TABLE IF EXISTS u
      END
      GRANT UPDATE, EXECUTE ON t TO someone
      ALTER TABLE t ADD FOREIGN KEY (a) REFERENCES u (id) ON DELETE CASCADE ON UPDATE SET NULL
      MERGE t USING u ON a = b WHEN MATCHED THEN UPDATE SET a = 1 WHEN NOT MATCHED BY SOURCE THEN DELETE
      """
    let found = statements(text, .mssql)
    #expect(
      found.map { String(decoding: $0.text.prefix { $0 != 32 && $0 != 10 }, as: UTF8.self) } == [
        "UPDATE", "IF", "BEGIN", "ALTER", "DROP", "END", "GRANT", "ALTER", "MERGE",
      ])
    #expect(found.map(\.line) == [1, 2, 3, 4, 5, 6, 7, 8, 9])
    #expect(texts("CREATE PROC p AS DROP TABLE t SELECT 1\nGO\nSELECT 2", .mssql).count == 2)
  }

  @Test("Template markers flag a statement, in names too, but not in strings")
  func templates() {
    let flags = statements(
      #"DROP TABLE {{ .p }}a; DROP TABLE ${x}; DROP TABLE "{{s}}".a;"#
        + " SELECT '{{1,2},{3}}', '${x}'; {% if a %} SELECT 1;"
    ).map(\.isTemplated)
    #expect(flags == [true, true, true, false, true])
    // A semicolon ends the search for the closing braces: nothing disappears in a marker that may be none.
    #expect(texts("SELECT {{ 1; DROP TABLE a; }}").contains("DROP TABLE a"))
  }

  @Test("Lines, ranges and leading comments")
  func places() {
    let found = statements("-- why\n/* x */\nDROP TABLE a;\n\n  SELECT\n1;")
    #expect(found.map(\.line) == [3, 5])
    #expect(found.map(\.leadingComments) == [["-- why", "/* x */"], []])
    #expect(found.map(\.range) == [15..<27, 32..<40])
  }

  @Test("Files and statements beyond the limits are reported")
  func limits() {
    let big = StatementSplitter(dialect: .postgres).split([UInt8](repeating: 32, count: Limits.fileBytes + 1))
    #expect(big.diagnostics.map(\.code) == [.fileTooLarge])
    let many = String(repeating: "a;", count: Limits.statements + 5)
    let script = StatementSplitter(dialect: .postgres).split(Array(many.utf8))
    #expect(script.statements.count == Limits.statements)
    #expect(script.diagnostics.map(\.code) == [.tooManyStatements])
    let text = [UInt8](repeating: 97, count: Limits.recognizerBytes + 1)
    let outcome = Recognizer().parse(
      Statement(range: 0..<text.count, line: 1, text: text, dialect: .postgres))
    guard case .unparsed(let diagnostic) = outcome else { return #expect(Bool(false)) }
    #expect(diagnostic.code == .statementTooLarge)
  }
}
