import Exposure
import Firewall
import Testing

@Suite(
  "Against iptables-restore-translate",
  .enabled(
    if: Tool.path("iptables-restore-translate") != nil || KernelOracle.isRequired, "needs iptables"))
struct TranslationTests {
  /// The two readings of one rule set, in the words of iptables and as the tool writes it for nft.
  @Test("a translated rule set lets in the same packets", arguments: 0..<60)
  func translated(_ index: Int) throws {
    let family: AddressFamily = index.isMultiple(of: 2) ? .ipv4 : .ipv6
    var writer = RuleWriter(seed: UInt64(index) + 501, family: family)
    let text =
      index < HandwrittenRules.iptables.count * 2 && family == .ipv4
      ? HandwrittenRules.iptables[index / 2] + "\n" : writer.iptables()
    // Version 1.8.9 loses the negation of a UDP port and the ranges of `--ports`.
    guard !text.contains("-p udp ! --dport"), !text.contains("--ports ") else { return }
    let tool = try #require(Tool.path((family == .ipv4 ? "iptables" : "ip6tables") + "-restore-translate"))
    let script = try #require(try Tool.withFile(text) { try Tool.output(tool, ["-f", $0]) })
    // A rule that the tool cannot translate is left as a comment.
    let isWhole = !script.split(separator: "\n").contains { $0.hasPrefix("# -") }
    guard isWhole else { return }
    let original = IptablesSave.parse(Array(text.utf8), family: family)
    let translated = Nftables.parse(Array(script.utf8))
    #expect(translated.diagnostics.isEmpty, "\(script)")
    for hook in Hook.allCases {
      let before = try #require(original.reach(hook).value)
      let after = try #require(translated.reach(hook, within: .all(family)).value)
      #expect(before.accepted == after.accepted, "\(text)\n\(script)")
    }
  }
}
