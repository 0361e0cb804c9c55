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
  ///
  /// - Parameter borders: for each subject, the packets at whose borders it is probed instead of its own.
  private func compare(_ subjects: [Subject], probes count: Int, at borders: [TrafficSet] = []) throws -> Int {
    var cases: [KernelOracle.Case] = []
    var packets: [[Packet]] = []
    var reaches: [Reach] = []
    for (index, subject) in subjects.enumerated() {
      #expect(subject.ruleset.diagnostics.isEmpty, "\(subject.text)")
      let reach = try #require(subject.ruleset.reach(.input).value)
      var writer = RuleWriter(seed: UInt64(index) &+ 1000, family: subject.family)
      let probes = writer.probes(of: borders.isEmpty ? reach.accepted : borders[index], count: count)
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
    let subjects = (0..<130).map { index in
      let family: AddressFamily = index.isMultiple(of: 2) ? .ipv4 : .ipv6
      var writer = RuleWriter(seed: UInt64(index) + 1, family: family)
      return Self.subject(family == .ipv4 ? .iptables : .ip6tables, writer.iptables(), family)
    }
    #expect(try compare(subjects, probes: 40) == 130 * 40)
  }

  @Test("generated nft scripts decide as the kernel does")
  func nftables() throws {
    let subjects = (0..<130).map { index in
      let family: AddressFamily = index.isMultiple(of: 2) ? .ipv4 : .ipv6
      var writer = RuleWriter(seed: UInt64(index) + 1001, family: family)
      return Self.subject(.nft, writer.nft(), family)
    }
    #expect(try compare(subjects, probes: 40) == 130 * 40)
  }

  @Test("rule sets written by hand decide as the kernel does")
  func handwritten() throws {
    let subjects =
      HandwrittenRules.iptables.map { Self.subject(.iptables, $0, .ipv4) }
      + HandwrittenRules.nft.flatMap { text in AddressFamily.allCases.map { Self.subject(.nft, text, $0) } }
    #expect(try compare(subjects, probes: 120) == subjects.count * 120)
  }

  @Test("the kernel agrees on both sides of every border of a difference")
  func differences() throws {
    var subjects: [Subject] = []
    var borders: [TrafficSet] = []
    for index in 0..<30 {
      let family: AddressFamily = index.isMultiple(of: 2) ? .ipv4 : .ipv6
      var writer = RuleWriter(seed: UInt64(index) + 2001, family: family)
      let text = writer.iptables()
      // The last rule of a file goes, as in an edit.
      var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
      guard let last = lines.lastIndex(where: { $0.hasPrefix("-A INPUT") }) else { continue }
      lines.remove(at: last)
      let pair = [text, lines.joined(separator: "\n")].map {
        Self.subject(family == .ipv4 ? .iptables : .ip6tables, $0, family)
      }
      let reaches = try pair.map { try #require($0.ruleset.reach(.input).value).accepted }
      let difference = reaches[0].subtracting(reaches[1]).union(reaches[1].subtracting(reaches[0]))
      guard !difference.isEmpty else { continue }
      subjects += pair
      borders += [difference, difference]
    }
    #expect(subjects.count >= 20)
    #expect(try compare(subjects, probes: 40, at: borders) == subjects.count * 40)
  }
}
