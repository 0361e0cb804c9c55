import Policy
import YAML

/// Finds what a file says in vain, because a pack that it extends is stricter.
struct LostSettings: Sendable {
  let reader: NodeReader
  let own: Policy
  let effective: Policy

  /// A note for each setting that is written in `fields` and does not hold.
  func notes(_ fields: FieldReader) -> [PolicyNote] {
    var notes: [PolicyNote] = []
    func add(_ key: String, _ message: String) {
      guard let node = fields[key] else { return }
      notes.append(PolicyNote(location: reader.file.location(node.position), message: message))
    }
    if own.levels != effective.levels {
      let levels = effective.levels
      add(
        "levels",
        "a pack has lower thresholds; in force are \(levels.medium), \(levels.high) and \(levels.critical)")
    }
    for level in RiskLevel.allCases where isWritten(level, fields) {
      let terms = effective.approvals(for: level)
      if own.approvals(for: level) != terms {
        add("approvals", "a pack asks for more at '\(level)'; in force are \(describe(terms))")
      }
    }
    for environment in own.environments {
      let multiplier = effective.environments.first { $0.name == environment.name }?.multiplier
      if let multiplier, multiplier != environment.multiplier {
        add("environments", "a pack weighs '\(environment.name)' more; in force is \(multiplier)")
      }
    }
    for override in own.overrides where effective.override(of: override.kind) != override {
      add("overrides", "a pack puts '\(override.kind)' higher")
    }
    if own.maxScore != effective.maxScore { add("max_score", "a pack has a lower limit") }
    return notes
  }

  private func isWritten(_ level: RiskLevel, _ fields: FieldReader) -> Bool {
    guard case .mapping(let entries)? = fields["approvals"]?.content else { return false }
    return entries.contains { $0.key == level.rawValue }
  }

  private func describe(_ terms: ApprovalTerms) -> String {
    "\(terms.count) × \(terms.challenge.rawValue), \(terms.minimumReview) s"
      + (terms.userPresence ? ", user presence" : "")
  }
}
