import Exposure
import Findings
import Firewall
import Repositories
import YAML

/// What both sides of a change declare, group by group.
struct DeclaredSides {
  let reader: DeclaredReader
  let change: ChangeSet
  /// Every file that was used.
  var governed: Set<RepositoryPath> = []
  /// Files of the head that should declare something and cannot be read.
  private(set) var unreadable: [Finding] = []
  var groups = GroupSides()
  private var policies: [Finding.Side: [RepositoryPath: [PodPolicy]]] = [:]

  /// The most files beside a changed policy that are read for other policies of the same pods.
  static let siblingLimit = 1000

  /// What is said beside rules.
  private(set) var marks = MarkComparison()
  let changed: Set<RepositoryPath>
  /// The files that bear on what a file says, beside itself.
  var causes: [RepositoryPath: Set<RepositoryPath>] = [:]
  private var added: [Finding.Side: Set<RepositoryPath>] = [:]
  /// Files that were read because of others.
  var related: Set<RepositoryPath> = []
  /// The scripts of directories that read other files.
  var sourcing: [RepositoryPath: [(path: RepositoryPath, bytes: [UInt8])]] = [:]

  init(_ change: ChangeSet, _ parser: any YAMLParser) {
    self.change = change
    reader = DeclaredReader(parser: parser)
    changed = Set(change.files.map(\.path))
  }

  /// Takes one changed file; both sides are read.
  mutating func take(_ file: ChangedFile) throws(Failure) {
    try takeDependents(of: file)
    let old = try read(file.base, at: file.path, .base)
    let isSame = file.base.bytes != nil && file.base.bytes == file.head.bytes
    let new = isSame ? old : try read(file.head, at: file.path, .head)
    guard old != nil || new != nil else { return }
    try takeApplied(old?.kustomization, new?.kustomization, by: file.path)
    try takeTemplates(old?.settings, new?.settings, of: file.path)
    let isSaying = old?.declared.isEmpty == false || new?.declared.isEmpty == false
    guard isSaying else { return }
    governed.insert(file.path)
    add(old?.declared, at: file.path, .base)
    add(new?.declared, at: file.path, .head)
    note(file, old?.declared, new?.declared)
  }

  private mutating func note(_ file: ChangedFile, _ old: DeclaredReach?, _ new: DeclaredReach?) {
    if case .oversized(let size) = file.head, old != nil {
      unreadable.append(FirewallFileFindings.oversized(file.path, .head, size: size))
    }
    // What is understood and not followed is told once, when it comes.
    let known = Set(old?.diagnostics.filter { $0.kind == .unsupported }.map(\.message) ?? [])
    let problems = new?.diagnostics.filter { $0.kind != .unsupported || !known.contains($0.message) } ?? []
    if let first = problems.min(by: { $0.origin < $1.origin }) {
      let location = Finding.Location(file.path, line: first.origin.line)
      let isAsBefore =
        problems.allSatisfy { $0.kind == .syntax }
        && old?.diagnostics.contains { $0.kind == .syntax && $0.message == first.message } == true
        && BrokenDocuments.areAlike(file.base.bytes ?? [], file.head.bytes ?? [])
      unreadable.append(
        FirewallFileFindings.unparsed(
          at: location, first.message, as: isAsBefore ? .networkFileStillUnparsed : .networkFileUnparsed))
    }
  }

  mutating func read(
    _ reading: FileReading, at path: RepositoryPath, _ side: Finding.Side, settings: [String: YAMLNode] = [:]
  ) throws(Failure) -> DeclaredReader.Reading? {
    guard let bytes = reading.bytes else { return nil }
    var files = NeighbourFiles(of: path, in: side == .base ? change.base : change.head, judged: changed)
    let read = reader.read(bytes, at: path, &files, settings: settings)
    if let failure = files.failure { throw failure }
    if read != nil, !files.found.isEmpty {
      governed.formUnion(files.found)
      causes[path, default: []].formUnion(files.found)
    }
    return read
  }

  mutating func add(_ declared: DeclaredReach?, at path: RepositoryPath, _ side: Finding.Side) {
    // A file may be asked for by several others.
    guard let declared, added[side, default: []].insert(path).inserted else { return }
    for group in declared.groups {
      groups.add(group.labelled(path.display), in: Self.scope(of: group.key, at: path), side)
    }
    marks.add(declared.marks, at: path, side)
    if !declared.policies.isEmpty {
      policies[side, default: [:]][path] = declared.policies.map { $0.labelled(path.display) }
    }
  }

  /// Objects of a cluster have names of their own; what else is declared is named within its file.
  private static func scope(of key: ReachGroup.Key, at path: RepositoryPath) -> RepositoryPath {
    switch key.subject {
    case .pods, .service, .nodePort, .route: path.directory
    case .container, .cloudFirewall, .hostFirewall, .redirect: path
    }
  }

  /// The pairs to be compared, after the policies of each scope are added up.
  mutating func pairs() throws(Failure) -> [GroupSides.Pair] {
    try addPods()
    return groups.pairs()
  }

  /// Policies add up with those of the files beside them, changed or not.
  private mutating func addPods() throws(Failure) {
    guard !policies.isEmpty else { return }
    let changed = Set(policies.values.flatMap { Array($0.keys) })
    let listed = self.changed.union(related)
    let directories = Dictionary(grouping: changed, by: \.directory)
    for directory in directories.keys.sorted() {
      var before: [PodPolicy] = []
      var after: [PodPolicy] = []
      for path in (directories[directory] ?? []).sorted() {
        before += policies[.base]?[path] ?? []
        after += policies[.head]?[path] ?? []
      }
      let beside = try unchanged(in: directory, listed)
      groups.addPods(before, after, beside: beside, in: directory)
    }
    groups.movePods()
  }

  /// The policies of the files in `directory` that the change leaves alone.
  private mutating func unchanged(
    in directory: RepositoryPath, _ changed: Set<RepositoryPath>
  ) throws(Failure) -> [PodPolicy] {
    var found: [PodPolicy] = []
    let entries = try change.head.entries(in: directory).filter { $0.version.mode.isRegularFile }
    for entry in entries.prefix(Self.siblingLimit) {
      let path = directory.appending(entry.name)
      guard !changed.contains(path), DeclaredReader.isCandidate(path),
        let bytes = try change.read(entry.version, on: .head).bytes, bytes.mentions("NetworkPolicy"),
        let declared = try read(.bytes(bytes), at: path, .head)?.declared, !declared.policies.isEmpty
      else { continue }
      governed.insert(path)
      found += declared.policies.map { $0.labelled(path.display) }
    }
    return found
  }
}
