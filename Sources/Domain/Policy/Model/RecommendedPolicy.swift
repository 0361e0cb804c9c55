import Findings

extension Policy {
  /// The name of the built-in pack in `extends:`.
  public static let recommendedName = "builtin:recommended"

  /// The pack `builtin:recommended`: what a team gets without writing a policy.
  ///
  /// - High needs one approval, critical two; medium is notified and passes. No role is named, so that it
  ///   works with the trust root of any team: whoever may approve counts. Changes of `.gatehouse/` need an
  ///   owner besides.
  /// - Every approval is a `confirm` with a minimum review of 15 s (high) or 45 s (critical). The stronger
  ///   challenges `quiz` and `teach-back` can be asked for in a policy file and are carried in the
  ///   requirements; they come into this pack when `approve` can run them, since a pack that asks for what
  ///   nobody can give only teaches people to switch it off.
  /// - An environment is known by a folder of its usual names, or by a variables file named after it. A
  ///   file that merely has the word in its name, such as `production.md`, is in no environment. Branches
  ///   are left to the policy file: only the team knows which branch goes where.
  public static let recommended = Policy(
    extends: [recommendedName],
    environments: [
      EnvironmentMap("production", paths: places("production", "prod", "prd", "live")),
      EnvironmentMap("staging", paths: places("staging", "stage", "stg")),
      EnvironmentMap("development", paths: places("development", "dev", "sandbox", "ephemeral")),
    ],
    approvals: [
      .high: ApprovalTerms(count: 1, minimumReview: 15),
      .critical: ApprovalTerms(count: 2, minimumReview: 45),
    ],
    rules: recommendedRules)

  /// Medium findings are told, not blocked.
  private static let recommendedRules: [PolicyRule] = {
    guard let isMedium = try? FieldTest(.level, .equal, .text(RiskLevel.medium.rawValue)) else { return [] }
    return [
      PolicyRule(
        id: "recommended-notify-medium", when: .test(isMedium), action: .notify,
        reason: "Worth knowing, not worth waiting for", location: recommendedName)
    ]
  }()

  /// Folders of these names anywhere, and Terraform variable files of these names.
  private static func places(_ names: String...) -> [Glob] {
    names.flatMap { name in
      ["**/\(name)/**", "**/\(name).tfvars", "**/*.\(name).tfvars"].map { Glob($0) }
    }
  }
}
