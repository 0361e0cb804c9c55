public import Findings

extension ChangeKind {
  /// The machine now forwards packets between networks that it kept apart before.
  public static let networkForwardOpened = ChangeKind(
    id: "network.forward.opened", title: "Forwarding opened",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "A router that forwards more joins network segments, so that one compromised machine "
      + "reaches further.",
    instead: "Allow only the pairs of networks and ports that must talk to each other.")
}
