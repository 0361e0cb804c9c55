public import Findings

extension ChangeKind {
  /// Rules of a cloud firewall have other numbers than before, and packets that a rule refused are
  /// now accepted by one that comes first. Other changes of the same group have kinds of their own.
  public static let networkPriorityLoosened = ChangeKind(
    id: "network.priority.loosened", title: "Order of rules changed, more passes",
    baseScore: 600, direction: .loosens, reversible: true,
    why: "The rules look the same, but the first one that matches decides.",
    instead: "Keep rules that refuse in front of the rules that allow.")
}
