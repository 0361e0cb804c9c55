public import Findings

extension ChangeKind {
  /// Who is let in, or to which port, is decided by a value that is not in the text: an expression
  /// of a template, a parameter, a named port.
  public static let networkIngressUnresolved = ChangeKind(
    id: "network.ingress.unresolved", title: "Ingress depends on a value not known here",
    baseScore: 350, direction: .loosens, reversible: true,
    why: "Who is let in is decided by a value that is not in the text; it may be the whole world.",
    instead: "Render the template and check the result, or write the range down where the rule stands.")
}
