public import Findings

extension ChangeKind {
  /// A plan that was given does not show all that will happen: planning ended in an error, was limited to targets, or put
  /// changes off.
  public static let terraformPlanIncomplete = ChangeKind(
    id: "terraform.plan.incomplete", title: "Plan does not show everything",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "What the plan leaves out is carried out by a later one that nobody has read.",
    instead: "Mend the error that the plan ended in, or plan without -target, and give the new plan.")

  /// A plan does something to a resource for which there is no word here.
  public static let terraformPlanUnknownAction = ChangeKind(
    id: "terraform.plan.unknown-action", title: "Plan does something unknown",
    baseScore: BaseScore.high, direction: .neutral, reversible: false,
    why: "The action is of a later version of Terraform or OpenTofu; it may destroy.",
    instead: "Have the plan read by a person, and gatehouse brought up to date.")
}

/// What is wrong with a plan as a whole.
enum PlanProblems {
  static let kinds: [ChangeKind] = [.terraformPlanIncomplete, .terraformPlanUnknownAction]

  static func findings(_ plan: TerraformPlan, _ module: PlanModule) -> [Finding] {
    var findings: [Finding] = []
    if !plan.gaps.isEmpty {
      findings.append(
        Finding(
          kind: .terraformPlanIncomplete, confidence: .plan, location: module.place, resource: module.name,
          after: .text(plan.gaps.joined(separator: "; ")), files: module.changedFiles, facts: [module.source]))
    }
    for address in Set(plan.unknownActions) {
      findings.append(
        Finding(
          kind: .terraformPlanUnknownAction, confidence: .plan, location: module.location(of: address),
          resource: module.name(address), files: module.changedFiles, facts: [module.source]))
    }
    return findings
  }
}
