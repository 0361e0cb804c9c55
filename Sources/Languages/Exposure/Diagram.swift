/// A set of packets as a reduced, ordered interval decision diagram.
///
/// A branch cuts one dimension's whole line into segments and says, for each, what the remaining dimensions
/// must fulfil. A dimension that does not matter has no branch, neighbouring segments always differ, and
/// equal branches of one ``DiagramTable`` are one object, so a set has exactly one diagram in a table. (K.
/// Strehl, L. Thiele, "Interval diagrams", 1999; for firewalls M. Gouda, A. Liu, "Structured firewall
/// design", 2007.)
enum Diagram: Sendable {
  case none
  case all
  case branch(Branch)
}

/// One decision; immutable.
final class Branch: Sendable {
  let dimension: Dimension
  /// Ascending; the last one ends at the dimension's highest value.
  let segments: [Segment]
  /// The same for equal sets, whichever table made them.
  let digest: Int

  init(dimension: Dimension, segments: [Segment], digest: Int) {
    self.dimension = dimension
    self.segments = segments
    self.digest = digest
  }

  /// The values of this dimension grouped by what follows, in order of their first segment; the empty
  /// continuation is left out.
  var groups: [(values: [ClosedRange<UInt128>], next: Diagram)] {
    var groups: [(values: [ClosedRange<UInt128>], next: Diagram)] = []
    var places: [Diagram: Int] = [:]
    var first: UInt128 = 0
    for segment in segments {
      let range = first...segment.last
      first = segment.last &+ 1
      if case .none = segment.next { continue }
      if let place = places[segment.next] {
        groups[place].values.append(range)
      } else {
        places[segment.next] = groups.count
        groups.append(([range], segment.next))
      }
    }
    return groups
  }
}

/// The part of a dimension up to and including `last`, and the diagram that decides there.
struct Segment: Hashable, Sendable {
  let last: UInt128
  let next: Diagram
}

extension Diagram {
  /// The same for equal sets, whichever table made them: what differs in it is no equal set.
  var digest: Int {
    switch self {
    case .none: 0
    case .all: 1
    case .branch(let branch): branch.digest
    }
  }

  /// Whether some packet is in both sets, without a table; `nil` when that takes more than `steps`.
  func meets(_ other: Diagram, steps: inout Int) -> Bool? {
    switch (self, other) {
    case (.none, _), (_, .none): return false
    case (.all, _), (_, .all): return true
    case (.branch(let one), .branch(let two)):
      if one === two { return true }
      if one.dimension != two.dimension {
        let (upper, lower) = one.dimension < two.dimension ? (one, other) : (two, self)
        return Self.any(upper.segments, &steps) { $0.meets(lower, steps: &$1) }
      }
      return Self.meet(one.segments, two.segments, &steps)
    }
  }

  private static func any(
    _ segments: [Segment], _ steps: inout Int, _ meets: (Diagram, inout Int) -> Bool?
  ) -> Bool? {
    for segment in segments {
      steps -= 1
      if steps < 0 { return nil }
      guard let met = meets(segment.next, &steps) else { return nil }
      if met { return true }
    }
    return false
  }

  private static func meet(_ mine: [Segment], _ theirs: [Segment], _ steps: inout Int) -> Bool? {
    var (one, two) = (0, 0)
    while one < mine.count, two < theirs.count {
      steps -= 1
      if steps < 0 { return nil }
      guard let met = mine[one].next.meets(theirs[two].next, steps: &steps) else { return nil }
      if met { return true }
      let last = min(mine[one].last, theirs[two].last)
      if mine[one].last == last { one += 1 }
      if theirs[two].last == last { two += 1 }
    }
    return false
  }
}

/// Identity, which within one table is equality of the sets.
extension Diagram: Hashable {
  static func == (left: Diagram, right: Diagram) -> Bool {
    switch (left, right) {
    case (.none, .none), (.all, .all): true
    case (.branch(let one), .branch(let other)): one === other
    default: false
    }
  }

  func hash(into hasher: inout Hasher) {
    switch self {
    case .none: hasher.combine(0)
    case .all: hasher.combine(1)
    case .branch(let branch): hasher.combine(ObjectIdentifier(branch))
    }
  }
}
