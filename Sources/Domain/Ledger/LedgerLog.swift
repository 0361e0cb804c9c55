public import Attestation
public import Findings

/// An append-only log: a Merkle tree (RFC 6962) from its first entry.
public struct LedgerLog: Sendable {
  private let store: any LedgerStore
  private let origin: String
  private let tree: MerkleTree

  /// How often an append is tried anew because another process was faster. Each try loses only to one that
  /// succeeded.
  private static let attempts = 100
  /// How many entries are read at a time; 64 KiB each at most.
  static let pageSize: Int64 = 256

  /// - Parameter origin: the log's name in checkpoints, for example the repository's URI.
  public init(store: any LedgerStore, origin: String, sha256: SHA256Function) {
    self.store = store
    self.origin = origin
    tree = MerkleTree(sha256)
  }

  /// Appends entries in order, all or none, and gives the checkpoint after them.
  ///
  /// Where the checkpoint cannot be remembered beside the ledger this fails although the entries are in.
  @discardableResult
  public func append(_ entries: [LedgerEntry]) throws(Failure) -> Checkpoint {
    for _ in 0..<Self.attempts {
      // The head is asked after the checkpoint, which others may move forward meanwhile.
      let remembered = try store.rememberedCheckpoint()
      let head = try store.head()
      let size = head?.size ?? 0
      try requireNothingLost(size, remembered)
      var frontier = try frontier(head)
      var stored: [StoredEntry] = []
      for (offset, entry) in entries.enumerated() {
        let index = size + Int64(offset)
        let bytes = try entry.encoded(at: index)
        let leaf = tree.leafHash(bytes)
        frontier.append(leaf, tree)
        stored.append(StoredEntry(index: index, leafHash: leaf, bytes: bytes))
      }
      let next = LedgerHead(size: Int64(frontier.size), root: frontier.root(tree), edge: frontier.hashes)
      guard try store.append(stored, head: next, expecting: size) else { continue }
      let checkpoint = Checkpoint(origin: origin, size: next.size, root: next.root)
      try store.remember(checkpoint)
      return checkpoint
    }
    throw Failure(.storage, "the ledger is written by others without a pause", hint: "try again")
  }

  /// That the ledger has not become shorter than its checkpoint says: appended to, it would seem whole again.
  private func requireNothingLost(_ size: Int64, _ remembered: Checkpoint?) throws(Failure) {
    guard let remembered, remembered.size > size else { return }
    throw Failure(
      .verification, "the ledger holds \(size) entries, and its checkpoint says \(remembered.size)",
      hint: "bring the ledger back from a backup; to begin a new one, move what is left of it away")
  }

  /// The recorded size and root; not verified.
  public func checkpoint() throws(Failure) -> Checkpoint {
    let head = try store.head()
    return Checkpoint(origin: origin, size: head?.size ?? 0, root: head?.root ?? tree.emptyRoot)
  }

  /// The entries whose positions lie in `range`, each checked by itself.
  public func entries(in range: Range<Int64>) throws(Failure) -> [LedgerEntry] {
    var entries: [LedgerEntry] = []
    for stored in try store.entries(in: range) {
      do throws(LedgerProblem) {
        entries.append(try checked(stored, at: stored.index))
      } catch {
        throw Failure(.verification, "the ledger does not hold: \(error)")
      }
    }
    return entries
  }

  /// The hashes that show that entry `index` is in the ledger of today; `nil` when there is no such entry.
  public func inclusionProof(of index: Int64) throws(Failure) -> [Digest]? {
    let leaves = try leafHashes()
    guard (0..<Int64(leaves.count)).contains(index) else { return nil }
    return tree.inclusionProof(of: Int(index), in: leaves)
  }

  /// The hashes that show that a ledger of `size` entries is the beginning of that of today; `nil` when it
  /// is longer.
  public func consistencyProof(from size: Int64) throws(Failure) -> [Digest]? {
    let leaves = try leafHashes()
    guard (0...Int64(leaves.count)).contains(size) else { return nil }
    return tree.consistencyProof(from: Int(size), in: leaves)
  }

  func checked(_ stored: StoredEntry, at index: Int64) throws(LedgerProblem) -> LedgerEntry {
    guard stored.index == index else { throw LedgerProblem(entry: index, cause: .missing) }
    guard tree.leafHash(stored.bytes) == stored.leafHash else {
      throw LedgerProblem(entry: index, cause: .changed)
    }
    return try LedgerEntry(parsing: stored.bytes, at: index)
  }

  private func frontier(_ head: LedgerHead?) throws(Failure) -> MerkleFrontier {
    guard let head else { return MerkleFrontier() }
    guard let frontier = MerkleFrontier(size: Int(head.size), hashes: head.edge),
      frontier.root(tree) == head.root
    else {
      throw Failure(
        .verification, "the ledger's recorded head is damaged",
        hint: "see what is wrong: gatehouse audit verify")
    }
    return frontier
  }

  private func leafHashes() throws(Failure) -> [Digest] {
    var leaves: [Digest] = []
    let size = try store.head()?.size ?? 0
    while Int64(leaves.count) < size {
      let start = Int64(leaves.count)
      let page = try store.entries(in: start..<min(start + Self.pageSize, size))
      guard !page.isEmpty else { throw Failure(.verification, "entry \(start) of the ledger is missing") }
      leaves += page.map(\.leafHash)
    }
    return leaves
  }
}

extension LedgerLog {
  /// Reads the whole ledger and says what is wrong with it, if anything.
  ///
  /// - Parameter remembered: a checkpoint kept elsewhere (a witness, a CI cache); the store's own is always
  ///   compared.
  public func audit(remembered: Checkpoint? = nil) throws(Failure) -> LedgerAudit {
    var known = remembered.map { [$0] } ?? []
    do throws(Failure) {
      if let own = try store.rememberedCheckpoint() { known.append(own) }
      return try audit(known: known)
    } catch  where error.code == .verification {
      // A store that cannot make sense of its own bytes is a finding of the audit.
      return LedgerAudit(
        size: 0, root: tree.emptyRoot, problem: LedgerProblem(entry: nil, cause: .unreadable(error.message)))
    }
  }

  private func audit(known: [Checkpoint]) throws(Failure) -> LedgerAudit {
    let head = try store.head()
    let size = head?.size ?? 0
    var frontier = MerkleFrontier()
    var problem: LedgerProblem?
    do throws(LedgerProblem) {
      try compare(frontier, with: known)
      var next: Int64 = 0
      while next < size {
        let page = try read(next..<min(next + Self.pageSize, size))
        guard !page.isEmpty else { throw LedgerProblem(entry: next, cause: .missing) }
        for stored in page {
          _ = try checked(stored, at: next)
          frontier.append(stored.leafHash, tree)
          next += 1
          try compare(frontier, with: known)
        }
      }
      let root = frontier.root(tree)
      guard root == head?.root ?? tree.emptyRoot, frontier.hashes == head?.edge ?? [] else {
        throw LedgerProblem(entry: nil, cause: .wrongRoot)
      }
      if !(try read(size..<Int64.max)).isEmpty { throw LedgerProblem(entry: size, cause: .beyondHead) }
      if let longest = known.map(\.size).max(), longest > size {
        throw LedgerProblem(entry: size, cause: .truncated(remembered: longest))
      }
    } catch {
      problem = error
    }
    return LedgerAudit(size: Int64(frontier.size), root: frontier.root(tree), problem: problem)
  }

  /// Entries of the audit: where the store cannot read them, the first of them is the one that is wrong.
  private func read(_ range: Range<Int64>) throws(LedgerProblem) -> [StoredEntry] {
    do throws(Failure) {
      return try store.entries(in: range)
    } catch {
      throw LedgerProblem(entry: range.lowerBound, cause: .unreadable(error.message))
    }
  }

  private func compare(_ frontier: MerkleFrontier, with known: [Checkpoint]) throws(LedgerProblem) {
    for checkpoint in known
    where checkpoint.size == Int64(frontier.size) && checkpoint.root != frontier.root(tree) {
      throw LedgerProblem(entry: nil, cause: .rewritten(remembered: checkpoint.size))
    }
  }
}

/// The outcome of reading a whole ledger.
public struct LedgerAudit: Hashable, Sendable {
  /// How many entries hold, from the first on.
  public let size: Int64
  /// The root over them.
  public let root: Digest
  /// The first thing that is wrong; `nil` when the ledger holds.
  public let problem: LedgerProblem?

  public init(size: Int64, root: Digest, problem: LedgerProblem?) {
    self.size = size
    self.root = root
    self.problem = problem
  }
}
