/// A set of unsigned integers as sorted ranges that neither overlap nor touch.
///
/// The form is canonical: two sets with the same members have the same ranges, so `==` compares members.
/// Every operation takes time linear in the number of ranges (after sorting, when built from a list). All of it is inlinable:
/// without the type of the bound, a step over a rule's ports costs more than the rest of the rule.
public struct IntervalSet<Bound>: Hashable, Sendable
where Bound: FixedWidthInteger & UnsignedInteger & Sendable {
  /// The members as ascending ranges with at least one non-member between any two.
  public let ranges: [ClosedRange<Bound>]

  /// The empty set.
  @inlinable public init() { ranges = [] }

  /// One range.
  @inlinable public init(_ range: ClosedRange<Bound>) { ranges = [range] }

  /// The union of ranges given in any order, overlapping or not.
  @inlinable public init(_ ranges: some Sequence<ClosedRange<Bound>>) {
    self.init(sorted: ranges.sorted { $0.lowerBound < $1.lowerBound })
  }

  /// The set of the given members.
  @inlinable public init(members: some Sequence<Bound>) {
    self.init(members.map { $0...$0 })
  }

  /// Coalesces ranges that are ascending by their lower bound.
  @inlinable init(sorted: [ClosedRange<Bound>]) {
    var merged: [ClosedRange<Bound>] = []
    merged.reserveCapacity(sorted.count)
    for range in sorted {
      guard let last = merged.last else {
        merged.append(range)
        continue
      }
      let touches = last.upperBound == .max || range.lowerBound <= last.upperBound + 1
      if touches {
        merged[merged.count - 1] = last.lowerBound...Swift.max(last.upperBound, range.upperBound)
      } else {
        merged.append(range)
      }
    }
    ranges = merged
  }

  /// Every value of the type.
  @inlinable public static var full: IntervalSet { IntervalSet(Bound.min...Bound.max) }

  /// Whether there are no members.
  @inlinable public var isEmpty: Bool { ranges.isEmpty }

  /// Whether every value of the type is a member.
  @inlinable public var isFull: Bool { ranges.first == Bound.min...Bound.max }

  /// The number of members, or `UInt128.max` for the one set (all 128-bit values) whose count does not fit.
  @inlinable public var count: UInt128 {
    var total: UInt128 = 0
    for range in ranges {
      let size = UInt128(range.upperBound - range.lowerBound)
      let (sum, overflow) = total.addingReportingOverflow(size)
      let (next, carry) = sum.addingReportingOverflow(1)
      if overflow || carry { return .max }
      total = next
    }
    return total
  }

  /// The part of all values that are members, from 0 to 1.
  public var share: Double {
    ranges.reduce(0) { $0 + Double($1.upperBound - $1.lowerBound) + 1 } / (Double(Bound.max) + 1)
  }

  /// Whether `value` is a member; binary search.
  @inlinable public func contains(_ value: Bound) -> Bool {
    var low = 0
    var high = ranges.count
    while low < high {
      let middle = (low + high) / 2
      if ranges[middle].upperBound < value { low = middle + 1 } else { high = middle }
    }
    return low < ranges.count && ranges[low].lowerBound <= value
  }

  /// The members of either set.
  @inlinable public func union(_ other: IntervalSet) -> IntervalSet {
    if isEmpty { return other }
    if other.isEmpty { return self }
    var merged: [ClosedRange<Bound>] = []
    merged.reserveCapacity(ranges.count + other.ranges.count)
    var mine = 0
    var theirs = 0
    while mine < ranges.count, theirs < other.ranges.count {
      if ranges[mine].lowerBound <= other.ranges[theirs].lowerBound {
        merged.append(ranges[mine])
        mine += 1
      } else {
        merged.append(other.ranges[theirs])
        theirs += 1
      }
    }
    merged.append(contentsOf: ranges[mine...])
    merged.append(contentsOf: other.ranges[theirs...])
    return IntervalSet(sorted: merged)
  }

  /// The members of both sets.
  @inlinable public func intersection(_ other: IntervalSet) -> IntervalSet {
    if isFull { return other }
    if other.isFull { return self }
    var common: [ClosedRange<Bound>] = []
    var mine = 0
    var theirs = 0
    while mine < ranges.count, theirs < other.ranges.count {
      let left = ranges[mine]
      let right = other.ranges[theirs]
      let low = Swift.max(left.lowerBound, right.lowerBound)
      let high = Swift.min(left.upperBound, right.upperBound)
      if low <= high { common.append(low...high) }
      if left.upperBound <= right.upperBound { mine += 1 } else { theirs += 1 }
    }
    return IntervalSet(sorted: common)
  }

  /// The members of this set that are not in `other`.
  @inlinable public func subtracting(_ other: IntervalSet) -> IntervalSet { intersection(other.complement) }

  /// Every value of the type that is not a member.
  @inlinable public var complement: IntervalSet {
    var gaps: [ClosedRange<Bound>] = []
    var next = Bound.min
    for range in ranges {
      if range.lowerBound > next { gaps.append(next...(range.lowerBound - 1)) }
      if range.upperBound == .max { return IntervalSet(sorted: gaps) }
      next = range.upperBound + 1
    }
    gaps.append(next...Bound.max)
    return IntervalSet(sorted: gaps)
  }

  /// Whether every member is also in `other`.
  @inlinable public func isSubset(of other: IntervalSet) -> Bool { subtracting(other).isEmpty }

  /// The union of many sets, in one sort rather than one merge for each.
  @inlinable public static func union(of sets: some Sequence<IntervalSet>) -> IntervalSet {
    IntervalSet(sets.flatMap(\.ranges))
  }
}

/// Transport ports, 0 to 65535.
public typealias PortSet = IntervalSet<UInt16>

/// IP protocol numbers (IPv4 "protocol", IPv6 "next header"), 0 to 255.
public typealias ProtocolSet = IntervalSet<UInt8>
