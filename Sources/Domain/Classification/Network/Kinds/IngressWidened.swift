public import Findings

extension ChangeKind {
  /// More sources, ports or protocols are let in than before, though not from the whole world. With
  /// confidence `symbolic`, the new sources are named by something outside the file, such as an ipset or
  /// a condition that is not modelled.
  public static let networkIngressWidened = ChangeKind(
    id: "network.ingress.widened", title: "Ingress widened",
    baseScore: 500, direction: .loosens, reversible: true,
    why: "Each source and port that is added can be used by whoever controls a machine there.",
    instead: "Allow the narrowest source range and port range that the purpose needs.")
}
