public import Attestation
public import Findings
public import Ledger

/// A ledger in one SQLite file, for a laptop or a git server.
///
/// Every operation opens the file anew: a value without state can be used from any thread, and appends by
/// several processes meet in SQLite's own locks. The rollback journal with full syncs is used rather than a
/// write-ahead log, because a reader then needs to write nothing.
public struct SQLiteLedgerStore: LedgerStore {
  private let path: String

  /// Marks the file as ours (`PRAGMA application_id`): "GHL1".
  private static let applicationID: Int64 = 0x4748_4C31

  /// - Parameter path: the database file; it and `<path>.checkpoint` are made, readable by their owner
  ///   only, at the first append.
  public init(path: String) { self.path = path }

  public func head() throws(Failure) -> LedgerHead? {
    guard try LedgerFile.exists(path) else { return nil }
    let connection = try SQLiteConnection(path, isReadOnly: true)
    guard try isOurs(connection) else { return nil }
    return try head(connection)
  }

  public func entries(in range: Range<Int64>) throws(Failure) -> [StoredEntry] {
    guard try LedgerFile.exists(path) else { return [] }
    let connection = try SQLiteConnection(path, isReadOnly: true)
    guard try isOurs(connection) else { return [] }
    return try connection.rows(
      "SELECT position, leaf, body FROM entry WHERE position >= ? AND position < ? ORDER BY position",
      [.integer(range.lowerBound), .integer(range.upperBound)]
    ) { row throws(Failure) in
      let position = row.integer(0)
      guard let leaf = Digest(bytes: row.bytes(1)) else {
        throw Failure(.verification, "the leaf hash of entry \(position) is damaged")
      }
      return StoredEntry(index: position, leafHash: leaf, bytes: row.bytes(2))
    }
  }

  public func append(
    _ entries: [StoredEntry], head: LedgerHead, expecting size: Int64
  ) throws(Failure) -> Bool {
    try LedgerFile.create(path)
    let connection = try SQLiteConnection(path, isReadOnly: false)
    try connection.execute("PRAGMA synchronous = EXTRA")
    return try connection.transaction { () throws(Failure) in
      if !(try isOurs(connection)) { try makeSchema(connection) }
      guard try self.head(connection)?.size ?? 0 == size else { return false }
      for entry in entries {
        _ = try connection.rows(
          "INSERT INTO entry (position, leaf, body) VALUES (?, ?, ?)",
          [.integer(entry.index), .bytes(entry.leafHash.bytes), .bytes(entry.bytes)]
        ) { _ throws(Failure) in }
      }
      _ = try connection.rows(
        "INSERT OR REPLACE INTO head (id, size, root, edge) VALUES (1, ?, ?, ?)",
        [.integer(head.size), .bytes(head.root.bytes), .bytes(head.edge.flatMap(\.bytes))]
      ) { _ throws(Failure) in }
      return true
    }
  }

  public func rememberedCheckpoint() throws(Failure) -> Checkpoint? {
    guard let bytes = try LedgerFile.read(checkpointPath) else { return nil }
    do throws(AttestationError) {
      return try Checkpoint(parsing: String(decoding: bytes, as: UTF8.self))
    } catch {
      throw Failure(.verification, "the checkpoint beside the ledger is damaged: \(error.message)")
    }
  }

  /// Of two processes the slower may put an older checkpoint in the place of a newer one; it holds as well.
  public func remember(_ checkpoint: Checkpoint) throws(Failure) {
    try LedgerFile.replace(checkpointPath, with: Array(checkpoint.text.utf8))
  }

  /// Where the checkpoint is remembered.
  public var checkpointPath: String { path + ".checkpoint" }

  private func head(_ connection: borrowing SQLiteConnection) throws(Failure) -> LedgerHead? {
    try connection.rows("SELECT size, root, edge FROM head") { row throws(Failure) in
      let edge = row.bytes(2)
      let hashes = stride(from: 0, to: edge.count, by: Digest.byteCount).compactMap { start in
        Digest(bytes: Array(edge[start..<min(start + Digest.byteCount, edge.count)]))
      }
      guard row.integer(0) >= 0, let root = Digest(bytes: row.bytes(1)),
        hashes.count * Digest.byteCount == edge.count
      else { throw Failure(.verification, "the ledger's recorded head is damaged") }
      return LedgerHead(size: row.integer(0), root: root, edge: hashes)
    }.first
  }

  /// Whether the file holds a ledger; false for an empty file, a failure for a database of someone else.
  private func isOurs(_ connection: borrowing SQLiteConnection) throws(Failure) -> Bool {
    let identifier = try connection.integer("PRAGMA application_id") ?? 0
    let tables = try connection.integer("SELECT count(*) FROM sqlite_schema") ?? 0
    if identifier == 0, tables == 0 { return false }
    guard identifier == Self.applicationID, tables == 2, try connection.integer("PRAGMA user_version") == 1
    else {
      throw Failure(
        .verification, "\(path) is a database, but no ledger of this version", hint: "move the file away")
    }
    return true
  }

  private func makeSchema(_ connection: borrowing SQLiteConnection) throws(Failure) {
    try connection.execute(
      """
      PRAGMA application_id = \(Self.applicationID);
      PRAGMA user_version = 1;
      CREATE TABLE entry (position INTEGER PRIMARY KEY, leaf BLOB NOT NULL, body BLOB NOT NULL) STRICT;
      CREATE TABLE head (
        id INTEGER PRIMARY KEY, size INTEGER NOT NULL, root BLOB NOT NULL, edge BLOB NOT NULL) STRICT;
      """)
  }
}
