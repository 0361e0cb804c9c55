import Exposure
import Testing

@Suite("Exposure differences")
struct ExposureDifferenceTests {
  private func allow(
    _ sources: [String], _ ports: ClosedRange<UInt16> = 0...65535, interfaces: InterfaceSet = .all
  ) throws -> Rule {
    let prefixes = try sources.map { AddressRange(try Prefix(parsing: $0)) }
    return Rule(
      TrafficSet(
        TrafficBox(
          sources: AddressSet(prefixes), protocols: ProtocolSet(members: [6]),
          destinationPorts: PortSet(ports), inInterfaces: interfaces)), action: .accept)
  }

  private func difference(_ base: [Rule], _ head: [Rule]) throws -> ExposureDifference {
    let before = try #require(RuleList.union(of: base).value)
    let after = try #require(RuleList.union(of: head).value)
    return try #require(ExposureDifference.between(base: before, head: after).value)
  }

  @Test("no change is no difference, however it is written")
  func same() throws {
    let whole = [try allow(["10.0.0.0/8"], 22...22)]
    let split = [try allow(["10.128.0.0/9"], 22...22), try allow(["10.0.0.0/9"], 22...22)]
    #expect(try difference(whole, split).isEmpty)
    #expect(try difference(whole, whole).isEmpty)
    #expect(try !difference(whole, Array(split.dropLast())).isEmpty)
  }

  @Test("the second half of the world opens the world")
  func halves() throws {
    let half = try allow(["0.0.0.0/1"], 22...22)
    let other = try allow(["128.0.0.0/1"], 22...22)
    #expect(try !difference([], [half]).opensWorld)
    let result = try difference([half], [half, other])
    #expect(result.opensWorld)
    #expect(result.portsOpenedToWorld(ServicePort.admin) == [ServicePort(22, "SSH")])
    #expect(result.portsOpenedToWorld(ServicePort.data).isEmpty)
    #expect(result.opened.largestBoxes(1).map(\.description) == ["128.0.0.0/1 → tcp 22"])
    #expect(result.openedToWorld.largestBoxes(1).map(\.description) == ["any IPv4 source → tcp 22"])
    #expect(try !difference([half, other], [half]).opensWorld)
    #expect(try difference([half, other], [half]).closed == other.traffic)
  }

  @Test("the halves may come on different ports and then do not meet")
  func portsApart() throws {
    let base = [try allow(["0.0.0.0/1"], 22...80)]
    let head = base + [try allow(["128.0.0.0/1"], 80...443)]
    let result = try difference(base, head)
    #expect(result.openedToWorld == result.worldInHead)
    #expect(result.worldInHead.largestBoxes(5).map(\.description) == ["any IPv4 source → tcp 80"])
  }

  @Test("only a new port is new when the world was in already")
  func widenedPorts() throws {
    let result = try difference([try allow(["0.0.0.0/0"], 443...443)], [try allow(["0.0.0.0/0"], 442...444)])
    #expect(result.openedToWorld.largestBoxes(5).map(\.description) == ["any IPv4 source → tcp 442, 444"])
    #expect(!result.opensEveryPortToWorld)
  }

  @Test("every port is every port of one destination", arguments: [(0...65535, true), (1...65535, false)])
  func everyPort(ports: ClosedRange<Int>, isEvery: Bool) throws {
    let rule = try allow(["::/0"], UInt16(ports.lowerBound)...UInt16(ports.upperBound))
    #expect(try difference([], [rule]).opensEveryPortToWorld == isEvery)
  }

  @Test("loopback is not the world")
  func loopback() throws {
    let inside = try allow(["0.0.0.0/0"], interfaces: .loopback)
    let result = try difference([], [inside])
    #expect(!result.opened.isEmpty && !result.opensWorld)
    #expect(
      try difference([], [try allow(["0.0.0.0/0"], interfaces: InterfaceSet.loopback.complement)]).opensWorld)
  }

  @Test("ports on both sides of a range's ends", arguments: [(3388, false), (3389, true), (3390, true)])
  func boundary(last: UInt16, isAdmin: Bool) throws {
    let result = try difference([], [try allow(["0.0.0.0/0"], 1024...last)])
    #expect(result.portsOpenedToWorld(ServicePort.admin).contains { $0.number == 3389 } == isAdmin)
  }

  @Test("symbolic peers are seen and never guessed")
  func symbols() throws {
    let peer = Rule(RuleListTests.tcp(22...22), conditions: [Condition(.unknown, "sg:app")], action: .accept)
    let opened = try difference([], [peer])
    #expect(opened.opened.isEmpty && !opened.opensWorld && !opened.isEmpty)
    #expect(opened.conditionallyOpened.map(\.terms) == [["sg:app"]])
    #expect(try difference([peer], []).conditionallyClosed.map(\.terms) == [["sg:app"]])
    #expect(try difference([peer], [peer]).isEmpty)
  }

  @Test("a conditional deny that goes is an opening")
  func denyGone() throws {
    let deny = Rule(.all, conditions: [Condition(.unknown, "set @bad")], action: .drop)
    let base = try #require(RuleList(RuleChain([deny], policy: .accept)).reach().value)
    let head = try #require(RuleList(RuleChain([], policy: .accept)).reach().value)
    let result = try #require(ExposureDifference.between(base: base, head: head).value)
    #expect(result.opened.isEmpty)
    #expect(
      result.conditionallyOpened == [ConditionalReach(terms: ["set @bad"], effect: .deny, traffic: .all)])
    #expect(ExposureDifference.between(base: head, head: base).value?.conditionallyOpened == [])
  }

  @Test("egress is asked with the ends exchanged")
  func egress() throws {
    let out = TrafficSet(
      TrafficBox(
        families: [.ipv4], destinations: .all(.ipv4), protocols: ProtocolSet(members: [6])))
    let inside = TrafficSet(
      TrafficBox(destinations: AddressSet(try Prefix(parsing: "10.0.0.0/8"))))
    #expect(try #require(out.exchangingEnds()).openToWorld == out)
    #expect(try #require(inside.exchangingEnds()).openToWorld.isEmpty)
  }

  @Test("too little budget is said, not guessed")
  func budget() {
    let reach = Reach(accepted: RuleListTests.tcp(22...22))
    guard case .tooComplex = ExposureDifference.between(base: .none, head: reach, budget: 3) else {
      Issue.record("an answer without the work")
      return
    }
  }
}
