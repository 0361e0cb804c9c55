import HostCode
import SQL

/// A migration in code as the statements that it amounts to.
struct CodeScript {
  private let code: HostCode
  private let parser: any StatementParser
  private let allArms: [(bytes: Range<Int>, arm: HostArm)]
  private var statements: [Statement] = []
  private var outcomes: [ParseOutcome] = []

  /// The script in `bytes` under a framework's layout; `nil` when it is too large to be read.
  static func read(
    _ bytes: [UInt8], _ layout: MigrationLayout, dialect: Dialect, parser: any StatementParser
  ) -> ParsedScript? {
    guard let language = layout.language, let reader = layout.operations, let code = HostCode(bytes, language) else {
      return nil
    }
    return read(code, reader, dialect: dialect, parser: parser)
  }

  private static func read<Reader: OperationReader>(
    _ code: HostCode, _ reader: Reader.Type, dialect: Dialect, parser: any StatementParser
  ) -> ParsedScript {
    var script = CodeScript(code: code, parser: parser, allArms: code.arms)
    var isOptedOut = false
    for (names, direction) in [(Reader.functions.up, SQL.Direction.up), (Reader.functions.down, .down)] {
      for body in names.flatMap({ code.bodies(of: $0) }) {
        var operations = Reader(code)
        var helpers: Set<String> = Set(names)
        for operation in operations.read(body) {
          for part in script.resolved(operation, &operations, &helpers) { script.add(part, direction, dialect) }
        }
        isOptedOut = isOptedOut || operations.isOptedOut
      }
    }
    var directives = isOptedOut ? [Directive(.framework, "no transaction", offset: 0, line: 1)] : []
    directives += Reader(code).replaced.map { Directive(.framework, "replaces", arguments: $0, offset: 0, line: 1) }
    return ParsedScript(
      Script(dialect: dialect, statements: script.statements, directives: directives, diagnostics: []),
      outcomes: script.outcomes, arms: script.arms)
  }

  /// The outermost arm of each statement that stands in one.
  private var arms: [Int: HostArm] {
    guard !allArms.isEmpty else { return [:] }
    var arms: [Int: HostArm] = [:]
    for (index, statement) in statements.enumerated() {
      arms[index] = allArms.first { $0.bytes.contains(statement.range.lowerBound) }?.arm
    }
    return arms
  }

  /// The dialect of the one server that the condition around a place names; `nil` where it names none.
  private func dialect(at offset: Int) -> Dialect? {
    let words = Set(allArms.filter { $0.bytes.contains(offset) }.flatMap(\.arm.words))
    let named = Set(words.compactMap { Self.dialects[$0] })
    return named.count == 1 ? named.first : nil
  }

  private static let dialects: [String: Dialect] = [
    "postgresql": .postgres, "postgres": .postgres, "pgsql": .postgres, "postgis": .postgres, "mysql": .mysql,
    "mysql2": .mysql, "trilogy": .mysql, "mariadb": .mysql, "sqlite": .sqlite, "sqlite3": .sqlite,
    "sqlserver": .mssql, "sqlsrv": .mssql, "mssql": .mssql,
  ]

  /// Functions of one's own that call each other are followed this far.
  private static let helperLimit = 64

  /// An operation, or what the function of this file does that it calls. `helpers` are those that were followed.
  private func resolved<Reader: OperationReader>(
    _ operation: CodeOperation, _ reader: inout Reader, _ helpers: inout Set<String>
  ) -> [CodeOperation] {
    var found: [CodeOperation] = []
    var open = [operation]
    while let next = open.popLast() {
      guard case .unknown = next.meaning, let name = calledName(next), helpers.count < Self.helperLimit,
        !helpers.contains(name)
      else {
        found.append(next)
        continue
      }
      let bodies = code.bodies(of: name)
      guard !bodies.isEmpty else {
        found.append(next)
        continue
      }
      helpers.insert(name)
      for body in bodies { open += reader.read(body).reversed() }
    }
    return found
  }

  /// `helper` of `helper(…)`, `this.helper(…)` and the like; `nil` for a method of anything else.
  private func calledName(_ operation: CodeOperation) -> String? {
    let text = code.bytes[operation.range].prefix {
      $0 != UInt8(ascii: "(") && !$0.isLineEnd && $0 != UInt8(ascii: " ")
    }
    var name = String(decoding: text, as: UTF8.self)
    for prefix in ["this.", "self.", "$this->"] where name.hasPrefix(prefix) { name.removeFirst(prefix.count) }
    let isWord = name.utf8.allSatisfy { $0.isASCIILetterOrDigit || $0 == UInt8(ascii: "_") || $0 == UInt8(ascii: "?") }
    return isWord && !name.isEmpty ? name : nil
  }

  /// Modules and classes of JavaScript's own that reach no database.
  private static let values: Set<String> = [
    "path", "process", "console", "JSON", "Math", "Object", "Array", "Date", "String", "Number",
  ]

  /// Whether a call only makes a value: a new object on which nothing is called, or what the language computes by itself.
  private func isOfValues(_ range: Range<Int>) -> Bool {
    let text = code.bytes[range]
    if code.bytes[..<range.lowerBound].suffix(4).elementsEqual("new ".utf8) {
      return !String(decoding: text, as: UTF8.self).contains { [".", ">", "{"].contains($0) }
    }
    guard code.language == .javascript, let dot = text.firstIndex(of: UInt8(ascii: ".")) else { return false }
    return Self.values.contains(String(decoding: text[..<dot], as: UTF8.self)) && !text.contains(UInt8(ascii: "{"))
  }

  private mutating func add(_ operation: CodeOperation, _ direction: SQL.Direction, _ dialect: Dialect) {
    switch operation.meaning {
    case .generated(let texts):
      for text in texts {
        add(text, .postgres, operation.range, line: code.line(of: operation.range.lowerBound), direction)
      }
    case .written(let string):
      let dialect = self.dialect(at: operation.range.lowerBound) ?? dialect
      add(string.text, dialect, operation.range, line: code.line(of: string.start), direction)
    case .unknown where isOfValues(operation.range): return
    case .unknown:
      let line = code.line(of: operation.range.lowerBound)
      // What it does stands elsewhere in the file, so any edit of the file is one of it.
      statements.append(
        Statement(
          range: operation.range, line: line, text: Array(code.bytes[operation.range]) + code.bytes, dialect: dialect,
          direction: direction))
      outcomes.append(
        .unparsed(
          Diagnostic(
            .unknownOperation, "this is none of the framework's known operations",
            offset: operation.range.lowerBound, line: line)))
    }
  }

  private mutating func add(
    _ text: String, _ dialect: Dialect, _ range: Range<Int>, line: Int, _ direction: SQL.Direction
  ) {
    let split = StatementSplitter(dialect: dialect).split(Array(text.utf8))
    for part in split.statements {
      let statement = Statement(
        range: range, line: line + part.line - 1, text: part.text, dialect: dialect, direction: direction,
        isTemplated: part.isTemplated, isClientCommand: part.isClientCommand)
      statements.append(statement)
      outcomes.append(parser.parse(statement))
    }
    for problem in split.diagnostics {
      statements.append(
        Statement(range: range, line: line, text: Array(text.utf8), dialect: dialect, direction: direction))
      outcomes.append(.unparsed(Diagnostic(problem.code, problem.message, offset: range.lowerBound, line: line)))
    }
  }
}

extension MigrationLayout {
  /// The language of a framework's migrations; `nil` where they are SQL.
  var language: HostLanguage? {
    switch self {
    case .rails: .ruby
    case .django, .alembic: .python
    case .knex, .sequelize, .typeorm: .javascript
    case .ecto: .elixir
    case .laravel: .php
    case .fluent: .swift
    default: nil
    }
  }

  /// Who reads a framework's operations.
  fileprivate var operations: (any OperationReader.Type)? {
    switch self {
    case .rails: RailsOperations.self
    case .django: DjangoOperations.self
    case .alembic: AlembicOperations.self
    case .knex: KnexOperations.self
    case .sequelize: SequelizeOperations.self
    case .typeorm: TypeORMOperations.self
    case .ecto: EctoOperations.self
    case .laravel: LaravelOperations.self
    case .fluent: FluentOperations.self
    default: nil
    }
  }
}
