public import Findings

extension ChangeKind {
  /// A tag of a registry may be given to another image.
  public static let terraformImageMutable = ChangeKind(
    id: "terraform.image.mutable", title: "Image tags may be overwritten",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "The image that was reviewed under a tag may be exchanged for another one without a trace in any "
      + "configuration.",
    instead: "Keep tags immutable, and deploy by digest.",
    controls: ["SOC2:CC8.1"])

  /// A tag of a registry keeps its image. The inverse of `terraform.image.mutable`.
  public static let terraformImageImmutable = ChangeKind(
    id: "terraform.image.immutable", title: "Image tags cannot be overwritten",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "A tag means one image for ever.",
    instead: "Nothing, but pushes to an existing tag fail.",
    controls: ["SOC2:CC8.1"])
}

/// Whether a tag of a registry may be given to another image.
struct ImageMutability: TerraformRule {
  let kinds: [ChangeKind] = [.terraformImageMutable, .terraformImageImmutable]

  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting("image_tag_mutability", on: "aws_ecr_repository", .protects(["immutable"]), whenAbsent: .off),
    ProtectiveSetting(
      "docker_config.immutable_tags", on: "google_artifact_registry_repository",
      .whenTrue, whenAbsent: .off),
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(of: Self.settings, loosened: .terraformImageMutable, tightened: .terraformImageImmutable)
  }
}
