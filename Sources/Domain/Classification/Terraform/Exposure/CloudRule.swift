import Exposure
import Findings

/// One rule of a cloud's firewall that lets packets through or refuses them.
struct CloudRule {
  /// What the rule belongs to: rules of one group decide together what passes.
  let group: CloudRuleGroup
  /// The resource that holds the rule.
  let owner: ResourceAddress
  /// The block to point at.
  let block: ConfigurationBlock
  let rule: Rule
  /// What the rule says, to tell rules of both sides apart.
  let signature: Signature
  /// How far the fields of the rule are written out.
  let confidence: Finding.Confidence

  struct Signature: Hashable {
    let content: Content
    let order: Int

    /// What the rule says, wherever it stands among the others.
    struct Content: Hashable {
      let remote: AddressSet
      let local: AddressSet
      let service: RuleService
      let action: Rule.Action
      let conditions: [Condition]
    }
  }

  /// Whether a source is not known because it comes from outside the module: from its caller, another resource, data.
  ///
  /// The text decides. What is computed from nothing but the module's own text could be known, and is only not
  /// understood here: an unusual function, a file.
  var hasSourceFromOutside: Bool {
    signature.content.conditions.contains { condition in
      condition.term.hasPrefix(RulePeers.unknownPrefix) && Self.outside.contains { condition.term.contains($0) }
    }
  }

  private static let outside = [
    "var.", "data.", "module.", "each.", "count.", "aws_", "google_", "azurerm_", "azuread_", "terraform_", "random_",
    PlanValues.unknownRoot + ".",
  ]

  /// Whether the rule speaks of things inside the cloud that have a name and no address here.
  var isAboutPeers: Bool { signature.content.conditions.contains { $0.term.hasPrefix(RulePeers.peerPrefix) } }

  /// Whether the rule hangs on something that is not known.
  var isConditional: Bool { !rule.conditions.isEmpty }
}

/// The rules that decide together: a security group, the rules of a network for one target.
struct CloudRuleGroup: Hashable {
  enum Semantics: Hashable {
    /// What any rule allows is allowed.
    case union
    /// The rule with the lowest number decides, and nothing passes that no rule decides.
    case prioritized
    /// The rule with the lowest number decides, and what no rule decides passes.
    case prioritizedOpen
    /// Like ``prioritized``, for the packets of a subnet one by one: answers need rules of their own (Amazon's network
    /// access control lists).
    case stateless
  }

  enum Way: String, Hashable {
    case ingress
    case egress
  }

  /// The address of the group in the head, or the text that names it.
  let name: String
  let semantics: Semantics
  let way: Way

  /// What passes by these rules; `nil` beyond the limits of Exposure.
  func reach(_ rules: [CloudRule]) -> Reach? { list(rules).reach().value }

  /// The rules as a list whose origins are their places in `rules`, counted from 1.
  func list(_ rules: [CloudRule]) -> RuleList {
    let numbered = rules.enumerated().map { index, rule in
      var numbered = rule.rule
      numbered.origin = Origin(line: index + 1)
      return numbered
    }
    switch semantics {
    case .union: return RuleList(RuleChain(numbered.filter { $0.action == .accept }, policy: .drop))
    case .prioritized, .stateless: return RuleList(RuleChain(prioritized: numbered, policy: .drop))
    case .prioritizedOpen: return RuleList(RuleChain(prioritized: numbered, policy: .accept))
    }
  }
}
