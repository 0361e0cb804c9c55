/// What the first words of a statement say about where it ends.
///
/// Routines and triggers hold statements of their own: `BEGIN ATOMIC … END` in PostgreSQL, `BEGIN … END` in
/// MySQL and SQLite, everything up to GO in SQL Server.
struct StatementHead {
  /// The words seen so far in upper case; enough to see behind MySQL's `CREATE DEFINER = name@host
  /// PROCEDURE`.
  private(set) var words: [String] = []

  /// How many BEGIN and CASE are open inside the body.
  private(set) var bodyDepth = 0

  /// The statement is CREATE (or SQL Server's ALTER) of something with a body.
  private(set) var hasBody = false

  /// The statement is `CREATE RULE`, whose parentheses may hold several statements.
  private(set) var isRule = false

  /// An END has been read whose next word decides what it closes.
  private(set) var endsOpen = false

  private var last = ""
  private let dialect: Dialect

  private static let kept = 12

  init(_ dialect: Dialect) {
    self.dialect = dialect
  }

  /// The first word in upper case.
  var first: String { words.first ?? "" }

  /// It is `COPY … FROM STDIN`, behind which data follows.
  private(set) var copiesFromClient = false

  /// Takes the next token; `word` is its text in upper case, or empty when it is no bare word.
  mutating func take(_ word: String) {
    closeEnd(before: word)
    if words.count < Self.kept, !word.isEmpty {
      words.append(word)
      classify(word)
    }
    if hasBody { trackBody(word) }
    if word == "STDIN", last == "FROM", first == "COPY" { copiesFromClient = true }
    last = word
  }

  /// Resolves a pending END at the end of the statement's tokens.
  mutating func closeEnd(before word: String) {
    guard endsOpen else { return }
    endsOpen = false
    // `END IF` and its like close what was never counted.
    if !["IF", "LOOP", "WHILE", "REPEAT", "FOR"].contains(word), bodyDepth > 0 { bodyDepth -= 1 }
  }

  private mutating func classify(_ word: String) {
    guard first == "CREATE" || (first == "ALTER" && dialect == .mssql) else { return }
    let prefixes: Set = ["CREATE", "ALTER", "OR", "REPLACE", "TEMP", "TEMPORARY", "CONSTRAINT", "AGGREGATE"]
    let isObjectWord = dialect == .mysql || words.dropLast().allSatisfy(prefixes.contains)
    guard isObjectWord else { return }
    switch word {
    case "FUNCTION", "PROCEDURE": hasBody = true
    case "TRIGGER", "EVENT", "PACKAGE", "PROC": hasBody = hasBody || dialect != .postgres
    case "RULE": isRule = dialect == .postgres
    default: break
    }
  }

  private mutating func trackBody(_ word: String) {
    switch word {
    case "BEGIN": if dialect != .postgres { bodyDepth += 1 }
    case "ATOMIC": if dialect == .postgres, last == "BEGIN" { bodyDepth += 1 }
    case "CASE": if bodyDepth > 0, last != "END" { bodyDepth += 1 }
    case "END": endsOpen = bodyDepth > 0
    default: break
    }
  }
}
