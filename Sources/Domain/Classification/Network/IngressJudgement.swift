import Exposure
import Findings

/// Decides what a change of reach into a host or a group of hosts amounts to, whatever format the rules are
/// written in.
///
/// It decides by reach, not by text: rules that are written differently and let in the same packets give
/// nothing.
struct IngressJudgement {
  /// Every kind that ``changes`` can name.
  static let kinds: [ChangeKind] = [
    .networkIngressWorld, .networkIngressAdminWorld, .networkIngressDataWorld, .networkIngressWebWorld,
    .networkIngressICMPWorld, .networkIngressWidened, .networkIngressNarrowed,
  ]

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

  /// The changes, openings first.
  ///
  /// - Parameter explained: packets whose new fate another finding accounts for already (a deny rule gone);
  ///   they count for what is open to the world and not for what is merely wider or narrower.
  /// - Parameter settled: packets that pass because a list of hosts became shorter, which is told by itself.
  func changes(explained: TrafficSet = .none, settled: TrafficSet = .none) -> [ReachChange] {
    var world = difference.openedToWorld
    if !settled.isEmpty {
      // Open to the world is what somebody else reaches as well.
      world = world.intersection(difference.opened.subtracting(settled).forgetting(.source))
    }
    let opened = difference.opened.subtracting(world).subtracting(explained).intersection(Self.outside)
    let closed = difference.closed.subtracting(explained).intersection(Self.outside)
    let widened = change(.networkIngressWidened, in: opened)
    let narrowed = change(.networkIngressNarrowed, in: closed)
    return openings(to: world) + [widened, narrowed].compactMap { $0 }
      + conditional(difference.conditionallyOpened.beyond(explained), .networkIngressWidened, isOpening: true)
      + conditional(difference.conditionallyClosed, .networkIngressNarrowed, isOpening: false)
  }

  /// Everything but what arrives on the loopback interface, which the host sends to itself.
  static let outside = TrafficSet(TrafficBox(inInterfaces: InterfaceSet.loopback.complement))

  // Built once: a module of many groups would spend a quarter of the whole run on building them again.
  private static let admin = services(ServicePort.admin)
  private static let data = services(ServicePort.data)

  /// What is newly open to the world, by what listens there. An opening of all ports is one of administration
  /// and of data stores as well, so that a policy for those kinds meets it.
  private func openings(to world: TrafficSet) -> [ReachChange] {
    guard !world.isEmpty else { return [] }
    let admin = world.intersection(Self.admin)
    let data = world.intersection(Self.data)
    let rest = world.subtracting(admin).subtracting(data)
    let services = rest.subtracting(Self.icmp)
    let isWebOnly = services.isSubset(of: Self.web)
    return [
      change(.networkIngressAdminWorld, in: admin),
      change(.networkIngressDataWorld, in: data),
      services.isEmpty || isWebOnly
        ? change(.networkIngressWebWorld, in: services) : change(.networkIngressWorld, in: rest, shown: world),
      // With services that are told anyhow, it is a part of them.
      isWebOnly ? change(.networkIngressICMPWorld, in: rest.intersection(Self.icmp)) : nil,
    ].compactMap { $0 }
  }

  private static func services(_ ports: [ServicePort]) -> TrafficSet {
    TrafficSet.union(of: ports.map(\.traffic))
  }

  /// ICMP of each family.
  private static let icmp = TrafficSet([
    TrafficBox(families: [.ipv4], protocols: ProtocolSet(members: [IPProtocol.icmp])),
    TrafficBox(families: [.ipv6], protocols: ProtocolSet(members: [IPProtocol.icmpv6])),
  ])

  /// HTTP over TCP and QUIC.
  private static let web = TrafficSet([
    TrafficBox(
      protocols: ProtocolSet(members: [IPProtocol.tcp]), destinationPorts: PortSet(80...80).union(PortSet(443...443))),
    TrafficBox(protocols: ProtocolSet(members: [IPProtocol.udp]), destinationPorts: PortSet(443...443)),
  ])

  /// A change of `traffic`; `nil` when it is empty. Told are all who reach the same services, not only the
  /// new ones.
  private func change(_ kind: ChangeKind, in traffic: TrafficSet, shown: TrafficSet? = nil) -> ReachChange? {
    if traffic.isEmpty { return nil }
    let services = (shown ?? traffic).forgetting(.source).intersection(Self.outside)
    let before = base.accepted.intersection(services)
    let after = head.accepted.intersection(services)
    let isOpening = kind.direction == .loosens
    // Of what is open to the world now, only a part need be new.
    let changed = isOpening ? difference.opened : difference.closed
    return ReachChange(
      kind: kind, traffic: traffic.intersection(changed).intersection(Self.outside),
      before: TrafficText.describe(before, formerNames), after: TrafficText.describe(after, names),
      confidence: .literal,
      facts: TrafficText.facts(isOpening ? after : before, direction: "ingress", names))
  }

  private func conditional(
    _ items: [ConditionalReach], _ kind: ChangeKind, isOpening: Bool
  ) -> [ReachChange] {
    items.filter { $0.effect == .accept }.map { item in
      let terms = item.terms.joined(separator: " and ")
      let text = TrafficText.describe(item.traffic, names).map { "\($0) if \(terms)" }
      return ReachChange(
        kind: kind, traffic: item.traffic, before: isOpening ? nil : text, after: isOpening ? text : nil,
        confidence: .symbolic,
        facts: TrafficText.facts(item.traffic, direction: "ingress", names)
          + item.terms.map { Finding.Fact("condition", $0) })
    }
  }
}

extension [ConditionalReach] {
  /// Those that are about other packets as well.
  func beyond(_ explained: TrafficSet) -> [ConditionalReach] {
    explained.isEmpty ? self : filter { !$0.traffic.isSubset(of: explained) }
  }
}
