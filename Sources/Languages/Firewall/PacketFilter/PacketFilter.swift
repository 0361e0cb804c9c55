import Exposure

/// Reads rules of pf, as OpenBSD and FreeBSD write them (pf.conf(5)): the last rule that matches decides, but for
/// `quick` ones, and what no rule matches passes.
public enum PacketFilter {
  /// Whether the bytes look like rules of pf: a statement at the start of a line that nothing else has.
  public static func isRules(_ bytes: [UInt8]) -> Bool {
    let text = String(decoding: bytes.prefix(1 << 16), as: UTF8.self)
    let starts = [
      "block in", "block out", "block all", "block drop", "block return", "block log", "pass in", "pass out",
      "pass quick",
      "pass all", "set skip on", "set block-policy", "antispoof", "scrub in", "match in", "match out", "rdr pass",
      "rdr on",
      "nat on",
    ]
    return text.split(whereSeparator: \.isNewline).contains { line in starts.contains { line.hasPrefix($0) } }
  }

  /// Reads a file.
  ///
  /// - Parameter include: gives the content of an included file by the path as written.
  public static func parse(
    _ bytes: [UInt8], include: @escaping (String) -> [UInt8]? = { _ in nil }
  ) -> FirewallRuleset {
    var lexer = PFLexer(include: include)
    lexer.read(bytes)
    var compiler = PFCompiler()
    for statement in lexer.statements { compiler.read(statement) }
    var ruleset = compiler.finish()
    ruleset.diagnostics = (lexer.diagnostics + compiler.diagnostics).sorted { $0.origin < $1.origin }
    return ruleset
  }
}

/// Follows the statements and keeps the rules of both directions.
struct PFCompiler {
  private struct Directed {
    let rule: Rule
    let isQuick: Bool
    let text: String
  }

  private var rules: [Hook: [Directed]] = [.input: [], .output: []]
  private var tables: [String: PFTable] = [:]
  private var translations: [NATRule] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var count = 0

  struct PFTable {
    var ranges: [AddressRange]
    var holes: [AddressRange]
    /// Whether more comes from a file, or from commands at run time.
    var isOpen: Bool
  }

  private static let silent: Set<String> = ["scrub", "nat", "no", "binat", "load", "altq", "queue", "table", "state"]

  mutating func read(_ statement: PFStatement) {
    count += 1
    guard count <= FirewallLimits.rules, let first = statement.words.first else {
      if count == FirewallLimits.rules + 1 {
        diagnostics.append(Diagnostic(.limit, statement.origin, "more than \(FirewallLimits.rules) statements"))
      }
      return
    }
    switch first {
    case "set": readSetting(statement)
    case "table": readTable(statement)
    case "pass", "block", "match": readRule(statement)
    case "rdr": readRedirect(statement)
    case "anchor", "nat-anchor", "rdr-anchor":
      guard first == "anchor" else { return }
      // Another program fills an anchor; it may let anything through.
      let name = statement.words.dropFirst().first.map { String($0.drop { $0 == "\"" }) } ?? ""
      add([.input, .output], Rule(.all, action: .other("anchor \(name)"), origin: statement.origin), false, statement)
    case "antispoof":
      // It only refuses packets that no honest neighbour sends.
      break
    case "}": break
    case _ where Self.silent.contains(first): break
    default:
      diagnostics.append(Diagnostic(.syntax, statement.origin, "unknown statement \(first)"))
    }
  }

  private mutating func readSetting(_ statement: PFStatement) {
    let words = statement.words
    guard words.count > 3, words[1] == "skip", words[2] == "on" else { return }
    for name in words.dropFirst(3) where !"{}".contains(name) {
      // A group of interfaces has the name of its members without their number.
      guard let set = PFRuleReader.interfaces(name) else { continue }
      add(
        [.input], Rule(TrafficSet(TrafficBox(inInterfaces: set)), action: .accept, origin: statement.origin), true,
        statement)
      add(
        [.output], Rule(TrafficSet(TrafficBox(outInterfaces: set)), action: .accept, origin: statement.origin), true,
        statement)
    }
  }

  /// `table <bad> persist { 192.0.2.0/24, !192.0.2.1 } file "/etc/bad"`.
  private mutating func readTable(_ statement: PFStatement) {
    let words = statement.words
    guard words.count > 1, words[1].hasPrefix("<") else { return }
    var table = PFTable(ranges: [], holes: [], isOpen: false)
    var isInside = false
    var isHole = false
    var hasEntries = false
    for word in words.dropFirst(2) {
      switch word {
      case "{": isInside = true
      case "}": isInside = false
      case "file", "persist": table.isOpen = table.isOpen || word == "file"
      case "!": isHole = true
      default:
        guard isInside else { continue }
        hasEntries = true
        let text = word.hasPrefix("!") ? word.dropFirst() : word[...]
        if let range = AddressText.range(text) {
          if isHole || word.hasPrefix("!") { table.holes.append(range) } else { table.ranges.append(range) }
        } else {
          table.isOpen = true
        }
        isHole = false
      }
    }
    // A table without entries is filled by commands.
    if !hasEntries { table.isOpen = true }
    tables[String(words[1].filter { !"<>".contains($0) })] = table
  }

  private mutating func readRule(_ statement: PFStatement) {
    var reader = PFRuleReader(statement, tables: tables)
    let read = reader.rules()
    diagnostics += reader.diagnostics
    for directed in read {
      if let target = reader.translation {
        translations.append(
          NATRule(origin: statement.origin, kind: target.kind, traffic: directed.rule.traffic, target: target.text))
      }
      guard statement.words[0] != "match" else { continue }
      add([directed.hook], directed.rule, reader.isQuick, statement)
    }
  }

  /// `rdr pass on em0 proto tcp from any to any port 80 -> 10.0.0.5 port 8080`.
  private mutating func readRedirect(_ statement: PFStatement) {
    guard let arrow = statement.words.firstIndex(of: "->") else {
      // `no rdr` and rdr without a target redirect nothing.
      return
    }
    var words = Array(statement.words[1..<arrow])
    let passes = words.first == "pass"
    if passes { words.removeFirst() }
    var reader = PFRuleReader(
      PFStatement(words: ["pass", "in"] + words, origin: statement.origin), tables: tables)
    let read = reader.rules()
    diagnostics += reader.diagnostics
    let target = statement.words[(arrow + 1)...].joined(separator: " ")
    for directed in read {
      let isHere = target.hasPrefix("127.") || target.hasPrefix("lo") || target.hasPrefix("::1")
      translations.append(
        NATRule(
          origin: statement.origin, kind: isHere ? .redirect : .dnat, traffic: directed.rule.traffic, target: target))
      if passes { add([.input], directed.rule, true, statement) }
    }
  }

  private mutating func add(_ hooks: [Hook], _ rule: Rule, _ isQuick: Bool, _ statement: PFStatement) {
    for hook in hooks {
      rules[hook, default: []].append(
        Directed(rule: rule, isQuick: isQuick, text: statement.words.joined(separator: " ")))
    }
  }

  /// The rule set after the last statement. A forwarded packet meets the rules for `in` and then those for `out`, so
  /// that what is told of both says all about forwarding.
  func finish() -> FirewallRuleset {
    var ruleset = FirewallRuleset()
    ruleset.families = [.ipv4, .ipv6]
    ruleset.natRules = translations
    for (hook, name) in [(Hook.input, "in"), (.output, "out")] {
      let directed = rules[hook] ?? []
      let key = "pf/\(name)"
      ruleset.list.chains[key] = RuleChain(
        lastMatch: directed.map { ($0.rule, $0.isQuick) }, policy: .accept)
      ruleset.bases[hook] = [key]
      ruleset.denyRules += directed.filter { $0.rule.denies }.map { item in
        DenyRule(
          origin: item.rule.origin, chain: key, text: item.text, traffic: item.rule.traffic,
          isConditional: !item.rule.conditions.isEmpty)
      }
    }
    return ruleset
  }
}
