public import Findings

extension ChangeKind {
  /// A network policy is gone, or no longer speaks of ingress or egress.
  public static let terraformKubernetesPolicyRemoved = ChangeKind(
    id: "terraform.kubernetes.policy-removed", title: "Network policy of pods removed",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "Pods that no policy selects accept traffic from everywhere in the cluster: taking the last one away "
      + "opens them.",
    instead: "Keep a policy that refuses by default, and remove the allowance instead.",
    controls: ["SOC2:CC6.6"])

  /// A network policy is new, or speaks of one direction more. The inverse of `terraform.kubernetes.policy-removed`.
  public static let terraformKubernetesPolicyAdded = ChangeKind(
    id: "terraform.kubernetes.policy-added", title: "Network policy of pods added",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "The pods that it selects accept only what a policy allows.",
    instead: "Nothing, but what is not allowed is cut off.",
    controls: ["SOC2:CC6.6"])
}

/// Network policies of Kubernetes that come and go, and the directions that they speak of.
struct NetworkPolicyRemoved: TerraformRule {
  let kinds: [ChangeKind] = [.terraformKubernetesPolicyRemoved, .terraformKubernetesPolicyAdded]

  private static let types: Set<String> = ["kubernetes_network_policy", "kubernetes_network_policy_v1"]

  func findings(in change: ModuleChange) -> [Finding] {
    change.companionFindings(
      Self.types, removed: .terraformKubernetesPolicyRemoved, added: .terraformKubernetesPolicyAdded)
      + change.resources.compactMap { directions(of: $0, change) }
  }

  private func directions(of resource: ResourceChange, _ change: ModuleChange) -> Finding? {
    guard Self.types.contains(resource.type), resource.fate == .kept, let before = resource.before,
      let after = resource.after,
      let old = change.base.arguments(at: ["spec", "policy_types"], of: before).first,
      let new = change.head.arguments(at: ["spec", "policy_types"], of: after).first,
      let first = old.value?.elements?.compactMap(\.string), let second = new.value?.elements?.compactMap(\.string),
      Set(first) != Set(second)
    else { return nil }
    let isLess = !Set(first).isSubset(of: second)
    return change.finding(
      isLess ? .terraformKubernetesPolicyRemoved : .terraformKubernetesPolicyAdded, resource, old, new)
  }
}
