import Attestation
import Findings
import JSON
import Ledger
import Signing
import Synchronization
import Testing

@Suite("Ledger")
struct LedgerLogTests {
  private let store = MemoryLedgerStore()
  private let tree = MerkleTree(.crypto)
  private var log: LedgerLog { LedgerLog(store: store, origin: "git+https://host/org/repo", sha256: .crypto) }

  private func entry(_ number: Int) throws -> LedgerEntry {
    LedgerEntry(
      type: .check, time: Timestamp(seconds: Int64(number)), actor: "ana",
      change: .init(id: "gh1-000000000000", digest: SHA256Function.crypto(Array("\(number)".utf8))),
      outcome: "allowed",
      digests: ["policy": SHA256Function.crypto([])], details: ["score": .integer(Int64(number))])
  }

  private func fill(_ count: Int) throws {
    for number in 0..<count { try log.append([entry(number)]) }
  }

  @Test("What is appended is read back, in order, and the audit holds")
  func roundTrip() throws {
    #expect(try log.audit() == LedgerAudit(size: 0, root: tree.emptyRoot, problem: nil))
    #expect(try log.checkpoint().size == 0)
    try fill(3)
    let checkpoint = try log.append([entry(3), entry(4)])
    #expect(checkpoint.size == 5)
    #expect(try log.checkpoint() == checkpoint)
    #expect(try log.entries(in: 0..<9) == (0..<5).map(entry))
    #expect(
      try log.audit(remembered: checkpoint) == LedgerAudit(size: 5, root: checkpoint.root, problem: nil))
    let written = store.state.withLock { String(decoding: $0.entries[4].bytes, as: UTF8.self) }
    let expected = """
      {"actor":"ana","change":{"digest":"4b227777d4dd1fc61c6f884f48641d02b4d121d3fd328cb08b5531fcacdabf8a",\
      "id":"gh1-000000000000"},"details":{"score":4},"digests":{"policy":\
      "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855"},"index":4,"outcome":"allowed",\
      "time":"1970-01-01T00:00:04Z","type":"check"}
      """
    #expect(written == expected)
  }

  @Test("Proofs hold against the checkpoints that were given out")
  func proofs() throws {
    try fill(3)
    let early = try log.checkpoint()
    try fill(600)
    let late = try log.checkpoint()
    let proof = try #require(try log.consistencyProof(from: early.size))
    try tree.verifyConsistency(
      from: early.size, root: early.root, to: late.size, root: late.root, proof: proof)
    let bytes = store.state.withLock { $0.entries[2].bytes }
    let inclusion = try #require(try log.inclusionProof(of: 2))
    try tree.verifyInclusion(
      of: tree.leafHash(bytes), at: 2, size: late.size, proof: inclusion, root: late.root)
    #expect(try log.inclusionProof(of: 603) == nil)
    #expect(try log.consistencyProof(from: 604) == nil)
  }

  @Test("A changed byte of any entry is found, and the entry named")
  func changed() throws {
    try fill(5)
    let original = store.state.withLock { $0.entries }
    for (index, entry) in original.enumerated() {
      for position in entry.bytes.indices {
        var bytes = entry.bytes
        bytes[position] ^= 1
        store.state.withLock {
          $0.entries[index] = StoredEntry(index: entry.index, leafHash: entry.leafHash, bytes: bytes)
        }
        #expect(try log.audit().problem == LedgerProblem(entry: Int64(index), cause: .changed))
      }
      store.state.withLock { $0.entries = original }
    }
    #expect(try log.audit().problem == nil)
  }

  @Test("An entry replaced together with its hash no longer leads to the root")
  func replaced() throws {
    try fill(5)
    store.state.withLock { state in
      let text = String(decoding: state.entries[1].bytes, as: UTF8.self).replacing("allowed", with: "refused")
      state.entries[1] = StoredEntry(
        index: 1, leafHash: tree.leafHash(Array(text.utf8)), bytes: Array(text.utf8))
      state.checkpoint = nil
    }
    #expect(try log.audit().problem == LedgerProblem(entry: nil, cause: .wrongRoot))
  }

  @Test(
    "Bytes that the ledger would not write are malformed, though their hash is right",
    arguments: [
      ("\"index\":1", "\"index\":2", .outOfSequence(2)),
      ("{", "{ ", .malformed("it is not in canonical form or has unknown members")),
      (
        "\"actor\":\"ana\"", "\"actor\":\"ana\",\"actor\":\"ben\"",
        .malformed("name used twice in a JSON object at byte 15")
      ),
      ("\"actor\":\"ana\",", "", .malformed("$.actor is missing")),
      ("\"type\":\"check\"", "\"type\":\"party\"", .malformed("$.type is unknown")),
      ("1970-01-01T00:00:01Z", "1970-01-01", .malformed("$.time is no time")),
      ("\"type\"", "\"typf\":0,\"type\"", .malformed("it is not in canonical form or has unknown members")),
    ] as [(String, String, LedgerProblem.Cause)])
  func malformed(part: String, replacement: String, cause: LedgerProblem.Cause) throws {
    try fill(3)
    store.state.withLock { state in
      let bytes = Array(
        String(decoding: state.entries[1].bytes, as: UTF8.self).replacing(
          part, with: replacement, maxReplacements: 1
        ).utf8)
      state.entries[1] = StoredEntry(index: 1, leafHash: tree.leafHash(bytes), bytes: bytes)
    }
    #expect(try log.audit().problem == LedgerProblem(entry: 1, cause: cause))
    #expect(throws: Failure.self) { try log.entries(in: 0..<3) }
  }

  @Test("A missing entry is named, and so is one beyond the head")
  func missing() throws {
    try fill(5)
    let entries = store.state.withLock { $0.entries }
    for index in 0..<5 {
      _ = store.state.withLock { $0.entries.remove(at: index) }
      #expect(try log.audit().problem == LedgerProblem(entry: Int64(index), cause: .missing))
      store.state.withLock { $0.entries = entries }
    }
    let extra = StoredEntry(index: 5, leafHash: tree.emptyRoot, bytes: [])
    store.state.withLock { $0.entries.append(extra) }
    #expect(try log.audit().problem == LedgerProblem(entry: 5, cause: .beyondHead))
  }

  @Test("A ledger that was cut short or written anew is found by what was remembered")
  func history() throws {
    try fill(3)
    let (shortEntries, shortHead) = store.state.withLock { ($0.entries, $0.head) }
    try fill(2)
    let remembered = try log.checkpoint()
    store.state.withLock { ($0.entries, $0.head) = (shortEntries, shortHead) }
    #expect(try log.audit().problem == LedgerProblem(entry: 3, cause: .truncated(remembered: 5)))
    store.state.withLock { $0.checkpoint = nil }
    #expect(try log.audit().problem == nil, "nothing beside it remembers")
    #expect(
      try log.audit(remembered: remembered).problem
        == LedgerProblem(entry: 3, cause: .truncated(remembered: 5)))
    for number in 7..<12 { try log.append([entry(number)]) }
    #expect(
      try log.audit(remembered: remembered).problem
        == LedgerProblem(entry: nil, cause: .rewritten(remembered: 5)))
  }

  @Test("A damaged head is found before anything is appended to it")
  func damagedHead() throws {
    try fill(3)
    store.state.withLock { $0.head = LedgerHead(size: 3, root: tree.emptyRoot, edge: $0.head?.edge ?? []) }
    #expect(throws: Failure.self) { try log.append([entry(3)]) }
    #expect(try log.audit().problem == LedgerProblem(entry: nil, cause: .wrongRoot))
  }

  @Test("An entry beyond the size limit or without canonical form is refused")
  func limits() throws {
    let large = LedgerEntry(
      type: .agent, time: now, actor: String(repeating: "a", count: LedgerEntry.sizeLimit))
    #expect { try log.append([large]) } throws: { ($0 as? Failure)?.code == .storage }
    let odd = LedgerEntry(type: .agent, time: now, actor: "a", details: ["a": 1, "a": 2])
    #expect { try log.append([odd]) } throws: { ($0 as? Failure)?.code == .internal }
    #expect(try log.checkpoint().size == 0)
  }

  private let now = Timestamp(seconds: 1)
}
