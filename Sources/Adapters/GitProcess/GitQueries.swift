import ChildProcess
public import Findings
public import Repositories

/// Answers ``RepositoryQueries`` by asking git.
public final class GitQueries: RepositoryQueries {
  /// Opens the reader of a repository's objects from the object directories that git named.
  public typealias ReaderFactory = (_ directory: String, _ alternates: [String]) throws(Failure) -> any ObjectReader

  public let facts: RepositoryFacts
  let git: GitRunner
  private let openReader: ReaderFactory?
  private let scratch: ScratchObjects

  /// Asks git where and what the repository is.
  ///
  /// - Parameters:
  ///   - directory: where to start looking; the working directory when `nil`.
  ///   - environment: of this process; `GIT_DIR`, `GIT_INDEX_FILE` and the like are honoured, the rest of `GIT_*` is not.
  ///   - temporaryDirectory: where the objects of a predicted merge may live for a moment.
  ///   - openReader: the reader for SHA-1 repositories; git's plumbing serves the others, and all of them when `nil`.
  public init(
    directory: String?, environment: [String: String], temporaryDirectory: String, openReader: ReaderFactory?
  ) throws(Failure) {
    let git = GitRunner(environment: environment, directory: directory)
    self.facts = try Self.readFacts(git)
    self.git = git
    self.openReader = openReader
    self.scratch = ScratchObjects(parent: temporaryDirectory)
  }

  private static func readFacts(_ git: GitRunner) throws(Failure) -> RepositoryFacts {
    let arguments = [
      "rev-parse", "--path-format=absolute", "--git-dir", "--git-common-dir", "--git-path", "objects", "--git-path",
      "hooks", "--show-object-format", "--is-shallow-repository", "--is-bare-repository", "--show-toplevel",
    ]
    let outcome = try git.run(arguments, hooksPath: true)
    let lines = outcome.standardOutput.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(decoding: $0, as: UTF8.self) }
    // In a bare repository only the last question fails, after the others are answered.
    let isBare = lines.count >= 7 && lines[6] == "true"
    guard lines.count >= 7, outcome.succeeded || isBare || lines.count == 8 && lines[7].isEmpty else {
      throw GitRunner.failure(arguments, outcome)
    }
    guard let format = ObjectFormat(rawValue: lines[4]) else {
      throw Failure(.repositoryUnavailable, "unknown object format \(DisplayText.escaping(lines[4]))")
    }
    return RepositoryFacts(
      gitDirectory: lines[0], commonDirectory: lines[1], objectDirectory: lines[2],
      alternateObjectDirectories: alternates(git.variable("GIT_ALTERNATE_OBJECT_DIRECTORIES"), lines[0]),
      hooksDirectory: lines[3], workTree: outcome.succeeded && !isBare ? lines[7] : nil, objectFormat: format,
      isShallow: lines[5] == "true")
  }

  private static func alternates(_ variable: String?, _ gitDirectory: String) -> [String] {
    (variable ?? "").split(separator: ":").map { $0.hasPrefix("/") ? String($0) : gitDirectory + "/" + $0 }
  }

  public func commit(named revision: String) throws(Failure) -> ObjectID? {
    let outcome = try git.run(["rev-parse", "--quiet", "--verify", "--end-of-options", revision + "^{commit}"])
    guard outcome.succeeded else { return nil }
    return ObjectID(hex: outcome.standardOutput.prefix { $0 != UInt8(ascii: "\n") })
  }

  public func references(_ prefixes: [String]) throws(Failure) -> [Reference] {
    let format = "%(refname)%00%(objectname)%00%(symref)"
    let output = try git.output(["for-each-ref", "--format=\(format)", "--"] + prefixes)
    return output.split(separator: UInt8(ascii: "\n")).compactMap { line in
      let fields = line.split(separator: 0, omittingEmptySubsequences: false)
      guard fields.count == 3, let target = ObjectID(hex: fields[1]) else { return nil }
      return Reference(
        name: String(decoding: fields[0], as: UTF8.self), target: target,
        symbolicTarget: fields[2].isEmpty ? nil : String(decoding: fields[2], as: UTF8.self))
    }
  }

  public func stagedChanges() throws(Failure) -> [FileChange] {
    let options = ["diff-index", "--cached", "--raw", "-z", "--no-renames", "--no-abbrev", "--ignore-submodules=none"]
    let outcome = try git.run(options + ["HEAD", "--"])
    if outcome.succeeded { return try RawDiffParser.parse(outcome.standardOutput, format: facts.objectFormat) }
    // Before the first commit HEAD names nothing; git knows the empty tree without storing it.
    guard try commit(named: "HEAD") == nil else { throw GitRunner.failure(options, outcome) }
    let emptyTree = try git.output(["hash-object", "-t", "tree", "/dev/null"]).prefix { $0 != UInt8(ascii: "\n") }
    return try RawDiffParser.parse(
      try git.output(options + [String(decoding: emptyTree, as: UTF8.self), "--"]), format: facts.objectFormat)
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

  public func mergeBase(_ first: ObjectID, _ second: ObjectID) throws(Failure) -> ObjectID? {
    let arguments = ["merge-base", first.hex, second.hex]
    let outcome = try git.run(arguments)
    switch outcome.status {
    case .exited(0): return ObjectID(hex: outcome.standardOutput.prefix { $0 != UInt8(ascii: "\n") })
    case .exited(1): return nil
    default: throw incomplete(arguments, outcome)
    }
  }

  public func commits(of head: ObjectID, excluding excluded: [ObjectID]) throws(Failure) -> [ObjectID] {
    let arguments = ["rev-list", head.hex] + excluded.map { "^" + $0.hex }
    let outcome = try git.run(arguments)
    guard outcome.succeeded else { throw incomplete(arguments, outcome) }
    return outcome.standardOutput.split(separator: UInt8(ascii: "\n")).compactMap { ObjectID(hex: $0) }
  }

  public func mergeResult(of head: ObjectID, into target: ObjectID) throws(Failure) -> MergeResult {
    let merging = git.adding(try scratch.variables(facts))
    let arguments = ["merge-tree", "--write-tree", "-z", "--name-only", "--no-messages", target.hex, head.hex]
    let outcome = try merging.run(arguments)
    let fields = outcome.standardOutput.split(separator: 0, omittingEmptySubsequences: true)
    switch outcome.status {
    case .exited(0):
      guard let tree = fields.first.flatMap({ ObjectID(hex: $0) }) else { throw GitRunner.failure(arguments, outcome) }
      return .tree(tree)
    case .exited(1): return .conflict(fields.dropFirst().map { RepositoryPath(bytes: Array($0)) })
    default: throw incomplete(arguments, outcome)
    }
  }

  public func objects() throws(Failure) -> any ObjectReader {
    let alternates = facts.alternateObjectDirectories + (scratch.directory.map { [$0] } ?? [])
    if facts.objectFormat == .sha1, let openReader { return try openReader(facts.objectDirectory, alternates) }
    return PlumbingObjectReader(format: facts.objectFormat, git: git.adding(scratch.readVariables(facts)))
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
    let hint =
      facts.isShallow
      ? "this clone is shallow: git fetch --unshallow (in CI: fetch-depth: 0, GIT_DEPTH: 0)"
      : "fetch the missing history: git fetch --all"
    return Failure(.inputIncomplete, failure.message, hint: hint)
  }
}
