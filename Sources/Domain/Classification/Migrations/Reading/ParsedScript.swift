import Findings
import HostCode
import SQL

/// One side of a SQL file, split and parsed.
struct ParsedScript: Sendable {
  let script: Script
  /// What each statement does, in the order of `script.statements`.
  let outcomes: [ParseOutcome]
  /// The arm of a condition in which a statement of code stands, by its index.
  let arms: [Int: HostArm]

  /// A script from its parts.
  init(_ script: Script, outcomes: [ParseOutcome], arms: [Int: HostArm] = [:]) {
    self.arms = arms
    self.script = script
    self.outcomes = outcomes
  }

  init(_ bytes: [UInt8], dialect: Dialect, parser: any StatementParser) {
    script = StatementSplitter(dialect: dialect).split(bytes)
    outcomes = script.statements.map(parser.parse)
    arms = [:]
  }

  var statements: [Statement] { script.statements }

  /// Every command of the statements that `role` and the file's sections put on the way `direction`.
  func commands(on direction: SQL.Direction, of file: MigrationFile) -> [Command] {
    zip(statements, outcomes).filter { file.direction(of: $0.0) == direction }.flatMap(\.1.commands)
  }
}

extension MigrationFile {
  /// Which way a statement of this file takes the schema.
  ///
  /// Section comments count only under a tool that divides its files.
  func direction(of statement: Statement) -> SQL.Direction {
    if role == .down { return .down }
    return layout.dividesFiles ? statement.direction ?? .up : .up
  }
}
