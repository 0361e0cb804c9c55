import Exposure
import Findings
import Firewall

/// What a change does to who reaches one declared group.
struct GroupComparison {
  let base: GroupSides.Scoped?
  let head: GroupSides.Scoped?
  /// The files behind the labels of the rules.
  let paths: [String: RepositoryPath]
  /// The files that bear on what others say.
  let causes: [RepositoryPath: Set<RepositoryPath>]

  /// The findings; `nil` when the comparison takes more work than the limits of Exposure allow.
  func findings() -> [Finding]? {
    if let old = base?.group, let new = head?.group, old.says(sameAs: new) { return [] }
    guard let before = reach(base), let after = reach(head) else { return nil }
    if let isolation = isolation(before, after) { return isolation }
    if let removal = removal(before) { return removal }
    guard let unseen = unseen(before, after) else { return nil }
    guard before != after || base?.group.guards != head?.group.guards else { return unseen.findings }
    let way = (head ?? base)?.group.key.way ?? .ingress
    guard way == .ingress else { return egress(before, after).map { $0 + unseen.findings.untold(in: $0) } }
    guard let judgement = IngressJudgement(base: before, head: after), let refusals = refusals(judgement.difference)
    else { return nil }
    if group?.key.subject == .redirect { return redirected(judgement.difference, before, after) }
    let renumbered = renumbering(judgement.difference)
    let explained = renumbered.isEmpty ? refusals.explained : TrafficSet.all
    let changes = judgement.changes(explained: explained).filter { change in
      // What a lost refusal held back from those who are let in under conditions is told with the refusal.
      isTold(change) && !(change.confidence == .symbolic && change.traffic.isSubset(of: unseen.explained))
    }
    let told = (renumbered.isEmpty ? refusals.findings : renumbered) + conditionalRefusals(judgement.difference)
    return told + changes.map { finding($0) } + (renumbered.isEmpty ? unseen.findings.untold(in: told) : [])
  }

  /// What is sent on is one thing, whatever ports it has.
  private func redirected(_ difference: ExposureDifference, _ before: Reach, _ after: Reach) -> [Finding] {
    [
      (ChangeKind.networkNATExposed, difference.opened, difference.conditionallyOpened),
      (.networkNATWithdrawn, difference.closed, difference.conditionallyClosed),
    ].compactMap { kind, certain, conditional in
      let outside = certain.intersection(IngressJudgement.outside)
      guard !outside.isEmpty || !conditional.isEmpty else { return nil }
      let traffic = outside.isEmpty ? TrafficSet.union(of: conditional.map(\.traffic)) : outside
      return finding(
        ReachChange(
          kind: kind, traffic: traffic, before: before == (.none as Reach) ? nil : Self.text(before),
          after: after == (.none as Reach) ? nil : Self.text(after), confidence: outside.isEmpty ? .symbolic : .literal,
          facts: TrafficText.facts(traffic, direction: "ingress")
            + (outside.isEmpty ? conditional.flatMap(\.terms).map { Finding.Fact("condition", $0) } : [])))
    }
  }

  /// The same rules under other numbers: what that opens or closes has kinds of its own, but for what it opens to the
  /// world.
  private func renumbering(_ difference: ExposureDifference) -> [Finding] {
    guard let old = base?.group, let new = head?.group, old.rules.count == new.rules.count else { return [] }
    let before = Dictionary(grouping: old.rules) { RuleContent($0) }
    let after = Dictionary(grouping: new.rules) { RuleContent($0) }
    guard before.count == old.rules.count, Set(before.keys) == Set(after.keys) else { return [] }
    let moved = new.rules.compactMap { rule in
      before[RuleContent(rule)]?.first.flatMap { $0.order == rule.order ? nil : (before: $0, after: rule) }
    }
    guard let first = moved.first else { return [] }
    return [
      (ChangeKind.networkPriorityLoosened, difference.opened), (.networkPriorityTightened, difference.closed),
    ].compactMap { kind, traffic in
      guard !traffic.isEmpty else { return nil }
      return Finding(
        kind: kind, location: location(first.after.origin, side: .head),
        resource: "\(resource) \(new.key.way.rawValue)",
        before: .text(moved.map { "\($0.before.order)" }.joined(separator: ", ")),
        after: .text(moved.map { "\($0.after.order)" }.joined(separator: ", ")), files: files,
        facts: TrafficText.facts(traffic, direction: new.key.way.rawValue)
          + (TrafficText.describe(traffic).map { [Finding.Fact("traffic", $0)] } ?? []))
    }
  }

  /// Pods that are declared nowhere are reached by everything, anything else by nothing; a host without rules as its
  /// policy is supposed to be.
  private func reach(_ side: GroupSides.Scoped?) -> Reach? {
    if let side { return side.group.reach().value }
    if isPods { return Reach(accepted: .all) }
    return group?.key.assumes == .accept ? Reach(accepted: governed) : .none as Reach
  }

  /// The commands that closed a host are gone.
  private func removal(_ before: Reach) -> [Finding]? {
    guard let group = base?.group, head == nil, group.key.subject == .hostFirewall, group.key.assumes == nil else {
      return nil
    }
    if before.accepted == governed { return [] }
    return [
      Finding(
        kind: .networkFileRemoved, location: location(group.origin, side: .base), resource: resource,
        before: .text(Self.text(before)), after: nil, files: files)
    ]
  }

  private var group: ReachGroup? { (head ?? base)?.group }

  /// All packets of the families that the group speaks of.
  private var governed: TrafficSet {
    TrafficSet(TrafficBox(families: group?.families ?? Set(AddressFamily.allCases)))
  }

  private var isPods: Bool { group?.key.subject == .pods }

  /// What is new opens what it must; only what it opens to the world is told, and what is not known.
  private func isTold(_ change: ReachChange) -> Bool {
    let isFilter = group?.key.subject == .cloudFirewall || group?.key.subject == .hostFirewall
    guard base == nil, isFilter, change.confidence != .symbolic else { return true }
    return change.kind != .networkIngressWidened && change.kind != .networkIngressNarrowed
  }
}

extension GroupComparison {
  /// Pods that become isolated or stop to be so.
  private func isolation(_ before: Reach, _ after: Reach) -> [Finding]? {
    guard isPods, let old = base?.group, let new = head?.group else { return nil }
    if old.isRestricted, !new.isRestricted {
      return [isolated(.networkIsolationRemoved, old, before: before, after: nil, at: .base, .literal)]
    }
    if !old.isRestricted, new.isRestricted {
      return [isolated(.networkIsolationAdded, new, before: nil, after: after, at: .head, confidence(new))]
    }
    if old.isRestricted, old.guards.isEmpty != new.guards.isEmpty {
      let isLoosening = old.guards.isEmpty
      let kind = isLoosening ? ChangeKind.networkIsolationRemoved : .networkIsolationAdded
      let changed = isolated(
        kind, new, before: before, after: isLoosening ? nil : after, at: .head, .symbolic, guards: new.guards)
      return [changed]
    }
    return nil
  }

  private func confidence(_ group: ReachGroup) -> Finding.Confidence { group.guards.isEmpty ? .literal : .symbolic }

  private func isolated(
    _ kind: ChangeKind, _ group: ReachGroup, before: Reach?, after: Reach?, at side: Finding.Side,
    _ confidence: Finding.Confidence, guards: [String] = []
  ) -> Finding {
    let open = "everything"
    let condition = guards.isEmpty ? "" : ", unless \(guards.joined(separator: " and "))"
    let isLoosening = kind.direction == .loosens
    return Finding(
      kind: kind, confidence: confidence, location: location(group.origin, side: side),
      resource: "\(resource) \(group.key.way.rawValue)",
      before: .text(before.map(Self.text) ?? open),
      after: .text((after.map(Self.text) ?? open) + (isLoosening ? condition : "")), files: files,
      facts: [Finding.Fact("direction", group.key.way.rawValue)])
  }

  /// What passes, and under what; `nothing` where nothing does.
  static func text(_ reach: Reach) -> String {
    let certain = TrafficText.describe(reach.accepted)
    let terms = reach.conditional.filter { $0.effect == .accept }.prefix(3).compactMap { item in
      TrafficText.describe(item.traffic).map { "\($0) if \(item.terms.joined(separator: " and "))" }
    }
    let parts = (certain.map { [$0] } ?? []) + terms
    return parts.isEmpty ? "nothing" : parts.joined(separator: "; ")
  }
}

extension GroupComparison {
  private func egress(_ before: Reach, _ after: Reach) -> [Finding]? {
    guard let judgement = EgressJudgement(base: before, head: after), let refusals = refusals(judgement.difference)
    else { return nil }
    let renumbered = renumbering(judgement.difference)
    if !renumbered.isEmpty { return renumbered }
    return refusals.findings + judgement.changes(explained: refusals.explained).map { finding($0) }
      + conditionalRefusals(judgement.difference)
  }

  /// Rules that refuse under conditions that nobody decides here (a selector, a tag): what they refuse is not known, only
  /// that one came or went.
  private func conditionalRefusals(_ difference: ExposureDifference) -> [Finding] {
    guard base != nil, head != nil else { return [] }
    func findings(_ items: [ConditionalReach], _ kind: ChangeKind, _ side: Finding.Side) -> [Finding] {
      items.filter { $0.effect == .deny }.prefix(Self.shownConditions).map { item in
        let group = side == .base ? base?.group : head?.group
        let rule = group?.rules.first {
          $0.denies && !$0.conditions.isEmpty && !$0.traffic.isDisjoint(with: item.traffic)
        }
        let traffic = TrafficText.describe(item.traffic) ?? "nothing"
        let text = "deny \(traffic) if \(item.terms.joined(separator: " and "))"
        return Finding(
          kind: kind, confidence: .symbolic,
          location: location(rule?.origin ?? group?.origin ?? Origin(line: 0), side: side), resource: resource,
          before: side == .base ? .text(text) : nil, after: side == .head ? .text(text) : nil, files: files,
          facts: TrafficText.facts(item.traffic, direction: self.group?.key.way.rawValue ?? ""))
      }
    }
    return findings(difference.conditionallyOpened, .networkDenyRemoved, .base)
      + findings(difference.conditionallyClosed, .networkDenyAdded, .head)
  }

  /// More are not read by anyone.
  private static let shownConditions = 20

  /// Rules that refuse, where the group has some.
  private func refusals(_ difference: ExposureDifference) -> (findings: [Finding], explained: TrafficSet)? {
    let old = base?.group
    let new = head?.group
    guard let old, let new, (old.rules + new.rules).contains(where: \.denies) else { return ([], .none) }
    return refusals(old.ruleset, new.ruleset, opened: difference.opened, closed: difference.closed)
  }

  /// Refusals that came or went where no rule in sight lets their packets through: what does may stand elsewhere, in another
  /// policy or template, or among the rules that the cloud has by itself.
  private func unseen(_ before: Reach, _ after: Reach) -> (findings: [Finding], explained: TrafficSet)? {
    guard let group, group.key.subject == .cloudFirewall || isPods,
      ((base?.group.rules ?? []) + (head?.group.rules ?? [])).contains(where: \.denies)
    else { return ([], .none) }
    let nothing = ReachGroup(group.key, RuleChain([], policy: .accept), origin: group.origin).ruleset
    let old = base?.group.rulesetBeyondWhichAllPasses ?? nothing
    let new = head?.group.rulesetBeyondWhichAllPasses ?? nothing
    guard let was = old.reach(.input).value, let now = new.reach(.input).value,
      let beyond = ExposureDifference.between(base: was, head: now).value,
      let found = refusals(
        old, new,
        opened: beyond.opened.subtracting(after.accepted),
        closed: base == nil ? .none : beyond.closed.subtracting(before.accepted), confidence: .symbolic)
    else { return nil }
    return (found.findings.filter { $0.kind != .networkDenyShadowed }, found.explained)
  }

  private func refusals(
    _ before: FirewallRuleset, _ after: FirewallRuleset, opened: TrafficSet, closed: TrafficSet,
    confidence: Finding.Confidence = .literal
  ) -> (findings: [Finding], explained: TrafficSet)? {
    guard let lost = RefusalComparison(strict: before, lax: after, hook: .input, traffic: opened),
      let gained = RefusalComparison(strict: after, lax: before, hook: .input, traffic: closed)
    else { return nil }
    let findings =
      lost.denials.map { denial in
        refusal(
          denial.kind, denial, at: location(denial.rule.origin, side: .base), before: denial.rule.text,
          after: denial.text, confidence)
      }
      + gained.denials.map { denial in
        refusal(
          .networkDenyAdded, denial, at: location(denial.rule.origin, side: .head), before: nil,
          after: denial.rule.text, confidence)
      }
    return (findings, lost.explained.union(gained.explained))
  }

  private func refusal(
    _ kind: ChangeKind, _ denial: RefusalComparison.Denial, at location: Finding.Location, before: String?,
    after: String?, _ confidence: Finding.Confidence
  ) -> Finding {
    let way = group?.key.way.rawValue ?? ""
    return Finding(
      kind: kind, confidence: confidence, location: location, resource: resource, before: before.map { .text($0) },
      after: after.map { .text($0) }, files: files,
      facts: TrafficText.facts(denial.traffic, direction: way))
  }

  private func finding(_ change: ReachChange) -> Finding {
    let kind = kind(of: change)
    let isOpening = change.kind.direction == .loosens
    let side = isOpening ? head ?? base : base ?? head
    let notes = (head ?? base)?.group.notes ?? []
    let rule = responsible(for: change, in: side, isOpening: isOpening)
    let text = rule.flatMap { change.confidence == .symbolic ? Self.text($0) : nil }
    let isInHead = isOpening ? head != nil : base == nil
    return Finding(
      kind: kind, confidence: guards.isEmpty ? change.confidence : .symbolic,
      location: location(rule?.origin ?? side?.group.origin ?? Origin(line: 0), side: isInHead ? .head : .base),
      resource: resource, before: change.before.map { .text(text ?? $0) },
      after: change.after.map { .text(text ?? $0) }, files: files,
      facts: change.facts + difference(change, rule) + notes.map { Finding.Fact("note", $0) }
        + guards.map { Finding.Fact("condition", $0) })
  }

  private var guards: [String] { head?.group.guards ?? base?.group.guards ?? [] }

  /// The kind that a change of reach is for what is reached here.
  private func kind(of change: ReachChange) -> ChangeKind {
    let isSymbolic = change.confidence == .symbolic
    switch (change.kind, group?.key.subject) {
    case (.networkIngressNarrowed, .service), (.networkIngressNarrowed, .nodePort),
      (.networkIngressNarrowed, .container), (.networkIngressNarrowed, .route), (.networkIngressNarrowed, .redirect):
      return head == nil ? .networkNATWithdrawn : .networkIngressNarrowed
    case (.networkIngressWidened, _) where isSymbolic:
      let isPeer = change.facts.contains { $0.name == "condition" && $0.value.hasPrefix("from ") }
      return isPeer ? .networkPeerWidened : .networkIngressUnresolved
    case (.networkIngressAdminWorld, .redirect), (.networkIngressDataWorld, .redirect),
      (.networkIngressWorld, .redirect), (.networkIngressWebWorld, .redirect), (.networkIngressWidened, .redirect):
      return .networkNATExposed
    case (.networkIngressAdminWorld, .container), (.networkIngressDataWorld, .container):
      return isForOneMachine ? .networkPortPublished : .networkNATExposed
    case (.networkIngressWorld, .service): return .networkNATExposed
    case (.networkIngressWorld, .container), (.networkIngressWebWorld, .container), (.networkIngressWorld, .nodePort):
      return .networkPortPublished
    default: return change.kind
    }
  }

  /// Whether the file says by its name or folder that its containers run on the machine of whoever develops, and nothing in
  /// its path says otherwise.
  private var isForOneMachine: Bool {
    guard let origin = (head ?? base)?.group.origin, let path = paths[origin.label] else { return false }
    let words = path.components.flatMap { component in
      component.split { !$0.isASCIILetterOrDigit }.map { String(decoding: $0, as: UTF8.self).lowercased() }
    }
    return words.contains(where: Self.machineWords.contains) && !words.contains(where: Self.serverWords.contains)
  }

  private static let machineWords: Set<String> = ["local", "localhost", "localdev", "dev", "development"]
  private static let serverWords: Set<String> = ["prod", "production", "prd", "live", "staging", "stage", "stg"]

  /// What is new or gone, and the rule behind it, for those who ask for reasons.
  private func difference(_ change: ReachChange, _ rule: Rule?) -> [Finding.Fact] {
    let name = change.kind.direction == .loosens ? "opened" : "closed"
    let text = TrafficText.describe(change.traffic).map { [Finding.Fact(name, $0)] } ?? []
    let place = rule.map { rule in
      let path = paths[rule.origin.label]?.display ?? rule.origin.label
      return [Finding.Fact("rule", "\(path):\(rule.origin.line) \(Self.text(rule) ?? "")")]
    }
    return text + (place ?? [])
  }

  /// The rule that lets the packets through, a new one where there is one.
  private func responsible(
    for change: ReachChange, in side: GroupSides.Scoped?, isOpening: Bool
  ) -> Rule? {
    guard let group = side?.group else { return nil }
    let terms = change.facts.filter { $0.name == "condition" }.map(\.value)
    let candidates = group.rules.filter { rule in
      guard rule.action == .accept, !rule.traffic.isDisjoint(with: change.traffic) else { return false }
      return change.confidence == .symbolic
        ? rule.conditions.contains { terms.contains(DisplayText.escaping($0.term)) } : rule.conditions.isEmpty
    }
    let known = Set(((isOpening ? base : head)?.group.rules ?? []).map { RuleContent($0) })
    return candidates.first { !known.contains(RuleContent($0)) } ?? candidates.first
  }

  /// A rule under conditions, whatever else lets its packets through.
  private static func text(_ rule: Rule) -> String? {
    TrafficText.describe(rule.traffic).map { text in
      rule.conditions.isEmpty ? text : "\(text) if \(rule.conditions.map(\.term).joined(separator: " and "))"
    }
  }

  private func location(_ origin: Origin, side: Finding.Side) -> Finding.Location {
    let path = paths[origin.label] ?? RepositoryPath(origin.label)
    return Finding.Location(path, side: side, line: origin.line)
  }

  private var resource: String {
    let scope = (head ?? base)?.scope ?? .root
    let name = group?.key.name ?? ""
    return scope == .root ? name : "\(scope.display): \(name)"
  }

  private var files: [RepositoryPath] {
    let rules = (base?.group.rules ?? []) + (head?.group.rules ?? [])
    let labels = Set(
      rules.map(\.origin.label) + [base?.group.origin.label, head?.group.origin.label].compactMap { $0 })
    let own = labels.subtracting([""]).map { paths[$0] ?? RepositoryPath($0) }
    return own.reduce(Set(own)) { $0.union(causes[$1] ?? []) }.sorted()
  }
}

extension [Finding] {
  /// Those of which `told` does not say the same.
  fileprivate func untold(in told: [Finding]) -> [Finding] {
    filter { new in
      !told.contains {
        $0.kind == new.kind && $0.location == new.location && $0.before == new.before && $0.after == new.after
      }
    }
  }
}
