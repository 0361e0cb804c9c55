/// What a change of rules opens and closes, decided by reach and not by text.
public struct ExposureDifference: Equatable, Sendable {
  /// Accepted now and not before.
  public var opened: TrafficSet
  /// Accepted before and not now.
  public var closed: TrafficSet
  /// What may be reachable now under conditions that nobody decides here: new conditional accepts, and
  /// conditional denies that are gone (with the effect `deny`). The traffic is what was gained or lost.
  public var conditionallyOpened: [ConditionalReach]
  /// The mirror image of ``conditionallyOpened``.
  public var conditionallyClosed: [ConditionalReach]
  /// Opened to the whole Internet now and not before: seen over all of the new rules, so that the second
  /// half of a split world (`0.0.0.0/1`, then `128.0.0.0/1`) counts as much as the whole. See
  /// ``TrafficSet/openToWorld``.
  public var openedToWorld: TrafficSet
  /// All that is open to the world now.
  public var worldInHead: TrafficSet

  /// Compares two reaches; `.tooComplex` beyond `budget` diagram segments.
  public static func between(
    base: Reach, head: Reach, budget: Int = Limits.segments
  ) -> Bounded<ExposureDifference> {
    var table = DiagramTable(budget: budget)
    let before = table.adopt(base.accepted.diagram)
    let after = table.adopt(head.accepted.diagram)
    let worldBefore = table.openToWorld(before)
    let worldAfter = table.openToWorld(after)
    let difference = ExposureDifference(
      opened: TrafficSet(table.combine(.difference, after, before)),
      closed: TrafficSet(table.combine(.difference, before, after)),
      conditionallyOpened: table.gained(from: base, to: head),
      conditionallyClosed: table.gained(from: head, to: base),
      openedToWorld: TrafficSet(table.combine(.difference, worldAfter, worldBefore)),
      worldInHead: TrafficSet(worldAfter))
    return table.isExhausted ? .tooComplex : .exact(difference)
  }

  /// Whether the two rule sets let in the same packets under the same terms.
  public var isEmpty: Bool {
    opened.isEmpty && closed.isEmpty && conditionallyOpened.isEmpty && conditionallyClosed.isEmpty
  }

  /// Whether something is open to the world now that was not before.
  public var opensWorld: Bool { !openedToWorld.isEmpty }

  /// Whether all TCP ports or all UDP ports of some destination are open to the world now, and some of them
  /// newly.
  public var opensEveryPortToWorld: Bool {
    var table = DiagramTable(budget: .max)
    let world = table.adopt(worldInHead.diagram)
    let opened = table.adopt(openedToWorld.diagram)
    return [IPProtocol.tcp, IPProtocol.udp].contains { number in
      let service = table.diagram(of: TrafficBox(protocols: ProtocolSet(members: [number])))
      let reached = table.combine(.intersection, world, service)
      var memo: [Diagram: Diagram] = [:]
      let whole = table.replacing(.destinationPort, in: reached, &memo) { table, branch in
        branch.segments.dropFirst().reduce(branch.segments[0].next) { common, segment in
          table.combine(.intersection, common, segment.next)
        }
      }
      return table.combine(.intersection, whole, opened) != .none
    }
  }

  /// The ports of a table (``ServicePort/admin``, ``ServicePort/data``) that the change opens to the world.
  public func portsOpenedToWorld(_ ports: [ServicePort]) -> [ServicePort] {
    ports.filter { !openedToWorld.isDisjoint(with: $0.traffic) }
  }
}

extension DiagramTable {
  /// Conditional accepts that `to` has beyond `from`, and conditional denies that `from` has beyond `to`
  /// and whose traffic `to` still accepts.
  fileprivate mutating func gained(from: Reach, to: Reach) -> [ConditionalReach] {
    let certain = (adopt(from.accepted.diagram), adopt(to.accepted.diagram))
    let before = Dictionary(grouping: from.conditional) { Key(terms: $0.terms, effect: $0.effect) }
    let after = Dictionary(grouping: to.conditional) { Key(terms: $0.terms, effect: $0.effect) }
    var gained: [ConditionalReach] = []
    for item in to.conditional where item.effect == .accept {
      let known = union(of: [certain.0] + traffic(of: item, in: before))
      let more = combine(.difference, adopt(item.traffic.diagram), known)
      if more != .none {
        gained.append(ConditionalReach(terms: item.terms, effect: .accept, traffic: TrafficSet(more)))
      }
    }
    for item in from.conditional where item.effect == .deny {
      let known = union(of: traffic(of: item, in: after))
      var lost = combine(.difference, adopt(item.traffic.diagram), known)
      lost = combine(.intersection, lost, certain.1)
      if lost != .none {
        gained.append(ConditionalReach(terms: item.terms, effect: .deny, traffic: TrafficSet(lost)))
      }
    }
    return gained
  }

  private struct Key: Hashable {
    var terms: [String]
    var effect: ConditionalReach.Effect
  }

  private mutating func traffic(
    of item: ConditionalReach, in reach: [Key: [ConditionalReach]]
  ) -> [Diagram] {
    (reach[Key(terms: item.terms, effect: item.effect)] ?? []).map { adopt($0.traffic.diagram) }
  }
}
