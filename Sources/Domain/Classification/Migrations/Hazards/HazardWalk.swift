import Findings
import SQL

/// Reads the statements of a change in the order in which they run and collects their hazards.
struct HazardWalk {
  /// What is known of the schema so far.
  private(set) var schema: SchemaState
  private(set) var findings: [Finding] = []
  /// The transaction that the file before left to the next one.
  private var shared: TransactionState?

  init(schema: SchemaState) { self.schema = schema }

  /// Judges one file.
  ///
  /// `added` are the statements that the change brings, by their index. The others ran before: what they made
  /// is in the schema already.
  mutating func read(_ script: ParsedScript, of file: MigrationFile, added: Set<Int>, isOptedOut: Bool) {
    let outline = ScriptOutline(script.commands(on: .up, of: file))
    let rules = Self.rules(for: file, outline, script.script.dialect)
    var transaction = TransactionState(
      file.layout.transaction, statements: script.statements.count, isOptedOut: isOptedOut)
    let sharesTransaction = file.layout.runsFilesTogether && !isOptedOut
    if sharesTransaction, let shared { transaction = shared }
    var session = SessionState()
    schema.enter(file.path, isChange: true, dialect: script.script.dialect)
    for (index, statement) in script.statements.enumerated() {
      guard added.contains(index), file.direction(of: statement) == .up else { continue }
      for command in script.outcomes[index].commands {
        let effects =
          script.script.dialect == .postgres ? StatementEffects(of: command, on: schema, session).tables : [:]
        let hazards = judge(
          command,
          HazardContext(
            file: file, dialect: script.script.dialect, schema: schema, session: session, transaction: transaction,
            outline: outline, effects: effects),
          rules)
        for (kind, hazard) in hazards { add(hazard, kind, file, statement) }
        let felt = effects.filter { !schema.isNewForLocks($0.key) }
        schema.apply(command)
        session.apply(command, felt)
        transaction.apply(command, felt)
      }
    }
    shared = sharesTransaction && transaction.isOpen ? transaction : nil
  }

  /// The hazards of one command. The context ends with the call: a second owner of the schema would make
  /// every change of it a copy.
  private func judge(
    _ command: Command, _ context: consuming HazardContext, _ rules: [any HazardRule]
  ) -> [(ChangeKind, Hazard)] {
    let context = context
    return rules.flatMap { rule in rule.hazards(of: command, context).map { (rule.kind, $0) } }
  }

  /// The rules that speak of files of this standing and dialect.
  private static func rules(
    for file: MigrationFile, _ outline: ScriptOutline, _ dialect: Dialect
  ) -> [any HazardRule] {
    // Queries under `db/` or `sql/` that define nothing are judged as those anywhere else.
    let isStray = file.standing == .stray || (file.standing == .schemaFolder && !outline.changesSchema)
    return HazardRules.all.filter { rule in
      (!isStray || rule.appliesToStrayFiles) && (rule.dialects?.contains(dialect) ?? true)
    }
  }

  private mutating func add(
    _ hazard: Hazard, _ kind: ChangeKind, _ file: MigrationFile, _ statement: Statement
  ) {
    // Outside a tool's layout it is not known whether the file is ever run; in a template, what it will say.
    let isOpen = file.standing != .migration || statement.isTemplated
    findings.append(
      Finding(
        kind: kind, confidence: isOpen ? .symbolic : hazard.confidence ?? .literal,
        location: statement.location(in: file.path), resource: hazard.resource,
        before: hazard.before.map { .text($0) },
        after: hazard.after.map { .text($0) }, files: hazard.sources,
        facts: hazard.facts + [Finding.Fact("tool", file.layout.rawValue)]))
  }
}

extension Statement {
  /// Where the statement stands in the file at `path`.
  func location(in path: RepositoryPath, side: Finding.Side = .head) -> Finding.Location {
    let breaks = text.count { $0 == UInt8(ascii: "\n") }
    return Finding.Location(path, side: side, line: line, endLine: line + breaks)
  }
}
