public import Findings

extension ChangeKind {
  /// What the configuration seemed to do, a plan that is signed for this very head shows not to happen. It stands in the
  /// place of the finding that it answers, whose kind it names.
  public static let terraformPlanContradicts = ChangeKind(
    id: "terraform.plan.contradicts", title: "Signed plan shows no such effect",
    baseScore: BaseScore.info, direction: .neutral, reversible: true,
    why: "The text alone could not tell; the plan that CI signed for this commit does.",
    instead: "Nothing, as long as this plan is the one that is applied.")
}
