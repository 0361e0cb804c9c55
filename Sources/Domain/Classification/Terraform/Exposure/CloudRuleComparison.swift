import Exposure
import Findings

/// What a change does to the packets that one group of cloud rules lets through.
struct CloudRuleComparison {
  let group: CloudRuleGroup
  let base: [CloudRule]
  let head: [CloudRule]
  /// Whether the group comes with the change.
  let isNew: Bool
  let change: ModuleChange

  /// The findings; `nil` beyond the limits.
  func findings() -> [Finding]? {
    guard max(base.count, head.count) <= TerraformLimits.rulesInGroup, let before = group.reach(base),
      let after = group.reach(head)
    else { return nil }
    // A list that comes with a network only adds to what the groups refuse, and where a new group may go is part of it.
    if isNew, group.way == .egress || group.semantics == .stateless { return [] }
    switch group.way {
    case .ingress:
      guard let judgement = IngressJudgement(base: before, head: after) else { return nil }
      return findings(judgement.difference) { judgement.changes(explained: $0) }
    case .egress:
      guard let judgement = EgressJudgement(base: before, head: after) else { return nil }
      let opensWorld = Self.opensWorld(base: before.accepted, head: after.accepted)
      return findings(judgement.difference) { explained in
        // Which of a cloud's own addresses is talked to is routine; that everything is, is not.
        judgement.changes(explained: explained).filter { $0.kind != .networkEgressOpened || opensWorld }
      }
    }
  }

  private func findings(
    _ difference: ExposureDifference, changes: (_ explained: TrafficSet) -> [ReachChange]
  ) -> [Finding]? {
    guard let lost = LostRefusals(group, strict: base, lax: head, traffic: difference.opened),
      let gained = LostRefusals(group, strict: head, lax: base, traffic: difference.closed)
    else { return nil }
    let explained = lost.explained.union(gained.explained)
    guard let unseen = unseen(difference, told: Set((lost.losses + gained.losses).map(\.rule.signature))) else {
      return nil
    }
    return lost.losses.map { self.lost($0) } + gained.losses.map(gained(_:)) + doubtful(difference)
      + changes(explained).compactMap(finding) + unseen
  }

  /// Whether something may be sent to the whole Internet now that could not be before.
  private static func opensWorld(base: TrafficSet, head: TrafficSet) -> Bool {
    guard let before = base.exchangingEnds(), let after = head.exchangingEnds() else { return true }
    return !after.openToWorld.subtracting(before.openToWorld).isEmpty
  }

  /// Refusals that came or went where no rule in sight lets their packets through: what does may stand in another module,
  /// or among the rules that the cloud has by itself (Azure lets in its own networks).
  ///
  /// - Parameter told: the refusals that are told already.
  private func unseen(_ difference: ExposureDifference, told: Set<CloudRule.Signature>) -> [Finding]? {
    let isWhole = group.semantics == .stateless && change.head.resources.keys.contains { "\($0)" == group.name }
    guard group.way == .ingress, [.prioritized, .stateless].contains(group.semantics), !isWhole,
      (base + head).contains(where: \.rule.denies)
    else { return [] }
    let open = CloudRuleGroup(name: group.name, semantics: .prioritizedOpen, way: group.way)
    guard let before = open.reach(base), let after = open.reach(head),
      let beyond = ExposureDifference.between(base: before, head: after).value,
      let lost = LostRefusals(
        open, strict: base, lax: head, traffic: beyond.opened.subtracting(difference.opened)),
      let gained = LostRefusals(
        open, strict: head, lax: base, traffic: beyond.closed.subtracting(difference.closed))
    else { return nil }
    let known = doubtful(difference)
    // A rule that lets the packets through by itself is told as what it is.
    func isUntold(_ loss: LostRefusals.Loss) -> Bool { loss.overtaking == nil && !told.contains(loss.rule.signature) }
    return lost.losses.filter(isUntold).map { self.lost($0, confidence: .symbolic) }
      + (isNew ? [] : gained.losses.filter(isUntold).map { self.gained($0) })
      + doubtful(beyond).filter { !known.contains($0) }
  }

  /// A group that is gone refuses nothing any more; what takes its place stands elsewhere.
  func gone() -> [Finding] {
    guard group.way == .ingress, let rule = base.first else { return [] }
    return [
      change.finding(
        .networkDenyRemoved, rule.owner, at: rule.block, side: .base, confidence: .symbolic,
        before: .text(group.semantics == .stateless ? "what the list refuses" : "what the group refuses"),
        facts: [Finding.Fact("direction", group.way.rawValue)])
    ]
  }

  /// Told instead of what cannot be computed.
  func tooComplex() -> [Finding] {
    guard let rule = head.last ?? base.last else { return [] }
    return [change.finding(.terraformIngressTooComplex, rule.owner, at: rule.block, side: .head)]
  }
}

extension CloudRuleComparison {
  private func finding(_ reach: ReachChange) -> Finding? {
    let isSymbolic = reach.confidence == .symbolic
    let opens = reach.kind.direction == .loosens
    // Nobody is helped by hearing that an unknown source may have lost its way in.
    if isSymbolic && !opens { return nil }
    let (rules, others, side) = opens ? (head, base, Finding.Side.head) : (base, head, .base)
    // What opened may also be a refusal that is gone; then the last rule that lets the packets in is pointed
    // at.
    let candidates = rules.filter { rule in
      rule.rule.action == .accept && rule.isConditional == isSymbolic
        && !rule.rule.traffic.isDisjoint(with: reach.traffic)
    }
    let known = Set(others.map(\.signature))
    let fresh = candidates.filter { !known.contains($0.signature) }
    // One that may let in anybody speaks for those that cannot.
    guard
      let rule = fresh.first(where: { ownNetwork($0) == nil }) ?? fresh.first ?? candidates.first ?? head.last
        ?? base.last
    else { return nil }
    // A list lets answers in by the ports that clients use; who may ask is said by the groups behind it.
    let isForAnswers = group.semantics == .stateless && opens && !isSymbolic && rule.isForAnswers
    if isForAnswers, reach.kind == .networkIngressAdminWorld || reach.kind == .networkIngressDataWorld { return nil }
    return Finding(
      kind: isForAnswers && group.way == .ingress ? .networkIngressWidened : kind(of: reach, by: rule),
      confidence: isSymbolic ? .symbolic : rule.confidence,
      location: rule.block.origin.location(of: rule.block.range, side: side),
      resource: change.name(rule.owner, side: side),
      before: isSymbolic ? nil : reach.before.map(Finding.Value.text),
      after: isSymbolic ? .text(condition(of: rule)) : reach.after.map(Finding.Value.text),
      files: files + change.evidence(rule.confidence),
      facts: reach.facts + (opens && !isSymbolic && group.way == .ingress ? ReachFacts.services(reach.traffic) : []))
  }

  private var files: [RepositoryPath] { (base + head).map(\.block.origin.path) }

  private func kind(of reach: ReachChange, by rule: CloudRule) -> ChangeKind {
    guard reach.confidence == .symbolic else { return reach.kind }
    if rule.isAboutPeers { return .networkPeerWidened }
    if group.way == .egress { return .networkEgressOpened }
    if ownNetwork(rule) != nil { return .terraformIngressNetwork }
    // What was known and is not any more is worse than one unknown more; what the module's own text hides is as bad.
    let isHidden =
      !rule.hasSourceFromOutside && rule.rule.conditions.contains { $0.term.hasPrefix(RulePeers.unknownPrefix) }
    let wasKnown = !base.isEmpty && !base.contains(where: \.isConditional)
    return isHidden || wasKnown ? .terraformIngressObscured : .terraformIngressUnresolved
  }

  /// The reference to the range of a network from which a rule lets in, and which is all that is not known of it.
  private func ownNetwork(_ rule: CloudRule) -> Substring? {
    let terms = rule.signature.content.conditions.map(\.term)
    guard terms.count == 1, terms[0].hasPrefix(RulePeers.unknownPrefix) else { return nil }
    let text = terms[0].dropFirst(RulePeers.unknownPrefix.count)
    return OwnNetworks.isRange(String(text), in: change.head) ? text : nil
  }

  /// `any source → tcp 22 if source is var.office`; of a peer `aws_security_group.lb → tcp 22`, and so of a network.
  private func condition(of rule: CloudRule) -> String {
    let traffic = TrafficText.describe(rule.rule.traffic) ?? ""
    let terms = rule.signature.content.conditions.map(\.term)
    let peer = rule.isAboutPeers ? terms.first?.dropFirst(RulePeers.peerPrefix.count) : ownNetwork(rule)
    guard let name = peer, let arrow = traffic.firstRange(of: " → ") else {
      return "\(traffic) if \(terms.joined(separator: " and "))"
    }
    let service = traffic[arrow.upperBound...]
    let text = rule.group.way == .ingress ? "\(name) → \(service)" : "\(service) → \(name)"
    return ([text] + terms.dropFirst()).joined(separator: " if ")
  }
}

extension CloudRuleComparison {
  private func lost(_ loss: LostRefusals.Loss, confidence: Finding.Confidence? = nil) -> Finding {
    let text = Self.text(loss.rule)
    let place = loss.overtaking.map { $0.block.origin.location(of: $0.block.range, side: .head) }
    return Finding(
      kind: loss.kind, confidence: confidence ?? loss.rule.confidence,
      location: place ?? loss.rule.block.origin.location(of: loss.rule.block.range, side: .base),
      resource: change.name(loss.rule.owner), before: .text(text),
      after: loss.overtaking.map { .text("after \(Self.text($0))") },
      files: files + change.evidence(loss.rule.confidence), facts: facts(loss.traffic))
  }

  private func gained(_ gain: LostRefusals.Loss) -> Finding {
    Finding(
      kind: .networkDenyAdded, confidence: gain.rule.confidence,
      location: gain.rule.block.origin.location(of: gain.rule.block.range, side: .head),
      resource: change.name(gain.rule.owner), after: .text(Self.text(gain.rule)),
      files: files + change.evidence(gain.rule.confidence), facts: facts(gain.traffic))
  }

  /// Refusals under conditions that nobody decides here: what they refuse is not known, only that one went.
  private func doubtful(_ difference: ExposureDifference) -> [Finding] {
    difference.conditionallyOpened.filter { $0.effect == .deny }.compactMap { item in
      let rule = base.first { $0.rule.denies && $0.isConditional && !$0.rule.traffic.isDisjoint(with: item.traffic) }
      guard let rule else { return nil }
      return Finding(
        kind: .networkDenyRemoved, confidence: .symbolic,
        location: rule.block.origin.location(of: rule.block.range, side: .base), resource: change.name(rule.owner),
        before: .text("\(Self.text(rule)) if \(item.terms.joined(separator: " and "))"),
        files: files + change.evidence(.symbolic), facts: facts(item.traffic))
    }
  }

  private func facts(_ traffic: TrafficSet) -> [Finding.Fact] {
    TrafficText.facts(traffic, direction: group.way.rawValue)
      + (TrafficText.describe(traffic).map { [Finding.Fact("traffic", $0)] } ?? [])
  }

  /// `deny any source → tcp 22 (100)`: what a rule says, with its number.
  private static func text(_ rule: CloudRule) -> String {
    let traffic = TrafficText.describe(rule.rule.traffic) ?? "nothing"
    let number = rule.signature.order == .min ? "" : " (\(rule.signature.order))"
    return "\(rule.rule.denies ? "deny" : "allow") \(traffic)\(number)"
  }
}

extension CloudRule {
  /// Whether the rule lets in what answers come to: all ports from an unprivileged one to the last.
  fileprivate var isForAnswers: Bool {
    let ports = signature.content.service.ports.ranges
    return ports.count == 1 && ports[0].lowerBound >= 1024 && ports[0].upperBound == .max
  }
}
