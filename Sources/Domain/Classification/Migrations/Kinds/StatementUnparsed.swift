public import Findings
import SQL

extension ChangeKind {
  /// A statement, or a file, that cannot be read as SQL: a template, another dialect, a NUL byte, a packed
  /// file, a mistake.
  public static let migrationStatementUnparsed = ChangeKind(
    id: "migration.statement.unparsed", title: "Migration statement not understood",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "What cannot be read cannot be judged: it may do anything.",
    instead:
      "Write plain SQL of the database's dialect, or have somebody who knows what it becomes approve it.")
}

/// What of a changed file could not be read as SQL.
enum StatementUnparsed {
  static let kind = ChangeKind.migrationStatementUnparsed

  /// Problems that mean "too large" are `migration.file.oversized`.
  static let sizeProblems: Set<SQL.Diagnostic.Code> = [.fileTooLarge, .tooManyStatements, .statementTooLarge]

  /// The findings of one side; `added` are the statements to speak of.
  static func findings(in side: MigrationSide, added: Set<Int>) -> [Finding] {
    if case .unreadable(let reason) = side.content { return [finding(side, line: 0, reason)] }
    // A script of the way back is expected to destroy, so nothing of it would be told that could be read.
    guard let script = side.content.script, side.file.role != .down else { return [] }
    var problems = script.script.diagnostics
    var template: Statement?
    // A way back is expected to destroy, wherever it stands.
    for (index, statement) in script.statements.enumerated()
    where added.contains(index) && side.file.direction(of: statement) == .up {
      if case .unparsed(let problem) = script.outcomes[index], speaks(of: statement, in: side.file) {
        if problem.code != .unknownOperation { problems.append(problem) }
      } else if statement.isTemplated, side.file.standing == .migration, !script.outcomes[index].isOfCounter,
        !statement.isTemplatedInSchemaOnly
      {
        // One finding for a file: what the markers become is one question, however often they stand.
        template = template ?? statement
      }
    }
    if side.file.standing != .migration, !script.statements.contains(where: { speaks(of: $0, in: side.file) }) {
      problems = problems.filter { $0.code == .unsupportedEncoding }
    }
    // One question for a line: an open quote is also a statement without an end that no grammar knows.
    var lines: Set<Int> = []
    var findings = problems.filter { !sizeProblems.contains($0.code) && lines.insert($0.line).inserted }
      .map { finding(side, line: $0.line, $0.code.rawValue) }
    if let template { findings.append(finding(side, line: template.line, "template")) }
    return findings
  }

  /// Outside the folders of migrations only a statement that names a destructive word is worth a question.
  private static func speaks(of statement: Statement, in file: MigrationFile) -> Bool {
    file.standing == .migration || statement.text.containsIgnoringCase("drop")
      || statement.text.containsIgnoringCase("truncate")
  }

  private static func finding(_ side: MigrationSide, line: Int, _ reason: String) -> Finding {
    Finding(
      kind: kind, confidence: .symbolic, location: Finding.Location(side.file.path, line: line),
      resource: side.file.path.display, after: .text(reason), files: side.inputs,
      facts: [Finding.Fact("tool", side.file.layout.rawValue)])
  }
}

extension ParseOutcome {
  /// Whether a statement sets nothing but the number that a table counts from: a marker in it stands for that.
  fileprivate var isOfCounter: Bool {
    guard case .alterTable(let alter)? = commands.first, commands.count == 1, !alter.actions.isEmpty else {
      return false
    }
    return alter.actions.allSatisfy { action in
      if case .other(let words) = action { words.hasPrefix("AUTO_INCREMENT") } else { false }
    }
  }
}

extension Statement {
  /// Whether each marker stands for a schema, in front of a name: `{{ index .Options "Namespace" }}.users`. What the statement
  /// does, and to what, is known.
  fileprivate var isTemplatedInSchemaOnly: Bool {
    var place = text.startIndex
    while let start = text[place...].indices.first(where: { text[$0...].starts(with: "{{".utf8) }) {
      guard var end = text[start...].indices.first(where: { text[$0...].starts(with: "}}".utf8) }) else { return false }
      end += 2
      if end < text.count, text[end] == UInt8(ascii: "\"") { end += 1 }
      guard end < text.count, text[end] == UInt8(ascii: ".") else { return false }
      place = end
    }
    guard !text.contains(UInt8(ascii: "$")) else { return false }
    return place > text.startIndex
  }
}
