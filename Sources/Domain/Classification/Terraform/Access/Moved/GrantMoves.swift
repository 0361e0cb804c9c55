import Findings

/// Which of the grants that are new where they stand the same holder had before, by another resource that loses them; and
/// which refusals that go stand elsewhere from now on.
///
/// A grant of the base stands for one of the head: of two new ones that are the same, one is more than there was.
struct GrantMoves {
  private var counterparts: [GrantInventory.Part: Set<String>] = [:]
  /// The parts in which something is new, or is gone.
  private var open: Set<GrantInventory.Part> = []

  /// What is new in the head and was found nowhere in the base.
  private var rest: [GrantInventory.Entry] = []

  /// Within one root module.
  init(base: GrantInventory, head: GrantInventory) {
    guard base.isComplete, head.isComplete, base.hidesNoRefusal(lostIn: head) else { return }
    pairRefusals(base, head)
    pairGrants(base, head)
    open.formUnion(head.unknown.filter { $0.sort != .deny })
    open.formUnion(base.unknown.filter { $0.sort == .deny })
  }

  /// A root and the modules that it calls, with what is known of grants that only stand elsewhere.
  static func settled(
    _ changes: [ModuleChange], _ leaving: LeavingRoots, _ dialect: TerraformDialect, _ reader: ModuleReader
  ) throws(Failure) -> [ModuleChange] {
    guard let root = changes.first, changes.contains(where: { $0.access.contains(where: \.mayBeMoved) }) else {
      return changes
    }
    // A root that goes over into another environment is not the same one.
    if root.base.directory != root.head.directory, !root.base.isEmpty,
      Environments.named(by: root.base) != Environments.named(by: root.head)
    {
      return changes
    }
    let moves = try leaving.moves(from: root.base, to: root.head, dialect)
    return changes.map { change in
      var change = change
      change.settle(moves)
      return change
    }
  }

  /// Asks for each thing that is new and was not found in the base where it stood.
  mutating func follow(_ origin: (GrantInventory.Entry) throws(Failure) -> String?) throws(Failure) {
    for entry in rest {
      let part = GrantInventory.Part(place: entry.place, sort: entry.sort)
      if let origin = try origin(entry) {
        counterparts[part, default: []].insert(origin)
      } else {
        open.insert(part)
      }
    }
    rest = []
  }

  /// Where the same stands on the other side; `nil` unless all of it does.
  func counterpart(of part: GrantInventory.Part, isNew: Bool) -> String? {
    guard isNew == (part.sort != .deny), !open.contains(part), let places = counterparts[part] else { return nil }
    return places.sorted().joined(separator: ", ")
  }

  private mutating func pairGrants(_ base: GrantInventory, _ head: GrantInventory) {
    var free: [GrantInventory.Key: [GrantInventory.Entry]] = [:]
    for entry in base.entries where entry.sort != .deny { free[entry.key, default: []].append(entry) }
    var new: [GrantInventory.Entry] = []
    for entry in head.entries where entry.sort != .deny {
      let index = free[entry.key]?.firstIndex {
        $0.address == entry.address && $0.conditions.isSubset(of: entry.conditions)
      }
      if let index { free[entry.key]?.remove(at: index) } else { new.append(entry) }
    }
    let losing = base.holdersLosingRefusals(in: head)
    // Those that ask for the same go first.
    for isExact in [true, false] {
      new = new.filter { entry in
        let index = free[entry.key]?.firstIndex {
          isExact ? $0.conditions == entry.conditions : $0.conditions.isSubset(of: entry.conditions)
        }
        guard let index, let origin = free[entry.key]?[index], base.isTrustedAlike(entry.key.holder, in: head),
          !base.unknown.contains(GrantInventory.Part(place: origin.place, sort: .deny)),
          !losing.contains(entry.key.holder)
        else { return true }
        free[entry.key]?.remove(at: index)
        counterparts[GrantInventory.Part(place: entry.place, sort: entry.sort), default: []].insert(origin.place)
        return false
      }
    }
    rest = new
  }

  private mutating func pairRefusals(_ base: GrantInventory, _ head: GrantInventory) {
    let standing = head.refusals
    for entry in base.entries where entry.sort == .deny {
      let part = GrantInventory.Part(place: entry.place, sort: .deny)
      if let heir = entry.heir(among: standing) {
        counterparts[part, default: []].insert(heir.place)
      } else {
        open.insert(part)
      }
    }
  }
}

extension GrantInventory.Entry {
  /// What refuses the same to the same holder whenever this did.
  fileprivate func heir(among refusals: [GrantInventory.Key: [Self]]) -> Self? {
    refusals[key]?.first { $0.conditions.isSubset(of: conditions) }
  }
}

extension GrantInventory {
  fileprivate var refusals: [Key: [Entry]] { Dictionary(grouping: entries.filter { $0.sort == .deny }, by: \.key) }

  /// Whether each policy of which it is not known what it refuses, or to whom, is still where it was.
  func hidesNoRefusal(lostIn head: GrantInventory) -> Bool {
    let standing = Set(head.unknown.filter { $0.sort == .deny }.map { head.ownAddress($0.place) })
    return unknown.allSatisfy { $0.sort != .deny || standing.contains(ownAddress($0.place)) }
  }

  /// The holders to whom the head does not refuse all that was refused to them.
  func holdersLosingRefusals(in head: GrantInventory) -> Set<String> {
    let standing = head.refusals
    return Set(entries.filter { $0.sort == .deny && $0.heir(among: standing) == nil }.map(\.key.holder))
  }

  /// Whether the same may become the role on both sides, and the same bounds it: it is declared where it was, or says the
  /// same of that, or is declared on neither side.
  func isTrustedAlike(_ holder: String, in head: GrantInventory, acrossRoots: Bool = false) -> Bool {
    let (before, after) = (trust[holder] ?? [:], head.trust[holder] ?? [:])
    if !acrossRoots, Set(before.keys) == Set(after.keys) { return true }
    let all = Array(before.values) + Array(after.values)
    if acrossRoots, all.contains(where: \.isBoundToRoot) { return false }
    if acrossRoots, all.isEmpty { return true }
    let words = Set(all.map(\.words))
    return !before.isEmpty && !after.isEmpty && words.count == 1 && !words.contains(nil)
  }
}

extension AccessDifference {
  /// Whether it is a grant that came or a refusal that went.
  fileprivate var mayBeMoved: Bool {
    switch sort {
    case .grant, .trust: isNew
    case .deny: !isNew
    case .extended, .images, .respelled, .boundary, .unresolved: false
    }
  }
}
