import Exposure
import Findings
import Firewall

/// What the change of one firewall file, or the appearance of one, does to what the host lets through.
struct FirewallComparison {
  /// `nil` for a new file, which is held against a host that lets nothing in.
  let base: FirewallFile?
  let head: FirewallFile
  /// The families compared; see ``FirewallPairing``.
  let families: Set<AddressFamily>

  /// The findings; `nil` when the comparison takes more work than the limits of Exposure allow.
  func findings() -> [Finding]? {
    // Of a document that cannot be read, nothing is known but that.
    if head.format == .firewalld, head.ruleset.list.chains.isEmpty { return [] }
    var findings: [Finding] = []
    for hook in Hook.allCases {
      guard let found = self.findings(at: hook) else { return nil }
      // A rule before routing is on the way of several hooks; it is told once.
      findings += found.filter { new in !findings.contains { Self.isSame($0, new) } }
    }
    let addenda = HostAddenda(base: base, head: head)
    // A file that takes over from one of a single family left the other one as open as it was.
    let isWhole = base.map { $0.families.count == AddressFamily.allCases.count } ?? !families.isEmpty
    let gaps = isWhole ? addenda.gaps() : []
    return findings + addenda.translations() + gaps + addenda.shadowed()
  }

  private static func isSame(_ left: Finding, _ right: Finding) -> Bool {
    left.kind == right.kind && left.location == right.location && left.resource == right.resource
      && left.before == right.before && left.after == right.after
  }

  private func findings(at hook: Hook) -> [Finding]? {
    // What stands nowhere is told of what comes in alone, and the same rules change nothing.
    guard base != nil || hook == .input else { return [] }
    if let base, base.ruleset.hasSameRules(hook, as: head.ruleset) { return [] }
    let region = TrafficSet(TrafficBox(families: families))
    let before = base.map { $0.ruleset.reach(hook, within: region) } ?? .exact(.none)
    guard let baseReach = before.value, let headReach = head.ruleset.reach(hook, within: region).value,
      var judgement = IngressJudgement(base: baseReach, head: headReach)
    else { return nil }
    let difference = judgement.difference
    if difference.isEmpty { return [] }
    (judgement.names, judgement.formerNames) = (names, formerNames)
    var findings: [Finding] = []
    var explained = TrafficSet.none
    var settled = TrafficSet.none
    if let base {
      let (old, new) = (base.ruleset, head.ruleset)
      let concerned = hook == .input ? IngressJudgement.outside : .all
      var opened = difference.opened.intersection(concerned)
      if !old.names.isEmpty {
        // What a list held back from those who pass under conditions.
        let doubtful = difference.conditionallyOpened.filter { $0.effect == .accept }.map(\.traffic)
        opened = TrafficSet.union(of: [opened] + doubtful)
      }
      let closed = difference.closed.intersection(concerned)
      if let lost = RefusalComparison(strict: old, lax: new, hook: hook, traffic: opened),
        let gained = RefusalComparison(strict: new, lax: old, hook: hook, traffic: closed)
      {
        explained = lost.explained.union(gained.explained)
        settled = TrafficSet.union(of: lost.denials.filter { isSettled($0, old, new) }.map(\.traffic))
        findings += lostRefusals(lost, base, hook) + gainedRefusals(gained, hook)
      } else {
        // What opens and closes is known; which of the many rules that refuse did it is not.
        findings.append(FirewallFileFindings.tooComplex(head))
      }
      findings += conditionalRefusals(difference, base, hook)
    }
    guard base != nil else { return judgement.changes().filter(isTold).map { finding($0, hook) } }
    switch hook {
    case .input:
      findings += judgement.changes(explained: explained, settled: settled).filter(isTold).map { finding($0, hook) }
    case .forward: findings += forwarding(difference, explained: explained)
    case .output: findings += egress(difference, baseReach, headReach, explained: explained)
    }
    return findings
  }

  /// What sets of addresses are called; those that changed stand for what they hold now.
  private var names: AddressNames { AddressNames(head.ruleset.names) }
  private var formerNames: AddressNames { AddressNames(base?.ruleset.names ?? [:]) }

  /// Whether no more than some hosts are missing in the lists that a refusal names.
  private func isSettled(
    _ denial: RefusalComparison.Denial, _ old: FirewallRuleset, _ new: FirewallRuleset
  ) -> Bool {
    denial.isShorterList
      && old.names.allSatisfy { name, set in
        !denial.rule.text.contains(name) || !set.subtracting(new.names[name] ?? .none).isVast
      }
  }

  /// A new file opens what it must; only what it opens to the world is told.
  private func isTold(_ change: ReachChange) -> Bool {
    base != nil || (change.kind != .networkIngressWidened && change.kind != .networkIngressNarrowed)
  }
}

extension FirewallComparison {
  private func finding(_ change: ReachChange, _ hook: Hook) -> Finding {
    let responsible = responsible(for: change, hook)
    let rules = responsible.filter { !$0.isPolicy }
    let origin = (rules.first ?? responsible.last)?.origin
    return Finding(
      kind: change.kind, confidence: change.confidence, location: head.location(origin),
      resource: "\(head.path.display): \(hook.rawValue)", before: change.before.map { .text($0) },
      after: change.after.map { .text($0) }, files: files,
      facts: change.facts + difference(change, rules.isEmpty ? responsible : rules))
  }

  /// The rules that let the packets through now; of a narrowing, those that stop them now. Every chain before the one
  /// that matters lets the packets pass by its policy, so rules come first.
  private func responsible(for change: ReachChange, _ hook: Hook) -> [Contribution] {
    let isOpening = change.kind.direction == .loosens
    let contributions = head.ruleset.contributions(hook, to: change.traffic).value ?? []
    return contributions.filter { ($0.action == .accept) == isOpening }
  }

  /// More lines than these are not read by anyone.
  private static let shownRules = 5

  /// What is new or gone, and the lines behind it, for those who ask for reasons.
  private func difference(_ change: ReachChange, _ rules: [Contribution]) -> [Finding.Fact] {
    let name = change.kind.direction == .loosens ? "opened" : "closed"
    let text = TrafficText.describe(change.traffic, names).map { [Finding.Fact(name, $0)] } ?? []
    let lines = rules.prefix(Self.shownRules).map { rule in
      let place = head.location(rule.origin)
      let what = rule.isPolicy ? "policy of \(rule.chain)" : "rule of \(rule.chain)"
      let traffic = TrafficText.describe(rule.traffic, names).map { ": \($0)" } ?? ""
      return Finding.Fact("rule", "\(place.path.display):\(place.line) \(what)\(traffic)")
    }
    let more = rules.count > Self.shownRules ? [Finding.Fact("rule", "and \(rules.count - Self.shownRules) more")] : []
    return text + lines + more
  }

  private var files: [RepositoryPath] {
    [head.path] + head.included + (base.map { [$0.path] + $0.included } ?? [])
  }

  private func egress(
    _ difference: ExposureDifference, _ before: Reach, _ after: Reach, explained: TrafficSet
  ) -> [Finding] {
    var judgement = EgressJudgement(base: before, head: after, difference: difference)
    (judgement.names, judgement.formerNames) = (names, formerNames)
    return judgement.changes(explained: explained).map { finding($0, .output) }
  }

  private func forwarding(_ difference: ExposureDifference, explained: TrafficSet) -> [Finding] {
    [
      (ChangeKind.networkForwardOpened, difference.opened.subtracting(explained)),
      (ChangeKind.networkForwardNarrowed, difference.closed.subtracting(explained)),
    ].filter { !$0.1.isEmpty }.map { kind, traffic in
      let text = TrafficText.describe(traffic, names)
      let isOpening = kind.direction == .loosens
      return finding(
        ReachChange(
          kind: kind, traffic: traffic, before: isOpening ? nil : text, after: isOpening ? text : nil,
          confidence: .literal, facts: TrafficText.facts(traffic, direction: Hook.forward.direction, names)),
        .forward)
    }
  }
}

extension FirewallComparison {
  private func lostRefusals(_ lost: RefusalComparison, _ base: FirewallFile, _ hook: Hook) -> [Finding] {
    let denials = lost.denials.map { denial in
      finding(
        denial.kind, at: base.location(denial.rule.origin), denial.rule.chain, hook, denial.traffic,
        before: denial.rule.text, after: denial.text.map { denial.isShorterList ? $0 + missing(in: $0, base) : $0 })
    }
    let policies = lost.policies.map { policy in
      finding(
        .networkPolicyDefaultAccept,
        at: policy.origin.map(head.location) ?? base.location(policy.policy.origin), policy.policy.key, hook,
        policy.traffic, before: "drop",
        after: policy.origin == nil ? "accept, for the chain is gone" : "accept")
    }
    return denials + policies
  }

  /// The addresses that the lists in a rule do not hold any more.
  private func missing(in text: String, _ base: FirewallFile) -> String {
    let lost = base.ruleset.names.filter { text.contains($0.key) }.reduce(AddressSet.none) { sum, list in
      sum.union(list.value.subtracting(head.ruleset.names[list.key] ?? .none))
    }.ranges.map(\.description)
    let more = lost.count > Self.shownRules ? " and \(lost.count - Self.shownRules) more" : ""
    return ", without \(lost.prefix(Self.shownRules).joined(separator: ", "))\(more)"
  }

  private func gainedRefusals(_ gained: RefusalComparison, _ hook: Hook) -> [Finding] {
    let denials = gained.denials.map { denial in
      finding(
        .networkDenyAdded, at: head.location(denial.rule.origin), denial.rule.chain, hook, denial.traffic,
        before: denial.isOvertaken ? "not reached: \(denial.rule.text)" : nil, after: denial.rule.text)
    }
    let policies = gained.policies.map { policy in
      finding(
        .networkPolicyDefaultDrop, at: head.location(policy.policy.origin), policy.policy.key, hook,
        policy.traffic, before: "accept", after: "drop")
    }
    return denials + policies
  }

  /// Deny rules of one hook under conditions that are told; more are not read by anyone.
  private static let shownConditions = 20

  /// Deny rules under conditions that nobody decides here: what they refuse is not known, only that one came
  /// or went.
  private func conditionalRefusals(
    _ difference: ExposureDifference, _ base: FirewallFile, _ hook: Hook
  ) -> [Finding] {
    func findings(_ items: [ConditionalReach], _ kind: ChangeKind, in file: FirewallFile) -> [Finding] {
      items.filter { $0.effect == .deny }.prefix(Self.shownConditions).map { item in
        let rule = file.ruleset.denyRules.first {
          $0.isConditional && !$0.traffic.isDisjoint(with: item.traffic)
        }
        let text = rule?.text ?? item.terms.joined(separator: " and ")
        return Finding(
          kind: kind, confidence: .symbolic, location: file.location(rule?.origin),
          resource: "\(head.path.display): \(rule?.chain ?? hook.rawValue)",
          before: file.side == .base ? .text(text) : nil, after: file.side == .head ? .text(text) : nil,
          files: files, facts: TrafficText.facts(item.traffic, direction: hook.direction, names))
      }
    }
    return findings(difference.conditionallyOpened, .networkDenyRemoved, in: base)
      + findings(difference.conditionallyClosed, .networkDenyAdded, in: head)
  }

  private func finding(
    _ kind: ChangeKind, at location: Finding.Location, _ chain: String, _ hook: Hook, _ traffic: TrafficSet,
    before: String?, after: String?
  ) -> Finding {
    Finding(
      kind: kind, location: location, resource: "\(head.path.display): \(chain)",
      before: before.map { .text($0) }, after: after.map { .text($0) }, files: files,
      facts: TrafficText.facts(traffic, direction: hook.direction, names)
        + (TrafficText.describe(traffic, names).map { [Finding.Fact("traffic", $0)] } ?? []))
  }
}

extension Hook {
  /// The direction as reviewers are asked about it.
  fileprivate var direction: String {
    switch self {
    case .input: "ingress"
    case .forward: "forward"
    case .output: "egress"
    }
  }
}
