import Approvals
import Attestation
import Classification
import Findings
import Gate
import GitLibgit2
import GitProcess
import Policy
import PolicyYAML
import PostgresGrammar
import Repositories
import Signing

/// One repository with everything that judging it takes: the adapters put together.
final class Session {
  let invocation: Invocation
  let remote: String
  private let repository: RepositoryChoice
  private let remembers: Bool
  private let grammar = PostgresParser()

  /// The remote that is meant where none is named.
  static let usualRemote = "origin"

  /// - Parameters:
  ///   - remote: the remote's name; `origin` if it is not known.
  ///   - anticipating: what will be asked of git for certain.
  ///   - remembers: whether the links of a tree, the schema of a history and what is known of contents may be taken
  ///     from the last run: in hooks, and for staged files.
  init(
    _ invocation: Invocation, _ repository: RepositoryChoice, remote: String? = nil,
    anticipating questions: [GitQueries.Question] = [], remembers: Bool = false
  ) {
    self.invocation = invocation
    self.repository = repository
    self.remote = remote ?? Self.usualRemote
    self.remembers = remembers
    if !questions.isEmpty { queries.anticipate(questions) }
  }

  /// The repository's answers; made when somebody asks, which nobody does for files that stand in none.
  private(set) lazy var queries: GitQueries = {
    let libgit2: GitQueries.ReaderFactory = { directory, alternates throws(Failure) in
      try Libgit2ObjectReader(directory: directory, alternates: alternates)
    }
    return GitQueries(
      directory: repository.directory, environment: invocation.environment, remote: remote,
      temporaryDirectory: invocation.temporaryDirectory, openReader: repository.reader == .git ? nil : libgit2)
  }()

  private lazy var linkMemory: LinkMemoryFile? = {
    guard remembers else { return nil }
    let queries = queries
    return LinkMemoryFile { () throws(Failure) -> String in try GateMemory(queries).caches }
  }()

  /// What is known of contents that no name speaks for.
  private(set) lazy var plainBlobs: PlainBlobs = {
    guard remembers else { return PlainBlobs() }
    let queries = queries
    return PlainBlobs(memory: PlainBlobFile { () throws(Failure) -> String in try GateMemory(queries).caches })
  }()

  /// A session with the repository that the command line names.
  convenience init(
    _ invocation: Invocation, _ options: RepositoryOptions, anticipating questions: [GitQueries.Question] = []
  ) {
    self.init(invocation, options.choice, anticipating: questions)
  }

  /// What this clone remembers.
  var memory: GateMemory {
    get throws(Failure) { try GateMemory(queries) }
  }

  /// The classifiers, with PostgreSQL's own grammar for SQL.
  var catalogue: Catalogue {
    // Where git does not say its directory, whoever needs it to judge says why.
    let cache = linkMemory == nil ? nil : try? memory.caches
    return .standard(
      statementParser: grammar, yamlParser: YAMLTrees(), hashes: .crypto,
      schemaMemory: cache.map { SchemaMemoryFile(directory: $0) })
  }

  var loader: TargetRulesLoader {
    TargetRulesLoader(
      decoder: ConfigurationDecoder(
        policy: { bytes, name throws(Failure) in try PolicyFile.decode(bytes, name: name) },
        trustRoot: { bytes, name throws(Failure) in try TrustRootFile.decode(bytes, name: name, sha256: .crypto) }),
      sha256: .crypto)
  }

  func gate(approvals: (any ApprovalSource)? = nil) -> Gate {
    Gate(
      catalogue: catalogue, loader: loader, approvals: approvals ?? branchApprovals, verifier: verifier,
      sha256: .crypto, toolVersion: ToolVersion.current)
  }

  private var branchApprovals: BranchApprovals {
    BranchApprovals(verifier: verifier, sha256: .crypto, openBranch: approvalsBranch)
  }

  /// Checks every signature of the program.
  var verifier: any SignatureVerifier { CryptoSignatureVerifier() }

  /// The approvals that the repository itself holds, and those that a push which is being judged adds to them.
  func ownApprovals(pushed: ObjectID?) -> BranchApprovals {
    let queries = queries
    return BranchApprovals(verifier: verifier, sha256: .crypto) { name in
      GitAppendOnlyBranch(queries: queries, branch: name, remote: nil, pushed: pushed)
    }
  }

  /// The branch of that name, local and remote copies united.
  func approvalsBranch(_ name: String) -> any AppendOnlyBranch {
    GitAppendOnlyBranch(queries: queries, branch: name, remote: remote)
  }

  var resolver: ProposalResolver {
    ProposalResolver(queries: queries, linkMemory: linkMemory, plainBlobs: plainBlobs)
  }

  /// The trunk, by the name that the policy at its tip gives it, and that policy's word on what is protected.
  ///
  /// Without a policy the trunk is the branch that the remote calls its default, whatever the built-in policy would call it.
  ///
  /// - Parameters:
  ///   - finder: where to look; this clone's copy of the remote's branches if left out.
  ///   - defaultBranch: the remote's default branch, where it is known better than from this clone.
  func trunk(
    _ finder: (any TrunkFinder)? = nil, defaultBranch: String? = nil
  ) throws(Failure) -> (target: Target, policy: Policy) {
    let finder = finder ?? TargetResolver(queries: queries, remote: remote)
    let found = try finder.trunk(named: defaultBranch)
    let rules = try rules(at: found)
    var policy = rules.policy
    guard rules.hasPolicyFile else {
      policy.protected = ProtectedRefs(trunk: ProtectedRefs.branch(of: found.ref ?? ""), refs: policy.protected.refs)
      return (found, policy)
    }
    guard found.ref != "refs/heads/" + policy.protected.trunk else { return (found, policy) }
    let named = try finder.trunk(named: policy.protected.trunk)
    guard named.tip != nil else {
      // What the policy names is not here (or it names nothing, and `main` is not git's word): both are protected then.
      policy.protected = ProtectedRefs(
        trunk: ProtectedRefs.branch(of: found.ref ?? ""), refs: policy.protected.refs + [Glob(policy.protected.trunk)])
      return (found, policy)
    }
    return (named, try self.rules(at: named).policy)
  }

  /// The policy and trust root at the tip of a target.
  func rules(at target: Target) throws(Failure) -> TargetRules {
    try loader.load(target, head: nil, pinnedRoot: nil, now: invocation.now, reader: queries.objects())
  }

  /// The commit that the receipts' notes ref holds; `nil` in a clone without receipts.
  func receiptsTip() throws(Failure) -> ObjectID? {
    try queries.references([Receipt.notesRef]).first { $0.name == Receipt.notesRef }?.target
  }

  /// The target that a person names: a branch of the remote, else a local one, else any revision.
  func target(named name: String?) throws(Failure) -> Target {
    guard let name else { return try trunk().target }
    let branch = name.hasPrefix("refs/heads/") ? String(name.dropFirst("refs/heads/".count)) : name
    let found = try TargetResolver(queries: queries, remote: remote).trunk(named: branch)
    let isTracking = try !queries.references(["refs/remotes/" + branch]).filter { $0.name == "refs/remotes/" + branch }
      .isEmpty
    if found.tip != nil, !isTracking { return found }
    try requireOneMeaning(name)
    guard let commit = try queries.commit(named: name) else {
      throw Failure(
        .inputIncomplete, "there is no branch or revision \(DisplayText.escaping(name))",
        hint: "git fetch \(remote) \(DisplayText.escaping(branch))")
    }
    return Target(ref: name, tip: commit)
  }

  /// Refuses a short name that several refs have: git would take the tag, which whoever may push one can have put there.
  private func requireOneMeaning(_ revision: String) throws(Failure) {
    let name = String(revision.prefix { !"~^:@{".contains($0) })
    guard !name.isEmpty, name != "HEAD", !name.hasPrefix("refs/"), ObjectID(hex: name) == nil else { return }
    let candidates = ["refs/", "refs/tags/", "refs/heads/", "refs/remotes/"].map { $0 + name }
    let meant = try queries.references(candidates).map(\.name).filter(candidates.contains)
    guard meant.count > 1 else { return }
    let branch = meant.first { !$0.hasPrefix("refs/tags/") } ?? meant[0]
    throw Failure(
      .usage,
      "\(DisplayText.escaping(name)) names \(meant.map { DisplayText.escaping($0) }.joined(separator: " and "))",
      hint: "name the one that is meant in full, such as \(DisplayText.escaping(branch))")
  }

  /// The commit that a person names.
  func commit(named revision: String) throws(Failure) -> ObjectID {
    try requireOneMeaning(revision)
    guard let commit = try queries.commit(named: revision) else {
      throw Failure(
        .inputIncomplete, "there is no commit \(DisplayText.escaping(revision))",
        hint: queries.hint(forMissing: revision, remote: remote))
    }
    return commit
  }

  /// A file's bytes at a commit; `nil` when it is not there.
  func contents(of path: RepositoryPath, at commit: ObjectID) throws(Failure) -> [UInt8]? {
    let reader = try queries.objects()
    let tree = StoredTree(root: try reader.commit(commit).tree, reader: reader)
    guard case .bytes(let bytes) = try tree.contents(at: path, limit: TargetRules.fileLimit) else { return nil }
    return bytes
  }

  /// What a run is given from outside.
  func settings(_ judging: JudgingChoice, pusher: String? = nil) throws(Failure) -> GateSettings {
    let pinned = if let told = judging.trustRoot { try Self.digest(told) } else { try memory.pinnedRoot(invocation) }
    return GateSettings(
      now: invocation.now, pinnedRoot: pinned,
      maximumScore: judging.maximumScore, isAdvisory: judging.isAdvisory, pusher: pusher)
  }

  /// What a run is given from outside, as the command line says.
  func settings(_ options: JudgingOptions, pusher: String? = nil) throws(Failure) -> GateSettings {
    try settings(options.choice, pusher: pusher)
  }

  /// A digest as people write it, with or without `sha256:`.
  static func digest(_ text: String) throws(Failure) -> Digest {
    let hex = text.hasPrefix("sha256:") ? String(text.dropFirst("sha256:".count)) : text
    guard let digest = Digest(hex: hex) else {
      throw Failure(
        .usage, "\(DisplayText.escaping(text)) is no SHA-256 digest", hint: "gatehouse trust show prints it")
    }
    return digest
  }
}
