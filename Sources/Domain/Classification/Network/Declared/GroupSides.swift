import Exposure
import Findings
import Firewall

/// The groups that both sides of a change declare, and which of them are compared with each other.
struct GroupSides {
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

  private var base: [Place: ReachGroup] = [:]
  private var head: [Place: ReachGroup] = [:]

  /// So many groups of one name stand side by side.
  private static let limit = 1000

  mutating func set(_ group: ReachGroup, at place: Place, _ side: Finding.Side) {
    if side == .base { base[place] = group } else { head[place] = group }
  }

  /// Adds a group at a place that holds none yet: two of one name, such as those of two scripts in a file, stand side by
  /// side.
  mutating func add(_ group: ReachGroup, in scope: RepositoryPath, _ side: Finding.Side) {
    let key = group.key
    var place = Place(scope: scope, key: key)
    var number = 2
    while (side == .base ? base[place] : head[place]) != nil, number <= Self.limit {
      let name = "\(key.name) (\(number))"
      place = Place(scope: scope, key: ReachGroup.Key(key.subject, key.way, name, assumes: key.assumes))
      number += 1
    }
    set(group, at: place, side)
  }

  /// Adds the pods that the policies of a scope select, on both sides under those of each.
  mutating func addPods(_ before: [PodPolicy], _ after: [PodPolicy], beside: [PodPolicy], in scope: RepositoryPath) {
    let sets = PodIsolation.podSets(of: before + after)
    for group in PodIsolation.groups(of: sets, under: before + beside) {
      base[Place(scope: scope, key: group.key)] = group
    }
    for group in PodIsolation.groups(of: sets, under: after + beside) {
      head[Place(scope: scope, key: group.key)] = group
    }
  }

  /// Pods whose policies went to another directory stay isolated: there they are compared.
  mutating func movePods() {
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

  /// The pairs to be compared.
  mutating func pairs() -> [Pair] {
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
    // What a host sends is refused nowhere by default, so that saying that it passes says nothing new.
    func isSupposed(_ place: Place) -> Bool { place.key.way == .ingress || place.key.assumes == .accept }
    for place in Set(base.keys).union(head.keys).sorted() where place.key.assumes == nil {
      let guesses = [RuleChain.Policy.drop, .accept].map { policy in
        let key = place.key
        return Place(
          scope: place.scope, key: ReachGroup.Key(key.subject, key.way, key.name, assumes: policy))
      }
      if let new = head[place], base[place] == nil, guesses.contains(where: { base[$0] != nil }) {
        pairs += guesses.compactMap { guess in
          guard let old = base.removeValue(forKey: guess), isSupposed(guess) else { return nil }
          return Pair(base: Scoped(scope: place.scope, group: old), head: Scoped(scope: place.scope, group: new))
        }
        head[place] = nil
      } else if let old = base[place], head[place] == nil, guesses.contains(where: { head[$0] != nil }) {
        pairs += guesses.compactMap { guess in
          guard let new = head.removeValue(forKey: guess), isSupposed(guess) else { return nil }
          return Pair(base: Scoped(scope: place.scope, group: old), head: Scoped(scope: place.scope, group: new))
        }
        base[place] = nil
      }
    }
    return pairs
  }
}

extension ReachGroup.Key {
  /// An order that depends on nothing but the text.
  fileprivate var sortText: String { "\(name) \(way.rawValue) \(assumes == .accept)" }
}
