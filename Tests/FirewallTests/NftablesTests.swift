import Exposure
import Firewall
import Testing

@Suite("nftables")
struct NftablesTests {
  private func script(_ rules: String, policy: String = "drop", extra: String = "") -> FirewallRuleset {
    Nftables.parse(
      Array(
        """
        table inet t {
        \(extra)
        chain in {
        type filter hook input priority 0; policy \(policy);
        \(rules)
        }
        }

        """
        .utf8))
  }

  private func reach(_ rules: String, policy: String = "drop", extra: String = "") throws -> Reach {
    let ruleset = script(rules, policy: policy, extra: extra)
    #expect(ruleset.diagnostics.isEmpty)
    return try #require(ruleset.reach(.input).value)
  }

  private let both: Set<AddressFamily> = [.ipv4, .ipv6]

  @Test("policies, deny rules and lines are kept")
  func structure() throws {
    let ruleset = script("tcp dport 22 accept\nip saddr 192.0.2.0/24 drop comment \"bad net\"")
    #expect(ruleset.policies.map(\.key) == ["inet t/in"])
    #expect(ruleset.policies.map(\.policy) == [.drop])
    #expect(ruleset.policies.map(\.origin.line) == [4])
    #expect(ruleset.denyRules.map(\.origin.line) == [6])
    #expect(ruleset.denyRules.first?.text == "ip saddr 192.0.2.0/24 drop comment \"bad net\"")
    let lines = try #require(ruleset.contributions(.input, to: tcp(22...22)).value)
    #expect(lines.map(\.origin.line) == [5])
  }

  @Test(
    "one meaning in several writings",
    arguments: [
      "tcp dport 22-24 accept", "tcp dport { 22, 23, 24 } accept", "tcp dport 22 - 24 accept",
      "tcp dport {22-23,24} counter packets 1 bytes 2 accept", "meta l4proto tcp th dport 22-24 accept",
      "tcp dport >= 22 tcp dport < 25 accept", "tcp dport vmap { 22 : accept, 23-24 : accept }",
      "tcp dport != { 0-21, 25-65535 } accept", "tcp dport $range accept",
      "tcp dport @ports log prefix \"in \" level info accept",
      "tcp dport { $range } limit rate 5/second accept",
      "meta l4proto . th dport { tcp . 22-24 } accept",
      "tcp dport 25 drop; ip protocol tcp tcp dport 22-24 accept; ip6 nexthdr tcp tcp dport 22-24 accept",
      "ct state established,related accept; ct state new tcp dport 22-24 accept",
      "tcp flags & (fin|syn|rst|ack) == syn tcp dport 22-24 accept",
      "tcp flags syn / fin,syn,rst,ack tcp dport 22-24 accept",
    ])
  func writings(rule: String) throws {
    let extra = "define range = 22-24\nset ports { type inet_service; flags interval; elements = { 22-24 } }"
    #expect(try reach(rule, extra: extra).accepted == tcp(22...24, both))
  }

  @Test(
    "sets without content, marks and helpers are conditional, never ignored",
    arguments: [
      "ip saddr @elsewhere", "meta mark 0x1", "meta mark & 0xff == 0x10", "fib daddr type local", "ct mark 7",
      "ether saddr 02:00:00:00:00:01", "ip dscp cs1", "meta skuid 1000", "socket transparent 1",
    ])
  func conditional(match: String) throws {
    let extra = "set elsewhere { type ipv4_addr; flags dynamic; }"
    let accept = try reach("\(match) tcp dport 22 accept", extra: extra)
    #expect(accept.accepted.isEmpty && accept.terms.count == 1)
    #expect(accept.conditional.allSatisfy { $0.traffic.isSubset(of: tcp(22...22, both)) })
    let drop = try reach("\(match) tcp dport 22 drop", policy: "accept", extra: extra)
    #expect(drop.accepted.isAll && drop.conditional.map(\.effect) == [.deny])
  }

  @Test(
    "what cannot be read is a diagnostic at its line and not an open door",
    arguments: [
      "tcp dport nosuchservice accept", "frobnicate 7 accept", "ip saddr host.example accept",
      "tcp dport @missing accept",
      "tcp dport $missing accept", "ip saddr 2001:db8::1 accept", "include \"elsewhere.nft\"",
      "ct state wonderful accept",
    ])
  func unreadable(line: String) throws {
    let ruleset = script("tcp dport 1 accept\n\(line)")
    #expect(!ruleset.diagnostics.isEmpty && ruleset.diagnostics.allSatisfy { $0.origin.line == 6 })
    #expect(try #require(ruleset.reach(.input).value).accepted == tcp(1...1, both))
  }

  @Test("includes are resolved by the caller, and a loop of them ends")
  func includes() throws {
    let main = Array("include \"a.nft\"\n".utf8)
    let part = Array("table inet t { chain in { type filter hook input priority 0; policy drop; }; }\n".utf8)
    let found = Nftables.parse(main) { $0 == "a.nft" ? part : nil }
    #expect(found.diagnostics.isEmpty)
    #expect(found.policies.map(\.origin) == [Origin(label: "a.nft", line: 1)])
    let loop = Nftables.parse(main) { _ in main }
    #expect(loop.diagnostics.map(\.kind) == [.limit])
  }

  @Test("definitions that double each other run into the limit")
  func doubling() {
    var text = "define v0 = 1, 2, 3, 4, 5, 6, 7, 8\n"
    for level in 1..<40 { text += "define v\(level) = $v\(level - 1), $v\(level - 1)\n" }
    let ruleset = Nftables.parse(Array((text + "add table ip $v39\n").utf8))
    #expect(ruleset.diagnostics.contains { $0.kind == .limit })
  }

  @Test("a table of one family leaves the other alone")
  func families() throws {
    let text = "table ip t { chain in { type filter hook input priority 0; policy drop; }; }\n"
    let reach = try #require(Nftables.parse(Array(text.utf8)).reach(.input).value)
    #expect(reach.accepted == .all(.ipv6))
  }

  @Test("address translation is recorded")
  func translation() {
    let text = """
      table ip nat {
        chain pre { type nat hook prerouting priority dstnat;
          iifname "eth0" tcp dport 8080 dnat to 10.0.0.5:80
          udp dport 53 redirect to :5353
        }
      }

      """
    let ruleset = Nftables.parse(Array(text.utf8))
    #expect(ruleset.diagnostics.isEmpty)
    #expect(ruleset.natRules.map(\.kind) == [.dnat, .redirect])
    #expect(ruleset.natRules.map(\.origin.line) == [3, 4])
    #expect(ruleset.natRules.first?.target == "to 10.0.0.5 : 80")
  }

  @Test("translating an iptables file changes nothing")
  func acrossFormats() throws {
    let iptables = """
      *filter
      :INPUT DROP [0:0]
      -A INPUT -s 198.51.100.0/24 -p tcp -m multiport --dports 22,80:90 -j ACCEPT
      -A INPUT ! -i lo -p icmp --icmp-type echo-request -j ACCEPT
      COMMIT
      """
    let nft = """
      table ip filter {
        chain INPUT {
          type filter hook input priority filter; policy drop;
          ip protocol tcp ip saddr 198.51.100.0/24 tcp dport { 22, 80-90 } counter accept
          iifname != "lo" icmp type echo-request counter accept
        }
      }

      """
    let one = try #require(IptablesSave.parse(Array(iptables.utf8)).reach(.input).value)
    let other = try #require(Nftables.parse(Array(nft.utf8)).reach(.input, within: .all(.ipv4)).value)
    #expect(one == other)
  }
}
