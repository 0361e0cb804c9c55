extension TrafficSet {
  /// The `count` largest of the disjoint boxes that the set falls into, by ``TrafficBox/share``, largest
  /// first.
  ///
  /// Exact without listing all boxes: the best of a branch are made of the best below it.
  public func largestBoxes(_ count: Int) -> [TrafficBox] {
    guard count > 0 else { return [] }
    var search = BoxSearch(limit: count)
    return search.best(diagram, family: nil).map(\.box)
  }

  /// All disjoint boxes, or `nil` when there are more than `limit`.
  public func boxes(limit: Int = Limits.boxes) -> [TrafficBox]? {
    var counts: [Diagram: Int] = [:]
    guard Self.paths(diagram, &counts) <= limit else { return nil }
    return largestBoxes(limit)
  }

  /// The number of boxes below a diagram; saturates.
  private static func paths(_ diagram: Diagram, _ counts: inout [Diagram: Int]) -> Int {
    guard case .branch(let branch) = diagram else { return diagram == .all ? 1 : 0 }
    if let known = counts[diagram] { return known }
    var total = 0
    for group in branch.groups {
      let (sum, overflow) = total.addingReportingOverflow(paths(group.next, &counts))
      total = overflow ? .max : sum
    }
    counts[diagram] = total
    return total
  }
}

/// Finds the largest boxes below each branch, once for each branch and family.
private struct BoxSearch {
  struct Candidate {
    var share: Double
    var box: TrafficBox
  }

  private struct Place: Hashable {
    let diagram: Diagram
    let family: AddressFamily?
  }

  let limit: Int
  private var known: [Place: [Candidate]] = [:]

  init(limit: Int) { self.limit = limit }

  mutating func best(_ diagram: Diagram, family: AddressFamily?) -> [Candidate] {
    guard case .branch(let branch) = diagram else {
      return diagram == .all ? [Candidate(share: 1, box: TrafficBox())] : []
    }
    let place = Place(diagram: diagram, family: family)
    if let found = known[place] { return found }
    var candidates: [Candidate] = []
    for group in branch.groups {
      let isRoot = branch.dimension == .family
      let below = isRoot ? AddressFamily(rawValue: UInt8(group.values[0].lowerBound)) : family
      let weight = Self.weight(group.values, branch.dimension, below)
      for candidate in best(group.next, family: below) {
        var box = candidate.box
        box.restrict(branch.dimension, to: group.values, below)
        candidates.append(Candidate(share: candidate.share * weight, box: box))
      }
    }
    if branch.dimension == .family { candidates = Self.joined(candidates) }
    // Equal shares keep the diagram's order, which depends on the set alone.
    let order = candidates.indices.sorted { (candidates[$1].share, $0) < (candidates[$0].share, $1) }
    let found = order.prefix(limit).map { candidates[$0] }
    known[place] = found
    return found
  }

  /// Joins what both families have in common: boxes that differ only in whose addresses they do not restrict.
  private static func joined(_ candidates: [Candidate]) -> [Candidate] {
    var joined: [Candidate] = []
    var places: [TrafficBox: Int] = [:]
    for candidate in candidates {
      var whole = candidate.box
      let isOpen = whole.families.allSatisfy {
        whole.sources.coversWorld($0) && whole.destinations.coversWorld($0)
      }
      guard isOpen else {
        joined.append(candidate)
        continue
      }
      whole.families = Set(AddressFamily.allCases)
      (whole.sources, whole.destinations) = (.all, .all)
      if let place = places[whole] {
        joined[place] = Candidate(share: joined[place].share + candidate.share, box: whole)
      } else {
        places[whole] = joined.count
        joined.append(candidate)
      }
    }
    return joined
  }

  private static func weight(
    _ values: [ClosedRange<UInt128>], _ dimension: Dimension, _ family: AddressFamily?
  ) -> Double {
    switch dimension {
    case .inInterface, .outInterface: return 1
    default:
      let size = values.reduce(0) { $0 + Double($1.upperBound - $1.lowerBound) + 1 }
      return size / (Double(dimension.lastValue(family ?? .ipv4)) + 1)
    }
  }
}

extension TrafficBox {
  fileprivate mutating func restrict(
    _ dimension: Dimension, to values: [ClosedRange<UInt128>], _ family: AddressFamily?
  ) {
    switch dimension {
    case .family: restrict(to: family ?? .ipv4)
    case .inInterface: inInterfaces = InterfaceSet(points: IntervalSet(values))
    case .outInterface: outInterfaces = InterfaceSet(points: IntervalSet(values))
    case .destination: destinations = Self.addresses(values, family)
    case .protocol: protocols = Self.narrowed(values)
    case .destinationPort: destinationPorts = Self.narrowed(values)
    case .sourcePort: sourcePorts = Self.narrowed(values)
    case .icmpType: icmpTypes = Self.narrowed(values)
    case .source: sources = Self.addresses(values, family)
    }
  }

  private mutating func restrict(to family: AddressFamily) {
    families = [family]
    sources = sources.intersection(.all(family))
    destinations = destinations.intersection(.all(family))
  }

  private static func addresses(_ values: [ClosedRange<UInt128>], _ family: AddressFamily?) -> AddressSet {
    family == .ipv6 ? AddressSet(ipv6: IntervalSet(values)) : AddressSet(ipv4: narrowed(values))
  }

  static func narrowed<Bound>(_ values: [ClosedRange<UInt128>]) -> IntervalSet<Bound> {
    IntervalSet(
      values.map { Bound(truncatingIfNeeded: $0.lowerBound)...Bound(truncatingIfNeeded: $0.upperBound) })
  }
}
