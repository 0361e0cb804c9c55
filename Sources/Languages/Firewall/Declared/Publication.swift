import Exposure

/// A port on which something can be reached from outside of where it runs.
struct Publication {
  let subject: ReachGroup.Subject
  /// `Service shop/web`, `service db`.
  let owner: String
  /// `tcp`, `udp`, `sctp`.
  let `protocol`: UInt8
  /// The port to connect to; `nil` where it is given out later.
  let published: ClosedRange<UInt16>?
  /// The port that answers; `nil` where it only has a name.
  let target: ClosedRange<UInt16>?
  /// Who can connect.
  let sources: AddressSet
  let conditions: [Condition]
  let origin: Origin
  var guards: [String] = []

  /// Ports whose service is known by its own number, whatever number it is published on.
  private static let known = Set((ServicePort.admin + ServicePort.data).map(\.number))

  /// A group of its own for what answers: that a web service is published on another port opens nothing new.
  var group: ReachGroup {
    let ports = service
    let number = ports.map { " \(Self.text($0))" } ?? ""
    let box = TrafficBox(
      sources: sources, protocols: ProtocolSet(members: [`protocol`]),
      destinationPorts: ports.map { PortSet($0) } ?? .full)
    let rule = Rule(TrafficSet(box), conditions: conditions, action: .accept, origin: origin)
    var group = ReachGroup(
      ReachGroup.Key(subject, .ingress, "\(owner) \(IPProtocol.name(`protocol`))\(number)"),
      RuleChain([rule], policy: .drop), origin: origin)
    group.guards = guards
    if let published, let target, published != target {
      group.notes = [
        "published on \(IPProtocol.name(`protocol`)) \(Self.text(published)), answered by \(Self.text(target))"
      ]
    }
    return group
  }

  /// The port by which the exposure is judged: that of a data store or an administration service behind any
  /// other; otherwise the one that is published.
  private var service: ClosedRange<UInt16>? {
    if let target, Self.known.contains(where: target.contains) { return target }
    return published ?? target
  }

  private static func text(_ ports: ClosedRange<UInt16>) -> String {
    ports.count == 1 ? "\(ports.lowerBound)" : "\(ports.lowerBound)–\(ports.upperBound)"
  }
}

extension ReachGroup {
  /// Groups of the same name made one: a port that is published on several addresses is reached over all of them.
  static func joined(_ groups: [ReachGroup]) -> [ReachGroup] {
    var joined: [ReachGroup] = []
    var places: [Key: Int] = [:]
    for group in groups {
      guard let place = places[group.key] else {
        places[group.key] = joined.count
        joined.append(group)
        continue
      }
      var whole = ReachGroup(
        group.key, RuleChain(joined[place].rules + group.rules, policy: .drop), origin: joined[place].origin)
      whole.guards = joined[place].guards.isEmpty || group.guards.isEmpty ? [] : joined[place].guards
      whole.notes = joined[place].notes + group.notes.filter { !joined[place].notes.contains($0) }
      joined[place] = whole
    }
    return joined
  }
}
