public import Findings

extension ChangeKind {
  /// A file under `.gatehouse/` other than the policy, its packs and the trust root changed, such as a
  /// list of suppressions. Upper and lower case are not told apart, since some checkouts do not.
  public static let governanceGatehouseFileChanged = ChangeKind(
    id: "governance.gatehouse-file.changed", title: "File of the gate changed",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "Everything under `.gatehouse/` can change what the gate sees, asks for or forgives.",
    instead: "Change it in a change of its own and have the owners approve it.")
}
