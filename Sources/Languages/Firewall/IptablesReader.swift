import Exposure

/// Follows the commands of a file and keeps the chains as they stand after each.
struct IptablesReader {
  private struct Chain {
    var policy: RuleChain.Policy?
    var policyOrigin = Origin(line: 0)
    var rules: [IptablesRule] = []
  }

  private struct Table {
    var chains: [String: Chain] = [:]
    /// Names in the order of the file, so that every list of the answer has one order.
    var names: [String] = []
  }

  private let family: AddressFamily
  private var tables: [String: Table] = [:]
  private var tableNames: [String] = []
  private var current: String?
  private var openedAt = 0
  private var ruleCount = 0
  private var editCount = 0
  private var diagnostics: [Diagnostic] = []

  /// Whether the lines are commands of a script, which change what is there, and not a file that is loaded at once.
  private let isScript: Bool

  init(family: AddressFamily, isScript: Bool = false) {
    self.family = family
    self.isScript = isScript
  }

  /// Takes one line.
  mutating func read(_ line: IptablesLine) {
    guard let first = line.words.first, !first.hasPrefix("#") else { return }
    if line.isUnterminated { report(.syntax, line, "a quote is not closed") }
    if first.hasPrefix("*") {
      openTable(String(first.dropFirst()), line)
    } else if first == "COMMIT" {
      if current == nil { report(.syntax, line, "COMMIT outside of a table") }
      current = nil
    } else if current == nil {
      report(.syntax, line, "a command outside of a table: \(first)")
    } else if first.hasPrefix(":") {
      declare(line)
    } else {
      let hasCounters = first.hasPrefix("[")
      command(Array(line.words.dropFirst(hasCounters ? 1 : 0)), line)
    }
  }

  private mutating func openTable(_ name: String, _ line: IptablesLine) {
    if current != nil { report(.syntax, line, "table \(name) begins before COMMIT of the last one") }
    current = name
    openedAt = line.number
    if tables[name] == nil {
      tables[name] = Table()
      tableNames.append(name)
    }
  }

  /// `:INPUT DROP [0:0]`, or `:mine - [0:0]` for a chain of the user's.
  private mutating func declare(_ line: IptablesLine) {
    let name = String(line.words[0].dropFirst())
    switch line.words.count > 1 ? line.words[1] : "" {
    case "ACCEPT": setPolicy(.accept, of: name, line)
    case "DROP": setPolicy(.drop, of: name, line)
    case "-": edit(name) { _ in }
    default: report(.syntax, line, "chain \(name) has no policy that is known")
    }
  }

  private mutating func setPolicy(_ policy: RuleChain.Policy, of name: String, _ line: IptablesLine) {
    edit(name) {
      $0.policy = policy
      $0.policyOrigin = Origin(line: line.number)
    }
  }

  private mutating func edit(_ name: String, _ change: (inout Chain) -> Void) {
    guard let current else { return }
    if tables[current]?.chains[name] == nil { tables[current]?.names.append(name) }
    change(&tables[current, default: Table()].chains[name, default: Chain()])
  }

  private mutating func command(_ words: [String], _ line: IptablesLine) {
    guard let verb = words.first else { return report(.syntax, line, "no command after the counters") }
    let name = words.count > 1 ? words[1] : ""
    guard mayEdit(verb, name, line) else { return }
    let rest = Array(words.dropFirst(2))
    switch verb {
    case "-A", "--append": add(name, rest, line) { $0.count }
    case "-I", "--insert":
      let position = rest.first.flatMap { Int($0) }
      add(name, position == nil ? rest : Array(rest.dropFirst()), line) {
        min(max((position ?? 1) - 1, 0), $0.count)
      }
    case "-R", "--replace": replace(name, rest, line)
    case "-D", "--delete": delete(name, rest, line)
    case "-N", "--new-chain": edit(name) { _ in }
    case "-F", "--flush": flush(name.isEmpty ? nil : name)
    // Only empty and unused chains can be deleted: no packet sees a difference.
    case "-X", "--delete-chain", "-Z", "--zero": break
    case "-P", "--policy":
      switch rest.first {
      case "ACCEPT": setPolicy(.accept, of: name, line)
      case "DROP": setPolicy(.drop, of: name, line)
      default: report(.syntax, line, "chain \(name) has no policy that is known")
      }
    default: report(.syntax, line, "unknown command \(verb)")
    }
  }

  /// Counts what a change inside a chain moves; `false` beyond ``FirewallLimits/edits``.
  private mutating func mayEdit(_ verb: String, _ name: String, _ line: IptablesLine) -> Bool {
    guard let current, !["-A", "--append"].contains(verb), editCount <= FirewallLimits.edits else {
      return editCount <= FirewallLimits.edits || ["-A", "--append"].contains(verb)
    }
    editCount += tables[current]?.chains[name]?.rules.count ?? 0
    if editCount > FirewallLimits.edits {
      report(.limit, line, "the chains are rearranged too often; further changes are not read")
    }
    return editCount <= FirewallLimits.edits
  }

  private mutating func add(
    _ name: String, _ words: [String], _ line: IptablesLine, at place: ([IptablesRule]) -> Int
  ) {
    guard !name.isEmpty else { return report(.syntax, line, "a rule without a chain") }
    guard let rule = rule(words, line) else { return }
    edit(name) { $0.rules.insert(rule, at: place($0.rules)) }
  }

  private mutating func rule(_ words: [String], _ line: IptablesLine) -> IptablesRule? {
    ruleCount += 1
    guard ruleCount <= FirewallLimits.rules else {
      if ruleCount == FirewallLimits.rules + 1 {
        report(.limit, line, "more than \(FirewallLimits.rules) rules; the rest is not read")
      }
      return nil
    }
    var parser = IptablesRuleParser(words, family: family, line: line.number)
    let rule = parser.parse()
    diagnostics += parser.diagnostics
    return rule
  }

  private mutating func replace(_ name: String, _ words: [String], _ line: IptablesLine) {
    guard let number = words.first.flatMap({ Int($0) }), let rule = rule(Array(words.dropFirst()), line)
    else {
      return report(.syntax, line, "-R needs the number of a rule")
    }
    var isFound = false
    edit(name) {
      guard $0.rules.indices.contains(number &- 1) else { return }
      $0.rules[number - 1] = rule
      isFound = true
    }
    if !isFound { report(.syntax, line, "chain \(name) has no rule \(number)") }
  }

  private mutating func delete(_ name: String, _ words: [String], _ line: IptablesLine) {
    var isFound = false
    let number = words.count == 1 ? Int(words[0]) : nil
    edit(name) { chain in
      let place = number.map { $0 &- 1 } ?? chain.rules.firstIndex { $0.words == words } ?? -1
      guard chain.rules.indices.contains(place) else { return }
      chain.rules.remove(at: place)
      isFound = true
    }
    // What another file let in and a script takes away opens nothing.
    let target = zip(words, words.dropFirst()).first { $0.0 == "-j" || $0.0 == "--jump" }?.1
    if isScript, let target, Self.harmless.contains(target) { return }
    if !isFound { report(.syntax, line, "chain \(name) has no such rule to delete") }
  }

  /// Targets whose rules may go without anything being let in.
  private static let harmless: Set<String> = [
    "ACCEPT", "DNAT", "REDIRECT", "SNAT", "MASQUERADE", "LOG", "NFLOG", "TCPMSS", "MARK", "CONNMARK", "NOTRACK", "CT",
  ]

  private mutating func flush(_ name: String?) {
    guard let current else { return }
    for chain in name.map({ [$0] }) ?? tables[current]?.names ?? [] { edit(chain) { $0.rules = [] } }
  }

  private mutating func report(_ kind: Diagnostic.Kind, _ line: IptablesLine, _ message: String) {
    diagnostics.append(Diagnostic(kind, Origin(line: line.number), message))
  }
}

extension IptablesReader {
  /// The base chains that a packet of each hook passes, in the kernel's order of priorities; `nat` is left
  /// out, for it is not for filtering (iptables(8) refuses DROP there).
  private static let ways: [(hook: Hook, chains: [(table: String, chain: String)])] = [
    (
      .input,
      [
        ("raw", "PREROUTING"), ("mangle", "PREROUTING"), ("mangle", "INPUT"), ("filter", "INPUT"),
        ("security", "INPUT"),
      ]
    ),
    (
      .forward,
      [
        ("raw", "PREROUTING"), ("mangle", "PREROUTING"), ("mangle", "FORWARD"), ("filter", "FORWARD"),
        ("security", "FORWARD"), ("mangle", "POSTROUTING"),
      ]
    ),
    (
      .output,
      [
        ("raw", "OUTPUT"), ("mangle", "OUTPUT"), ("filter", "OUTPUT"), ("security", "OUTPUT"),
        ("mangle", "POSTROUTING"),
      ]
    ),
  ]

  private static let hooks: [String: Hook] = ["INPUT": .input, "FORWARD": .forward, "OUTPUT": .output]
  private static let builtin: Set<String> = ["INPUT", "FORWARD", "OUTPUT", "PREROUTING", "POSTROUTING"]

  /// The rule set after the last line.
  mutating func finish() -> FirewallRuleset {
    if let current {
      diagnostics.append(
        Diagnostic(.syntax, Origin(line: openedAt), "table \(current) has no COMMIT: it would not be loaded"))
    }
    var ruleset = FirewallRuleset()
    ruleset.families = [family]
    for table in tableNames {
      for name in tables[table]?.names ?? [] { convert(table, name, &ruleset) }
    }
    for way in Self.ways {
      let keys = way.chains.map { "\($0.table)/\($0.chain)" }
      ruleset.bases[way.hook] = keys.filter { ruleset.list.chains[$0] != nil }
    }
    ruleset.diagnostics = diagnostics.sorted { $0.origin < $1.origin }
    return ruleset
  }

  private func convert(_ table: String, _ name: String, _ ruleset: inout FirewallRuleset) {
    guard let chain = tables[table]?.chains[name] else { return }
    let key = "\(table)/\(name)"
    let isBase = Self.builtin.contains(name)
    var rules: [Rule] = []
    for source in chain.rules {
      var rule = source.rule
      rule.action = action(of: source, in: table)
      rules.append(rule)
      if table == "nat" {
        if let kind = source.translation {
          ruleset.natRules.append(
            NATRule(origin: rule.origin, kind: kind, traffic: rule.traffic, target: source.targetText))
        }
      } else if rule.denies {
        ruleset.denyRules.append(
          DenyRule(
            origin: rule.origin, chain: key, text: source.words.joined(separator: " "),
            traffic: rule.traffic, isConditional: !rule.conditions.isEmpty))
      }
    }
    // A built-in chain without a policy line accepts, as the kernel creates it.
    let policy = isBase ? chain.policy ?? .accept : nil
    ruleset.list.chains[key] = RuleChain(rules, policy: policy, policyOrigin: chain.policyOrigin)
    if let policy, table != "nat" {
      ruleset.policies.append(
        ChainPolicy(
          hook: Self.hooks[name], table: table, chain: name, policy: policy, origin: chain.policyOrigin))
    }
  }

  /// Targets that note or change something and let the packet go on (iptables-extensions(8)).
  private static let passing: Set<String> = [
    "AUDIT", "CHECKSUM", "CLASSIFY", "CONNMARK", "CONNSECMARK", "CT", "DSCP", "ECN", "HL", "HMARK",
    "IDLETIMER",
    "LED", "LOG", "MARK", "NFLOG", "NOTRACK", "RATEEST", "SECMARK", "SET", "TCPMSS", "TCPOPTSTRIP", "TEE",
    "TOS",
    "TRACE", "TTL", "ULOG",
  ]

  private func action(of rule: IptablesRule, in table: String) -> Rule.Action {
    guard let target = rule.target else { return .continue }
    switch target {
    case "ACCEPT": return .accept
    case "DROP": return .drop
    case "REJECT": return .reject
    case "RETURN": return .return
    case _ where tables[table]?.chains[target] != nil:
      return rule.isGoto ? .goto("\(table)/\(target)") : .jump("\(table)/\(target)")
    case _ where Self.passing.contains(target): return .continue
    default: return .other("target \(target)")
    }
  }
}
