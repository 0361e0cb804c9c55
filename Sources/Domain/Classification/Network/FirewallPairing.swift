import Exposure
import Findings
import Firewall

/// Which new firewall file takes over from which one that is gone, so that a move, a rename or a translation
/// into another format is judged as a change of rules and not as a loss and an arrival.
///
/// One new file can take over from two, one for each family: an nftables script from `rules.v4` and
/// `rules.v6`.
struct FirewallPairing {
  /// A comparison to be made, and the families that it is about.
  struct Pair {
    let base: FirewallFile?
    let head: FirewallFile
    let families: Set<AddressFamily>
  }

  /// A new file and the families that it has not taken over from another one.
  private struct Arrival {
    let file: FirewallFile
    var families: Set<AddressFamily>
  }

  private(set) var pairs: [Pair] = []
  /// The files that nothing takes over from.
  private(set) var removed: [FirewallFile]
  private var arrivals: [Arrival]

  init(removed: [FirewallFile], added: [FirewallFile]) {
    self.removed = removed.filter { old in
      // What comes under a name that a loader knows is judged as new; its old place was none to lose.
      old.isWhereLoadersLook || !added.contains { $0.isWhereLoadersLook && Self.letTheSameIn(old, $0) }
    }
    arrivals = added.map { Arrival(file: $0, families: $0.families) }
    pair { Self.letTheSameIn($0, $1) }
    pair { $0.path.name == $1.path.name }
    pair { $0.format.isSameLanguage(as: $1.format) }
    pair { _, _ in true }
    for arrival in arrivals {
      // Where a new file restricts nothing, all is as it was without it.
      let restricted = arrival.families.filter { !Self.letsEverythingIn(arrival.file, $0) }
      pairs.append(Pair(base: nil, head: arrival.file, families: restricted))
    }
  }

  private mutating func pair(where fits: (FirewallFile, FirewallFile) -> Bool) {
    var left: [FirewallFile] = []
    for file in removed {
      let heir = arrivals.firstIndex { arrival in
        // Rules that leave such a name are not loaded any more, and those that come to one are from now on.
        file.isWhereLoadersLook == arrival.file.isWhereLoadersLook
          && !file.families.isDisjoint(with: arrival.families) && fits(file, arrival.file)
      }
      guard let heir else {
        left.append(file)
        continue
      }
      let families = file.families.intersection(arrivals[heir].families)
      pairs.append(Pair(base: file, head: arrivals[heir].file, families: families))
      arrivals[heir].families.subtract(families)
    }
    removed = left
  }

  /// Whether the new file lets in what the old one did, in the families that the old one governed.
  private static func letTheSameIn(_ old: FirewallFile, _ new: FirewallFile) -> Bool {
    let region = TrafficSet(TrafficBox(families: old.families))
    return Hook.allCases.allSatisfy { hook in
      guard let one = old.ruleset.reach(hook, within: region).value,
        let other = new.ruleset.reach(hook, within: region).value
      else { return false }
      return one == other
    }
  }

  private static func letsEverythingIn(_ file: FirewallFile, _ family: AddressFamily) -> Bool {
    let all = TrafficSet.all(family)
    return file.ruleset.reach(.input, within: all).value?.accepted == all
  }
}
