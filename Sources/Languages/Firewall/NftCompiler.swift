import Exposure

/// Turns tables of words into a rule set.
struct NftCompiler {
  private let tables: [NftTable]
  private(set) var diagnostics: [Diagnostic] = []
  private var elementCount = 0
  private var ruleCount = 0

  init(tables: [NftTable]) { self.tables = tables }

  private struct Base {
    let key: String
    let hook: String
    let priority: Int
  }

  mutating func compile() -> FirewallRuleset {
    var ruleset = FirewallRuleset()
    ruleset.families = [.ipv4, .ipv6]
    var bases: [Base] = []
    for table in tables where !table.isDormant {
      guard ["ip", "ip6", "inet"].contains(table.family) else {
        if let chain = table.chains.first {
          report(.unsupported, chain.policyOrigin, "tables of the family \(table.family) are not modelled")
        }
        continue
      }
      for chain in table.chains {
        if let base = compile(chain, table, &ruleset) { bases.append(base) }
      }
    }
    order(bases, &ruleset)
    return ruleset
  }

  /// The chains of the hooks that each way of a packet passes, before and after routing.
  private static let ways: [(hook: Hook, chains: [String])] = [
    (.input, ["prerouting", "input"]), (.forward, ["prerouting", "forward", "postrouting"]),
    (.output, ["output", "postrouting"]),
  ]

  private func order(_ bases: [Base], _ ruleset: inout FirewallRuleset) {
    for way in Self.ways {
      ruleset.bases[way.hook] = way.chains.flatMap { hook in
        let here = bases.filter { $0.hook == hook }
        return here.indices.sorted { (here[$0].priority, $0) < (here[$1].priority, $1) }.map { here[$0].key }
      }
    }
  }

  private mutating func compile(
    _ chain: NftChain, _ table: NftTable, _ ruleset: inout FirewallRuleset
  ) -> Base? {
    let key = "\(table.key)/\(chain.name)"
    var rules: [Rule] = []
    if chain.base != nil, let others = foreign(to: table) {
      // A table of one family never sees packets of the other.
      rules.append(Rule(others, action: .accept, origin: chain.policyOrigin))
    }
    for words in chain.rules {
      guard ruleCount <= FirewallLimits.rules else { break }
      rules += compile(words, table, key, &ruleset)
    }
    let policy = chain.base == nil ? nil : chain.policy ?? .accept
    ruleset.list.chains[key] = RuleChain(rules, policy: policy, policyOrigin: chain.policyOrigin)
    guard let base = chain.base, let policy else { return nil }
    // Chains of the type nat see the first packet of a connection only to translate it.
    guard base.type != "nat" else { return nil }
    guard ["prerouting", "input", "forward", "output", "postrouting"].contains(base.hook) else {
      report(.unsupported, base.origin, "the hook \(base.hook) is not modelled")
      return nil
    }
    ruleset.policies.append(
      ChainPolicy(
        hook: Hook(rawValue: base.hook), table: table.key, chain: chain.name, policy: policy,
        origin: chain.policyOrigin))
    return Base(key: key, hook: base.hook, priority: base.priority)
  }

  private func foreign(to table: NftTable) -> TrafficSet? {
    switch table.family {
    case "ip": .all(.ipv6)
    case "ip6": .all(.ipv4)
    default: nil
    }
  }

  private mutating func compile(
    _ words: [NftToken], _ table: NftTable, _ key: String, _ ruleset: inout FirewallRuleset
  ) -> [Rule] {
    var compiler = NftRuleCompiler(
      words, table: table, elementLimit: FirewallLimits.elements - elementCount)
    compiler.compile()
    elementCount += compiler.elementCount
    ruleCount += compiler.rules.count
    diagnostics += compiler.diagnostics
    if ruleCount > FirewallLimits.rules, let origin = words.first?.origin {
      report(.limit, origin, "more than \(FirewallLimits.rules) rules; the rest is not read")
    }
    if let translation = compiler.translation { ruleset.natRules.append(translation) }
    let text = compiler.rules.contains(where: \.denies) ? NftSelector.words(words) : ""
    for rule in compiler.rules where rule.denies {
      ruleset.denyRules.append(
        DenyRule(
          origin: rule.origin, chain: key, text: text, traffic: rule.traffic,
          isConditional: !rule.conditions.isEmpty))
    }
    return compiler.rules
  }

  private mutating func report(_ kind: Diagnostic.Kind, _ origin: Origin, _ message: String) {
    diagnostics.append(Diagnostic(kind, origin, message))
  }
}
