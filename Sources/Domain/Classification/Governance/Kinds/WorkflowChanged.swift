public import Findings

extension ChangeKind {
  /// A CI workflow, or an action that workflows call, changed in more than comments and the versions of
  /// the actions used.
  public static let governanceWorkflowChanged = ChangeKind(
    id: "governance.workflow.changed", title: "CI workflow changed",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "Workflows run with the tokens and secrets of the repository and decide which checks a "
      + "change has to pass.",
    instead: "Keep permissions minimal, pin actions to full commit ids, and keep untrusted input out "
      + "of scripts.")
}
