/// An exact set of packets over all ``Dimension``s, closed under union, intersection and difference.
///
/// Two sets are equal when they contain the same packets, however they were put together.
public struct TrafficSet: Sendable {
  let diagram: Diagram

  init(_ diagram: Diagram) { self.diagram = diagram }

  /// No packet.
  public static var none: TrafficSet { TrafficSet(.none) }

  /// Every packet of both families.
  public static var all: TrafficSet { TrafficSet(.all) }

  /// Every packet of one family.
  public static func all(_ family: AddressFamily) -> TrafficSet {
    TrafficSet(TrafficBox(families: [family]))
  }

  /// The packets of a box.
  public init(_ box: TrafficBox) {
    // The halves of both families may be equal; of one, every branch is another one.
    var table = DiagramTable(budget: .max, isShared: box.families.count != 1)
    self.init(table.diagram(of: box))
  }

  /// The packets of any of the boxes.
  public init(_ boxes: some Sequence<TrafficBox>) {
    var table = DiagramTable(budget: .max)
    self.init(table.union(of: boxes.map { table.diagram(of: $0) }))
  }

  /// Whether there is no packet in the set.
  public var isEmpty: Bool { diagram == .none }

  /// Whether every packet is in the set.
  public var isAll: Bool { diagram == .all }

  /// The packets in either set.
  public func union(_ other: TrafficSet) -> TrafficSet { combined(.union, other) }

  /// The packets in both sets.
  public func intersection(_ other: TrafficSet) -> TrafficSet { combined(.intersection, other) }

  /// The packets in this set that are not in `other`.
  public func subtracting(_ other: TrafficSet) -> TrafficSet { combined(.difference, other) }

  /// Every packet that is not in the set.
  public var complement: TrafficSet { TrafficSet.all.subtracting(self) }

  /// Whether every packet of this set is in `other`.
  public func isSubset(of other: TrafficSet) -> Bool { subtracting(other).isEmpty }

  /// Whether no packet is in both sets.
  public func isDisjoint(with other: TrafficSet) -> Bool {
    var steps = Self.quickSteps
    if let meets = diagram.meets(other.diagram, steps: &steps) { return !meets }
    return intersection(other).isEmpty
  }

  /// So much is looked at without a table, which costs more than most questions need.
  private static let quickSteps = 2_000

  /// The union of many sets.
  public static func union(of sets: some Sequence<TrafficSet>) -> TrafficSet {
    var table = DiagramTable(budget: .max)
    return TrafficSet(table.union(of: sets.map { table.adopt($0.diagram) }))
  }

  private func combined(_ operation: DiagramTable.Operation, _ other: TrafficSet) -> TrafficSet {
    if let simple = DiagramTable.simple(operation, diagram, other.diagram) { return TrafficSet(simple) }
    var table = DiagramTable(budget: .max)
    let mine = table.adopt(diagram)
    let theirs = table.adopt(other.diagram)
    return TrafficSet(table.combine(operation, mine, theirs))
  }

  /// The same packets whatever the dimension's value is: some member with any value makes all of them
  /// members.
  ///
  /// Forgetting the source port answers "with some source port", which is what an attacker who chooses it
  /// gets.
  public func forgetting(_ dimension: Dimension) -> TrafficSet {
    var table = DiagramTable(budget: .max)
    var memo: [Diagram: Diagram] = [:]
    let adopted = table.adopt(diagram)
    return TrafficSet(
      table.replacing(dimension, in: adopted, &memo) { table, branch in
        table.union(of: branch.segments.map(\.next))
      })
  }
}

extension TrafficSet: Hashable {
  public static func == (left: TrafficSet, right: TrafficSet) -> Bool {
    if left.diagram == right.diagram { return true }
    if left.diagram.digest != right.diagram.digest { return false }
    var table = DiagramTable(budget: .max)
    return table.adopt(left.diagram) == table.adopt(right.diagram)
  }

  public func hash(into hasher: inout Hasher) { hasher.combine(diagram.digest) }
}

extension DiagramTable {
  /// The diagram of a box, built from the last dimension up.
  mutating func diagram(of box: TrafficBox) -> Diagram {
    var halves: [Diagram] = []
    for family in AddressFamily.allCases {
      halves.append(box.families.contains(family) ? half(of: box, family) : .none)
    }
    return make(.family, [Segment(last: 0, next: halves[0]), Segment(last: 1, next: halves[1])])
  }

  private mutating func half(of box: TrafficBox, _ family: AddressFamily) -> Diagram {
    var next = Diagram.all
    for dimension in Dimension.allCases.reversed() where dimension != .family {
      let values = box.values(dimension, family)
      next = restrict(dimension, to: values, last: dimension.lastValue(family), next: next)
    }
    return next
  }
}

extension TrafficBox {
  /// The ranges of one dimension in one family, as the diagram's common integer type.
  fileprivate func values(_ dimension: Dimension, _ family: AddressFamily) -> [ClosedRange<UInt128>] {
    switch dimension {
    case .family: []
    case .inInterface: inInterfaces.points.ranges
    case .outInterface: outInterfaces.points.ranges
    case .destination: family == .ipv4 ? widened(destinations.ipv4) : destinations.ipv6.ranges
    case .protocol: widened(effectiveProtocols(family))
    case .destinationPort: widened(destinationPorts)
    case .sourcePort: widened(sourcePorts)
    case .icmpType: widened(icmpTypes)
    case .source: family == .ipv4 ? widened(sources.ipv4) : sources.ipv6.ranges
    }
  }

  private func widened<Bound>(_ set: IntervalSet<Bound>) -> [ClosedRange<UInt128>] {
    set.ranges.map { UInt128($0.lowerBound)...UInt128($0.upperBound) }
  }
}
