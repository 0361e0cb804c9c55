public import Findings
public import Repositories
public import SQL
public import YAML

/// Recognises dangerous database migrations: loss, locks, broken readers, and changes to what was merged
/// before.
///
/// Only what the change adds is judged: new files, and statements that an edit adds to a file. What the
/// change itself creates can be changed and dropped freely, so a table with its indexes and keys in one new
/// migration is silent. Down scripts are expected to destroy and are left out of the hazards.
public struct MigrationClassifier: Classifier {
  private let parser: any StatementParser
  private let yaml: (any YAMLParser)?
  private let memory: (any SchemaMemory)?
  private var servers: [DatabaseServer] = []

  /// A classifier that reads statements with `parser`: PostgreSQL's own grammar or SQL's `Recognizer`.
  ///
  /// - Parameters:
  ///   - yaml: reads changelogs in YAML and JSON, which are not understood if it is left out.
  ///   - memory: keeps what a history made of the schema; nothing is kept if left out.
  public init(parser: any StatementParser, yaml: (any YAMLParser)? = nil, memory: (any SchemaMemory)? = nil) {
    self.yaml = yaml
    self.parser = parser
    self.memory = memory
  }

  /// The same classifier for migrations that `servers` run.
  func serving(_ servers: [DatabaseServer]) -> MigrationClassifier {
    var classifier = self
    classifier.servers = servers
    return classifier
  }

  public var kinds: [ChangeKind] {
    HazardRules.all.map(\.kind) + HistoryRules.all.map(\.kind) + VersionRules.all.map(\.kind)
      + [
        StatementUnparsed.kind, OperationUnknown.kind, FileOversized.kind, ReleaseCombined.kind, RollbackMissing.kind,
        SnapshotStale.kind,
      ]
  }

  public func classify(_ change: ChangeSet) throws(Failure) -> Classification {
    var review = MigrationReview(change, parser: parser, yaml: yaml, memory: memory, servers: servers)
    return try review.classification()
  }
}
