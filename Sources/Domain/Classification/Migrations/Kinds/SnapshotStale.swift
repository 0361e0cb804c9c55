public import Findings
import Repositories

extension ChangeKind {
  /// A new migration beside a snapshot of the schema, or a list of migrations, that the change leaves as it was.
  public static let migrationSnapshotStale = ChangeKind(
    id: "migration.snapshot.stale", title: "Schema snapshot not updated",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why:
      "New databases are made from the snapshot and lack what the migration does; a tool that keeps a list skips or "
      + "refuses what is not in it.",
    instead: "Run the tool's own command that writes the file, and commit it with the migration.")
}

/// The file that a framework keeps beside its migrations.
enum SnapshotStale {
  static let kind = ChangeKind.migrationSnapshotStale

  /// The files of which one has to change with every migration.
  private static func snapshots(of file: MigrationFile) -> [RepositoryPath] {
    let folder = file.root.directory
    return switch file.layout {
    case .rails: [folder.appending("schema.rb"), folder.appending("structure.sql")]
    case .atlas: [file.root.appending("atlas.sum")]
    case .drizzle: [file.root.appending("meta").appending("_journal.json")]
    case .prisma: [folder.appending("schema.prisma")]
    default: []
    }
  }

  /// `nil` where the tool keeps none, or it changes too.
  static func finding(_ file: MigrationFile, _ change: ChangeSet) throws(Failure) -> Finding? {
    let known = snapshots(of: file)
    guard !known.isEmpty, !change.files.contains(where: { known.contains($0.path) }) else { return nil }
    for path in known where try change.head.version(at: path)?.mode.isRegularFile == true {
      return Finding(
        kind: kind, location: Finding.Location(file.path), resource: path.display, files: [path],
        facts: [Finding.Fact("tool", file.layout.rawValue)])
    }
    return nil
  }
}
