import Exposure
public import Findings

extension ChangeKind {
  /// A group all of whose rules were known lets in sources or ports that are known only at run time, or that a
  /// computation gives which is not understood here.
  public static let terraformIngressObscured = ChangeKind(
    id: "terraform.ingress.obscured", title: "Known ingress gives way to one not known here",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "Until now the text said who is let in; now it may be the whole world.",
    instead: "Read the plan, or write the range down where the rule stands.")

  /// A rule of a security group or cloud firewall lets in sources or ports that are known only at run time.
  public static let terraformIngressUnresolved = ChangeKind(
    id: "terraform.ingress.unresolved", title: "Ingress depends on a value not known here",
    baseScore: 350, direction: .loosens, reversible: true,
    why: "Who is let in is decided by a value that is not in the text; it may be the whole world.",
    instead: "Read the plan, or write the range down where the rule stands.")

  /// The rules of a security group or cloud firewall are too many or too intricate to compare.
  public static let terraformIngressTooComplex = ChangeKind(
    id: "terraform.ingress.too-complex", title: "Ingress rules too many to compare",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "What the changed rules let in could not be computed, and may be anything.",
    instead: "Split the group, or have the change reviewed by somebody who reads the rules.")
}

/// What changed rules of security groups and cloud firewalls open and close. It is decided by reach: a
/// rewrite, a split or a new order that lets in the same packets gives nothing.
struct SecurityGroupChanged: TerraformRule {
  let kinds: [ChangeKind] =
    IngressJudgement.kinds + [.terraformIngressObscured, .terraformIngressUnresolved, .terraformIngressTooComplex]

  func findings(in change: ModuleChange) -> [Finding] {
    guard change.resources.contains(where: { IngressReader.types.contains($0.type) }) else { return [] }
    let sides = Sides(change)
    return sides.groups.flatMap { findings(of: $0, sides, change) }
  }

  /// The rules of both sides by group.
  private struct Sides {
    private(set) var base: [IngressGroup: [IngressRule]] = [:]
    private(set) var head: [IngressGroup: [IngressRule]] = [:]
    /// The resources that are new.
    let added: Set<ResourceAddress>

    init(_ change: ModuleChange) {
      let baseReader = IngressReader(view: change.base) { change.headAddresses[$0] ?? $0 }
      let headReader = IngressReader(view: change.head) { $0 }
      // What moved into another module or is forgotten still lets in what it did.
      let elsewhere = Set(
        change.resources.filter { [.relocated, .forgotten].contains($0.fate) }.map(\.address))
      for address in Self.addresses(change.base) where !elsewhere.contains(address) {
        for rule in baseReader.rules(of: address) { base[rule.group, default: []].append(rule) }
        guard let new = change.headAddresses[address], let before = change.base.resources[address],
          let after = change.head.resources[new], IngressReader.keepsRules(before: before, after: after)
        else { continue }
        for rule in baseReader.rules(of: address) { head[rule.group, default: []].append(rule) }
      }
      for address in Self.addresses(change.head) {
        for rule in headReader.rules(of: address) { head[rule.group, default: []].append(rule) }
      }
      added = Set(change.resources.filter { $0.fate == .added }.map(\.address))
    }

    private static func addresses(_ view: ModuleView) -> [ResourceAddress] {
      view.resources.keys.filter { IngressReader.types.contains($0.type) }.sorted()
    }

    var groups: [IngressGroup] { Set(base.keys).union(head.keys).sorted { $0.name < $1.name } }
  }

  private func findings(of group: IngressGroup, _ sides: Sides, _ change: ModuleChange) -> [Finding] {
    let base = sides.base[group] ?? []
    // A new resource whose sources are handed in from outside opens nothing that can be named.
    let head = (sides.head[group] ?? []).filter { !(sides.added.contains($0.owner) && $0.hasSourceFromOutside) }
    // Most groups of a changed module stand as they were.
    if base.map(\.signature) == head.map(\.signature) { return [] }
    guard max(base.count, head.count) <= TerraformLimits.rulesInGroup,
      let before = Self.reach(base, group.semantics), let after = Self.reach(head, group.semantics),
      let judgement = IngressJudgement(base: before, head: after)
    else { return tooComplex(head.last ?? base.last, change) }
    return judgement.changes().compactMap { finding($0, base: base, head: head, change) }
  }

  private static func reach(_ rules: [IngressRule], _ semantics: IngressGroup.Semantics) -> Reach? {
    switch semantics {
    case .union: RuleList.union(of: rules.map(\.rule)).value
    case .prioritized: RuleList(RuleChain(prioritized: rules.map(\.rule), policy: .drop)).reach().value
    }
  }

  private func finding(
    _ reach: ReachChange, base: [IngressRule], head: [IngressRule], _ change: ModuleChange
  ) -> Finding? {
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
    let fresh = candidates.first { !known.contains($0.signature) }
    guard let rule = fresh ?? candidates.first ?? head.last ?? base.last else { return nil }
    return Finding(
      kind: isSymbolic ? Self.kind(of: rule, after: base) : reach.kind,
      confidence: isSymbolic ? .symbolic : rule.confidence,
      location: rule.block.origin.location(of: rule.block.range, side: side),
      resource: change.name(rule.owner, side: side),
      before: isSymbolic ? nil : reach.before.map(Finding.Value.text),
      after: isSymbolic ? .text(Self.condition(of: rule)) : reach.after.map(Finding.Value.text),
      files: (base + head).map(\.block.origin.path) + change.evidence(rule.confidence),
      facts: reach.facts + (opens && !isSymbolic ? ReachFacts.services(reach.traffic) : []))
  }

  /// What was known and is not any more is worse than one unknown more; what the module's own text hides is as bad.
  private static func kind(of rule: IngressRule, after base: [IngressRule]) -> ChangeKind {
    let isHidden = !rule.hasSourceFromOutside && rule.rule.conditions.contains { $0.term.hasPrefix("source is ") }
    let wasKnown = !base.isEmpty && !base.contains(where: \.isConditional)
    return isHidden || wasKnown ? .terraformIngressObscured : .terraformIngressUnresolved
  }

  /// `any source → tcp 22 if source is var.office`.
  private static func condition(of rule: IngressRule) -> String {
    let service = rule.signature.service
    let box = TrafficBox(
      sources: rule.signature.addresses, protocols: service.protocols, destinationPorts: service.ports)
    return "\(box) if \(rule.signature.conditions.map(\.term).joined(separator: " and "))"
  }

  private func tooComplex(_ rule: IngressRule?, _ change: ModuleChange) -> [Finding] {
    guard let rule else { return [] }
    return [change.finding(.terraformIngressTooComplex, rule.owner, at: rule.block, side: .head)]
  }
}
