public import Findings
import Repositories

extension ChangeKind {
  /// A migration that breaks running code, with the code that goes with it, in one change.
  public static let migrationReleaseCombined = ChangeKind(
    id: "migration.release.combined", title: "Breaking migration in one change with its code",
    baseScore: BaseScore.info, direction: .neutral, reversible: true,
    why:
      "During the deployment the code from before meets the schema from after, and a revert of the change takes back the "
      + "one and not the other.",
    instead: "Release the code that can do without the old names first, and the migration in a change of its own.")
}

/// What a change has besides its migrations.
enum ReleaseCombined {
  static let kind = ChangeKind.migrationReleaseCombined

  /// What takes away a name that running code uses.
  private static let breaking: Set<String> = [
    "migration.table.dropped", "migration.table.renamed", "migration.column.dropped", "migration.column.renamed",
    "migration.column.added-not-null",
  ]

  private static let languages: Set<String> = [
    "c", "cc", "clj", "cpp", "cs", "ex", "go", "groovy", "java", "js", "jsx", "kt", "mjs", "php", "py", "rb", "rs",
    "scala", "swift", "ts", "tsx", "vue",
  ]

  /// `nil` where nothing breaks, or no code changes with it.
  static func finding(_ findings: [Finding], _ change: ChangeSet, migrations: Set<RepositoryPath>) -> Finding? {
    guard let first = findings.first(where: { breaking.contains($0.kind.id) && $0.confidence != .symbolic }),
      let code = change.files.map(\.path).first(where: { !migrations.contains($0) && isCode($0) })
    else { return nil }
    return Finding(
      kind: kind, location: first.location, resource: first.resource, files: [],
      facts: [Finding.Fact("code", code.display)])
  }

  /// Whether it is code of the application, by its ending, and no test.
  private static func isCode(_ path: RepositoryPath) -> Bool {
    let ending = path.name.split(separator: UInt8(ascii: "."), omittingEmptySubsequences: false).last ?? []
    return languages.contains(String(decoding: Array(ending).asciiLowercased, as: UTF8.self))
      && !path.bytes.containsIgnoringCase("test") && !path.bytes.containsIgnoringCase("spec")
      && !FolderWords.isSchema(path)
  }
}
