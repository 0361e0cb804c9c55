public import Exposure

/// Reads the rule files of ufw (ufw(8), ufw-framework(8)): dumps in the language of `iptables-restore` that hold
/// chains of ufw's own, which its start puts behind the built-in ones.
///
/// A packet passes `ufw-before-*`, `ufw-user-*` and `ufw-after-*` in that order, then meets the default policy.
public enum UFWRules {
  /// One of the files with its content.
  public struct Part: Sendable {
    /// The label of the part's lines in the answer.
    public let label: String
    public let bytes: [UInt8]

    public init(label: String, bytes: [UInt8]) {
      self.label = label
      self.bytes = bytes
    }
  }

  /// Reads the files of one family: `before.rules`, `user.rules`, `after.rules`, or those with a 6 in their names.
  ///
  /// - Parameter defaults: `/etc/default/ufw`, which holds the policies.
  public static func parse(_ parts: [Part], family: AddressFamily, defaults: Part? = nil) -> FirewallRuleset {
    let policies = UFWDefaults(defaults?.bytes ?? [])
    var whole = FirewallRuleset()
    whole.families = [family]
    for part in parts {
      let read = IptablesSave.parse(part.bytes, family: family)
      whole.merge(read, label: part.label)
    }
    let prefix = family == .ipv6 ? "ufw6" : "ufw"
    for (hook, name, policy) in [
      (Hook.input, "input", policies.input), (.forward, "forward", policies.forward),
      (.output, "output", policies.output),
    ] {
      let stages = ["before", "user", "after"].map { "filter/\(prefix)-\($0)-\(name)" }
        .filter { whole.list.chains[$0] != nil }
      let key = "ufw/\(name)"
      let place = Origin(label: defaults?.label ?? "", line: policies.line(name))
      let start = Origin(label: parts.first?.label ?? "", line: 1)
      whole.list.chains[key] = RuleChain(
        stages.map { Rule(.all(family), action: .jump($0), origin: start) }, policy: policy, policyOrigin: place)
      whole.policies.append(
        ChainPolicy(hook: hook, table: "ufw", chain: name, policy: policy, origin: place))
      whole.bases[hook] = [key] + (whole.bases[hook] ?? [])
    }
    whole.diagnostics += policies.diagnostics.map {
      Diagnostic($0.kind, Origin(label: defaults?.label ?? "", line: $0.origin.line), $0.message)
    }
    return whole
  }
}

/// The settings of `/etc/default/ufw` that decide what happens to packets that no rule decides.
struct UFWDefaults {
  // What ufw takes where nothing is set (ufw(8), "REMOTE MANAGEMENT" and the file as packaged).
  private(set) var input = RuleChain.Policy.drop
  private(set) var forward = RuleChain.Policy.drop
  private(set) var output = RuleChain.Policy.accept
  private(set) var diagnostics: [Diagnostic] = []
  private var lines: [String: Int] = [:]

  init(_ bytes: [UInt8]) {
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let text = String(decoding: line, as: UTF8.self)
      guard !text.hasPrefix("#"), let equals = text.firstIndex(of: "=") else { continue }
      let value = text[text.index(after: equals)...].filter { !"\"' \r".contains($0) }.uppercased()
      let policy: RuleChain.Policy
      let name = text[..<equals].filter { $0 != " " }
      guard name.hasPrefix("DEFAULT_"), name.hasSuffix("_POLICY"), name != "DEFAULT_APPLICATION_POLICY" else {
        continue
      }
      switch value {
      case "ACCEPT": policy = .accept
      case "DROP", "REJECT": policy = .drop
      default:
        diagnostics.append(Diagnostic(.syntax, Origin(line: index + 1), "\(name) has no policy that is known"))
        continue
      }
      switch name {
      case "DEFAULT_INPUT_POLICY": set(\.input, policy, "input", index)
      case "DEFAULT_FORWARD_POLICY": set(\.forward, policy, "forward", index)
      case "DEFAULT_OUTPUT_POLICY": set(\.output, policy, "output", index)
      default: break
      }
    }
  }

  private mutating func set(
    _ path: WritableKeyPath<UFWDefaults, RuleChain.Policy>, _ policy: RuleChain.Policy, _ name: String, _ index: Int
  ) {
    self[keyPath: path] = policy
    lines[name] = index + 1
  }

  func line(_ name: String) -> Int { lines[name] ?? 0 }
}

extension FirewallRuleset {
  /// Takes over everything of a rule set whose chains have other names, with the file that it stands in as the label
  /// of its places.
  mutating func merge(_ other: FirewallRuleset, label: String) {
    func moved(_ origin: Origin) -> Origin { Origin(label: label, line: origin.line) }
    for (key, chain) in other.list.chains {
      let rules = chain.rules.map { $0.labelled(label) }
      if let known = list.chains[key] {
        list.chains[key] = RuleChain(
          known.rules + rules, policy: chain.policy ?? known.policy, policyOrigin: known.policyOrigin)
      } else {
        list.chains[key] = RuleChain(rules, policy: chain.policy, policyOrigin: moved(chain.policyOrigin))
      }
    }
    diagnostics += other.diagnostics.map { Diagnostic($0.kind, moved($0.origin), $0.message) }
    policies += other.policies.map { policy in
      ChainPolicy(
        hook: policy.hook, table: policy.table, chain: policy.chain, policy: policy.policy, origin: moved(policy.origin)
      )
    }
    denyRules += other.denyRules.map { rule in
      var rule = rule
      rule.origin = moved(rule.origin)
      return rule
    }
    natRules += other.natRules.map { rule in
      var rule = rule
      rule.origin = moved(rule.origin)
      return rule
    }
    for (hook, bases) in other.bases {
      self.bases[hook, default: []] += bases.filter { !(self.bases[hook] ?? []).contains($0) }
    }
  }
}
