public import Findings

extension ChangeKind {
  /// `lifecycle { create_before_destroy = true }` was removed or set to false.
  public static let terraformCreateBeforeDestroyRemoved = ChangeKind(
    id: "terraform.create-before-destroy.removed", title: "create_before_destroy removed",
    baseScore: 300, direction: .loosens, reversible: true,
    why: "When the resource is replaced, the old one goes before the new one is there, which is an outage.",
    instead: "Keep it on what serves traffic.")

  /// `lifecycle { create_before_destroy = true }` was added. The inverse of `terraform.create-before-
  /// destroy.removed`.
  public static let terraformCreateBeforeDestroyAdded = ChangeKind(
    id: "terraform.create-before-destroy.added", title: "create_before_destroy added",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "When the resource is replaced, the new one is there before the old one goes.",
    instead: "Nothing.")
}

/// The order of a replacement, changed to the worse and to the better.
struct CreateBeforeDestroy: TerraformRule {
  let kinds: [ChangeKind] = [.terraformCreateBeforeDestroyRemoved, .terraformCreateBeforeDestroyAdded]

  private static let settings = [
    ProtectiveSetting("lifecycle.create_before_destroy", .whenTrue, whenAbsent: .off)
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(
      of: Self.settings, loosened: .terraformCreateBeforeDestroyRemoved, tightened: .terraformCreateBeforeDestroyAdded)
  }
}
