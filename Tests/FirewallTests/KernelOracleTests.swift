import Exposure
import Firewall
import Testing

@Suite(
  "Against the kernel",
  .enabled(
    if: KernelOracle.obstacle == nil || KernelOracle.isRequired,
    "needs root, unshare, python3, iproute2, iptables-nft and nf_tables"))
struct KernelOracleTests {
  /// A rule set in one of the formats, with our reading of it.
  private struct Subject {
    var loader: KernelOracle.Loader
    var text: String
    var ruleset: FirewallRuleset
    var family: AddressFamily
  }

  private static func subject(_ loader: KernelOracle.Loader, _ text: String, _ family: AddressFamily)
    -> Subject
  {
    let bytes = Array(text.utf8)
    let ruleset = loader == .nft ? Nftables.parse(bytes) : IptablesSave.parse(bytes, family: family)
    return Subject(loader: loader, text: text, ruleset: ruleset, family: family)
  }

  /// Probes our borders and compares every answer; gives back how many were compared.
  private func compare(_ subjects: [Subject], probes count: Int) throws -> Int {
    var cases: [KernelOracle.Case] = []
    var packets: [[Packet]] = []
    var reaches: [Reach] = []
    for (index, subject) in subjects.enumerated() {
      #expect(subject.ruleset.diagnostics.isEmpty, "\(subject.text)")
      let reach = try #require(subject.ruleset.reach(.input).value)
      var writer = RuleWriter(seed: UInt64(index) &+ 1000, family: subject.family)
      let probes = writer.probes(of: reach.accepted, count: count)
      reaches.append(reach)
      packets.append(probes)
      cases.append(
        KernelOracle.Case(
          loader: subject.loader, text: subject.text, probes: probes.map { KernelOracle.Probe($0) }))
    }
    var compared = 0
    for (index, answer) in try KernelOracle.ask(cases).enumerated() {
      guard answer.error == nil else {
        Issue.record("the loader refuses: \(answer.error ?? "")\n\(subjects[index].text)")
        continue
      }
      #expect(reaches[index].conditional.isEmpty, "\(subjects[index].text)")
      for (packet, passed) in zip(packets[index], answer.passed) {
        guard let passed else { continue }
        compared += 1
        let expected = reaches[index].accepted.contains(packet)
        #expect(passed == expected, "\(packet)\n\(subjects[index].text)")
      }
    }
    return compared
  }

  @Test("without rules every probe arrives and passes")
  func control() throws {
    #expect(KernelOracle.obstacle == nil)
    let subjects = AddressFamily.allCases.map { Self.subject(.nft, "flush ruleset\n", $0) }
    #expect(try compare(subjects, probes: 200) == 400)
  }

  @Test("generated iptables and ip6tables files decide as the kernel does")
  func iptables() throws {
    let subjects = (0..<16).map { index in
      let family: AddressFamily = index.isMultiple(of: 2) ? .ipv4 : .ipv6
      var writer = RuleWriter(seed: UInt64(index) + 1, family: family)
      return Self.subject(family == .ipv4 ? .iptables : .ip6tables, writer.iptables(), family)
    }
    #expect(try compare(subjects, probes: 120) == 16 * 120)
  }

  @Test("generated nft scripts decide as the kernel does")
  func nftables() throws {
    let subjects = (0..<16).map { index in
      let family: AddressFamily = index.isMultiple(of: 2) ? .ipv4 : .ipv6
      var writer = RuleWriter(seed: UInt64(index) + 101, family: family)
      return Self.subject(.nft, writer.nft(), family)
    }
    #expect(try compare(subjects, probes: 120) == 16 * 120)
  }

  @Test("rule sets written by hand decide as the kernel does")
  func handwritten() throws {
    let subjects =
      HandwrittenRules.iptables.map { Self.subject(.iptables, $0, .ipv4) }
      + HandwrittenRules.nft.flatMap { text in AddressFamily.allCases.map { Self.subject(.nft, text, $0) } }
    #expect(try compare(subjects, probes: 120) == subjects.count * 120)
  }
}
