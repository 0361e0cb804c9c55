public import Findings

extension ChangeKind {
  /// A directory of users no longer asks for a second factor.
  public static let accessFactorDisabled = ChangeKind(
    id: "access.factor.disabled", title: "Second factor of sign-in given up",
    baseScore: BaseScore.critical, direction: .loosens, reversible: true,
    why: "A password that was guessed, reused or phished is enough from then on, for every user of the directory.",
    instead: "Keep it required; let single users in by other means while they have lost theirs.",
    controls: ["SOC2:CC6.1", "ISO27001:A.8.5"])

  /// A directory of users asks for a second factor. The inverse of `access.factor.disabled`.
  public static let accessFactorRequired = ChangeKind(
    id: "access.factor.required", title: "Second factor of sign-in required",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "A password alone lets nobody in.",
    instead: "Nothing, but make sure that users can enrol before it is asked of them.",
    controls: ["SOC2:CC6.1", "ISO27001:A.8.5"])
}

/// Sign-in with a second factor, given up and required.
struct SecondFactorChanged: TerraformRule {
  let kinds: [ChangeKind] = [.accessFactorDisabled, .accessFactorRequired]

  /// Where a factor is optional, whoever has a user's password signs in without it or enrols one of their own.
  private static let settings: [ProtectiveSetting] = [
    ProtectiveSetting("mfa_configuration", on: "aws_cognito_user_pool", .protects(["on"]), whenAbsent: .off),
    ProtectiveSetting(
      "mfa.state", on: "google_identity_platform_config google_identity_platform_tenant", .protects(["mandatory"]),
      whenAbsent: .off),
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(of: Self.settings, loosened: .accessFactorDisabled, tightened: .accessFactorRequired)
  }
}
