public import Attestation
public import Findings

/// Where a ledger's bytes lie. It keeps and gives back; every judgement is ``LedgerLog``'s.
public protocol LedgerStore: Sendable {
  /// The head that the last append recorded; `nil` for an empty ledger.
  func head() throws(Failure) -> LedgerHead?

  /// The entries whose positions lie in `range`, in order; those that are not there are left out.
  func entries(in range: Range<Int64>) throws(Failure) -> [StoredEntry]

  /// Adds `entries` and replaces the head, both or neither, durably.
  ///
  /// - Returns: false, with nothing done, when the ledger does not have `size` entries now: someone else
  ///   was faster.
  func append(_ entries: [StoredEntry], head: LedgerHead, expecting size: Int64) throws(Failure) -> Bool

  /// The checkpoint last given to ``remember(_:)``, kept apart from the entries.
  func rememberedCheckpoint() throws(Failure) -> Checkpoint?

  /// Keeps a checkpoint apart from the entries, so that a ledger cut short or rewritten is noticed.
  func remember(_ checkpoint: Checkpoint) throws(Failure)
}

/// An entry as it is stored: its bytes and, so that damage can be located, its leaf hash.
public struct StoredEntry: Hashable, Sendable {
  /// The position, from 0.
  public let index: Int64
  public let leafHash: Digest
  public let bytes: [UInt8]

  public init(index: Int64, leafHash: Digest, bytes: [UInt8]) {
    self.index = index
    self.leafHash = leafHash
    self.bytes = bytes
  }
}

/// The size and root of a ledger, with the edge of its tree, so that appending need not read what is there.
public struct LedgerHead: Hashable, Sendable {
  public let size: Int64
  public let root: Digest
  /// The roots of the perfect subtrees from left to right (see `MerkleFrontier`).
  public let edge: [Digest]

  public init(size: Int64, root: Digest, edge: [Digest]) {
    self.size = size
    self.root = root
    self.edge = edge
  }
}
