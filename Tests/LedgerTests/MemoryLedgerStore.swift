import Attestation
import Findings
import Ledger
import Synchronization

/// A store in memory whose every byte a test can change.
final class MemoryLedgerStore: LedgerStore {
  struct State {
    var entries: [StoredEntry] = []
    var head: LedgerHead?
    var checkpoint: Checkpoint?
  }

  let state = Mutex(State())

  func head() -> LedgerHead? { state.withLock { $0.head } }

  func entries(in range: Range<Int64>) -> [StoredEntry] {
    state.withLock { $0.entries.filter { range.contains($0.index) } }
  }

  func append(_ entries: [StoredEntry], head: LedgerHead, expecting size: Int64) -> Bool {
    state.withLock { state in
      guard state.head?.size ?? 0 == size else { return false }
      state.entries += entries
      state.head = head
      return true
    }
  }

  func rememberedCheckpoint() -> Checkpoint? { state.withLock { $0.checkpoint } }
  func remember(_ checkpoint: Checkpoint) { state.withLock { $0.checkpoint = checkpoint } }
}
