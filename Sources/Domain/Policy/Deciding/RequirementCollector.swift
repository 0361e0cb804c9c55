/// Collects what must be signed, and by whom: one requirement per finding and role, then equal ones put
/// together.
///
/// Two requirements of one role with different terms stay two: a mild finding of a merge-queue batch must
/// not come to need what a severe one next to it needs.
struct RequirementCollector {
  private let policy: Policy
  private let ownerThreshold: Int
  private var demands: [Subject: Demand] = [:]

  /// Who must sign which finding (by its place in report order).
  private struct Subject: Hashable {
    let finding: Int
    let role: String?
  }

  private struct Demand {
    var terms: ApprovalTerms
    var sources: Set<String>
    var sla: Int?
  }

  private struct Terms: Hashable {
    let role: String?
    let terms: ApprovalTerms
  }

  init(policy: Policy, ownerThreshold: Int) {
    self.policy = policy
    self.ownerThreshold = ownerThreshold
  }

  /// Collects from levels, from rules and from the guard of the gate's own files.
  ///
  /// `breadth` is what the breadth of the change adds to its score: a finding that made the change broad
  /// needs what the level of its own score and the breadth together asks for.
  mutating func collect(_ findings: [AssessedFinding], breadth: Int, _ fired: [FiredRule]) {
    var rulesOf: [String: [FiredRule]] = [:]
    for rule in fired where rule.action.asksForApproval {
      for finding in rule.findings { rulesOf[finding, default: []].append(rule) }
    }
    for (index, finding) in findings.enumerated() {
      let terms = policy.approvals(for: finding.level)
      if finding.isWeighty {
        demand(terms, Subject(finding: index, role: nil), because: "level.\(finding.level.rawValue)")
        if finding.level >= .medium, breadth > 0 {
          let level = policy.levels.level(of: finding.score.value + breadth)
          demand(policy.approvals(for: level), Subject(finding: index, role: nil), because: "level.\(level.rawValue)")
        }
        for rule in rulesOf[finding.id, default: []] {
          for role in rule.roles.isEmpty ? [nil] : rule.roles.map(Optional.some) {
            let subject = Subject(finding: index, role: role)
            demand(terms.with(count: 1), subject, because: rule.id, sla: rule.sla)
          }
        }
      }
      if finding.touchesGovernance {
        let owner = Subject(finding: index, role: Requirement.ownerRole)
        demand(terms.with(count: ownerThreshold), owner, because: "governance")
      }
    }
  }

  /// The requirements, any approver first, then by role; the stricter first of one role.
  func requirements(of findings: [AssessedFinding]) -> [Requirement] {
    Dictionary(grouping: demands) { Terms(role: $0.key.role, terms: $0.value.terms) }.map { key, demands in
      Requirement(
        role: key.role, needed: key.terms.count, challenge: key.terms.challenge,
        minimumReview: key.terms.minimumReview, userPresence: key.terms.userPresence,
        findings: demands.map(\.key.finding).sorted().map { findings[$0].id },
        sources: Set(demands.flatMap(\.value.sources)).sorted(), sla: demands.compactMap(\.value.sla).min())
    }
    .sorted(by: Self.order)
  }

  private mutating func demand(
    _ terms: ApprovalTerms, _ subject: Subject, because source: String, sla: Int? = nil
  ) {
    guard terms.count > 0 else { return }
    var demand = demands[subject] ?? Demand(terms: terms, sources: [])
    demand.terms = demand.terms.stricter(terms)
    demand.sources.insert(source)
    demand.sla = [demand.sla, sla].compactMap { $0 }.min()
    demands[subject] = demand
  }

  private static func order(_ left: Requirement, _ right: Requirement) -> Bool {
    if left.role != right.role { return (left.role ?? "") < (right.role ?? "") }
    if left.needed != right.needed { return left.needed > right.needed }
    if left.challenge != right.challenge { return left.challenge > right.challenge }
    if left.minimumReview != right.minimumReview { return left.minimumReview > right.minimumReview }
    return left.userPresence && !right.userPresence
  }
}

extension ApprovalTerms {
  /// The same terms for another number of people.
  fileprivate func with(count: Int) -> ApprovalTerms {
    ApprovalTerms(
      count: count, challenge: challenge, minimumReview: minimumReview, userPresence: userPresence)
  }
}
