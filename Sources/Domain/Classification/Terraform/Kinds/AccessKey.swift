public import Findings

extension ChangeKind {
  /// A key of an identity is created by the configuration: an access key, a service account key, an application
  /// password.
  public static let accessKeyCreated = ChangeKind(
    id: "access.key.created", title: "Long-lived access key created",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "The key works until somebody deletes it, and its secret lies in the state.",
    instead: "Use a role or a federated identity; where a key is needed, rotate it and encrypt it with `pgp_key`.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])

  /// A key of an identity is gone. The inverse of `access.key.created`.
  public static let accessKeyRemoved = ChangeKind(
    id: "access.key.removed", title: "Long-lived access key removed",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Whoever still has the key can no longer use it.",
    instead: "Check that nothing uses the key any more.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])
}

/// Keys of identities that come and go.
struct AccessKey: TerraformRule {
  let kinds: [ChangeKind] = [.accessKeyCreated, .accessKeyRemoved]

  private static let types: Set<String> = [
    "aws_iam_access_key", "aws_iam_user_login_profile", "aws_iam_service_specific_credential",
    "google_service_account_key", "google_apikeys_key", "google_storage_hmac_key", "azuread_application_password",
    "azuread_service_principal_password", "azuread_application_certificate",
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.companionFindings(Self.types, removed: .accessKeyRemoved, added: .accessKeyCreated)
  }
}
