public import Findings
public import Gate
import Policy
import Repositories

/// The long answer: every finding with its factors, why it matters and what to do instead.
public enum ExplainReport {
  /// A change.
  public static func make(_ evaluation: Evaluation) -> String {
    let assessment = evaluation.assessment
    var lines = [
      "\(evaluation.change.changeID)   \(evaluation.decision.verdict.rawValue)   "
        + "\(assessment.level.rawValue) \(assessment.score.value)/1000",
      "policy \(evaluation.rules.policySource)   sha256:\(evaluation.rules.policyDigest.hex)",
    ]
    if assessment.findings.isEmpty { lines += ["", "No dangerous change was recognised."] }
    for finding in assessment.findings { lines += [""] + explain(finding) }
    lines += ["", "Change score: " + factors(assessment.score)]
    for state in evaluation.decision.requirements {
      let requirement = state.requirement
      lines.append(
        "Needs \(requirement.role ?? "any approver"): \(state.have) of \(state.needed)   for "
          + "\(requirement.findings.joined(separator: ", "))   because of \(requirement.sources.joined(separator: ", "))"
      )
    }
    for need in OpenNeeds.beside(evaluation.decision) { lines.append("Needs a \(need.name): \(need.text)") }
    for rejection in assessment.rejections {
      lines.append("Denied by \(rejection.rule): \(DisplayText.escaping(rejection.reason))")
    }
    lines += ["", "Governed files of the change:"]
    lines += evaluation.change.files.map { file in
      "  \(file.oldMode ?? "------") \(file.newMode ?? "------")  \(DisplayText.escaping(file.path))"
    }
    let renames = Rename.exact(in: evaluation.proposal.change.files)
    if !renames.isEmpty {
      lines += ["", "Moved unchanged:"] + renames.map { "  \($0.from.display) → \($0.to.display)" }
    }
    return lines.joined(separator: "\n") + "\n"
  }

  /// A kind.
  public static func make(_ kind: ChangeKind) -> String {
    """
    \(kind.id)
    \(kind.title)

    Why       \(kind.why)
    Instead   \(kind.instead)
    Score     \(kind.baseScore) before any factor; \(kind.direction.rawValue); \
    \(kind.reversible ? "undone by undoing the commit" : "irreversible")
    Controls  \(kind.controls.joined(separator: ", "))

    """
  }

  private static func explain(_ assessed: AssessedFinding) -> [String] {
    let finding = assessed.finding
    var lines = [
      "\(assessed.id)  \(finding.kind.id)   \(finding.resource)",
      "    at         \(finding.location.path.display):\(finding.location.line)"
        + (finding.location.side == .base ? " (before)" : ""),
    ]
    if let before = finding.before { lines.append("    before     \(before.shown)") }
    if let after = finding.after { lines.append("    after      \(after.shown)") }
    for fact in finding.facts { lines.append("    \(fact.name): \(fact.value)") }
    lines += [
      "    score      \(assessed.score.value) \(assessed.level.rawValue) = \(factors(assessed.score))",
      "    confidence \(finding.confidence.rawValue)",
      "    why        \(finding.kind.why)",
      "    instead    \(finding.kind.instead)",
      "    finding    \(assessed.fingerprint.hex)",
    ]
    return lines
  }

  /// The factors by name, as `score = ⌊(base + boosts) × environment/100 × strategy/100 × trust/100000⌋` uses them.
  private static func factors(_ score: Score) -> String {
    score.factors.isEmpty ? "0" : score.factors.map { "\($0.name) \($0.value)" }.joined(separator: " · ")
  }
}
