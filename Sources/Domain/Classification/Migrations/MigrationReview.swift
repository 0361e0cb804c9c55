import Findings
import Repositories
import SQL
import YAML

/// The review of one change: its migrations are read, paired with what they were, and judged.
struct MigrationReview {
  private let change: ChangeSet
  private let parser: any StatementParser
  private let memory: (any SchemaMemory)?
  private let servers: [DatabaseServer]
  private let base: MigrationReader
  private let head: MigrationReader
  private let baseIncludes: ClientIncludes
  private let headIncludes: ClientIncludes
  private var result = Classification()
  private var hasNewMigration = false

  init(
    _ change: ChangeSet, parser: any StatementParser, yaml: (any YAMLParser)?, memory: (any SchemaMemory)?,
    servers: [DatabaseServer]
  ) {
    self.servers = servers
    self.change = change
    self.parser = parser
    self.memory = memory
    let precedent = TreeListing(change.base)
    base = MigrationReader(listing: precedent, precedent: precedent, parser: parser, yaml: yaml)
    head = MigrationReader(listing: TreeListing(change.head), precedent: precedent, parser: parser, yaml: yaml)
    baseIncludes = ClientIncludes(base.listing)
    headIncludes = ClientIncludes(head.listing)
  }

  mutating func classification() throws(Failure) -> Classification {
    let migrations = try changedMigrations()
    guard !migrations.isEmpty else { return result }
    noteInputs(of: migrations)
    let renames = MigrationRenames(migrations)
    for migration in migrations { try reviewHistory(of: migration, renames) }
    var judged: [JudgedFile] = []
    for file in migrations.compactMap({ JudgedFile($0, renames) }) where try !takesPlaceOfMerged(file.side) {
      judged.append(file)
    }
    hasNewMigration = judged.contains { $0.isNew && $0.side.file.isHistory }
    try reviewVersions(of: judged)
    try reviewCompanions(of: judged)
    for file in judged {
      result.findings += StatementUnparsed.findings(in: file.side, added: file.added)
      result.findings += OperationUnknown.findings(in: file.side, added: file.added)
      result.findings += FileOversized.findings(in: file.side, added: file.added)
    }
    let questions = result.findings.count
    try walk(judged)
    dropAnsweredQuestions(before: questions)
    let paths = Set(migrations.map(\.path))
    if let combined = ReleaseCombined.finding(result.findings, change, migrations: paths) {
      result.findings.append(combined)
    }
    return result
  }

  private func changedMigrations() throws(Failure) -> [ChangedMigration] {
    var migrations: [ChangedMigration] = []
    for file in change.files {
      let mayBeCode = CodeFileName.mayHoldMigration(file.path) || Changelog.mayBe(file.path)
      if mayBeCode || SQLFileName.mayHoldSQL(file.path), let migration = try changedMigration(file) {
        migrations.append(migration)
      } else if SQLFileName.mayHoldSQL(file.path) {
        continue
      } else if try !change.isWithout(.destruction, file), let include = try changedInclude(file) {
        migrations.append(include)
      }
    }
    return migrations
  }

  /// A changed file that a script includes, whatever its name is, or a folder of migrations that is elsewhere.
  private func changedInclude(_ file: FileChange) throws(Failure) -> ChangedMigration? {
    let links = [file.old, file.new].map { version in
      version.flatMap { MigrationSide(linkedFolder: file.path, $0) }
    }
    if links[0] != nil || links[1] != nil {
      return ChangedMigration(path: file.path, base: links[0], head: links[1])
    }
    let wasIncluded = try isDestructiveInclude(file.path, file.old, baseIncludes)
    let isIncluded = try isDestructiveInclude(file.path, file.new, headIncludes)
    guard wasIncluded || isIncluded else { return nil }
    return ChangedMigration(
      path: file.path, base: try base.included(at: file.path, file.old),
      head: try head.included(at: file.path, file.new))
  }

  /// Who includes a file is costly to find out, and asked only of one that speaks of destruction.
  private func isDestructiveInclude(
    _ path: RepositoryPath, _ version: FileVersion?, _ includes: ClientIncludes
  ) throws(Failure) -> Bool {
    guard let version, version.mode.isRegularFile else { return false }
    if case .bytes(let bytes) = try includes.contents(of: version), !DestructiveWords.stand(in: bytes) { return false }
    return try includes.include(path)
  }

  private func changedMigration(_ file: FileChange) throws(Failure) -> ChangedMigration? {
    let old = try base.side(at: file.path, file.old)
    // A change of the executable bit alone is none of the script.
    if let was = file.old, let now = file.new, was.id == now.id, was.mode.isRegularFile == now.mode.isRegularFile {
      return old.map { ChangedMigration(path: file.path, base: $0, head: $0) }
    }
    let new = try head.side(at: file.path, file.new)
    if old == nil, new == nil { return nil }
    return ChangedMigration(path: file.path, base: old, head: new)
  }

  /// What was read, and by whom.
  private mutating func noteInputs(of migrations: [ChangedMigration]) {
    for migration in migrations {
      result.governed.insert(migration.path)
      for side in [migration.base, migration.head].compactMap(\.self) {
        result.governed.formUnion(side.inputs)
        guard let script = side.content.script else { continue }
        result.parsers["sql"] = parser.identity
        // A parser that fell back on the recogniser has not read everything itself.
        if script.outcomes.contains(where: { $0.parsedBy == .recognizer }) {
          result.parsers["sql-recognizer"] = Recognizer().identity
        }
      }
    }
  }

  private mutating func reviewHistory(
    of migration: ChangedMigration, _ renames: MigrationRenames
  ) throws(Failure) {
    guard let old = migration.base, old.file.isHistory, !migration.isSameContent else { return }
    let renamed = migration.head == nil ? renames.newName(of: migration.path) : nil
    if let renamed, try isMovedWhole(old.file, to: renamed) || Self.tookPlace(old, of: renamed) { return }
    let historic = HistoricChange(base: old, head: migration.head, renamedTo: renamed)
    result.findings += HistoryRules.all.compactMap { $0.finding(historic) }
  }

  /// Whether the old file had taken the place of one of the new name, under which its tool has recorded it too.
  private static func tookPlace(_ old: MigrationSide, of new: MigrationFile) -> Bool {
    let name = new.path.name
    return old.replaced.contains {
      $0 == Self.application(of: new.root) + String(decoding: name.dropLast(3), as: UTF8.self)
    }
  }

  /// What a migration of Django is called with before its own name: its application's folder.
  private static func application(of root: RepositoryPath) -> String {
    String(decoding: root.directory.name, as: UTF8.self) + "."
  }

  /// Whether the whole history stands in another folder now, under the names that its tool knows.
  private func isMovedWhole(_ old: MigrationFile, to new: MigrationFile) throws(Failure) -> Bool {
    guard old.layout == new.layout, old.layout.findsFilesAnywhere, old.root != new.root,
      old.path.components.dropFirst(old.root.components.count)
        == new.path.components.dropFirst(new.root.components.count)
    else { return false }
    return try MigrationRoot(listing: head.listing, precedent: head.precedent).files(in: old.root).isEmpty
  }

  /// Whether all that a migration does was done by merged ones, whose place it takes: nothing of it runs where they ran.
  private func takesPlaceOfMerged(_ side: MigrationSide) throws(Failure) -> Bool {
    guard !side.replaced.isEmpty else { return false }
    let root = side.file.root
    let application = Self.application(of: root)
    for name in side.replaced {
      // Another application's, or one that nobody has, leaves this one to be run.
      guard name.hasPrefix(application),
        try base.listing.tree.version(at: root.appending(name.dropFirst(application.count) + ".py")) != nil
      else { return false }
    }
    return true
  }

  private mutating func reviewVersions(of judged: [JudgedFile]) throws(Failure) {
    var histories: [RepositoryPath: VersionedHistories] = [:]
    for file in judged where file.isNew && file.side.file.role == .up && file.side.file.version != nil {
      let root = file.side.file.root
      let history: VersionedHistories
      if let known = histories[root] {
        history = known
      } else {
        history = try VersionedHistories(root, base: base.listing, head: head.listing)
        histories[root] = history
      }
      result.findings += VersionRules.all.compactMap { $0.finding(file, history) }
    }
  }

  /// In code, a name that is computed is one question with what its statement does, where that is told.
  private mutating func dropAnsweredQuestions(before count: Int) {
    let told = Set(
      result.findings[count...].filter { $0.kind.baseScore >= BaseScore.medium && $0.resource.contains("{{") }
        .map(\.location.path))
    let answered = result.findings.indices.prefix(count).filter { index in
      let finding = result.findings[index]
      return finding.kind.id == StatementUnparsed.kind.id && finding.after == .text("template")
        && CodeFileName.mayHoldMigration(finding.location.path) && told.contains(finding.location.path)
    }
    for index in answered.reversed() { result.findings.remove(at: index) }
  }

  /// What belongs to a new migration besides itself: its way back, and the framework's snapshot.
  private mutating func reviewCompanions(of judged: [JudgedFile]) throws(Failure) {
    var rollbacks = RollbackReview(base: base, head: head)
    var roots: Set<RepositoryPath> = []
    for file in judged where file.isNew && file.side.file.role == .up {
      if let finding = try rollbacks.finding(file) { result.findings.append(finding) }
      guard roots.insert(file.side.file.root).inserted else { continue }
      if let finding = try SnapshotStale.finding(file.side.file, change) { result.findings.append(finding) }
    }
  }

  /// Judges the statements that the change adds, one history after another, each in the order in which it
  /// runs.
  private mutating func walk(_ judged: [JudgedFile]) throws(Failure) {
    for (root, files) in Dictionary(grouping: judged, by: \.side.file.root).sorted(by: { $0.key < $1.key }) {
      var servers = Set(files.compactMap(\.side.file.server)).sorted()
      guard !servers.isEmpty else {
        result.findings += try findings(in: files, of: root, runBy: nil)
        continue
      }
      // A common file beside one for each of these servers is for the others.
      let common = Set(files.map(\.side.file).filter { $0.server == nil }.map(\.path))
      let isRun = servers.reduce(into: Set<RepositoryPath>()) { run, server in
        run.formUnion(MigrationFile.files(files.map(\.side.file), runBy: server).map(\.path))
      }
      if !common.isSubset(of: isRun) { servers.append(servers.contains("postgres") ? "" : "postgres") }
      // Common files run on each server and are spoken of once.
      var seen: Set<[String]> = []
      for server in servers {
        let own = Set(MigrationFile.files(files.map(\.side.file), runBy: server).map(\.path))
        let found = try findings(in: files.filter { own.contains($0.side.file.path) }, of: root, runBy: server)
        result.findings += found.filter {
          seen.insert([$0.kind.id, $0.location.path.display, "\($0.location.line)", $0.resource]).inserted
        }
      }
    }
  }

  /// The findings in the files of one history that one server runs.
  private mutating func findings(
    in files: [JudgedFile], of root: RepositoryPath, runBy server: String?
  ) throws(Failure) -> [Finding] {
    var schema = SchemaState()
    // A table that the change makes can be dropped freely, but not one that it only says it makes: a migration
    // that is older than the newest is skipped, and one that fails may be passed over.
    let claims = files.map(\.claimsTables)
    let isClaimed = claims.contains(where: \.makes) && claims.contains(where: \.loses)
    if isClaimed || files.contains(where: \.asksForSchema) {
      let replay = try SchemaReplay(reader: base, memory: memory).schema(of: root, runBy: server)
      schema = replay.schema
      result.governed.formUnion(replay.files)
    }
    let sorted = files.sorted { MigrationFile.runsBefore($0.side.file, $1.side.file) }
    let order = try RevisionOrder.sorted(sorted.map(\.side.file), in: head.listing.tree)
      .compactMap { next in sorted.first { $0.side.file.path == next.path } }
    let commands = order.flatMap { file in file.side.content.script?.commands(on: .up, of: file.side.file) ?? [] }
    var walk = HazardWalk(
      schema: schema, change: ScriptOutline(commands), parser: parser, servers: servers,
      isBesideMigrations: hasNewMigration)
    for file in order {
      guard let script = file.side.content.script else { continue }
      let isOptedOut = try TransactionOptOut(tree: head.listing.tree).isDeclared(by: script, of: file.side.file)
      walk.read(script, of: file.side.file, added: file.added, isNew: file.isNew, isOptedOut: isOptedOut)
    }
    return walk.findings
  }
}

extension MigrationSide {
  /// The migrations whose place this one says it takes, as `app.name`.
  fileprivate var replaced: [String] {
    content.script?.script.directives.filter { $0.name == "replaces" }.map(\.arguments) ?? []
  }
}
