/// What the statements of a policy grant, and whom they let in.
extension PolicyHolder.Sort {
  /// The grants of an atom that allows something.
  func grant(of atom: PolicyAtom) -> AccessGrant? {
    switch self {
    case .boundary: return nil
    case .identity:
      guard let level = DangerousActions.level(of: atom) else { return nil }
      let action =
        atom.excludedActions.isEmpty ? atom.action : "everything but \(atom.excludedActions.joined(separator: ", "))"
      return AccessGrant(
        level: level, text: "allow \(action) on \(atom.resource)\(PrincipalText.shown(atom.conditions))")
    case .resource, .trust:
      guard isAnyone(atom) else { return nil }
      return AccessGrant(level: .anyone, text: "allow \(atom.action) to \(PrincipalText.shown(atom.principal))")
    }
  }

  /// Whether the atom lets in somebody by name from another account or an identity provider: what a trust relation is.
  func isTrust(_ atom: PolicyAtom) -> Bool {
    guard self == .trust || self == .resource, grant(of: atom) == nil else { return false }
    return ["AWS:", "Federated:", "CanonicalUser:"].contains { atom.principal.hasPrefix($0) }
      && !atom.principal.hasSuffix(PolicyStatement.unknown)
  }

  private func isAnyone(_ atom: PolicyAtom) -> Bool {
    if atom.principal == "AWS:*" { return !atom.conditions.contains(where: \.restrictsPrincipals) }
    // Anybody has an account with a public provider: only the subject tells one from another.
    guard self == .trust, Self.publicProviders.contains(where: { atom.principal.hasSuffix($0) }) else { return false }
    return !atom.conditions.contains { condition in
      (condition.key.hasSuffix(":sub")
        || condition.key.hasSuffix(":aud") && !condition.key.contains("githubusercontent"))
        && condition.values.allSatisfy { !["*", "repo:*"].contains($0) }
    }
  }

  private static let publicProviders = [
    "oidc-provider/token.actions.githubusercontent.com", "oidc-provider/gitlab.com", "oidc-provider/app.terraform.io",
    "oidc-provider/agent.buildkite.com", "accounts.google.com", "cognito-identity.amazonaws.com", "graph.facebook.com",
    "www.amazon.com",
  ]
}

extension PolicyCondition {
  /// Whether the condition leaves only some principals or networks, so that `*` is not everybody any more.
  var restrictsPrincipals: Bool {
    // A negated test leaves out some and lets in the rest, as does one that passes where the key is missing.
    if test.contains("not") || test.hasSuffix("ifexists") || test == "null" || test == "bool" {
      return key == "aws:principalisawsservice"
    }
    if values.contains("*") || values.contains("0.0.0.0/0") || values.contains("::/0") { return false }
    return [
      "aws:source", "aws:principal", "aws:userid", "aws:username", "aws:vpce", "sts:externalid", "kms:calleraccount",
      "kms:viaservice", "saml:", "sns:endpoint", "lambda:functionurlauthtype", "s3:dataaccesspointaccount",
      "elasticfilesystem:accesspointarn", "aws:resourceorgid", "aws:calledvia", "iam:",
    ]
    .contains { key.hasPrefix($0) } || key.hasSuffix(":sub") || key == PolicyStatement.unknown
  }
}

/// Principals as a report shows them.
enum PrincipalText {
  static func shown(_ principal: String) -> String {
    if principal == "AWS:*" { return "everyone" }
    return principal.hasPrefix("AWS:") ? String(principal.dropFirst(4)) : principal
  }

  /// What is asked of them, in order; empty for nothing. An external id is a shared secret of sorts and is not shown.
  static func shown(_ conditions: Set<PolicyCondition>) -> String {
    let texts = conditions.map { condition in
      let isHidden = condition.key == "sts:externalid"
      return "\(condition.key) \(condition.test) \(isHidden ? "(not shown)" : condition.values.joined(separator: ", "))"
    }
    return texts.isEmpty ? "" : " if " + texts.sorted().joined(separator: " and ")
  }
}
