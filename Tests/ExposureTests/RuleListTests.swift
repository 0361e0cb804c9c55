import Exposure
import Testing

/// A rule with its boxes kept, for the packet-by-packet walk.
private struct Source {
  var box: TrafficBox
  var rule: Rule
}

@Suite("Rule lists")
struct RuleListTests {
  private static func chain(
    _ generator: inout Generator, _ actions: [Rule.Action], line: Int
  ) -> [Source] {
    (0..<Int.random(in: 1...6, using: &generator)).map { index in
      let box = SmallWorld.box(&generator)
      let states: ConnectionStates = Int.random(in: 0..<8, using: &generator) == 0 ? .established : .all
      let action = actions.randomElement(using: &generator) ?? .drop
      let rule = Rule(
        TrafficSet(box), states: states, action: action, origin: Origin(line: line + index))
      return Source(box: box, rule: rule)
    }
  }

  /// The verdict on one packet as a kernel decides it; `nil` when the chain is left without one.
  private static func verdict(_ packet: Packet, _ chains: [String: [Source]], _ name: String) -> Rule.Action? {
    for source in chains[name] ?? [] where source.rule.states.contains(.new) && source.box.matches(packet) {
      switch source.rule.action {
      case .accept, .drop, .reject: return source.rule.action
      case .return: return nil
      case .jump(let target):
        if let verdict = verdict(packet, chains, target) { return verdict }
      case .goto(let target): return verdict(packet, chains, target)
      case .continue, .other: continue
      }
    }
    return nil
  }

  @Test("first match with jumps and returns agrees with a walk of each packet")
  func walk() throws {
    var generator = Generator(seed: 6)
    for round in 0..<30 {
      let verdicts: [Rule.Action] = [.accept, .accept, .drop, .reject, .return, .continue]
      var sources: [String: [Source]] = [:]
      sources["leaf"] = Self.chain(&generator, verdicts, line: 200)
      sources["middle"] = Self.chain(&generator, verdicts + [.jump("leaf"), .goto("leaf")], line: 100)
      sources["input"] = Self.chain(
        &generator, verdicts + [.jump("middle"), .goto("middle"), .jump("leaf")], line: 0)
      let policy: RuleChain.Policy = round.isMultiple(of: 2) ? .drop : .accept
      let chains = sources.mapValues { RuleChain($0.map(\.rule)) }
      var list = RuleList(chains: chains)
      list.chains["input"]?.policy = policy
      let reach = try #require(list.reach(through: ["input"]).value)
      #expect(reach.conditional.isEmpty)
      let contributions = try #require(list.contributions(to: .all, through: ["input"]).value)
      for packet in SmallWorld.packets {
        let verdict = Self.verdict(packet, sources, "input") ?? (policy == .accept ? .accept : .drop)
        #expect(reach.accepted.contains(packet) == (verdict == .accept))
        let deciding = contributions.filter { $0.traffic.contains(packet) }
        #expect(deciding.count == 1 && deciding.first?.action == verdict)
      }
      let accepted = contributions.filter { $0.action == .accept }.map(\.traffic)
      #expect(TrafficSet.union(of: accepted) == reach.accepted)
    }
  }

  @Test("a region gives the part of the whole answer")
  func region() throws {
    var generator = Generator(seed: 7)
    for _ in 0..<10 {
      let rules = Self.chain(&generator, [.accept, .drop], line: 0).map(\.rule)
      let list = RuleList(RuleChain(rules, policy: .accept))
      let region = TrafficSet(SmallWorld.box(&generator))
      let whole = try #require(list.reach().value)
      let part = try #require(list.reach(within: region).value)
      #expect(part.accepted == whole.accepted.intersection(region))
    }
  }

  @Test("several base chains accept together")
  func bases() throws {
    let web = Self.tcp(80...80)
    let ssh = Self.tcp(22...22)
    let list = RuleList(chains: [
      "one": RuleChain([Rule(web, action: .accept), Rule(ssh, action: .accept)], policy: .drop),
      "two": RuleChain([Rule(ssh, action: .drop)], policy: .accept),
    ])
    #expect(list.reach(through: ["one", "two"]).value?.accepted == web)
    #expect(list.reach(through: ["two", "one", "missing"]).value?.accepted == web)
  }

  @Test("last match decides unless an earlier rule is quick")
  func lastMatch() throws {
    var generator = Generator(seed: 8)
    for _ in 0..<20 {
      let sources = Self.chain(&generator, [.accept, .drop], line: 0)
      let rules = sources.map { ($0, Int.random(in: 0..<3, using: &generator) == 0) }
      let chain = RuleChain(lastMatch: rules.map { ($0.0.rule, $0.1) }, policy: .accept)
      let reach = try #require(RuleList(chain).reach().value)
      for packet in SmallWorld.packets {
        var verdict = Rule.Action.accept
        for (source, isQuick) in rules
        where source.rule.states.contains(.new) && source.box.matches(packet) {
          verdict = source.rule.action
          if isQuick { break }
        }
        #expect(reach.accepted.contains(packet) == (verdict == .accept))
      }
    }
  }

  @Test("priorities order rules and a deny wins a tie")
  func priorities() {
    let ssh = Self.tcp(22...22)
    let chain = RuleChain(
      prioritized: [
        Rule(ssh, action: .accept, order: 100), Rule(ssh, action: .drop, order: 100),
        Rule(Self.tcp(80...80), action: .drop, order: 200),
        Rule(Self.tcp(80...90), action: .accept, order: 150),
      ], policy: .drop)
    #expect(RuleList(chain).reach().value?.accepted == Self.tcp(80...90))
  }

  @Test("the text order of independent rules does not matter, and an added allow never shrinks a union")
  func monotone() throws {
    var generator = Generator(seed: 9)
    for _ in 0..<10 {
      let rules = Self.chain(&generator, [.accept], line: 0).map(\.rule)
      let shuffled = rules.shuffled(using: &generator)
      let whole = try #require(RuleList.union(of: rules).value)
      #expect(whole == RuleList.union(of: shuffled).value)
      let fewer = try #require(RuleList.union(of: rules.dropLast()).value)
      #expect(fewer.accepted.isSubset(of: whole.accepted))
    }
  }

  @Test("nothing uncertain closes, and nothing uncertain opens for certain")
  func conditions() throws {
    let ssh = Self.tcp(22...22)
    func reach(_ rules: [Rule], _ policy: RuleChain.Policy) throws -> Reach {
      try #require(RuleList(RuleChain(rules, policy: policy)).reach().value)
    }
    let blocklist = [Condition(.unknown, "set @blocklist")]
    let denied = try reach([Rule(ssh, conditions: blocklist, action: .drop)], .accept)
    #expect(denied.accepted.isAll)
    #expect(
      denied.conditional == [ConditionalReach(terms: ["set @blocklist"], effect: .deny, traffic: ssh)])

    let allowed = try reach([Rule(ssh, conditions: blocklist, action: .accept)], .drop)
    #expect(allowed.accepted.isEmpty)
    #expect(allowed.conditional.map(\.effect) == [.accept])
    #expect(allowed.terms == ["set @blocklist"])

    let limited = [Condition(.intermittent, "limit")]
    #expect(try reach([Rule(ssh, conditions: limited, action: .accept)], .drop).accepted == ssh)
    #expect(try reach([Rule(ssh, conditions: limited, action: .drop)], .accept).accepted.isAll)

    let queue = try reach([Rule(ssh, action: .other("queue")), Rule(ssh, action: .drop)], .drop)
    #expect(queue.accepted.isEmpty && queue.terms == ["queue"])
  }

  @Test("a condition on a return or a jump stays with the packets that took it")
  func conditionalWay() throws {
    let known = [Condition(.unknown, "known peer")]
    let list = RuleList(chains: [
      "input": RuleChain([Rule(.all, action: .jump("guard"))], policy: .accept),
      "guard": RuleChain([Rule(.all, conditions: known, action: .return), Rule(.all, action: .drop)]),
    ])
    let reach = try #require(list.reach(through: ["input"]).value)
    #expect(reach.accepted.isEmpty)
    #expect(reach.conditional == [ConditionalReach(terms: ["known peer"], effect: .accept, traffic: .all)])

    let jumping = RuleList(chains: [
      "input": RuleChain(
        [Rule(.all, conditions: known, action: .jump("allow")), Rule(.all, action: .drop)], policy: .accept),
      "allow": RuleChain([Rule(Self.tcp(22...22), action: .accept)]),
    ])
    let jumped = try #require(jumping.reach(through: ["input"]).value)
    #expect(jumped.accepted.isEmpty)
    #expect(
      jumped.conditional
        == [ConditionalReach(terms: ["known peer"], effect: .accept, traffic: Self.tcp(22...22))])
  }

  @Test("loops and missing chains are uncertain, not endless")
  func loops() throws {
    let list = RuleList(chains: [
      "input": RuleChain(
        [Rule(.all, action: .jump("a")), Rule(.all, action: .jump("nowhere"))], policy: .drop),
      "a": RuleChain([Rule(.all, action: .jump("input"))]),
    ])
    let reach = try #require(list.reach(through: ["input"]).value)
    #expect(reach.accepted.isEmpty)
    #expect(reach.terms == ["jump to input", "jump to nowhere"])
  }

  @Test("doubling chains run into the budget instead of running on")
  func budget() {
    var chains: [String: RuleChain] = ["0": RuleChain([Rule(Self.tcp(1...1), action: .accept)])]
    for level in 1...28 {
      chains["\(level)"] = RuleChain(Array(repeating: Rule(.all, action: .jump("\(level - 1)")), count: 2))
    }
    let list = RuleList(chains: chains)
    guard case .tooComplex = list.reach(through: ["28"], budget: 20_000) else {
      Issue.record("2^28 visits were made within 20,000 steps")
      return
    }
  }

  @Test("a list of thousands of different rules stays within the default budget")
  func large() throws {
    let rules = (0..<1500).map { index in
      let source = Address(ipv4: 0x0B00_0000 + UInt32(index) * 7)
      return Rule(
        TrafficSet(
          TrafficBox(
            families: [.ipv4], sources: AddressSet(AddressRange(source)),
            protocols: ProtocolSet(members: [6]),
            destinationPorts: PortSet(UInt16(index % 50)...UInt16(index % 50)))),
        action: .accept, origin: Origin(line: index))
    }
    let base = try #require(RuleList(RuleChain(rules, policy: .drop)).reach().value)
    let more = rules + [Rule(Self.tcp(22...22), action: .accept)]
    let head = try #require(RuleList(RuleChain(more, policy: .drop)).reach().value)
    let difference = try #require(ExposureDifference.between(base: base, head: head).value)
    #expect(difference.closed.isEmpty && difference.opensWorld)
    #expect(difference.openedToWorld.largestBoxes(2).map(\.description) == ["any source → tcp 22"])
  }

  static func tcp(_ ports: ClosedRange<UInt16>) -> TrafficSet {
    TrafficSet(TrafficBox(protocols: ProtocolSet(members: [6]), destinationPorts: PortSet(ports)))
  }
}
