import Exposure
import Firewall
import Testing

@Suite("Damaged input")
struct MutationTests {
  @Test("no damage traps or hangs, and every diagnostic has a line of the file")
  func mutations() {
    var generator = Generator(seed: 11)
    var writer = RuleWriter(seed: 12, family: .ipv4)
    let iptables = (HandwrittenRules.iptables + [writer.iptables()]).map { Array($0.utf8) }
    let nft = (HandwrittenRules.nft + [writer.nft()]).map { Array($0.utf8) }
    for round in 0..<Mutation.rounds(240) {
      let isNft = round.isMultiple(of: 2)
      let source = (isNft ? nft : iptables)[round / 2 % (isNft ? nft : iptables).count]
      let damaged = Mutation.damage(source, &generator)
      let ruleset = isNft ? Nftables.parse(damaged) : IptablesSave.parse(damaged)
      let lines = damaged.count { $0 == 10 } + 1
      #expect(ruleset.diagnostics.allSatisfy { (1...lines).contains($0.origin.line) })
      for hook in Hook.allCases { _ = ruleset.reach(hook, budget: 50_000) }
    }
  }

  @Test("every truncation is read to its end")
  func truncations() {
    let script = Array(HandwrittenRules.nft[2].utf8)
    for length in stride(from: 0, to: script.count, by: 7) { _ = Nftables.parse(Array(script[..<length])) }
    let file = Array(HandwrittenRules.iptables[1].utf8)
    for length in stride(from: 0, to: file.count, by: 7) { _ = IptablesSave.parse(Array(file[..<length])) }
  }

  @Test(
    "depth and repetition are bounded",
    arguments: ["{", "}", "table t {", "\"", "$a ", "! ", "a . ", "@", "\\\n"])
  func repetition(piece: String) {
    let bytes = Array(String(repeating: piece, count: 5_000).utf8)
    _ = Nftables.parse(bytes)
    _ = IptablesSave.parse(Array("*filter\n-A INPUT ".utf8) + bytes)
    _ = Nftables.parse(
      Array("table inet t { chain c { type filter hook input priority 0; tcp dport ".utf8) + bytes)
  }
}

@Suite("Hostile sizes")
struct HostileSizeTests {
  @Test("what would take quadratic time ends in a limit or quickly")
  func quadratic() {
    let many = 2_000
    let conditions = (0..<many).map { "meta mark \($0)" }.joined(separator: " ")
    let inserts = String(repeating: "-I INPUT -j ACCEPT\n", count: many)
    let returns = (0..<400).map { "-A one -m set --match-set s\($0) src -j RETURN\n" }.joined()
    let tables = (0..<6_000).map { "add table ip t\($0)\n" }.joined()
    let rule = "table ip t { chain c { type filter hook input priority 0; \(conditions) drop; }; }\n"
    #expect(Nftables.parse(Array(rule.utf8)).diagnostics.map(\.kind) == [.limit])
    #expect(Nftables.parse(Array(tables.utf8)).diagnostics.map(\.kind) == [.limit])
    let head = "*filter\n:INPUT ACCEPT [0:0]\n:one - [0:0]\n"
    let inserted = IptablesSave.parse(Array("\(head)\(inserts)COMMIT\n".utf8))
    #expect(inserted.diagnostics.isEmpty)
    let split = IptablesSave.parse(Array("\(head)-A INPUT -j one\n\(returns)-A one -j DROP\nCOMMIT\n".utf8))
    #expect(split.reach(.input).value?.conditional.count == 400)
  }
}
