/// What is wrong with a ledger, and at which entry.
public struct LedgerProblem: Error, Hashable, Sendable, CustomStringConvertible {
  /// The ways in which a ledger can be wrong.
  public enum Cause: Hashable, Sendable {
    /// The entry's bytes are not those that were hashed when it was appended.
    case changed
    /// The entry is not what the ledger writes.
    case malformed(String)
    /// The entry says that it stands at another position.
    case outOfSequence(Int64)
    /// No entry is stored at this position though later ones are, or the head says that it is there.
    case missing
    /// There are more entries than the head says.
    case beyondHead
    /// The entries do not lead to the root that the head recorded.
    case wrongRoot
    /// The ledger is shorter than it was when it was last seen.
    case truncated(remembered: Int64)
    /// The beginning of the ledger is not what it was when it was last seen.
    case rewritten(remembered: Int64)
    /// The store could not read it.
    case unreadable(String)
  }

  /// The position of the first entry that is wrong, from 0; `nil` where it is the ledger as a whole.
  public let entry: Int64?
  public let cause: Cause

  public init(entry: Int64?, cause: Cause) {
    self.entry = entry
    self.cause = cause
  }

  public var description: String {
    let place = entry.map { "entry \($0)" } ?? "the ledger"
    return switch cause {
    case .changed: "\(place) was changed after it was written"
    case .malformed(let reason): "\(place) is malformed: \(reason)"
    case .outOfSequence(let recorded): "\(place) says that it is entry \(recorded)"
    case .missing: "\(place) is missing"
    case .beyondHead: "\(place) is not covered by the recorded head"
    case .wrongRoot: "\(place) does not lead to its recorded root"
    case .truncated(let size): "\(place) is missing: the ledger had \(size) entries when it was last seen"
    case .rewritten(let size):
      "\(place) was rewritten within its first \(size) entries since it was last seen"
    case .unreadable(let reason): "\(place) cannot be read: \(reason)"
    }
  }
}
