extension TrafficSet {
  /// The packets that the whole Internet can send: (destination, protocol, port, …) whose sources in this
  /// set are the public addresses of the family but for ``AddressSet/toleratedGap``, with any source
  /// address.
  ///
  /// It looks at the set as a whole: `0.0.0.0/1` and `128.0.0.0/1` opened by different rules are the world.
  /// What only the loopback interface accepts is left out, for nothing arrives on it, and the source port
  /// is forgotten, for the sender chooses it.
  public var openToWorld: TrafficSet {
    var table = DiagramTable(budget: .max)
    return TrafficSet(table.openToWorld(table.adopt(diagram)))
  }
}

extension DiagramTable {
  /// See ``TrafficSet/openToWorld``.
  mutating func openToWorld(_ diagram: Diagram) -> Diagram {
    var memo: [Diagram: Diagram] = [:]
    var result = replacing(.inInterface, in: diagram, &memo) { table, branch in
      table.withoutLoopback(branch)
    }
    memo = [:]
    result = replacing(.sourcePort, in: result, &memo) { table, branch in
      table.union(of: branch.segments.map(\.next))
    }
    memo = [:]
    return replacing(.source, in: result, &memo) { _, branch in
      Self.coversInternet(branch) ? .all : .none
    }
  }

  /// The branch with the loopback interface treated like the names next to it.
  private mutating func withoutLoopback(_ branch: Branch) -> Diagram {
    let points = InterfaceSet.loopback.points.ranges
    let beyond = branch.segments.first { $0.last > points[0].upperBound }?.next ?? .none
    let here = restrict(.inInterface, to: points, last: .max, next: .all)
    let there = restrict(.inInterface, to: points, last: .max, next: beyond)
    return combine(.union, combine(.difference, .branch(branch), here), there)
  }

  /// The family of a branch on an address shows in the end of its line.
  private static func coversInternet(_ branch: Branch) -> Bool {
    let ranges = branch.groups.flatMap(\.values)
    if branch.segments.last?.last == AddressFamily.ipv4.lastAddress {
      return AddressSet(ipv4: TrafficBox.narrowed(ranges)).coversInternet(.ipv4)
    }
    return AddressSet(ipv6: IntervalSet(ranges)).coversInternet(.ipv6)
  }
}

extension TrafficSet {
  /// The set with source and destination addresses (and the interfaces) exchanged, so that what is asked
  /// about sources can be asked about destinations: `egress.exchangingEnds()?.openToWorld` is what reaches
  /// the whole Internet. Ports stay what they are. `nil` beyond `limit` boxes.
  public func exchangingEnds(limit: Int = Limits.boxes) -> TrafficSet? {
    boxes(limit: limit).map { boxes in
      TrafficSet(
        boxes.map { box in
          var exchanged = box
          (exchanged.sources, exchanged.destinations) = (box.destinations, box.sources)
          (exchanged.inInterfaces, exchanged.outInterfaces) = (box.outInterfaces, box.inInterfaces)
          return exchanged
        })
    }
  }
}
