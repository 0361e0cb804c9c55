import Findings
import HostCode
import SQL
import YAML

/// A Liquibase changelog in XML, YAML or JSON, as the statements that it amounts to.
struct Changelog {
  private let bytes: [UInt8]
  private let parser: any StatementParser
  private let dialect: Dialect
  private let path: RepositoryPath
  private var statements: [Statement] = []
  private var outcomes: [ParseOutcome] = []
  private var isOptedOut = false

  private static let endings = [".xml", ".yaml", ".yml", ".json"]

  /// Whether a file's name allows it to be one.
  static func mayBe(_ path: RepositoryPath) -> Bool {
    let name = path.name.asciiLowercased
    return endings.contains { name.suffix($0.utf8.count).elementsEqual($0.utf8) }
  }

  /// Whether it is one.
  static func isOne(_ path: RepositoryPath, _ bytes: [UInt8]) -> Bool {
    guard mayBe(path), bytes.containsIgnoringCase("databasechangelog") else { return false }
    if isXML(path) {
      return bytes.containsIgnoringCase("<databasechangelog") || bytes.containsIgnoringCase(":databasechangelog")
    }
    // A key with a list: what else has such a word is another document.
    return bytes.split(whereSeparator: \.isLineEnd).contains { line in
      let text = line.filter { !$0.isBlank && $0 != UInt8(ascii: "\"") && $0 != UInt8(ascii: "{") }
      let key = Array("databaseChangeLog:".utf8)
      return text.starts(with: key) && (text.count == key.count || text[key.count] == UInt8(ascii: "["))
    }
  }

  private static func isXML(_ path: RepositoryPath) -> Bool {
    path.name.asciiLowercased.suffix(4).elementsEqual(".xml".utf8)
  }

  /// The script in `bytes`; `nil` where the document cannot be read.
  static func read(
    _ bytes: [UInt8], at path: RepositoryPath, dialect: Dialect, _ reader: MigrationReader
  ) throws(Failure) -> ParsedScript? {
    guard let nodes = nodes(bytes, path, reader.yaml) else { return nil }
    var changelog = Changelog(bytes: bytes, parser: reader.parser, dialect: dialect, path: path)
    for set in nodes {
      if set.name == "include" || set.name == "includeAll" { try changelog.add(reference: set, reader) }
      guard set.name == "changeSet" else { continue }
      if set["runInTransaction"] == "false" { changelog.isOptedOut = true }
      let changes =
        set.children(
          "changes"
        ).flatMap(\.children) + set.children.filter { $0.name != "changes" }
      for change in changes {
        if change.name == "sqlFile" { try changelog.add(reference: change, reader) } else { changelog.add(change) }
      }
      // YAML's short form: `sql: …` beside the id.
      if let sql = set["sql"] { changelog.add(sql, changelog.dialect, line: set.line) }
    }
    let directives = changelog.isOptedOut ? [Directive(.framework, "no transaction", offset: 0, line: 1)] : []
    return ParsedScript(
      Script(dialect: dialect, statements: changelog.statements, directives: directives, diagnostics: []),
      outcomes: changelog.outcomes)
  }

  private init(bytes: [UInt8], parser: any StatementParser, dialect: Dialect, path: RepositoryPath) {
    (self.bytes, self.parser, self.dialect, self.path) = (bytes, parser, dialect, path)
  }

  private static func nodes(_ bytes: [UInt8], _ path: RepositoryPath, _ yaml: (any YAMLParser)?) -> [ChangelogNode]? {
    if isXML(path) {
      guard let root = XMLReader.root(of: bytes), root.name == "databaseChangeLog" else { return nil }
      let lines = LineStarts(bytes)
      return root.children.map { ChangelogNode($0, line: lines.line) }
    }
    guard let yaml, case let stream = yaml.parse(bytes, isTemplate: false), stream.problem == nil,
      let document = stream.documents.first, case .mapping(let entries) = document.content,
      let log = entries.first(where: { $0.key == "databaseChangeLog" }), case .sequence(let items) = log.value.content
    else { return nil }
    return ChangelogNode.nodes(items)
  }

  /// A file that is named runs as if it stood here. The name alone tells one reference from another, so that one which
  /// stood here before is none that the change adds.
  private mutating func add(reference: ChangelogNode, _ reader: MigrationReader) throws(Failure) {
    let isFolder = reference.name == "includeAll"
    guard let name = reference["path"] ?? reference["file"], !name.contains("${") else {
      return addUnknown(reference)
    }
    let target = try reader.references.target(
      name, isRelative: reference["relativeToChangelogFile"] == "true", from: path, isFolder: isFolder, reader)
    let text = Array("\(reference.name) \(name)".utf8)
    let statement = Statement(range: 0..<text.count, line: reference.line, text: text, dialect: dialect)
    switch target {
    case .missing:
      statements.append(statement)
      outcomes.append(
        .unparsed(
          Diagnostic(.unknownOperation, "the file that is named is not here", offset: 0, line: reference.line)))
    case .elsewhere: break
    case .scripts(let sides):
      var commands: [Command] = []
      var problem: Diagnostic?
      for side in sides {
        guard let script = side.content.script else {
          problem = problem ?? Diagnostic(.unknownOperation, "a file cannot be read", offset: 0, line: reference.line)
          continue
        }
        for (inner, outcome) in zip(script.statements, script.outcomes) where side.file.direction(of: inner) == .up {
          commands += outcome.commands
          if case .unparsed(let found) = outcome, problem == nil {
            problem = Diagnostic(found.code, found.message, offset: 0, line: reference.line)
          }
        }
      }
      statements.append(statement)
      outcomes.append(.commands(commands, parsedBy: .recognizer))
      // What could not be read hides nothing of the rest.
      guard let problem else { return }
      statements.append(
        Statement(
          range: statement.range, line: statement.line, text: text + Array(" unread".utf8), dialect: dialect))
      outcomes.append(.unparsed(problem))
    }
  }

  private mutating func add(_ change: ChangelogNode) {
    guard !LiquibaseChange.ignored.contains(change.name) else { return }
    if change.name == "sql" || change.name == "createProcedure" || change.name == "createView" && change.text.count > 20
    {
      let text = change["sql"] ?? change["procedureText"] ?? change.text
      let isView = change.name == "createView"
      return add(
        isView ? "CREATE VIEW \(SQLWriter.name(change["viewName"] ?? "view")) AS \(text)" : text, dialect,
        line: change.line)
    }
    guard let texts = LiquibaseChange(change).sql else { return addUnknown(change) }
    for text in texts { add(text, .postgres, line: change.line) }
  }

  private mutating func add(_ text: String, _ dialect: Dialect, line: Int) {
    let split = StatementSplitter(dialect: dialect).split(Array(text.utf8))
    for part in split.statements {
      let statement = Statement(
        range: 0..<0, line: line, text: part.text, dialect: dialect, isTemplated: part.isTemplated)
      statements.append(statement)
      outcomes.append(parser.parse(statement))
    }
    for problem in split.diagnostics {
      statements.append(Statement(range: 0..<0, line: line, text: Array(text.utf8), dialect: dialect))
      outcomes.append(.unparsed(Diagnostic(problem.code, problem.message, offset: 0, line: line)))
    }
  }

  private mutating func addUnknown(_ change: ChangelogNode) {
    let text = Array(change.name.utf8)
    statements.append(Statement(range: 0..<text.count, line: change.line, text: text + bytes, dialect: dialect))
    outcomes.append(
      .unparsed(
        Diagnostic(.unknownOperation, "this is no change of Liquibase that is known", offset: 0, line: change.line)))
  }
}

/// The lines of a text by their first bytes.
private struct LineStarts {
  private let starts: [Int]

  init(_ bytes: [UInt8]) {
    starts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  func line(of offset: Int) -> Int {
    var (low, high) = (0, starts.count)
    while low < high {
      let middle = (low + high) / 2
      if starts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
