import Approvals
import ArgumentParser
import Findings
import Gate
import Policy
import Reports
import Repositories

/// `gatehouse status`: what a change still needs, who has signed, and what went stale.
struct StatusCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Show what a change still needs.",
    discussion: "Exits with the code that check would give: 0 allowed, 1 denied, 3 pending.")

  @Argument(help: ArgumentHelp("The change; what HEAD proposes if left out.", valueName: "change-id"))
  var change: String?

  @OptionGroup var selection: ChangeSelection
  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var judging: JudgingOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let session = Session(invocation, repository)
    let evaluation = try selection.find(change, session, judging)
    var lines = [
      "change   \(evaluation.change.changeID)   \(evaluation.decision.verdict.rawValue)   "
        + "\(evaluation.assessment.level.rawValue) \(evaluation.assessment.score.value)/1000",
      "target   \(DisplayText.escaping(evaluation.proposal.targetRef ?? "-"))",
      "policy   \(evaluation.rules.policySource)",
    ]
    if let objection = evaluation.rules.trustRootObjection { lines.append("trust    \(objection)") }
    for state in evaluation.decision.requirements {
      lines.append(
        "needs    \(state.requirement.role ?? "any approver")   \(state.have)/\(state.needed)   "
          + "\(state.requirement.challenge.rawValue)   \(state.requirement.findings.joined(separator: ", "))")
    }
    for need in OpenNeeds.beside(evaluation.decision) {
      lines.append("\(need.name)\(need.name == "wait" ? "  " : "")   \(need.text)")
    }
    for approval in evaluation.tally.signed {
      lines.append("signed   \(approval.principal)   \(approval.keyID)   \(approval.digest.hex.prefix(12))")
    }
    for approval in evaluation.tally.discounted {
      lines.append("not      \(approval.principal)   \(DisplayText.escaping(approval.reason))")
    }
    try Terminal.output(lines.joined(separator: "\n") + "\n")
    return evaluation.exitStatus
  }
}
