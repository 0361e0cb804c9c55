import Findings
import HostCode
import SQL

/// Reads the statements of a change in the order in which they run and collects their hazards.
struct HazardWalk {
  /// What is known of the schema so far.
  private(set) var schema: SchemaState
  private(set) var findings: [Finding] = []
  /// The transaction that the file before left to the next one.
  private var shared: TransactionState?

  /// What all files of the change create and rename.
  private let change: ScriptOutline
  private let parser: any StatementParser
  private let servers: [DatabaseServer]
  /// Whether the change has a new migration of a tool's.
  private let isBesideMigrations: Bool

  init(
    schema: SchemaState, change: ScriptOutline, parser: any StatementParser, servers: [DatabaseServer],
    isBesideMigrations: Bool
  ) {
    self.isBesideMigrations = isBesideMigrations
    self.schema = schema
    self.change = change
    self.servers = servers
    self.parser = parser
  }

  /// Judges one file.
  ///
  /// `added` are the statements that the change brings, by their index. The others ran before: what they made
  /// is in the schema already.
  mutating func read(
    _ script: ParsedScript, of file: MigrationFile, added: Set<Int>, isNew: Bool, isOptedOut: Bool
  ) {
    let outline = ScriptOutline(script.commands(on: .up, of: file))
    let dialect = script.script.dialect
    let isCockroach = DialectCue.isCockroach(file.path)
    let rules = Self.rules(for: file, outline, isCockroach ? nil : dialect, isBesideMigrations: isBesideMigrations)
    var transaction = TransactionState(
      file.layout.transaction, statements: script.statements.count, isOptedOut: isOptedOut)
    let sharesTransaction = file.layout.runsFilesTogether && !isOptedOut
    if sharesTransaction, let shared { transaction = shared }
    var session = SessionState(ServerVersions(servers, running: file.path))
    schema.enter(file.path, isChange: true, isRevision: !isNew, dialect: dialect)
    let rowRules = rules.filter { $0 is CatalogWritten }
    // What one arm of a condition does has not been done where another is taken.
    var forks: [Int: SchemaState] = [:]
    var last: HostArm?
    for (index, statement) in script.statements.enumerated() {
      guard added.contains(index), file.direction(of: statement) == .up else { continue }
      if let arm = script.arms[index], arm != last {
        if let fork = forks[arm.condition] { schema = fork } else { forks[arm.condition] = schema }
      }
      last = script.arms[index]
      for command in script.outcomes[index].commands {
        guard let command = file.layout == .django ? command.sentByDjango(on: schema) : command else { continue }
        if case .dynamic(let block) = command {
          read(block, of: statement, in: file, outline, session, &transaction)
        }
        let effects =
          dialect == .postgres && !isCockroach ? StatementEffects(of: command, on: schema, session).tables : [:]
        let hazards = judge(
          command,
          HazardContext(
            file: file, dialect: dialect, schema: schema, session: session, transaction: transaction,
            outline: outline, change: change, effects: effects),
          command.putsRowsOnly ? rowRules : rules)
        for (kind, hazard) in hazards.found { add(hazard, kind, file, statement) }
        if hazards.rebuilds, case .alterTable(let alter) = command {
          session.rebuilt[schema.key(of: alter.name), default: 0] += 1
        }
        let felt = effects.filter { !schema.isNewForLocks($0.key) }
        if !file.keepsNames(command) { schema.apply(command) }
        session.apply(command, felt, inTransaction: transaction.isOpen)
        transaction.apply(command, felt)
      }
    }
    shared = sharesTransaction && transaction.isOpen ? transaction : nil
  }

  /// Judges what stands written out in a block: what it makes may be made or not, so nothing of it is kept, but for the
  /// locks that it may take.
  private mutating func read(
    _ block: DynamicBlock, of outer: Statement, in file: MigrationFile, _ outline: ScriptOutline,
    _ session: SessionState, _ transaction: inout TransactionState
  ) {
    let parts = BlockStatements.parts(of: block)
    guard !parts.isEmpty else { return }
    let rules = Self.rules(for: file, outline, .postgres, isBesideMigrations: isBesideMigrations)
    let start = outer.lines(before: Array(block.body.utf8))
    var inner = schema
    for part in parts {
      let line = outer.line + start + part.line
      let statement = Statement(range: outer.range, line: line, text: part.text, dialect: .postgres)
      for command in parser.parse(statement).commands {
        if case .dynamic = command { continue }
        let effects = StatementEffects(of: command, on: inner, session).tables
        let hazards = judge(
          command,
          HazardContext(
            file: file, dialect: .postgres, schema: inner, session: session, transaction: transaction,
            outline: outline, change: change, effects: effects),
          rules)
        for (kind, var hazard) in hazards.found {
          hazard.confidence = .symbolic
          add(hazard, kind, file, statement)
        }
        let felt = effects.filter { !inner.isNewForLocks($0.key) }
        inner.apply(command)
        transaction.apply(command, felt)
      }
    }
  }

  /// The hazards of one command. The context ends with the call: a second owner of the schema would make
  /// every change of it a copy.
  private func judge(
    _ command: Command, _ context: consuming HazardContext, _ rules: [any HazardRule]
  ) -> (found: [(ChangeKind, Hazard)], rebuilds: Bool) {
    let context = context
    return (
      rules.flatMap { rule in rule.hazards(of: command, context).map { (rule.kind, $0) } },
      TableRebuiltAgain.rebuilds(command, context)
    )
  }

  /// The rules that speak of files of this standing and dialect; `nil` is a dialect whose servers have none of the locks and
  /// rewrites that rules know.
  private static func rules(
    for file: MigrationFile, _ outline: ScriptOutline, _ dialect: Dialect?, isBesideMigrations: Bool
  ) -> [any HazardRule] {
    // Queries under `db/` or `sql/` that define nothing are judged as those anywhere else.
    // Beside a migration, a schema is what it comes to.
    let isStray =
      file.standing == .stray
      || (file.standing == .schemaFolder && (!outline.changesSchema || isBesideMigrations))
    return HazardRules.all.filter { rule in
      (!isStray || rule.appliesToStrayFiles)
        && (rule.dialects.map { kinds in dialect.map(kinds.contains) ?? false } ?? true)
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

extension Statement {
  /// The lines of the statement before the first place where `part` stands in it.
  fileprivate func lines(before part: [UInt8]) -> Int {
    guard let first = part.first(where: { $0 > 0x20 }), let skipped = part.firstIndex(of: first) else { return 0 }
    let wanted = part[skipped...].prefix(64)
    guard let place = text.indices.first(where: { text[$0] == first && text[$0...].starts(with: wanted) }) else {
      return 0
    }
    func lines(_ bytes: ArraySlice<UInt8>) -> Int { bytes.count { $0 == UInt8(ascii: "\n") } }
    return max(0, lines(text[..<place]) - lines(part[..<skipped]))
  }
}

extension Command {
  /// Whether it only adds rows that read no other table: of these a dump has thousands, and one rule speaks of them.
  fileprivate var putsRowsOnly: Bool {
    if case .insert(_, let sources) = self { sources.isEmpty } else { false }
  }
}
