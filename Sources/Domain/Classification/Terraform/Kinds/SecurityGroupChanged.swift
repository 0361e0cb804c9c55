public import Findings

extension ChangeKind {
  /// A group all of whose rules were known lets in sources or ports that are known only at run time, or that a
  /// computation gives which is not understood here.
  public static let terraformIngressObscured = ChangeKind(
    id: "terraform.ingress.obscured", title: "Known ingress gives way to one not known here",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "Until now the text said who is let in; now it may be the whole world.",
    instead: "Read the plan, or write the range down where the rule stands.")

  /// A rule of a security group or cloud firewall lets in sources or ports that are known only at run time.
  public static let terraformIngressUnresolved = ChangeKind(
    id: "terraform.ingress.unresolved", title: "Ingress depends on a value not known here",
    baseScore: 350, direction: .loosens, reversible: true,
    why: "Who is let in is decided by a value that is not in the text; it may be the whole world.",
    instead: "Read the plan, or write the range down where the rule stands.")

  /// A rule lets in from the range of a network of the cloud, whose addresses are not in the text.
  public static let terraformIngressNetwork = ChangeKind(
    id: "terraform.ingress.own-network", title: "Ingress from a whole network of the cloud",
    baseScore: 350, direction: .loosens, reversible: true,
    why: "The range is the one that the network has, never the whole Internet; everything in the network is let in.",
    instead: "Let in the security groups that need it, and not the network.")

  /// The rules of a security group or cloud firewall are too many or too intricate to compare.
  public static let terraformIngressTooComplex = ChangeKind(
    id: "terraform.ingress.too-complex", title: "Ingress rules too many to compare",
    baseScore: BaseScore.high, direction: .neutral, reversible: true,
    why: "What the changed rules let in could not be computed, and may be anything.",
    instead: "Split the group, or have the change reviewed by somebody who reads the rules.")
}

/// What changed rules of security groups, access lists and cloud firewalls open and close. It is decided by reach: a
/// rewrite, a split or a new order that lets through the same packets gives nothing.
struct SecurityGroupChanged: TerraformRule {
  let kinds: [ChangeKind] =
    IngressJudgement.kinds + EgressJudgement.kinds + [
      .networkDenyRemoved, .networkDenyNarrowed, .networkDenyShadowed, .networkDenyAdded, .networkPeerWidened,
      .terraformIngressObscured, .terraformIngressUnresolved, .terraformIngressNetwork, .terraformIngressTooComplex,
    ]

  func findings(in change: ModuleChange) -> [Finding] {
    let associations = change.companionFindings(
      Self.associations, removed: .networkDenyRemoved, added: .networkDenyAdded)
    guard change.resources.contains(where: { CloudRuleReader.types.contains($0.type) }) else { return associations }
    let sides = RuleSides(change)
    return associations + sides.groups.flatMap { findings(of: $0, sides, change) }
  }

  /// Resources that put a group or list in force for a subnet or an interface: without one, nothing of it holds there.
  private static let associations: Set<String> = [
    "azurerm_subnet_network_security_group_association", "azurerm_network_interface_security_group_association",
    "aws_network_acl_association",
  ]

  private func findings(of group: CloudRuleGroup, _ sides: RuleSides, _ change: ModuleChange) -> [Finding] {
    let comparison = CloudRuleComparison(
      group: group, base: sides.base[group] ?? [], head: sides.counted(group), isNew: sides.isNew(group), change: change
    )
    // Most groups of a changed module stand as they were.
    if comparison.base.map(\.signature) == comparison.head.map(\.signature) { return [] }
    if sides.isGone(group), group.semantics != .union { return comparison.gone() }
    return comparison.findings() ?? comparison.tooComplex()
  }
}
