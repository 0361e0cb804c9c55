public import Findings

extension ChangeKind {
  /// Any source address can now reach TCP 80 or 443 or UDP 443, and no other port: what a public web
  /// service needs.
  public static let networkIngressWebWorld = ChangeKind(
    id: "network.ingress.web-world", title: "Web service opened to the whole world",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "A public web service is often intended, but an internal one published by mistake is as "
      + "exposed as any other.",
    instead: "Check that the service is meant to be public; otherwise allow only the ranges that need "
      + "it.")
}
