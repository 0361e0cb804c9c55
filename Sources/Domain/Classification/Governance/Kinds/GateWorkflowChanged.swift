public import Findings

extension ChangeKind {
  /// A CI workflow that mentions the gate, before or after the change, changed in more than comments and
  /// the versions of the actions used.
  public static let governanceGateWorkflowChanged = ChangeKind(
    id: "governance.gate-workflow.changed", title: "Workflow of the gate changed",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "A workflow that runs the gate can also be made to skip it, to ignore its answer or to "
      + "run a different program.",
    instead: "Run the gate from a workflow that the change cannot edit, and have the owners approve "
      + "changes to it.")
}
