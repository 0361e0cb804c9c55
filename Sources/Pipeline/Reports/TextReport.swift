import Approvals
import Findings
public import Gate
import Policy
import RegularExpressions
import Repositories

/// The report for a person at a terminal: verdict first, the worst findings, who can act, and a command that works now.
public enum TextReport {
  /// How much is shown, and how.
  public struct Style: Hashable, Sendable {
    /// Whether escape sequences for colour are written.
    public var colour: Bool
    /// How many findings are listed before "+N more".
    public var findings: Int

    public init(colour: Bool, findings: Int = 3) {
      self.colour = colour
      self.findings = findings
    }
  }

  /// The whole report.
  ///
  /// - Parameters:
  ///   - ref: the ref as the user knows it, such as `refs/heads/main`, or `staged`.
  ///   - milliseconds: how long the run took; left out when `nil`.
  public static func make(
    _ evaluation: Evaluation, ref: String, milliseconds: Int?, style: Style
  ) -> String {
    let page = Page(evaluation: evaluation, style: style)
    var sections = [page.headline(ref, milliseconds: milliseconds)]
    if !evaluation.assessment.findings.isEmpty { sections.append(page.findings()) }
    sections += [page.rules(), page.needs(), page.next()].filter { !$0.isEmpty }
    let text = sections.joined(separator: "\n\n") + "\n" + page.checked() + "\n"
    return DisplayText.escapingPage(text, coloured: style.colour)
  }

  /// One line for a commit or a proposal: what merging will need; `nil` if there is nothing to tell yet.
  ///
  /// Before a commit is made nobody knows which tickets its message names, so they are left out.
  public static func note(_ evaluation: Evaluation) -> String? {
    let findings = evaluation.assessment.findings.count
    let decision = evaluation.decision
    var needs = decision.requirements.filter { !$0.isMet }
      .map { "\($0.needed) × \($0.requirement.role ?? "approval")" }
    if evaluation.proposal.head != nil {
      needs += decision.tickets.filter { !$0.isMet }.map { "a ticket \($0.requirement.pattern.source)" }
    }
    needs += decision.timeLocks.filter { !$0.isMet }.map { "\($0.requirement.wait) s of waiting" }
    guard !needs.isEmpty else { return nil }
    return "gatehouse  NOTE  \(findings) \(findings == 1 ? "finding" : "findings"), merging will need "
      + "\(needs.joined(separator: ", ")) (gatehouse explain)\n"
  }
}

extension TextReport {
  /// The parts of a text report.
  struct Page {
    let evaluation: Evaluation
    let style: TextReport.Style

    private func paint(_ text: String, _ colour: TextColour) -> String { colour.paint(text, if: style.colour) }

    func headline(_ ref: String, milliseconds: Int?) -> String {
      let parts = ["gatehouse  \(word)"] + details(ref) + (milliseconds.map { ["\($0) ms"] } ?? [])
      return parts.joined(separator: "   ")
    }

    /// The verdict for people.
    var word: String {
      switch evaluation.decision.verdict {
      // What changes nothing was not found good: a wrong range looks just like it.
      case .allowed where evaluation.proposal.change.files.isEmpty: "NOTHING TO CHECK"
      case .allowed: paint("ALLOWED", .green)
      case .pending where evaluation.isOnlyTold:
        paint("WOULD BE BLOCKED until \(wanted) (\(evaluation.enforcement))", .yellow)
      case .denied where evaluation.isOnlyTold: paint("WOULD BE DENIED (\(evaluation.enforcement))", .yellow)
      case .pending where evaluation.strictness == .binding: paint("BLOCKED until \(wanted)", .red)
      case .pending: paint("NOTE: needs approval to merge", .yellow)
      case .denied: paint("DENIED", .red)
      case .incomplete: paint("INCOMPLETE", .red)
      }
    }

    /// What comes first of all that a pending change waits for.
    private var wanted: String {
      let decision = evaluation.decision
      if decision.requirements.contains(where: { !$0.isMet }) { return "approved" }
      return decision.tickets.contains { !$0.isMet } ? "it names a ticket" : "its time has come"
    }

    /// Level and score, the ref, the change.
    func details(_ ref: String) -> [String] {
      let assessment = evaluation.assessment
      return [
        "\(assessment.level.rawValue.uppercased()) \(assessment.score.value)/1000", DisplayText.escaping(ref),
        evaluation.change.changeID,
      ]
    }

    var worstFirst: [AssessedFinding] {
      evaluation.assessment.findings.enumerated().sorted { left, right in
        left.element.score.value != right.element.score.value
          ? left.element.score.value > right.element.score.value : left.offset < right.offset
      }.map(\.element)
    }

    func findings() -> String {
      let worstFirst = worstFirst
      var lines = worstFirst.prefix(style.findings).flatMap { FindingText.lines($0, colour: style.colour) }
      let rest = worstFirst.count - style.findings
      if rest > 0 { lines.append("  +\(rest) more: gatehouse explain \(evaluation.change.changeID)") }
      return lines.joined(separator: "\n")
    }

    func rules() -> String {
      let assessment = evaluation.assessment
      let fired = assessment.rules.filter { $0.action >= .requireApproval }.map { ($0.id, $0.reason, $0.location) }
      let rejected = assessment.rejections.filter { rejection in !fired.contains { $0.0 == rejection.rule } }
        .map { ($0.rule, $0.reason, $0.location) }
      var lines = (fired + rejected).map { id, reason, location in
        "  Rule    \(id)   \(DisplayText.escaping(reason))\(location.isEmpty ? "" : "   \(location)")"
      }
      if evaluation.decision.verdict != .allowed { lines.append("  Policy  \(evaluation.rules.policySource)") }
      return lines.joined(separator: "\n")
    }

    func needs() -> String {
      var lines: [String] = []
      for state in evaluation.decision.requirements {
        let requirement = state.requirement
        let review = requirement.minimumReview > 0 ? ", \(requirement.minimumReview) s minimum" : ""
        let title = lines.isEmpty ? "  Needs   " : "          "
        lines.append(
          "\(title)\(requirement.role ?? "any approver")   \(state.have)/\(state.needed)   "
            + "\(requirement.challenge.rawValue)\(review)   (\(requirement.findings.joined(separator: ", ")))")
      }
      for need in OpenNeeds.beside(evaluation.decision) {
        lines.append("  \(need.name == "ticket" ? "Ticket" : "Wait  ")  \(need.text)")
      }
      if let objection = evaluation.rules.trustRootObjection {
        lines.append("  Trust   nothing can be approved: \(objection)")
      } else if evaluation.rules.trustRoot == nil, !evaluation.decision.requirements.isEmpty {
        lines.append("  Trust   nothing can be approved: \(evaluation.rules.policySource) has no trust root beside it")
      }
      for approval in evaluation.tally.discounted {
        lines.append("  Not     \(approval.principal): \(DisplayText.escaping(approval.reason))")
      }
      return lines.joined(separator: "\n")
    }

    func next() -> String {
      let id = evaluation.change.changeID
      switch evaluation.decision.verdict {
      case .allowed: return ""
      case .denied: return "  Next    approval cannot help; why: gatehouse explain \(id)"
      case .incomplete: return "  Next    complete the input named above and run it again"
      // No change of a repository, so nothing to explain or to approve.
      case .pending where evaluation.proposal.origin == .files:
        let worst = evaluation.assessment.findings.first.map { " gatehouse explain \($0.finding.kind.id)" } ?? ""
        return "  Next    commit it and ask again; why:\(worst)"
      case .pending:
        var lines: [String] = []
        if evaluation.strictness == .binding, evaluation.proposal.origin == .push, !evaluation.isOnlyTold {
          lines.append("git push <remote> HEAD:refs/heads/<your branch>      (allowed: propose it)")
        }
        if evaluation.rules.trustRoot != nil {
          if evaluation.decision.requirements.contains(where: { !$0.isMet }) {
            lines.append("reviewers run: gatehouse approve \(id)")
          }
        } else if let digest = evaluation.rules.trustRootDigest {
          lines.append("whoever trusts it runs: gatehouse trust pin \(digest.hex)")
        }
        // A change of a range is for no branch by itself.
        let target =
          evaluation.proposal.targetRef == nil
          ? evaluation.proposal.targetTip.map { " --target \($0.hex.prefix(12))" } ?? "" : ""
        lines.append("why \(evaluation.assessment.score.value)? gatehouse explain \(id)\(target)")
        return "  Next    " + lines.joined(separator: "\n          ")
      }
    }

    /// What each plan may do beside adding.
    private func plans() -> String {
      evaluation.plans.map { plan in
        let module = plan.module == .root ? "." : plan.module.display
        let standing = plan.isSigned ? "signed for this commit" : "only adds"
        let objection = plan.objection.map { ": \(DisplayText.escaping($0))" } ?? ""
        return "\n  Plan    \(module): \(standing)\(objection)"
      }.joined()
    }

    func checked() -> String {
      let proposal = evaluation.proposal
      let checked =
        "  Checked \(proposal.commits.count) commits, \(evaluation.change.files.count) governed of "
        + "\(proposal.change.files.count) changed files" + plans()
      guard let count = evaluation.unattested, count.of > 0 else { return checked }
      return checked + "\n  Hooks   \(count.unattested) of \(count.of) unattested: no local hook left a receipt"
    }
  }
}
