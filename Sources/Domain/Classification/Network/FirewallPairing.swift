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

  /// What an old file and its heir have in common. Rules that leave a name that loaders know are not loaded any more,
  /// and those that come to one are from now on, so that both must be of one sort.
  fileprivate struct Trait: Hashable {
    let isWhereLoadersLook: Bool
    let family: AddressFamily
    let text: String
  }

  private(set) var pairs: [Pair] = []
  /// The files that nothing takes over from.
  private(set) var removed: [FirewallFile]
  private var arrivals: [Arrival]

  init(removed: [FirewallFile], added: [FirewallFile]) {
    self.removed = removed
    if removed.contains(where: { !$0.isWhereLoadersLook }) {
      let known = Set(added.filter(\.isWhereLoadersLook).flatMap { Self.reaches(of: $0) })
      // What comes under a name that a loader knows is judged as new; its old place was none to lose.
      self.removed.removeAll { !$0.isWhereLoadersLook && known.isSuperset(of: Self.reaches(of: $0)) }
    }
    arrivals = added.map { Arrival(file: $0, families: $0.families) }
    // What nothing is compared with needs no traits, which cost a computation for each file.
    if !self.removed.isEmpty, !arrivals.isEmpty {
      pair { file, family in Self.reach(of: file, family) }
      pair { file, _ in file.path.name.map { String($0, radix: 16) }.joined(separator: " ") }
      pair { file, _ in file.format.language }
      pair { _, _ in "" }
    }
    for arrival in arrivals {
      if arrival.file.isFragment {
        pairs.append(Pair(base: nil, head: arrival.file.refusingElse, families: arrival.families))
        continue
      }
      // Where a new file restricts nothing, all is as it was without it.
      let restricted = arrival.families.filter { !Self.letsEverythingIn(arrival.file, $0) }
      pairs.append(Pair(base: nil, head: arrival.file, families: restricted))
    }
  }

  /// Pairs files that have a trait in common, each with the first that is left: linear in the number of files.
  private mutating func pair(by trait: (FirewallFile, AddressFamily) -> String) {
    var heirs: [Trait: [Int]] = [:]
    for index in arrivals.indices.reversed() {
      let file = arrivals[index].file
      for family in arrivals[index].families {
        heirs[Trait(file, family, trait(file, family)), default: []].append(index)
      }
    }
    var left: [FirewallFile] = []
    for file in removed {
      var heir: Int?
      for family in file.families.sorted() where heir == nil {
        let key = Trait(file, family, trait(file, family))
        while let last = heirs[key]?.last, !arrivals[last].families.contains(family) { heirs[key]?.removeLast() }
        heir = heirs[key]?.last
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

  /// What a file lets through in every family that it governs, each as a text.
  private static func reaches(of file: FirewallFile) -> [String] {
    file.families.sorted().map { reach(of: file, $0) }
  }

  /// What a file lets through in one family: equal reaches give equal texts. A reach that has too many boxes, or takes
  /// too much work, equals only that of the same file.
  private static func reach(of file: FirewallFile, _ family: AddressFamily) -> String {
    let parts = Hook.allCases.map { hook -> String? in
      guard let reach = file.ruleset.reach(hook, within: .all(family)).value,
        let boxes = reach.accepted.boxes(limit: listedBoxes)
      else { return nil }
      let conditional = reach.conditional.map { item in
        "\(item.effect) \(item.terms) \(TrafficText.describe(item.traffic) ?? "")"
      }
      return "\(boxes.map(\.signature)) \(conditional)"
    }
    guard parts.allSatisfy({ $0 != nil }) else { return "\(file.side) \(file.path.display)" }
    return "\(family) " + parts.compactMap { $0 }.joined(separator: "\n")
  }

  private static let listedBoxes = 1_000

  private static func letsEverythingIn(_ file: FirewallFile, _ family: AddressFamily) -> Bool {
    let all = TrafficSet.all(family)
    return file.ruleset.reach(.input, within: all).value?.accepted == all
  }
}

extension FirewallPairing.Trait {
  fileprivate init(_ file: FirewallFile, _ family: AddressFamily, _ text: String) {
    self.init(isWhereLoadersLook: file.isWhereLoadersLook, family: family, text: text)
  }
}

extension TrafficBox {
  /// All that the box says, as a text.
  fileprivate var signature: String {
    "\(families.map(\.rawValue).sorted()) \(sources.ranges) \(destinations.ranges) \(protocols.ranges) "
      + "\(sourcePorts.ranges) \(destinationPorts.ranges) \(icmpTypes.ranges) \(inInterfaces.points.ranges) "
      + "\(outInterfaces.points.ranges)"
  }
}
