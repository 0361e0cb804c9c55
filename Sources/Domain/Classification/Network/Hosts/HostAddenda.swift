import Exposure
import Findings
import Firewall

/// What a change of a host's rules does beside what it lets in: redirections, the second family, rules without effect.
struct HostAddenda {
  let base: FirewallFile?
  let head: FirewallFile

  /// Rules that send connections elsewhere, told by the packets that they take.
  func translations() -> [Finding] {
    let before = base.map { Self.byTarget($0.ruleset.natRules) } ?? [:]
    let after = Self.byTarget(head.ruleset.natRules)
    let new = after.keys.sorted().compactMap { target in
      finding(.networkNATExposed, target, after[target] ?? [], beyond: before[target] ?? [], head)
    }
    guard let base else { return new }
    return new
      + before.keys.sorted().compactMap { target in
        finding(.networkNATWithdrawn, target, before[target] ?? [], beyond: after[target] ?? [], base)
      }
  }

  private static func byTarget(_ rules: [NATRule]) -> [String: [NATRule]] { Dictionary(grouping: rules, by: \.target) }

  /// nft writes `to 10.0.0.5 : 443`.
  private static func plain(_ target: String) -> String {
    (target.hasPrefix("to ") ? String(target.dropFirst(3)) : target).replacing(" : ", with: ":")
  }

  private func finding(
    _ kind: ChangeKind, _ target: String, _ rules: [NATRule], beyond others: [NATRule], _ file: FirewallFile
  ) -> Finding? {
    let known = TrafficSet.union(of: others.map(\.traffic))
    let outside = IngressJudgement.outside
    guard
      let rule = rules.first(where: { !$0.traffic.subtracting(known).intersection(outside).isEmpty })
    else { return nil }
    let traffic = TrafficSet.union(of: rules.map(\.traffic)).subtracting(known).intersection(outside)
    let text = TrafficText.describe(traffic).map { "\($0), sent to \(Self.plain(target))" }
    let isOpening = kind.direction == .loosens
    return Finding(
      kind: kind, location: file.location(rule.origin), resource: "\(head.path.display): nat \(target)",
      before: isOpening ? nil : text.map { .text($0) }, after: isOpening ? text.map { .text($0) } : nil,
      files: head.included + (base.map { [$0.path] + $0.included } ?? []),
      facts: TrafficText.facts(traffic, direction: "ingress") + [Finding.Fact("target", target)])
  }

  /// What strangers may reach over each family.
  private struct Openness {
    /// IPv4 is closed by default, however much is let in.
    let closesIPv4: Bool
    let opensIPv6: Bool

    var hasGap: Bool { closesIPv4 && opensIPv6 }

    /// `nil` where it takes too much work.
    init?(_ file: FirewallFile) {
      guard file.families.count == AddressFamily.allCases.count else {
        (closesIPv4, opensIPv6) = (false, false)
        return
      }
      guard let old = file.ruleset.reach(.input, within: .all(.ipv4)).value,
        let new = file.ruleset.reach(.input, within: .all(.ipv6)).value
      else { return nil }
      let outside = IngressJudgement.outside
      closesIPv4 = !TrafficSet.all(.ipv4).isSubset(of: old.accepted.openToWorld)
      opensIPv6 = outside.intersection(.all(.ipv6)).isSubset(of: new.accepted)
    }
  }

  /// A gap of the second family that comes or goes.
  func gaps() -> [Finding] {
    guard let after = Openness(head) else { return [] }
    let before = base.flatMap { Openness($0) }
    let kind: ChangeKind
    if after.hasGap, before?.hasGap != true {
      kind = .networkIPv6Gap
    } else if before?.hasGap == true, !after.opensIPv6 {
      kind = .networkIPv6GapClosed
    } else {
      return []
    }
    let isOpening = kind.direction == .loosens
    let policy = head.ruleset.policies.first { $0.hook == .input }
    return [
      Finding(
        kind: kind, location: head.location(policy?.origin), resource: "\(head.path.display): ipv6",
        before: isOpening ? nil : "IPv6 is not filtered", after: isOpening ? "IPv6 is not filtered" : nil,
        files: head.included + (base.map { [$0.path] } ?? []), facts: [Finding.Fact("direction", "ingress")])
    ]
  }

  /// So many new rules are looked at for ones without effect; the question is put to the rules before each.
  private static let newRules = 20
  private static let allRules = 2_000

  /// New rules that no packet reaches.
  func shadowed() -> [Finding] {
    let chains = head.ruleset.list.chains
    guard let base, chains.values.reduce(0, { $0 + $1.rules.count }) <= Self.allRules else { return [] }
    let hooks = Hook.allCases.filter { !head.ruleset.hasSameRules($0, as: base.ruleset) }
    var findings: [Finding] = []
    var looked = 0
    for hook in hooks {
      for key in head.ruleset.bases[hook] ?? [] {
        guard let chain = chains[key] else { continue }
        let own = head.ruleset.chains(from: [key])
        let known = Set((base.ruleset.list.chains[key]?.rules ?? []).map { RuleContent($0) })
        for (place, rule) in chain.rules.enumerated() where Self.decides(rule) && !known.contains(RuleContent(rule)) {
          looked += 1
          guard looked <= Self.newRules else { return findings }
          // Most rules are seen to decide something without following the whole filter.
          if chain.leaves(rule.traffic, after: place) == true { continue }
          let deciding = head.ruleset.contributions(hook, to: rule.traffic).value ?? []
          // Another base chain in front of it may stop the packets; what counts is the chain of the rule, and where it
          // jumps to.
          let here = deciding.filter { own.contains($0.chain) }
          guard !here.isEmpty, !here.contains(where: { $0.origin == rule.origin }) else { continue }
          findings.append(shadowed(rule, by: here.first { !$0.isPolicy } ?? here[0], key))
        }
      }
    }
    return findings
  }

  private static func decides(_ rule: Rule) -> Bool {
    (rule.action == .accept || rule.denies) && rule.conditions.isEmpty && rule.states.contains(.new)
      && !rule.traffic.isEmpty
  }

  private func shadowed(_ rule: Rule, by other: Contribution, _ chain: String) -> Finding {
    let place = head.location(other.origin)
    return Finding(
      kind: .networkRuleShadowed, location: head.location(rule.origin), resource: "\(head.path.display): \(chain)",
      before: nil, after: TrafficText.describe(rule.traffic).map { .text($0) },
      files: head.included + (base.map { [$0.path] } ?? []),
      facts: [Finding.Fact("decided by", "\(place.path.display):\(place.line)")])
  }
}
