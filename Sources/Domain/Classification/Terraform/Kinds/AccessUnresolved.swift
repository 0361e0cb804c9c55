public import Findings

extension ChangeKind {
  /// A policy that could be read is taken from a variable, a module or a file that cannot.
  public static let accessPolicyUnresolved = ChangeKind(
    id: "access.policy.unresolved", title: "Policy depends on a value not known here",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "Until now the text said what is allowed and to whom; now somebody else decides it.",
    instead: "Write the policy where it is used, or read the plan.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])
}

/// Policies that were known and are not any more.
struct AccessUnresolved: TerraformRule {
  let kinds: [ChangeKind] = [.accessPolicyUnresolved]

  func findings(in change: ModuleChange) -> [Finding] {
    change.access.filter { $0.sort == .unresolved }.map { difference in
      let old = difference.resource.before.map { change.base.argument(difference.argument.path, of: $0) }
      return change.finding(
        .accessPolicyUnresolved, difference.resource, old ?? .absent(difference.argument.path), difference.argument,
        confidence: .symbolic)
    }
  }
}
