import Exposure
import Findings
import Firewall
import Repositories
import YAML

/// What both sides of a change declare, group by group.
struct DeclaredSides {
  /// A group with the scope that tells it from groups of the same name elsewhere.
  struct Scoped {
    let scope: RepositoryPath
    let group: ReachGroup
  }

  struct Place: Hashable, Comparable {
    let scope: RepositoryPath
    let key: ReachGroup.Key

    static func < (left: Place, right: Place) -> Bool {
      (left.key.sortText, left.scope) < (right.key.sortText, right.scope)
    }
  }

  /// Groups that are compared; a side that lacks one declares nothing of that name.
  struct Pair {
    let base: Scoped?
    let head: Scoped?

    /// The policy under which the groups are compared, where the text says none.
    var assumes: RuleChain.Policy? { head?.group.key.assumes ?? base?.group.key.assumes }
  }

  let reader: DeclaredReader
  let change: ChangeSet
  /// Every file that was used.
  var governed: Set<RepositoryPath> = []
  /// Files of the head that should declare something and cannot be read.
  private(set) var unreadable: [Finding] = []
  var base: [Place: ReachGroup] = [:]
  var head: [Place: ReachGroup] = [:]
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
      unreadable.append(FirewallFileFindings.unparsed(at: location, first.message))
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
      let scope = Self.scope(of: group.key, at: path)
      set(group.labelled(path.display), at: free(scope, group.key, side), side)
    }
    marks.add(declared.marks, at: path, side)
    if !declared.policies.isEmpty {
      policies[side, default: [:]][path] = declared.policies.map { $0.labelled(path.display) }
    }
  }

  /// A place that holds no group yet: two of one name, such as those of two scripts in a file, stand side by side.
  private func free(_ scope: RepositoryPath, _ key: ReachGroup.Key, _ side: Finding.Side) -> Place {
    var place = Place(scope: scope, key: key)
    var number = 2
    while (side == .base ? base[place] : head[place]) != nil, number <= Self.siblingLimit {
      let name = "\(key.name) (\(number))"
      place = Place(scope: scope, key: ReachGroup.Key(key.subject, key.way, name, assumes: key.assumes))
      number += 1
    }
    return place
  }

  /// Objects of a cluster have names of their own; what else is declared is named within its file.
  private static func scope(of key: ReachGroup.Key, at path: RepositoryPath) -> RepositoryPath {
    switch key.subject {
    case .pods, .service, .route: path.directory
    case .container, .cloudFirewall, .hostFirewall, .redirect: path
    }
  }

  /// The pairs to be compared, after the policies of each scope are added up.
  mutating func pairs() throws(Failure) -> [Pair] {
    try addPods()
    var pairs = supposed()
    var gone: [ReachGroup.Key: [Place]] = [:]
    // Last ones first, so that taking the first is taking one off the end.
    for place in base.keys.sorted(by: >) where head[place] == nil { gone[place.key, default: []].append(place) }
    for place in head.keys.sorted() {
      let new = head[place].map { Scoped(scope: place.scope, group: $0) }
      // What went from one file or directory to another is compared with what it was.
      let former = base[place] == nil ? gone[place.key]?.popLast() : place
      let old = former.flatMap { former in base[former].map { Scoped(scope: former.scope, group: $0) } }
      pairs.append(Pair(base: old, head: new))
    }
    for place in gone.values.joined().sorted() {
      pairs.append(Pair(base: base[place].map { Scoped(scope: place.scope, group: $0) }, head: nil))
    }
    return pairs
  }

  /// Groups whose text states the default policy on one side only: that side is held against what the other may mean.
  private mutating func supposed() -> [Pair] {
    var pairs: [Pair] = []
    for place in Set(base.keys).union(head.keys).sorted() where place.key.assumes == nil {
      let guesses = [RuleChain.Policy.drop, .accept].map { policy in
        let key = place.key
        return Place(
          scope: place.scope, key: ReachGroup.Key(key.subject, key.way, key.name, assumes: policy))
      }
      if let new = head[place], base[place] == nil, guesses.contains(where: { base[$0] != nil }) {
        pairs += guesses.compactMap { guess in
          base.removeValue(forKey: guess).map {
            Pair(base: Scoped(scope: place.scope, group: $0), head: Scoped(scope: place.scope, group: new))
          }
        }
        head[place] = nil
      } else if let old = base[place], head[place] == nil, guesses.contains(where: { head[$0] != nil }) {
        pairs += guesses.compactMap { guess in
          head.removeValue(forKey: guess).map {
            Pair(base: Scoped(scope: place.scope, group: old), head: Scoped(scope: place.scope, group: $0))
          }
        }
        base[place] = nil
      }
    }
    return pairs
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
      let sets = PodIsolation.podSets(of: before + after)
      for group in PodIsolation.groups(of: sets, under: before + beside) {
        base[Place(scope: directory, key: group.key)] = group
      }
      for group in PodIsolation.groups(of: sets, under: after + beside) {
        head[Place(scope: directory, key: group.key)] = group
      }
    }
    moved()
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

  /// Pods whose policies went to another directory stay isolated: there they are compared.
  private mutating func moved() {
    let lost = base.keys.filter { place in
      place.key.subject == .pods && base[place]?.isRestricted == true && head[place]?.isRestricted == false
    }.sorted()
    let found = head.keys.filter { place in
      place.key.subject == .pods && head[place]?.isRestricted == true && base[place]?.isRestricted != true
    }
    var heirs = Dictionary(grouping: found.sorted(by: >), by: \.key)
    for place in lost {
      let heir = heirs[place.key]?.popLast()
      guard let heir else { continue }
      base[heir] = base[place]
      base[place] = nil
      head[place] = nil
    }
  }
}

extension ReachGroup.Key {
  /// An order that depends on nothing but the text.
  var sortText: String { "\(name) \(way.rawValue) \(assumes == .accept)" }
}
