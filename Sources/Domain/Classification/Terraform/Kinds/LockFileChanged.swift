public import Findings

extension ChangeKind {
  /// The lock file keeps the version of a provider and none of its checksums.
  public static let terraformLockHashesChanged = ChangeKind(
    id: "terraform.lock.hashes-changed", title: "Checksums of a provider exchanged",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "The version is the same and none of its known checksums is left: what is downloaded now is another "
      + "program than before.",
    instead: "Find out where the new checksums come from; `terraform providers lock` adds checksums and removes "
      + "none.",
    controls: ["SOC2:CC8.1", "SOC2:CC9.2"])

  /// The lock file, or the checksums of a provider in it, are gone.
  public static let terraformLockRemoved = ChangeKind(
    id: "terraform.lock.removed", title: "Lock of providers removed",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "The next `init` takes whatever version the constraints allow, and trusts whatever it downloads.",
    instead: "Keep the lock file in the repository.",
    controls: ["SOC2:CC8.1", "SOC2:CC9.2"])

  /// A lock file is new. The inverse of `terraform.lock.removed`.
  public static let terraformLockAdded = ChangeKind(
    id: "terraform.lock.added", title: "Lock of providers added",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Versions are fixed, and what is downloaded is checked.",
    instead: "Nothing.",
    controls: ["SOC2:CC8.1", "SOC2:CC9.2"])
}

/// The lock file of providers.
struct LockFileChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformLockHashesChanged, .terraformLockRemoved, .terraformLockAdded]

  var comparesTextOnly: Bool { true }

  func findings(in change: ModuleChange) -> [Finding] {
    let (before, after) = (change.base.lockedProviders, change.head.lockedProviders)
    if before.isEmpty != after.isEmpty {
      guard !change.base.isEmpty, !change.head.isEmpty,
        let block = (before.isEmpty ? after : before).min(by: { $0.key < $1.key })?.value.block
      else { return [] }
      return [
        change.finding(
          before.isEmpty ? .terraformLockAdded : .terraformLockRemoved, "lock file", at: block,
          side: before.isEmpty ? .head : .base)
      ]
    }
    return after.sorted { $0.key < $1.key }.compactMap { address, new in
      guard let old = before[address], old.version.text == new.version.text, !old.hashes.isEmpty else { return nil }
      guard old.hashes.isDisjoint(with: new.hashes) else { return nil }
      return change.finding(
        new.hashes.isEmpty ? .terraformLockRemoved : .terraformLockHashesChanged, "lock of \(address)", at: new.block,
        side: .head, facts: [Finding.Fact("provider", address), Finding.Fact("version", new.version.text)])
    }
  }
}
