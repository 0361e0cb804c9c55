import Exposure
import Findings
import Firewall

/// Deny rules and default policies that stop packets on one side of a change and not on the other.
///
/// Only what changed the fate of packets counts: a deny rule that is gone without effect gives nothing.
struct RefusalComparison {
  /// A deny rule that used to refuse `traffic`.
  struct Denial {
    /// What became of the rule.
    enum Fate {
      case gone
      /// A rule that refuses less took its place.
      case narrowed(to: DenyRule)
      /// It still stands, behind or beside rules that let the packets through.
      case overtaken
    }

    let rule: DenyRule
    let traffic: TrafficSet
    let fate: Fate

    /// The kind that the loss of the rule is.
    var kind: ChangeKind {
      switch fate {
      case .gone: .networkDenyRemoved
      case .narrowed: .networkDenyNarrowed
      case .overtaken: .networkDenyShadowed
      }
    }

    var isOvertaken: Bool {
      if case .overtaken = fate { true } else { false }
    }

    /// Whether the same rule stands, and the list of hosts that it names became shorter.
    var isShorterList: Bool {
      if case .narrowed(let heir) = fate { heir.text == rule.text } else { false }
    }

    /// What stands now; `nil` where nothing does.
    var text: String? {
      switch fate {
      case .gone: nil
      case .narrowed(let heir): heir.text
      case .overtaken: "no longer reached: \(rule.text)"
      }
    }
  }

  /// A base chain whose policy went from refusing to accepting `traffic`.
  struct PolicyChange {
    let policy: ChainPolicy
    /// Where the policy is written on the other side; `nil` when the chain is gone.
    let origin: Origin?
    let traffic: TrafficSet
  }

  let denials: [Denial]
  let policies: [PolicyChange]

  /// The packets that these account for.
  var explained: TrafficSet { TrafficSet.union(of: denials.map(\.traffic) + policies.map(\.traffic)) }

  /// Compares where `strict` refuses and `lax` does not.
  ///
  /// - Parameter traffic: the packets that `lax` lets through a hook and `strict` does not.
  /// - Returns: `nil` when the comparison takes more work than the limits allow.
  init?(strict: FirewallRuleset, lax: FirewallRuleset, hook: Hook, traffic: TrafficSet) {
    guard let refusing = strict.contributions(hook, to: traffic, budget: Self.budget).value,
      let accepting = lax.contributions(hook, to: traffic, budget: Self.budget).value
    else { return nil }
    let accepts = accepting.filter { $0.action == .accept }
    let rules = Dictionary(strict.denyRules.map { (Place($0.origin, $0.chain), $0) }) { first, _ in first }
    let known = Set(strict.denyRules.map(\.traffic))
    var denials: [Denial] = []
    var policies: [PolicyChange] = []
    var rest: [(rule: DenyRule, traffic: TrafficSet)] = []
    var looked = 0
    for refusal in refusing where refusal.action == .drop || refusal.action == .reject {
      if refusal.isPolicy {
        policies += Self.policyChange(refusal, strict, lax, accepts).map { [$0] } ?? []
      } else if let rule = rules[Place(refusal.origin, refusal.chain)], !rule.isConditional {
        // Nobody reads more than these one by one, and each is held against every rule of the other side.
        if looked >= Self.detailed {
          rest.append((rule, refusal.traffic))
        } else if let denial = Self.denial(rule, refusal, strict, lax, accepts, known) {
          denials.append(denial)
        }
        looked += 1
      }
    }
    self.denials = Self.merged(denials) + Self.summary(of: rest, lax)
    self.policies = policies
  }

  /// The work for the lines of each side; beyond this it ends in a finding.
  private static let budget = Limits.segments

  /// So many rules that refuse are told one by one.
  private static let detailed = 50

  private struct Place: Hashable {
    let origin: Origin
    let chain: String

    init(_ origin: Origin, _ chain: String) {
      self.origin = origin
      self.chain = chain
    }
  }

  /// The rules beyond ``detailed`` as one denial; those that the other side still has are not in it.
  private static func summary(of rest: [(rule: DenyRule, traffic: TrafficSet)], _ lax: FirewallRuleset) -> [Denial] {
    guard let first = rest.first?.rule else { return [] }
    let kept = TrafficSet.union(of: lax.denyRules.filter { !$0.isConditional }.map(\.traffic))
    let lost = TrafficSet.union(of: rest.map(\.traffic)).subtracting(kept)
    if lost.isEmpty { return [] }
    var rule = first
    if rest.count > 1 { rule.text += " (and \(rest.count - 1) more rules)" }
    return [Denial(rule: rule, traffic: lost, fate: .gone)]
  }

  private static func denial(
    _ rule: DenyRule, _ refusal: Contribution, _ strict: FirewallRuleset, _ lax: FirewallRuleset,
    _ accepts: [Contribution], _ known: Set<TrafficSet>
  ) -> Denial? {
    let twin = lax.denyRules.first {
      $0.text == rule.text && $0.chain == rule.chain && !$0.isConditional && $0.traffic != rule.traffic
        && !refusal.traffic.isSubset(of: $0.traffic)
    }
    if let twin { return Denial(rule: rule, traffic: refusal.traffic, fate: .narrowed(to: twin)) }
    // One that stood behind it all the time does not take its place.
    let remains = lax.denyRules.contains {
      !$0.isConditional && ($0.traffic == rule.traffic || !known.contains($0.traffic))
        && !$0.traffic.isDisjoint(with: refusal.traffic) && refusal.traffic.isSubset(of: $0.traffic)
    }
    if remains {
      // A new rule that accepts is an opening of its own. The deny rule lost its place only where nothing but
      // rules that were there before let the packets through.
      let letting = accepts.filter { !$0.traffic.isDisjoint(with: refusal.traffic) }
      guard letting.allSatisfy({ $0.isPolicy || stands($0, in: lax, alsoIn: strict) }) else { return nil }
    }
    if remains { return Denial(rule: rule, traffic: refusal.traffic, fate: .overtaken) }
    // Its heir refuses a part of what it did, and was not there before.
    let heir = lax.denyRules.first { other in
      !other.isConditional && other.traffic != rule.traffic && !other.traffic.isDisjoint(with: rule.traffic)
        && other.traffic.isSubset(of: rule.traffic) && !known.contains(other.traffic)
    }
    return Denial(rule: rule, traffic: refusal.traffic, fate: heir.map { .narrowed(to: $0) } ?? .gone)
  }

  /// Whether the rule behind `contribution` has an equal in the other rule set.
  private static func stands(
    _ contribution: Contribution, in ruleset: FirewallRuleset, alsoIn other: FirewallRuleset
  ) -> Bool {
    let rules = ruleset.list.chains[contribution.chain]?.rules ?? []
    guard let rule = rules.first(where: { $0.origin == contribution.origin }) else { return false }
    let content = RuleContent(rule)
    return other.list.chains.values.contains { chain in
      chain.rules.contains { $0.action == .accept && RuleContent($0) == content }
    }
  }

  private static func policyChange(
    _ refusal: Contribution, _ strict: FirewallRuleset, _ lax: FirewallRuleset, _ accepts: [Contribution]
  ) -> PolicyChange? {
    guard let policy = strict.policies.first(where: { $0.key == refusal.chain }) else { return nil }
    let heir =
      lax.policies.first { $0.hook == policy.hook && $0.key == policy.key }
      ?? lax.policies.first { $0.hook == policy.hook && $0.policy == .accept }
    if let heir, heir.policy == .drop { return nil }
    let traffic: TrafficSet
    if let heir {
      let byDefault = accepts.filter { $0.isPolicy && $0.chain == heir.key }
      traffic = refusal.traffic.intersection(.union(of: byDefault.map(\.traffic)))
    } else {
      // Without the chain nothing decides, which accepts; what a rule of another chain accepts is that rule's
      // doing.
      traffic = refusal.traffic.subtracting(.union(of: accepts.filter { !$0.isPolicy }.map(\.traffic)))
    }
    return traffic.isEmpty ? nil : PolicyChange(policy: policy, origin: heir?.origin, traffic: traffic)
  }

  /// One denial for each rule: conditions may make several contributions of one.
  private static func merged(_ denials: [Denial]) -> [Denial] {
    var merged: [Denial] = []
    for denial in denials {
      if let known = merged.firstIndex(where: { $0.rule == denial.rule }) {
        let whole = merged[known].traffic.union(denial.traffic)
        merged[known] = Denial(
          rule: denial.rule, traffic: whole,
          fate: merged[known].isOvertaken ? denial.fate : merged[known].fate)
      } else {
        merged.append(denial)
      }
    }
    return merged
  }
}
