import Exposure

/// A seeded generator (SplitMix64), so that every run sees the same inputs.
struct Generator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

/// Writes random rule sets in the formats' own words.
struct RuleWriter {
  private var generator: Generator
  private let family: AddressFamily

  init(seed: UInt64, family: AddressFamily) {
    generator = Generator(seed: seed)
    self.family = family
  }

  private mutating func some(_ tenths: Int) -> Bool { Int.random(in: 0..<10, using: &generator) < tenths }

  private mutating func pick(_ values: [String]) -> String { values.randomElement(using: &generator) ?? "" }

  private var networks: [String] {
    family == .ipv4
      ? ["198.51.100.0/24", "198.51.100.128/25", "198.51.0.0/16", "0.0.0.0/1", "128.0.0.0/1", "203.0.113.7"]
      : ["2001:db8:a::/48", "2001:db8:a::/64", "2001:db8::/32", "::/1", "8000::/1", "2001:db8:b::7"]
  }

  private var hosts: [String] {
    family == .ipv4
      ? ["10.9.0.1", "10.9.0.2", "10.9.0.0/30"] : ["2001:db8:9::1", "2001:db8:9::2", "2001:db8:9::/127"]
  }

  private mutating func portRange(_ separator: String) -> String {
    let low = Int.random(in: 1...100, using: &generator)
    return some(5) ? "\(low)" : "\(low)\(separator)\(low + Int.random(in: 1...50, using: &generator))"
  }

  private mutating func list(_ separator: String) -> String {
    (0..<Int.random(in: 1...3, using: &generator)).map { _ in portRange(separator) }.joined(separator: ",")
  }

  /// A file for `iptables-restore` with two chains of the user's.
  mutating func iptables() -> String {
    var text =
      "*filter\n:INPUT \(pick(["ACCEPT", "DROP"])) [0:0]\n:FORWARD ACCEPT [0:0]\n:OUTPUT ACCEPT [0:0]\n"
    text += ":one - [0:0]\n:two - [0:0]\n"
    let plain = ["ACCEPT", "ACCEPT", "DROP", "REJECT", "RETURN", "LOG"]
    for (chain, targets) in [
      ("two", plain), ("one", plain + ["two"]), ("INPUT", plain + ["one", "one", "two"]),
    ] {
      for _ in 0..<Int.random(in: 2...6, using: &generator) {
        let isGoto = chain != "two" && some(1)
        text += "-\(some(8) ? "A" : "I") \(chain)\(iptablesMatch())"
        text += isGoto ? " -g two\n" : " -j \(pick(targets))\n"
      }
    }
    return text + "COMMIT\n"
  }

  private mutating func iptablesMatch() -> String {
    var text = ""
    if some(6) { text += "\(some(2) ? " !" : "") -s \(pick(networks))" }
    if some(3) { text += "\(some(2) ? " !" : "") -d \(pick(hosts))" }
    if some(2) { text += "\(some(5) ? " !" : "") -i \(pick(["lo", "eth0", "eth+", "wlan+"]))" }
    switch Int.random(in: 0..<6, using: &generator) {
    case 0, 1: text += " -p \(pick(["tcp", "udp"]))\(some(2) ? " !" : "") --dport \(portRange(":"))"
    case 2:
      text += " -p \(pick(["tcp", "udp"])) -m multiport\(some(2) ? " !" : "")"
      text += " \(pick(["--dports", "--sports", "--ports"])) \(list(":"))"
    case 3:
      text += "\(some(3) ? " !" : "") -p \(pick(["tcp", "udp", family == .ipv4 ? "icmp" : "ipv6-icmp"]))"
    case 4 where family == .ipv4:
      text += " -p icmp\(some(2) ? " !" : "") --icmp-type \(pick(["8", "13", "echo-request"]))"
    case 4:
      text += " -p ipv6-icmp\(some(2) ? " !" : "") --icmpv6-type \(pick(["128", "echo-request", "200"]))"
    default: break
    }
    if some(2) {
      text +=
        " -m conntrack\(some(3) ? " !" : "") --ctstate \(pick(["NEW", "ESTABLISHED,RELATED", "NEW,INVALID"]))"
    }
    if some(1) { text += " -p tcp\(some(5) ? " !" : "") --syn" }
    if some(1) { text += " -m comment --comment \"a \\\"quoted\\\" -j DROP\"" }
    // The same option twice is refused by the loader; only the last -p of a line may stand.
    return text.components(separator: " -p ").count > 2 ? " -p tcp --dport \(portRange(":"))" : text
  }

  /// A script for `nft -f` with two base chains, a user's chain, a set and a verdict map.
  mutating func nft() -> String {
    let ports = list("-")
    var text = "flush ruleset\ndefine trusted = { \(networks[0]), \(networks[5]) }\n"
    text +=
      "table inet filter {\n  set ports { type inet_service; flags interval; auto-merge\n"
    text += "    elements = { \(ports) } }\n"
    text += "  chain one {\n\(nftRules(["accept", "drop", "return", "reject"]))  }\n"
    text +=
      "  chain early {\n    type filter hook input priority -10; policy \(pick(["accept", "drop"]));\n"
    text += "\(nftRules(["accept", "drop", "accept"]))    accept\n  }\n"
    text +=
      "  chain input {\n    type filter hook input priority filter; policy \(pick(["accept", "drop"]));\n"
    text += "\(nftRules(["accept", "drop", "jump one", "goto one", "continue", "reject"]))  }\n}\n"
    text += "table \(family == .ipv4 ? "ip" : "ip6") late {\n  chain input {\n"
    text += "    type filter hook input priority 10; policy accept;\n"
    // A set belongs to its table.
    return text + nftRules(["accept", "drop"]).replacing("@ports", with: "22-60") + "  }\n}\n"
  }

  private mutating func nftRules(_ verdicts: [String]) -> String {
    (0..<Int.random(in: 1...5, using: &generator)).map { _ in
      "    \(nftMatch())\(some(2) ? "counter " : "")\(pick(verdicts))\n"
    }.joined()
  }

  private mutating func nftMatch() -> String {
    let name = family == .ipv4 ? "ip" : "ip6"
    let negation = some(2) ? "!= " : ""
    var text = ""
    if some(5) { text += "\(name) saddr \(negation)\(some(3) ? "$trusted" : pick(networks)) " }
    if some(2) { text += "\(name) daddr \(negation){ \(hosts[0]), \(hosts[1]) } " }
    if some(2) { text += "iifname \(negation)\(pick(["\"lo\"", "\"eth0\"", "\"eth*\""])) " }
    switch Int.random(in: 0..<9, using: &generator) {
    case 0: text += "tcp dport \(negation){ \(listWithoutOverlap()) } "
    case 1: text += "udp dport \(negation)\(portRange("-")) "
    case 2: text += "tcp dport \(negation)@ports "
    case 3: text += "meta l4proto { tcp, udp } th dport \(pick(["<", ">=", "!="])) 60 "
    case 4: text += "meta l4proto \(negation)\(pick(["tcp", "udp", "icmp", "ipv6-icmp"])) "
    case 5: text += "\(name) saddr . tcp dport \(negation){ \(networks[5]) . 22, \(networks[0]) . 40-60 } "
    case 6: text += "tcp dport vmap { 20-40 : drop, 41-50 : accept } "
    case 7:
      text += "ct state \(pick(["new", "{ new, established }", "!= new", "established,related", "invalid"])) "
    default: text += "tcp flags & (fin|syn|rst|ack) \(some(5) ? "==" : "!=") syn "
    }
    return text
  }

  private mutating func listWithoutOverlap() -> String {
    let low = Int.random(in: 1...40, using: &generator)
    return "\(low), \(low + 5)-\(low + 20), \(low + 30)"
  }

  /// Packets on both sides of every border that `reach` has, and some anywhere.
  mutating func probes(of reach: TrafficSet, count: Int) -> [Packet] {
    var sources = networks.compactMap { try? Prefix(parsing: $0) }.flatMap { AddressRange($0).neighbours }
    var ports: [UInt16] = [1, 22, 60, 100, 150]
    for box in reach.largestBoxes(40) + reach.complement.largestBoxes(40) {
      sources += box.sources.ranges(of: family).flatMap(\.neighbours)
      ports += (box.destinationPorts.ranges + box.sourcePorts.ranges).flatMap {
        [$0.lowerBound &- 1, $0.lowerBound, $0.upperBound, $0.upperBound &+ 1]
      }
    }
    sources = Set(sources.filter(\.isUsable)).sorted()
    ports = Set(ports).subtracting([0]).sorted()
    let locals = (1...3).compactMap { Address(family == .ipv4 ? "10.9.0.\($0)" : "2001:db8:9::\($0)") }
    let icmp: UInt8 = family == .ipv4 ? 1 : 58
    return (0..<count).compactMap { index in
      guard let source = sources.randomElement(using: &generator),
        let local = locals.randomElement(using: &generator),
        let port = ports.randomElement(using: &generator)
      else { return nil }
      let from = some(3) ? ports.randomElement(using: &generator) ?? 1 : UInt16(20_000 + index)
      let type: UInt16 = family == .ipv4 ? some(5) ? 8 : 13 : 128
      return Packet(
        source: source, destination: local, protocol: [6, 6, 17, icmp][index % 4], sourcePort: from,
        destinationPort: port, icmpType: type << 8, inInterface: "eth0")
    }
  }
}

extension AddressRange {
  /// The ends and what lies directly outside of them.
  fileprivate var neighbours: [Address] {
    [first.value &- 1, first.value, last.value, last.value &+ 1]
      .compactMap { Address(family: family, value: $0) }
  }
}

extension Address {
  /// Whether a packet from here is routed at all: unicast, not this host, not loopback.
  fileprivate var isUsable: Bool {
    if family == .ipv4 {
      let first = value >> 24
      return first > 0 && first < 224 && first != 127 && value >> 8 != 0x0A0900
    }
    return value > 1 << 96 && value >> 120 != 0xFF && value >> 64 != 0x2001_0DB8_0009_0000
  }
}

extension String {
  fileprivate func components(separator: String) -> [Substring] {
    split(separator: separator, omittingEmptySubsequences: false)
  }
}
