public import Findings

extension ChangeKind {
  /// The last network policy that selected a set of pods is gone, no longer selects them, or no
  /// longer covers this direction. With confidence `symbolic`, a condition of a template decides
  /// whether the policy is there.
  public static let networkIsolationRemoved = ChangeKind(
    id: "network.isolation.removed", title: "Pods no longer isolated",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "Pods that no policy selects can be reached by every pod and every node of the cluster, on every "
      + "port.",
    instead: "Keep a policy that selects the pods and denies by default, and change what it allows.")
}
