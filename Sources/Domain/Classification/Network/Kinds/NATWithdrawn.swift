public import Findings

extension ChangeKind {
  /// A forwarding, a Service or a published port is gone. The inverse of `network.nat.exposed` and
  /// `network.port.published`.
  public static let networkNATWithdrawn = ChangeKind(
    id: "network.nat.withdrawn", title: "Service no longer exposed",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "What used the published port loses its way in.",
    instead: "Nothing, unless something outside still connects there.")
}
