public import Findings

extension ChangeKind {
  /// A network policy now selects pods that none selected before. The inverse of
  /// `network.isolation.removed`.
  public static let networkIsolationAdded = ChangeKind(
    id: "network.isolation.added", title: "Pods isolated",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "From now on the pods are reached only by what policies allow; anything that was forgotten is "
      + "cut off.",
    instead: "Nothing, unless something that is needed has no rule yet.")
}
