import Exposure
import Findings

/// Decides what a change of what a host, or a group of hosts, may reach amounts to.
struct EgressJudgement {
  /// Every kind that ``changes(explained:)`` can name.
  static let kinds: [ChangeKind] = [.networkEgressOpened, .networkEgressNarrowed]

  let base: Reach
  let head: Reach
  let difference: ExposureDifference
  /// What sets of addresses are called, and what they were called.
  var names = AddressNames()
  var formerNames = AddressNames()

  /// `nil` when the comparison takes more work than ``Exposure/Limits`` allow.
  init?(base: Reach, head: Reach) {
    guard let difference = ExposureDifference.between(base: base, head: head).value else { return nil }
    self.init(base: base, head: head, difference: difference)
  }

  init(base: Reach, head: Reach, difference: ExposureDifference) {
    self.base = base
    self.head = head
    self.difference = difference
  }

  /// Everything but what a host sends to itself.
  static let outside = TrafficSet(TrafficBox(outInterfaces: InterfaceSet.loopback.complement))

  /// The changes, openings first.
  ///
  /// - Parameter explained: packets whose new fate another finding accounts for already.
  func changes(explained: TrafficSet = .none) -> [ReachChange] {
    let opened = difference.opened.subtracting(explained).intersection(Self.outside)
    let closed = difference.closed.subtracting(explained).intersection(Self.outside)
    let certain = [change(.networkEgressOpened, in: opened), change(.networkEgressNarrowed, in: closed)]
    return certain.compactMap { $0 }
      + conditional(difference.conditionallyOpened.beyond(explained), .networkEgressOpened)
      + conditional(difference.conditionallyClosed, .networkEgressNarrowed)
  }

  private func change(_ kind: ChangeKind, in traffic: TrafficSet) -> ReachChange? {
    guard !traffic.isEmpty else { return nil }
    // Told is all that goes to the same services now, not only what is new.
    let services = traffic.forgetting(.destination).intersection(Self.outside)
    let before = base.accepted.intersection(services)
    let after = head.accepted.intersection(services)
    return ReachChange(
      kind: kind, traffic: traffic, before: TrafficText.describe(before, formerNames),
      after: TrafficText.describe(after, names),
      confidence: .literal, facts: TrafficText.facts(traffic, direction: "egress", names))
  }

  private func conditional(_ items: [ConditionalReach], _ kind: ChangeKind) -> [ReachChange] {
    items.filter { $0.effect == .accept }.map { item in
      let text = TrafficText.describe(item.traffic, names).map { "\($0) if \(item.terms.joined(separator: " and "))" }
      let isOpening = kind.direction == .loosens
      return ReachChange(
        kind: kind, traffic: item.traffic, before: isOpening ? nil : text, after: isOpening ? text : nil,
        confidence: .symbolic,
        facts: TrafficText.facts(item.traffic, direction: "egress", names)
          + item.terms.map { Finding.Fact("condition", $0) })
    }
  }
}
