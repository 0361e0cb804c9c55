public import Findings

extension ChangeKind {
  /// The instance metadata service answers without a token again.
  public static let terraformMetadataAllowed = ChangeKind(
    id: "terraform.metadata.v1-allowed", title: "Metadata service without tokens allowed",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "A program on the machine that can be made to fetch an address hands out the credentials of the "
      + "machine.",
    instead: "Keep `http_tokens` at `required`; the SDKs of the last years use tokens.",
    controls: ["SOC2:CC6.1"])

  /// The instance metadata service asks for a token. The inverse of `terraform.metadata.v1-allowed`.
  public static let terraformMetadataRefused = ChangeKind(
    id: "terraform.metadata.v1-refused", title: "Metadata service asks for tokens",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Credentials of the machine are given only to who asks for a token first.",
    instead: "Nothing, but very old SDKs no longer work.",
    controls: ["SOC2:CC6.1"])
}

/// The old metadata service of machines allowed and refused.
struct MetadataServiceChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformMetadataAllowed, .terraformMetadataRefused]

  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting(
      "metadata_options.http_tokens", on: "aws_instance aws_launch_template aws_launch_configuration",
      .protects(["required"]), whenAbsent: .off),
    ProtectiveSetting(
      "http_tokens", on: "aws_ec2_instance_metadata_defaults",
      .protects(["required"]), whenAbsent: .off),
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(of: Self.settings, loosened: .terraformMetadataAllowed, tightened: .terraformMetadataRefused)
  }
}
