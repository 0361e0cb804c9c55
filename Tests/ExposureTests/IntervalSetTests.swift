import Exposure
import Testing

@Suite("Interval sets")
struct IntervalSetTests {
  private static func random(_ generator: inout Generator) -> (IntervalSet<UInt8>, Set<UInt8>) {
    let ranges = (0..<Int.random(in: 0...4, using: &generator)).map { _ -> ClosedRange<UInt8> in
      let low = UInt8.random(in: 0...255, using: &generator)
      return low...UInt8.random(in: low...255, using: &generator)
    }
    return (IntervalSet(ranges), Set(ranges.flatMap { Array($0) }))
  }

  @Test("the algebra agrees with sets of members")
  func algebra() {
    var generator = Generator(seed: 1)
    for _ in 0..<150 {
      let (left, leftMembers) = Self.random(&generator)
      let (right, rightMembers) = Self.random(&generator)
      func check(_ set: IntervalSet<UInt8>, _ members: Set<UInt8>) {
        #expect(set == IntervalSet(members: members))
        #expect(set.count == UInt128(members.count))
        #expect(set.isEmpty == members.isEmpty)
        #expect(set.isFull == (members.count == 256))
      }
      check(left.union(right), leftMembers.union(rightMembers))
      check(left.intersection(right), leftMembers.intersection(rightMembers))
      check(left.subtracting(right), leftMembers.subtracting(rightMembers))
      check(left.complement, Set(0...255).subtracting(leftMembers))
      #expect(left.isSubset(of: right) == leftMembers.isSubset(of: rightMembers))
      #expect((0...255).allSatisfy { left.contains($0) == leftMembers.contains($0) })
    }
  }

  @Test("neighbouring ranges are one range")
  func canonical() {
    #expect(PortSet([22...22, 24...30, 23...23]).ranges == [22...30])
    #expect(PortSet([0...80, 81...65535]) == .full)
  }

  @Test("the ends of 128 bits do not overflow")
  func extremes() {
    let top = IntervalSet<UInt128>(UInt128.max...UInt128.max)
    #expect(top.complement.complement == top)
    #expect(top.union(top.complement).isFull)
    #expect(IntervalSet<UInt128>.full.count == .max)
    #expect(IntervalSet<UInt128>.full.share == 1)
  }
}
