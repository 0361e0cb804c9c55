/// Reads the directive out of a line comment, as the tool that owns it would.
///
/// Where a tool looks for its marker matters: a `-- +goose Down` that goose does not see leaves what follows
/// in the up section. So a marker in a place that its tool ignores is no directive, and is reported.
struct DirectiveReader {
  enum Reading: Hashable {
    case none
    case directive(Directive)
    /// It looks like a directive of the tool, but the tool does not read it or refuses it.
    case misplaced(Directive.Tool)
  }

  /// The whole marker of drizzle, which cuts files at it wherever it stands.
  static let drizzleMarker = Array("--> statement-breakpoint".utf8)

  let bytes: [UInt8]

  /// Where the text starts: 0, or behind the byte order mark.
  let textStart: Int

  /// What the line comment at `token` says; `line` is its line number.
  func read(_ token: Token, line: Int) -> Reading {
    if bytes[token.start..<token.end].starts(with: Self.drizzleMarker) {
      return .directive(Directive(.drizzle, "statement-breakpoint", offset: token.start, line: line))
    }
    guard bytes[token.start] == ASCII.dash else { return .none }
    let comment = String(decoding: bytes[token.start..<token.end], as: UTF8.self)
    let content = Self.trimmed(comment.dropFirst(2))
    let startsLine = token.start == textStart || bytes[token.start - 1] == ASCII.lineFeed
    guard let reading = Self.parse(comment, content: content, startsFile: token.start == 0) else {
      return .none
    }
    guard let (name, arguments) = reading.instruction, startsLine else {
      return .misplaced(reading.tool)
    }
    return .directive(Directive(reading.tool, name, arguments: arguments, offset: token.start, line: line))
  }

  /// A tool's marker was seen; `instruction` is absent when the tool does not accept it as written.
  private struct Marker {
    let tool: Directive.Tool
    let instruction: (name: String, arguments: String)?
  }

  private static func parse(_ comment: String, content: Substring, startsFile: Bool) -> Marker? {
    if comment.contains("+goose") { return Marker(tool: .goose, instruction: goose(content)) }
    if content.hasPrefix("migrate:") {
      return Marker(
        tool: .dbmate, instruction: words(content.dropFirst("migrate:".count), known: ["up", "down"]))
    }
    if content.hasPrefix("+migrate") {
      // sql-migrate compares the beginning of the line with `-- +migrate `, one space and no more.
      let known: Set = ["Up", "Down", "StatementBegin", "StatementEnd"]
      let isExact = comment.hasPrefix("-- +migrate ")
      let instruction = isExact ? words(content.dropFirst("+migrate".count), known: known) : nil
      return Marker(tool: .sqlMigrate, instruction: instruction)
    }
    if content.hasPrefix("no-transaction") {
      // sqlx looks at the first bytes of the file and nowhere else; elsewhere it is a comment like any other.
      return startsFile && comment.hasPrefix("-- no-transaction")
        ? Marker(tool: .sqlx, instruction: ("no-transaction", "")) : nil
    }
    for (prefix, tool) in [("atlas:", Directive.Tool.atlas), ("morph:", .morph)]
    where content.hasPrefix(prefix) {
      return Marker(tool: tool, instruction: words(content.dropFirst(prefix.count), known: nil))
    }
    return liquibase(content)
  }

  private static func goose(_ content: Substring) -> (name: String, arguments: String)? {
    guard content.hasPrefix("+goose") else { return nil }
    let name = trimmed(content.dropFirst("+goose".count)).lowercased()
    let known: Set = [
      "up", "down", "statementbegin", "statementend", "no transaction", "envsub on", "envsub off",
    ]
    return known.contains(name) ? (name, "") : nil
  }

  private static func liquibase(_ content: Substring) -> Marker? {
    let lowered = content.lowercased()
    let words = [
      "changeset", "rollback", "preconditions", "precondition-sql-check", "liquibase formatted", "property",
    ]
    guard let word = words.first(where: { lowered.hasPrefix($0 + " ") }) else { return nil }
    // Ordinary comments begin with these words too; Liquibase's own have an identity or an option behind
    // them.
    let arguments = String(trimmed(content.dropFirst(word.count)))
    switch word {
    case "changeset" where !arguments.contains(":"): return nil
    case "property" where !arguments.contains("name:"): return nil
    case "liquibase formatted" where !arguments.lowercased().hasPrefix("sql"): return nil
    default: return Marker(tool: .liquibase, instruction: (word, arguments))
    }
  }

  /// The first word, in lower case, and the rest; `nil` when the word is none of `known`.
  private static func words(_ text: Substring, known: Set<String>?) -> (name: String, arguments: String)? {
    let text = trimmed(text)
    let end = text.firstIndex { $0 == " " || $0 == "\t" } ?? text.endIndex
    let name = String(text[..<end])
    guard !name.isEmpty, known?.contains(name) ?? true else { return nil }
    return (name.lowercased(), String(trimmed(text[end...])))
  }

  private static func trimmed(_ text: some StringProtocol) -> Substring {
    var text = Substring(text)
    while let first = text.first, first == " " || first == "\t" { text.removeFirst() }
    while let last = text.last, last == " " || last == "\t" || last == "\r" || last == "\r\n" {
      text.removeLast()
    }
    return text
  }
}
