/// The bounds of the migration classifier; beyond each the answer is a finding or less knowledge, never
/// silence.
enum MigrationLimits {
  /// Earlier migrations that are read to learn what the schema was. The longest public histories have some
  /// 2,000 files.
  static let replayedFiles = 4_000

  /// Their bytes together: 32 MiB. Histories of that many files stay near 2 MB.
  static let replayedBytes = 32 << 20

  /// Statements of a block of PL/pgSQL that are looked into; what the block runs is unknown anyway.
  static let blockStatements = 500
}
