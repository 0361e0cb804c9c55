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

  init(dimension: Dimension, segments: [Segment]) {
    self.dimension = dimension
    self.segments = segments
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
