public import Findings
import HCL
public import Repositories
public import YAML

/// Recognises what a change of Terraform or OpenTofu configuration destroys, replaces, unguards or opens,
/// from the text of the configuration alone.
///
/// A directory is a module. Each module with a changed file is read as a whole on both sides, and rules
/// compare the two; so is each module of the repository that it calls otherwise than before, as it calls it.
public struct TerraformClassifier: Classifier {
  static let rules: [any TerraformRule] = [
    ResourceDestroyed(), ResourceReplaced(), ResourceRenamed(), RepetitionChanged(), ModuleRemoved(),
    PreventDestroyChanged(), DeletionProtectionChanged(), FinalSnapshotChanged(), ForceDestroyChanged(),
    EncryptionChanged(), BackupChanged(), BackupRetentionChanged(), LogRetentionChanged(), GuardUnresolved(),
    DatabaseExposed(), SecurityGroupChanged(), StorageExposed(), AddressExposed(), TransportWeakened(),
    TransitEncryptionChanged(), AuditChanged(), KeyDisabled(), KeyRotationChanged(), MetadataServiceChanged(),
    ImageMutability(), RedundancyChanged(), WorkloadPrivileges(), DeclaredReachChanged(), AccessAdmin(),
    AccessPublic(), AccessWildcard(), AccessEscalation(), AccessExtended(), AccessTrust(), AccessDeny(),
    AccessBoundary(),
    AccessUnresolved(), AccessKey(), IgnoredChanges(), CreateBeforeDestroy(), ReplaceTriggers(), ChecksRemoved(),
    ProgramsRun(), BackendChanged(), StateEncryptionChanged(), ProviderIdentityChanged(), ProviderVersionChanged(),
    LockFileChanged(), ModuleVersionChanged(), RemoteModuleArguments(), RemoteModulePolicies(), RemovedBlocks(),
    MovesAndImports(), WebFirewallChanged(), SensitivityChanged(), SecondFactorChanged(), DanglingName(),
    DatabaseResized(), RepetitionShifted(),
  ]

  private let yamlParser: (any YAMLParser)?
  private let hashes: HashFunctions?

  /// - Parameters:
  ///   - yamlParser: reads files that the configuration passes through `yamldecode()`; without one, what they say is not
  ///     known.
  ///   - hashes: compute the digests that the configuration asks for; without them, they are not known.
  public init(yamlParser: (any YAMLParser)? = nil, hashes: HashFunctions? = nil) {
    self.yamlParser = yamlParser
    self.hashes = hashes
  }

  public var kinds: [ChangeKind] {
    // Two rules may share a kind: a retention of 0 switches backups off as well.
    var seen: Set<String> = []
    let others: [ChangeKind] = [
      .terraformFileUnparsed, .terraformFileStillUnparsed, .terraformFileLegacy, .terraformVariablesEncrypted,
      .terraformFileOversized,
      .terraformModuleUnread, .terraformModulePlaceChanged, .terraformRootRemoved,
      .terraformRootStatelessRemoved, .terraformDestroyUncalled,
    ]
    return (Self.rules.flatMap(\.kinds) + others + PlanReview.kinds).filter { seen.insert($0.id).inserted }
  }

  public func classify(_ change: ChangeSet) throws(Failure) -> Classification {
    let reader = ModuleReader(
      change, yamlParser: yamlParser, hashes: hashes, memory: change.memory?.object(TerraformMemory.init) ?? .init())
    let plan = try ModulePlan(change, reader: reader)
    let callers = try CallerSearch(plan.modules, reader)
    let arrivals = try Arrivals(plan.modules, reader)
    let leaving = LeavingRoots(plan.modules, reader)
    var findings = PlacedFindings()
    for module in plan.modules {
      var base = try reader.files(in: module.base, side: .base, elsewhere: module.variableFiles)
      var head = try reader.files(in: module.head, side: .head, elsewhere: module.variableFiles)
      if !module.dataFiles.isEmpty {
        base.dataMarks = try reader.marks(of: module.dataFiles, side: .base)
        head.dataMarks = try reader.marks(of: module.dataFiles, side: .head)
      }
      let defaults = try DefaultsOfCallers(of: module, base, head, reader)
      if !defaults.hidden.isEmpty {
        base.hiddenDefaults = defaults.hidden
        head.hiddenDefaults = defaults.hidden
      }
      let problems = FileProblems.findings(base: base, head: head, changed: module.changedPaths)
      findings.add(
        try problems.map { (problem) throws(Failure) in
          guard problem.kind == .terraformFileUnparsed else { return problem }
          let path = problem.location.path
          if try isMoved(path, change) { return problem.told(as: .terraformFileStillUnparsed) }
          if try isDeadLikeOthers(path, change) { return problem.told(as: .terraformFileStillUnparsed) }
          guard head.files.contains(where: { $0.path == path && $0.isEncrypted && !$0.name.isConfiguration }),
            try EncryptedFiles.areExpected(at: path, beside: base, in: change.base)
          else { return problem }
          return problem.told(as: .terraformVariablesEncrypted)
        })
      try add(
        base: base, head: head, module: module, of: plan, callers: callers, arrivals: arrivals, leaving: leaving,
        defaults: defaults, reader: reader, to: &findings)
    }
    if let failure = reader.failure { throw failure }
    return Classification(findings: findings.all, governed: reader.governed.union(plan.strays))
  }

  /// Whether a file only changed its place: the same bytes stood in another file that the change took away.
  private func isMoved(_ path: RepositoryPath, _ change: ChangeSet) throws(Failure) -> Bool {
    guard let version = try change.head.version(at: path) else { return false }
    return change.files.contains {
      $0.path != path && $0.new == nil && $0.old == version && TerraformFileName($0.path.name) != nil
    }
  }

  /// Whether a link leads nowhere like two of the same name and target in the folders beside, which did before: Terraform
  /// refuses the module, and whoever gives them what they lead to changes all of them. One other may be a mistake as well.
  private func isDeadLikeOthers(_ path: RepositoryPath, _ change: ChangeSet) throws(Failure) -> Bool {
    guard let link = try change.head.version(at: path), link.mode.isSymbolicLink,
      try change.base.version(at: path) == nil
    else { return false }
    let folder = path.directory.directory
    var others = 0
    for entry in try change.base.entries(in: folder).prefix(TerraformLimits.entriesOfSet)
    where entry.version.mode.isDirectory {
      if try change.base.version(at: folder.appending(entry.name).appending(path.name)) == link { others += 1 }
    }
    return others >= 2
  }

  /// Adds the findings of one module, for each program that may run it and each changed variable file that
  /// somebody may name. What several of these agree on is one finding.
  private func add(
    base: ModuleFiles, head: ModuleFiles, module: ModulePlan.Module, of plan: ModulePlan, callers: CallerSearch,
    arrivals: Arrivals, leaving: LeavingRoots, defaults: DefaultsOfCallers, reader: ModuleReader,
    to findings: inout PlacedFindings
  ) throws(Failure) {
    let dialects = base.dependsOnDialect || head.dependsOnDialect ? TerraformDialect.allCases : [.terraform]
    for dialect in dialects {
      for variableFile in [nil] + module.changedVariableFiles {
        var change = ModuleChange(
          base: base.view(dialect, variableFile: variableFile).receiving(arrivals.resources(in: module.head)),
          head: head.view(dialect, variableFile: variableFile),
          changedPaths: module.changedPaths, unreadPaths: head.unread.map(\.path))
        let isLost =
          change.resources.contains {
            if case .renamed = $0.fate { true } else { $0.fate == .removed }
          } || change.moduleCalls.contains { $0.after == nil && !$0.isCovered }
        if isLost, let moves = try callers.moves(in: module.base, dialect, reader) {
          var view = change.head
          view.inherit(moves)
          change = ModuleChange(
            base: change.base, head: view, changedPaths: module.changedPaths, unreadPaths: head.unread.map(\.path))
        }
        try change.followMoves(dialect, reader)
        try change.readStakes(reader)
        try change.readManifests(reader)
        let called = try CalledModules(of: change, arrivals, dialect, reader)
        let places = EnvironmentPlaces.places(of: change)
        var told = called.findings
        if head.files.contains(where: { $0.name.isConfiguration && $0.blocks.contains(where: \.runsProgram) }) {
          change.programOrigins = try MovedPrograms.origins(in: change, leaving, dialect, reader)
        }
        let changes = try GrantMoves.settled([change] + called.changes, leaving, dialect, reader)
        for change in changes {
          // The text of a module is compared where it stands.
          let isSameText = change.caller != nil && change.base.directory == change.head.directory
          for rule in Self.rules where !(isSameText && rule.comparesTextOnly) {
            let found = rule.findings(in: change).filter {
              !arrivals.isSettledByCallers($0, change) && !defaults.settle($0, change)
            }
            told += found
          }
        }
        // That a module goes is one finding; the guards that it put on what stays are others.
        for change in called.removed {
          for rule in Self.rules where !rule.comparesTextOnly && !(rule is ChecksRemoved) {
            told += rule.findings(in: change).filter { $0.kind.direction == .loosens }
          }
        }
        // Who applies the module is only asked where it matters: the whole repository is looked through for that.
        if !told.isEmpty, !head.isRun || told.contains(where: { ModuleStanding.losses.contains($0.kind.id) }) {
          told = try ModuleStanding(module, base, head, among: plan.modules, reader).told(told, change)
        }
        if told.contains(where: { $0.kind == .terraformExecAdded }),
          try ModuleStanding.isUncalled(head, .head, reader)
        {
          told = told.map { $0.kind == .terraformExecAdded ? $0.told(as: .terraformExecUncalled) : $0 }
        }
        findings.add(told, places)
      }
    }
  }
}

/// Findings, each once, with every place in which it was made.
private struct PlacedFindings {
  private var places: [Finding: Set<RepositoryPath>] = [:]

  init() {}

  mutating func add(_ findings: [Finding], _ places: [RepositoryPath] = []) {
    for finding in findings { self.places[finding, default: []].formUnion(places) }
  }

  /// In no order.
  var all: [Finding] { places.map { $0.placed(at: $1.sorted()) } }
}
