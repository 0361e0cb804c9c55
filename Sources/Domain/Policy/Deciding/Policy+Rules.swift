import RegularExpressions

extension Policy {
  /// The rules that hold for at least one finding that is not suppressed; the strongest first.
  func fire(on subjects: [RuleSubject]) -> [FiredRule] {
    rules.compactMap { rule in
      // What only tightens or informs is logged, notified or rejected, but never has to be signed.
      let findings = Self.findings(subjects) {
        !(rule.action.asksForApproval && $0.finding.isInformational) && rule.when.holds(for: $0)
      }
      guard !findings.isEmpty else { return nil }
      return FiredRule(
        id: rule.id, action: rule.action, roles: rule.roles, reason: rule.reason, location: rule.location,
        controls: rule.controls, sla: rule.sla, findings: findings)
    }
    .sorted { ($1.action, $0.id) < ($0.action, $1.id) }
  }

  func ticketRequirements(_ subjects: [RuleSubject]) -> [TicketRequirement] {
    tickets.compactMap { rule in
      let findings = Self.findings(subjects) { !$0.finding.isInformational && rule.when.holds(for: $0) }
      guard !findings.isEmpty else { return nil }
      return TicketRequirement(pattern: rule.pattern, location: rule.location, findings: findings)
    }
    .sorted { ($0.location, $0.pattern.source) < ($1.location, $1.pattern.source) }
  }

  func timeLockRequirements(_ subjects: [RuleSubject]) -> [TimeLockRequirement] {
    timeLocks.compactMap { lock in
      let findings = Self.findings(subjects) { !$0.finding.isInformational && lock.when.holds(for: $0) }
      guard !findings.isEmpty else { return nil }
      return TimeLockRequirement(wait: lock.wait, location: lock.location, findings: findings)
    }
    .sorted { ($0.location, $0.wait) < ($1.location, $1.wait) }
  }

  private static func findings(_ subjects: [RuleSubject], where applies: (RuleSubject) -> Bool) -> [String] {
    subjects.filter { $0.finding.suppressed == nil && applies($0) }.map(\.finding.id)
  }
}
