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

/// What configuration hands on to others that let packets through: objects of Kubernetes to the API server, and texts that
/// machines run when they start. Both are read as the files that they would be, and compared by who reaches what.
///
/// That pods gain or lose their isolation has kinds of its own here; all else has those of the files.
struct DeclaredReachChanged: TerraformRule {
  let kinds: [ChangeKind] =
    IngressJudgement.kinds + EgressJudgement.kinds + [
      .terraformKubernetesPolicyRemoved, .terraformKubernetesPolicyAdded, .networkDenyRemoved, .networkDenyNarrowed,
      .networkDenyShadowed, .networkDenyAdded, .networkPolicyDefaultAccept, .networkPolicyDefaultDrop,
      .networkFileRemoved, .networkFileUnparsed, .networkFileOversized, .networkNATExposed, .networkNATWithdrawn,
      .networkPortPublished, .networkPeerWidened, .networkIngressUnresolved, .networkPriorityLoosened,
      .networkPriorityTightened, .networkRoutingEnabled, .networkRoutingDisabled,
    ]

  func findings(in change: ModuleChange) -> [Finding] {
    var findings: [Finding] = []
    if change.resources.contains(where: { ManifestReader.reads($0.type) }) {
      var objects = ModuleDeclarations(change)
      objects.takeManifests()
      findings += objects.findings()
    }
    // What a machine runs may come from data that changed, so that unchanged resources are asked as well.
    let former = Dictionary(change.headAddresses.map { ($0.value, $0.key) }) { first, _ in first }
    for (address, after) in change.head.resources.sorted(by: { $0.key < $1.key }) where after.hasStartupText {
      var machine = ModuleDeclarations(change)
      machine.takeTexts("\(address)", former[address].flatMap { change.base.resources[$0] }, after)
      findings += machine.findings()
    }
    for call in change.moduleCalls {
      guard let after = call.after, after.calledDirectory(from: change.head.directory) == nil else { continue }
      var machine = ModuleDeclarations(change)
      machine.takeTexts("module.\(call.name)", call.before, after)
      findings += machine.findings()
    }
    return findings
  }
}
