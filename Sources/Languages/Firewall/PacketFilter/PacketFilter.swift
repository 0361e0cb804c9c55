import Exposure

/// Reads rules of pf, as OpenBSD and FreeBSD write them (pf.conf(5)): the last rule that matches decides, but for
/// `quick` ones, and what no rule matches passes.
public enum PacketFilter {
  /// Reads a file.
  ///
  /// - Parameter include: gives the content of an included file by the path as written.
  public static func parse(
    _ bytes: [UInt8], include: @escaping (String) -> [UInt8]? = { _ in nil }
  ) -> FirewallRuleset {
    var lexer = PFLexer(include: include)
    lexer.read(bytes)
    var compiler = PFCompiler(include: include)
    compiler.read(lexer.statements)
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
  private let include: (String) -> [UInt8]?
  /// The files that anchors are loaded from.
  private var loaded: [String: String] = [:]
  /// What the anchors around a statement ask of a packet, and whether each ends the reading for what it matches.
  private var open: [(filter: [Hook: TrafficSet], conditions: [Condition], isQuick: Bool, starts: [Hook: Int])] = []

  init(include: @escaping (String) -> [UInt8]?) { self.include = include }

  /// Reads statements in their order; where anchors are loaded from is said anywhere.
  mutating func read(_ statements: [PFStatement]) {
    for statement in statements where statement.words.starts(with: ["load", "anchor"]) {
      let words = statement.words.map { String($0.drop { $0 == "\"" }) }
      if words.count == 5, words[3] == "from" { loaded[words[2]] = words[4] }
    }
    for statement in statements { read(statement) }
  }

  struct PFTable {
    var ranges: [AddressRange]
    var holes: [AddressRange]
    /// Whether more comes from a file, or from commands at run time.
    var isOpen: Bool

    /// An address, or `!` and an address that is left out.
    mutating func add(_ word: String) {
      let isHole = word.hasPrefix("!")
      guard let range = AddressText.range(word.drop { $0 == "!" || $0 == " " }) else {
        isOpen = true
        return
      }
      if isHole { holes.append(range) } else { ranges.append(range) }
    }
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
    case "nat-anchor", "rdr-anchor": break
    case "anchor": readAnchor(statement)
    case "antispoof":
      // It only refuses packets that no honest neighbour sends.
      break
    case "}": closeAnchor()
    case _ where Self.silent.contains(first): break
    default:
      diagnostics.append(Diagnostic(.syntax, statement.origin, "unknown statement \(first)"))
    }
  }

  /// `anchor "name" [in] [on em0] [{]`: rules of a block, or of a file that stands in the tree. Any other anchor is filled
  /// by another program, which may let anything through.
  private mutating func readAnchor(_ statement: PFStatement) {
    let isBlock = statement.words.last == "{"
    var words = statement.words.dropFirst().dropLast(isBlock ? 1 : 0)
    let known: Set<String> = ["in", "out", "on", "quick", "inet", "inet6", "proto", "from", "to"]
    var name = ""
    if let first = words.first, !known.contains(first) {
      name = String(first.drop { $0 == "\"" })
      words = words.dropFirst()
    }
    var reader = PFRuleReader(PFStatement(words: ["match"] + words, origin: statement.origin), tables: tables)
    let rules = reader.rules()
    diagnostics += reader.diagnostics
    let content = isBlock ? nil : loaded[name].flatMap { include($0) }
    guard isBlock || content != nil, open.count < FirewallLimits.includes else {
      for directed in rules {
        var rule = directed.rule
        rule.action = .other("anchor \(name)")
        add([directed.hook], rule, false, statement)
      }
      if isBlock { open.append(([:], [], false, [:])) }
      return
    }
    let filter = Dictionary(rules.map { ($0.hook, $0.rule.traffic) }) { first, _ in first }
    let starts = Dictionary(uniqueKeysWithValues: [Hook.input, .output].map { ($0, self.rules[$0]?.count ?? 0) })
    open.append((filter, rules.first?.rule.conditions ?? [], reader.isQuick, starts))
    guard let content else { return }
    var lexer = PFLexer(include: include)
    lexer.read(content, label: loaded[name] ?? "", depth: open.count)
    diagnostics += lexer.diagnostics
    read(lexer.statements)
    closeAnchor()
  }

  private mutating func closeAnchor() {
    guard let anchor = open.popLast(), anchor.isQuick else { return }
    // What the anchor decides is final: inside of it the last match counts, and nothing after it.
    for (hook, start) in anchor.starts {
      guard let all = rules[hook], start < all.count else { continue }
      let own = all[start...]
      let ordered = own.filter(\.isQuick) + own.filter { !$0.isQuick }.reversed()
      rules[hook] = all[..<start] + ordered.map { Directed(rule: $0.rule, isQuick: true, text: $0.text) }
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
    var isFile = false
    var isHole = false
    var hasEntries = false
    for word in words.dropFirst(2) {
      switch word {
      case "{": isInside = true
      case "}": isInside = false
      case "file": isFile = true
      case "!": isHole = true
      case _ where isFile:
        isFile = false
        hasEntries = true
        guard let bytes = include(String(word.drop { $0 == "\"" })) else {
          table.isOpen = true
          continue
        }
        for line in bytes.split(separator: 10) {
          let text = String(decoding: line.prefix { $0 != UInt8(ascii: "#") }, as: UTF8.self).trimmed
          if !text.isEmpty { table.add(text) }
        }
      default:
        guard isInside else { continue }
        hasEntries = true
        table.add(isHole ? "!" + word : word)
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
      var rule = rule
      var isOutside = false
      for anchor in open {
        guard let filter = anchor.filter[hook] else {
          isOutside = true
          continue
        }
        rule.traffic = rule.traffic.intersection(filter)
        rule.conditions = Set(rule.conditions + anchor.conditions).sorted()
      }
      if isOutside { continue }
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
    for (name, table) in tables where !table.isOpen {
      ruleset.names["<\(name)>"] = AddressSet(table.ranges).subtracting(AddressSet(table.holes))
    }
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
