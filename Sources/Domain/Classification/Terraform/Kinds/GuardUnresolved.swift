public import Findings
import HCL

extension ChangeKind {
  /// A protection that was on now depends on a value that is known only at run time: deletion protection,
  /// encryption, backups, `prevent_destroy` and the like.
  public static let terraformGuardUnresolved = ChangeKind(
    id: "terraform.guard.unresolved", title: "Protection depends on a value not known here",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "The text said that the protection is on and no longer does; somebody else's value may switch it "
      + "off.",
    instead: "Give the variable a default that protects, or keep the literal value.")
}

/// Protections that were on and of which it is no longer known.
struct GuardUnresolved: TerraformRule {
  let kinds: [ChangeKind] = [.terraformGuardUnresolved]

  private static let protections =
    [PreventDestroyChanged.setting] + DeletionProtectionChanged.settings
    + FinalSnapshotChanged.settings + ForceDestroyChanged.settings + EncryptionChanged.settings
    + BackupChanged.settings + DatabaseExposed.settings

  func findings(in change: ModuleChange) -> [Finding] {
    let protections = change.protectionChanges(Self.protections)
      .filter { $0.isUnresolved && !isHandedOver($0, in: change) }
      .map {
        change.finding(.terraformGuardUnresolved, $0.resource, $0.before, $0.after, confidence: .symbolic)
      }
    let retentions = change.retentionChanges(BackupRetentionChanged.settings)
      .filter {
        $0.to == .unknown && $0.from != .unknown && $0.from != .off
          && !($0.after.isKnown && !$0.after.isAbsent)
      }
      .map {
        change.finding(.terraformGuardUnresolved, $0.resource, $0.before, $0.after, confidence: .symbolic)
      }
    return protections + retentions
  }

  /// Whether a block that left a bucket was taken over by a resource of its own, as version 4 of the AWS
  /// provider asks for.
  private func isHandedOver(_ protection: ProtectionChange, in change: ModuleChange) -> Bool {
    guard protection.resource.type == "aws_s3_bucket", protection.after.isAbsent else { return false }
    return change.head.resources.contains { address, block in
      guard address.type == "aws_s3_bucket_versioning", let bucket = block.attribute("bucket") else {
        return false
      }
      return bucket.expression.variables.contains { reference in
        reference.leadingNames.prefix(2).elementsEqual([
          protection.resource.type, protection.resource.address.name,
        ])
      }
    }
  }
}
