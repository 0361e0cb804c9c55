public import Findings

extension ChangeKind {
  /// Any source address can now reach a port of remote administration: SSH, RDP, WinRM, the Docker or
  /// Kubernetes API, …
  public static let networkIngressAdminWorld = ChangeKind(
    id: "network.ingress.admin-world", title: "Remote administration opened to the whole world",
    baseScore: 930, direction: .loosens, reversible: true,
    why: "Administration ports give whole machines away, and exposed ones meet password guessing "
      + "and exploits within minutes.",
    instead: "Allow only the bastion's or VPN's range, or use the provider's session manager and open "
      + "no port at all.")
}
