import ChildProcess
public import Findings
public import Repositories

/// Answers ``RepositoryQueries`` by asking git.
public final class GitQueries: RepositoryQueries {
  /// Opens the reader of a repository's objects from the object directories that git named.
  public typealias ReaderFactory = (_ directory: String, _ alternates: [String]) throws(Failure) -> any ObjectReader

  let git: GitRunner
  private let remoteHead: String
  private let openReader: ReaderFactory?
  private let scratch: ScratchObjects
  private var knownFacts: RepositoryFacts?
  private var reader: (any ObjectReader)?
  private var divergences: [[String]: Divergence] = [:]
  private var started: [(arguments: [String], git: GitRunner.Started)] = []

  /// Asks nothing yet.
  ///
  /// - Parameters:
  ///   - directory: where to start looking; the working directory when `nil`.
  ///   - environment: of this process; `GIT_DIR`, `GIT_INDEX_FILE` and the like are honoured, the rest of `GIT_*` is not.
  ///   - remote: whose default branch is asked for along with ``facts``.
  ///   - temporaryDirectory: where the objects of a predicted merge may live for a moment.
  ///   - openReader: the reader for SHA-1 repositories; git's plumbing serves the others, and all of them when `nil`.
  public init(
    directory: String?, environment: [String: String], remote: String = "origin", temporaryDirectory: String,
    openReader: ReaderFactory?
  ) {
    self.git = GitRunner(environment: environment, directory: directory)
    self.remoteHead = "refs/remotes/\(remote)/HEAD"
    self.openReader = openReader
    self.scratch = ScratchObjects(parent: temporaryDirectory, alternates: git.variable(Self.alternatesVariable))
  }

  /// A question that does not depend on the answer to another one.
  public enum Question: Hashable, Sendable {
    /// ``facts``
    case facts
    /// ``commit(named:)``
    case commit(named: String)
    /// ``stagedChanges()``
    case stagedChanges
    /// ``divergence(of:from:)`` from the commit that a ref names, before anybody knows which that is.
    case divergence(of: ObjectID, from: String)
  }

  /// Asks what will be asked for certain, so that git answers several questions side by side while we do something else.
  ///
  /// Starting git takes longer than most of its answers do, and a hook's whole time is a few starts.
  public func anticipate(_ questions: [Question]) {
    for question in questions {
      let arguments: [String]
      switch question {
      case .facts: arguments = factsArguments
      case .commit(let revision): arguments = Self.commitArguments(revision)
      case .stagedChanges: arguments = Self.stagedArguments + ["HEAD", "--"]
      case .divergence(let head, let ref): arguments = Self.divergenceArguments(head, ref)
      }
      guard !started.contains(where: { $0.arguments == arguments }) else { continue }
      // What cannot be started now says so when it is asked.
      if let git = try? git.begin(arguments, hooksPath: question == .facts) { started.append((arguments, git)) }
    }
  }

  /// The answer to a question, from the git that was started for it if there is one.
  private func answer(_ arguments: [String], hooksPath: Bool = false) throws(Failure) -> ChildProcess.Outcome {
    if let early = started.firstIndex(where: { $0.arguments == arguments }) {
      return try started.remove(at: early).git.finish()
    }
    return try git.run(arguments, hooksPath: hooksPath)
  }

  public var facts: RepositoryFacts {
    get throws(Failure) {
      if let knownFacts { return knownFacts }
      let facts = try readFacts()
      knownFacts = facts
      return facts
    }
  }

  private var factsArguments: [String] {
    [
      "rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir", "--git-path", "objects", "--git-path",
      "hooks", "--show-object-format", "--is-shallow-repository", "--is-bare-repository", "--show-toplevel",
      Self.headCommit, remoteHead, "--symbolic-full-name", remoteHead,
    ]
  }

  private static let headCommit = "HEAD^{commit}"

  private func readFacts() throws(Failure) -> RepositoryFacts {
    let outcome = try answer(factsArguments, hooksPath: true)
    var lines = outcome.standardOutput.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    if lines.last == "" { lines.removeLast() }
    let named = lines.dropFirst(8).map { (text: $0, id: ObjectID(hex: $0)) }
    // A line break in a path makes more lines; a byte that is not UTF-8 makes another path. What is no revision but a file's
    // name comes back as it is, and no revision after it.
    guard named.count <= 3, named.first.map({ $0.id != nil || $0.text == Self.headCommit }) ?? true,
      named.count < 2 || (named[0].id != nil && named[1].id != nil) || named[1].text == remoteHead,
      String(validating: outcome.standardOutput, as: UTF8.self) != nil
    else {
      throw Failure(
        .repositoryUnavailable, "the path of this repository has a line break or is not UTF-8",
        hint: "move the repository to a path of plain text")
    }
    // Git stops at the first question that it cannot answer: the work tree's in a bare repository or inside a git
    // directory, HEAD's before the first commit, the remote's where nobody told this clone.
    guard lines.count >= 7 else { throw GitRunner.failure(factsArguments, outcome) }
    guard let format = ObjectFormat(rawValue: lines[4]) else {
      throw Failure(.repositoryUnavailable, "unknown object format \(DisplayText.escaping(lines[4]))")
    }
    return RepositoryFacts(
      gitDirectory: lines[0], commonDirectory: lines[1], objectDirectory: lines[2],
      alternateObjectDirectories: Self.alternates(git.variable(Self.alternatesVariable), lines[0]),
      hooksDirectory: lines[3], workTree: lines.count > 7 && lines[7].hasPrefix("/") ? lines[7] : nil,
      objectFormat: format, isShallow: lines[5] == "true", head: named.first?.id,
      remoteHead: named.count == 3
        ? named[1].id.map { Reference(name: remoteHead, target: $0, symbolicTarget: named[2].text) } : nil)
  }

  private static let alternatesVariable = "GIT_ALTERNATE_OBJECT_DIRECTORIES"

  private static func alternates(_ variable: String?, _ gitDirectory: String) -> [String] {
    (variable ?? "").split(separator: ":").map { $0.hasPrefix("/") ? String($0) : gitDirectory + "/" + $0 }
  }

  public func commit(named revision: String) throws(Failure) -> ObjectID? {
    let arguments = Self.commitArguments(revision)
    let outcome = try answer(arguments)
    switch outcome.status {
    case .exited(0): return ObjectID(hex: outcome.standardOutput.prefix { $0 != UInt8(ascii: "\n") })
    // Quietly: there is none.
    case .exited(1): return nil
    // A partial clone has not fetched it: there is none here.
    case _ where GitComplaint(outcome.standardError).isAboutPromisedObject: return nil
    // A repository that git refuses, or a damaged object, is another matter.
    default: throw GitRunner.failure(arguments, outcome)
    }
  }

  private static func commitArguments(_ revision: String) -> [String] {
    ["rev-parse", "--quiet", "--verify", "--end-of-options", revision + "^{commit}"]
  }

  public func references(_ prefixes: [String]) throws(Failure) -> [Reference] {
    let arguments = Self.referencesArguments(prefixes)
    let outcome = try answer(arguments)
    guard outcome.succeeded else { throw GitRunner.failure(arguments, outcome) }
    return outcome.standardOutput.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let fields = line.split(separator: 0, omittingEmptySubsequences: false)
      guard fields.count == 3, let target = ObjectID(hex: fields[1]) else { return nil }
      return Reference(
        name: String(decoding: fields[0], as: UTF8.self), target: target,
        symbolicTarget: fields[2].isEmpty ? nil : String(decoding: fields[2], as: UTF8.self))
    }
  }

  private static func referencesArguments(_ prefixes: [String]) -> [String] {
    ["for-each-ref", "--format=%(refname)%00%(objectname)%00%(symref)", "--"] + prefixes
  }

  private static let stagedArguments = [
    "diff-index", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--ignore-submodules=none",
  ]

  public func stagedChanges() throws(Failure) -> [FileChange] {
    let options = Self.stagedArguments
    let outcome = try answer(options + ["HEAD", "--"])
    if outcome.succeeded { return try RawDiffParser.parse(outcome.standardOutput) }
    // Before the first commit HEAD names nothing; git knows the empty tree without storing it. Where HEAD names a commit
    // that cannot be read, that must not look like none.
    guard try !git.run(["rev-parse", "--quiet", "--verify", "HEAD"]).succeeded else {
      throw incomplete(options, outcome)
    }
    let emptyTree = try git.output(["hash-object", "-t", "tree", "/dev/null"]).prefix { $0 != UInt8(ascii: "\n") }
    return try RawDiffParser.parse(
      try git.output(options + [String(decoding: emptyTree, as: UTF8.self), "--"]))
  }

  public func isAncestor(_ ancestor: ObjectID, of commit: ObjectID) throws(Failure) -> Bool {
    let arguments = ["merge-base", "--is-ancestor", ancestor.hex, commit.hex]
    let outcome = try git.run(arguments)
    switch outcome.status {
    case .exited(0): return true
    case .exited(1): return false
    default: throw incomplete(arguments, outcome)
    }
  }

  public func divergence(of head: ObjectID, from tip: ObjectID) throws(Failure) -> Divergence {
    if head == tip { return Divergence(ahead: [], behind: [], isRelated: true) }
    let arguments = Self.divergenceArguments(head, tip.hex)
    if let known = divergences[arguments] { return known }
    let walk: CommitWalk
    if let early = try anticipatedWalk(of: head, from: tip) {
      walk = early
    } else {
      let outcome = try answer(arguments)
      guard outcome.succeeded else { throw incomplete(arguments, outcome) }
      walk = try CommitWalk(outcome.standardOutput)
    }
    let isShallow = try facts.isShallow
    guard !walk.boundary.isEmpty || !isShallow else {
      throw Failure(
        .inputIncomplete, "this shallow clone ends before the history that \(head) and \(tip) have in common",
        hint: Self.unshallow)
    }
    let divergence = Divergence(ahead: walk.ahead, behind: walk.behind, isRelated: !walk.boundary.isEmpty)
    divergences[arguments] = divergence
    return divergence
  }

  /// One walk instead of four: both directions of ancestry, the commits of each side and the merge bases.
  private static func divergenceArguments(_ head: ObjectID, _ tip: String) -> [String] {
    ["rev-list", "--left-right", "--boundary", "\(tip)...\(head.hex)"]
  }

  /// The walk from a ref that was anticipated, if the ref turned out to name `tip`.
  private func anticipatedWalk(of head: ObjectID, from tip: ObjectID) throws(Failure) -> CommitWalk? {
    for arguments in started.map({ $0.arguments })
    where arguments.first == "rev-list" && arguments.last?.hasSuffix(head.hex) == true {
      // A ref that is not there is no failure: it was a guess.
      let outcome = try answer(arguments)
      guard outcome.succeeded else { continue }
      let walk = try CommitWalk(outcome.standardOutput)
      if walk.behind.isEmpty ? walk.boundary.contains(tip) : walk.behind.contains(tip) { return walk }
    }
    return nil
  }

  private static let unshallow = "complete the history (in CI: fetch-depth: 0, GIT_DEPTH: 0): git fetch --unshallow"

  public func commits(of head: ObjectID, excluding excluded: [ObjectID]) throws(Failure) -> [ObjectID] {
    let arguments = ["rev-list", head.hex] + excluded.map { "^" + $0.hex }
    let outcome = try git.run(arguments)
    guard outcome.succeeded else { throw incomplete(arguments, outcome) }
    return outcome.standardOutput.split(separator: UInt8(ascii: "\n")).compactMap { ObjectID(hex: $0) }
  }

  public func mergeResult(of head: ObjectID, into target: ObjectID) throws(Failure) -> MergeResult {
    let merging = git.moved(try scratch.repositoryVariables(facts))
    // The next reader is to see the objects that this makes.
    reader = nil
    let arguments = ["merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", target.hex, head.hex]
    let outcome = try merging.run(arguments)
    let fields = outcome.standardOutput.split(separator: 0, omittingEmptySubsequences: true)
    switch outcome.status {
    case .exited(0):
      guard let tree = fields.first.flatMap({ ObjectID(hex: $0) }) else { throw GitRunner.failure(arguments, outcome) }
      return .tree(tree)
    case .exited(1) where fields.count > 1:
      return .conflict(fields.dropFirst().map { RepositoryPath(bytes: Array($0)) })
    default: throw incomplete(arguments, outcome)
    }
  }

  public func objects() throws(Failure) -> any ObjectReader {
    if let reader { return reader }
    let facts = try facts
    let alternates = facts.alternateObjectDirectories + (scratch.directory.map { [$0] } ?? [])
    let opened: any ObjectReader
    if let openReader, try isReadByFactory {
      opened = try openReader(facts.objectDirectory, alternates)
    } else {
      opened = PlumbingObjectReader(format: facts.objectFormat, git: git.adding(scratch.readVariables(facts)))
    }
    let remembering = RememberingReader(CompletingReader(opened, isShallow: facts.isShallow, git))
    reader = remembering
    return remembering
  }

  /// Whether the factory's readers serve this repository, by what it declares; else git's plumbing does.
  public var isReadByFactory: Bool {
    get throws(Failure) {
      guard openReader != nil else { return false }
      let alternates = git.variable(Self.alternatesVariable) ?? ""
      return try ReaderChoice.declared(facts, alternates: alternates, git) == .libgit2
    }
  }

  public func configuration(_ key: String) throws(Failure) -> String? {
    let arguments = ["config", "--get", key]
    let outcome = try git.run(arguments, hooksPath: true)
    switch outcome.status {
    case .exited(0): return String(decoding: outcome.standardOutput.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
    case .exited(1): return nil
    default: throw GitRunner.failure(arguments, outcome)
    }
  }

  /// A path for a file of the moment, in the directory that goes with this object.
  func scratchFile(_ name: String) throws(Failure) -> String {
    _ = try scratch.variables(facts)
    guard let directory = scratch.directory else { throw Failure(.storage, "no temporary directory could be made") }
    return directory + "/" + name
  }

  /// A question about history failed: in a shallow clone that has one usual cause.
  private func incomplete(_ arguments: [String], _ outcome: ChildProcess.Outcome) -> Failure {
    let failure = GitRunner.failure(arguments, outcome)
    guard failure.code != .inputIncomplete else { return failure }
    if let object = GitComplaint(outcome.standardError).unreadableObject, let reader = try? objects() {
      return Failure(.inputIncomplete, failure.message, hint: reader.missing(object.id, object.kind).hint)
    }
    let isShallow = (try? facts.isShallow) ?? false
    let hint =
      isShallow
      ? Self.unshallow
      : "fetch the missing history: git fetch --all"
    return Failure(.inputIncomplete, failure.message, hint: hint)
  }
}
