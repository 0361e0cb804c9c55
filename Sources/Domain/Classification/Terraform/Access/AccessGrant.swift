/// Something that a policy or a role lets somebody do and that a reviewer wants to see.
struct AccessGrant: Hashable, Sendable {
  enum Level: Int, Hashable, Sendable, CaseIterable, Comparable {
    /// Everything, in the account, project, subscription or cluster.
    case admin
    /// Anybody on the Internet.
    case anyone
    /// All actions of a service.
    case wildcard
    /// An action by which a holder can give itself more.
    case escalation

    static func < (left: Level, right: Level) -> Bool { left.rawValue < right.rawValue }
  }

  let level: Level
  /// The sentence that a report shows: `allow iam:* on *`.
  let text: String
}

/// How the actions of an AWS policy are graded.
enum DangerousActions {
  /// The level of an action on a resource in the policy of an identity; `nil` for what is routine.
  static func level(of atom: PolicyAtom) -> AccessGrant.Level? {
    let isEverywhere = isEverything(atom.resource)
    if atom.action == "*" || atom.action == "*:*" {
      // All but the management of identities is still no administrator.
      let keepsIdentities = atom.excludedActions.contains("iam:*")
      return isEverywhere && !keepsIdentities ? .admin : .wildcard
    }
    if atom.action.hasSuffix(":*") {
      let service = atom.action.prefix { $0 != ":" }
      if service == "iam", isEverywhere { return .admin }
      if harmlessServices.contains(String(service)) { return nil }
      return isEverywhere || sensitiveServices.contains(String(service)) ? .wildcard : nil
    }
    guard isEverywhere || atom.resource.hasSuffix("*"), !escalations(in: atom).isEmpty else { return nil }
    return .escalation
  }

  /// The actions in a pattern by which a holder can give itself more, each by itself.
  static func escalations(in atom: PolicyAtom) -> [PolicyAtom] {
    escalations.filter { PolicyPattern.matches(atom.action, $0) }.map { action in
      PolicyAtom(
        principal: atom.principal, action: action, excludedActions: [], resource: atom.resource,
        conditions: atom.conditions)
    }
  }

  /// `*`, or the same in the long form of an ARN.
  private static func isEverything(_ resource: String) -> Bool {
    resource == "*" || resource == "arn:aws:*" || resource == "arn:*" || resource == "arn:aws:*:*:*:*"
  }

  /// Services that hold no data and run no program: cases of the support desk, bills, quotas, measurements.
  private static let harmlessServices: Set<String> = [
    "support", "supportapp", "support-console", "sustainability", "ce", "cur", "budgets", "tax", "purchase-orders",
    "invoicing", "freetier", "health",
    "trustedadvisor", "servicequotas", "pi", "networkflowmonitor", "internetmonitor", "compute-optimizer",
    "cost-optimization-hub", "xray", "rum", "applicationinsights", "tag", "resource-explorer-2", "pricing",
    "savingsplans", "wellarchitected",
  ]

  private static let sensitiveServices: Set<String> = ["iam", "sts", "kms", "organizations", "sso"]

  /// Actions by which a principal can raise its own rights, as published by Rhino Security Labs ("AWS IAM privilege
  /// escalation") and in the AWS documentation of each action.
  private static let escalations: [String] = [
    "iam:passrole", "iam:createpolicyversion", "iam:setdefaultpolicyversion", "iam:createaccesskey",
    "iam:createloginprofile", "iam:updateloginprofile", "iam:attachuserpolicy", "iam:attachgrouppolicy",
    "iam:attachrolepolicy", "iam:putuserpolicy", "iam:putgrouppolicy", "iam:putrolepolicy", "iam:addusertogroup",
    "iam:updateassumerolepolicy", "iam:deleterolepermissionsboundary", "iam:deleteuserpermissionsboundary",
    "iam:putrolepermissionsboundary", "iam:putuserpermissionsboundary", "sts:assumerole", "kms:putkeypolicy",
    "lambda:updatefunctioncode", "organizations:updatepolicy", "secretsmanager:putresourcepolicy",
  ]
}
