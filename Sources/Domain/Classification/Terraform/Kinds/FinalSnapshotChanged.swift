public import Findings
import HCL

extension ChangeKind {
  /// A database will leave no last snapshot, or no automatic backups, when it is deleted.
  public static let terraformGuardFinalSnapshotSkipped = ChangeKind(
    id: "terraform.guard.final-snapshot-skipped", title: "Final snapshot given up",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "When the database is deleted, by mistake or on purpose, nothing is left to restore it from.",
    instead: "Keep `skip_final_snapshot = false` and name a `final_snapshot_identifier`.")

  /// A database will leave a last snapshot, or its automatic backups, when it is deleted. The inverse of
  /// `terraform.guard.final-snapshot-skipped`.
  public static let terraformGuardFinalSnapshotKept = ChangeKind(
    id: "terraform.guard.final-snapshot-kept", title: "Final snapshot kept",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "A deleted database can be restored from its last snapshot.",
    instead: "Nothing.")
}

/// The last snapshot of a database given up and asked for.
struct FinalSnapshotChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformGuardFinalSnapshotSkipped, .terraformGuardFinalSnapshotKept]

  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting("skip_final_snapshot", on: "aws_", .whenFalse, whenAbsent: .on),
    ProtectiveSetting("skip_final_backup", on: "aws_", .whenFalse, whenAbsent: .on),
    // Absent means that automatic backups go with the instance.
    ProtectiveSetting(
      "delete_automated_backups", on: "aws_db_instance aws_rds_cluster", .whenFalse, whenAbsent: .off),
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(
      of: Self.settings, loosened: .terraformGuardFinalSnapshotSkipped,
      tightened: .terraformGuardFinalSnapshotKept, isLoss: { !Self.isReplica($0.resource) })
  }

  /// Whether a database copies another one before and after. RDS takes no last snapshot of such a one, whatever is asked for
  /// ("DeleteDBInstance", Amazon RDS API reference), and what it holds is in the other.
  private static func isReplica(_ resource: ResourceChange) -> Bool {
    [resource.before, resource.after].allSatisfy { block in
      guard let source = block?.attribute("replicate_source_db")?.expression else { return false }
      return source.traversal?.leadingNames.first == "aws_db_instance" || source.literalString?.isEmpty == false
    }
  }
}
