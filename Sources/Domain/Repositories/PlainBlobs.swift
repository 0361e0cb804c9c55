import Findings

/// What was looked for in contents by themselves and is not there, by the ids of the blobs.
///
/// Most of what a push changes holds nothing that any classifier follows. A blob never changes, so what was looked for in it
/// once need not be looked for again: not by the next classifier, not in the next commit of a history, and, where the
/// hooks of a clone keep it, not in the next push. Only speed depends on it: of an id that is not known here, the contents are read.
public final class PlainBlobs {
  /// What is known not to be in a blob. What the bits mean is told where the contents are looked at.
  public struct Absence: OptionSet, Hashable, Sendable {
    public let rawValue: UInt8

    public init(rawValue: UInt8) { self.rawValue = rawValue }
  }

  private let memory: (any PlainBlobMemory)?
  private lazy var recalled = Table(bytes: memory?.recall() ?? [])
  private var fresh: [ObjectID: Absence] = [:]

  /// The most blobs that are kept, some 700 KiB; when there are more, the newest ones are the beginning of another memory.
  static let limit = 1 << 15

  /// - Parameter memory: where it is kept for another run; for as long as this lives, if left out.
  public init(memory: (any PlainBlobMemory)? = nil) { self.memory = memory }

  /// What is known not to be in the blob; `nil` where nobody has looked.
  public func absence(in id: ObjectID) -> Absence? { fresh[id] ?? recalled.absence(in: id) }

  /// Notes what somebody who has read the whole blob has not found in it.
  public func note(_ absence: Absence, in id: ObjectID) {
    if fresh.count >= Self.limit { fresh.removeAll(keepingCapacity: true) }
    fresh[id] = absence
  }

  /// Hands what was noted to the memory.
  public func keep() {
    guard let memory, !fresh.isEmpty else { return }
    memory.remember(recalled.adding(fresh, limit: Self.limit).bytes)
  }

  /// Records of one length, in the order of their ids: the id and the bits of its absence.
  private struct Table {
    let bytes: [UInt8]

    /// What each table starts with: the length of its ids in bytes.
    private var idLength: Int { Int(bytes.first ?? 0) }
    private var recordLength: Int { idLength + 1 }
    private var count: Int { idLength == 0 ? 0 : (bytes.count - 1) / recordLength }

    func absence(in id: ObjectID) -> Absence? {
      guard id.bytes.count == idLength else { return nil }
      var low = 0
      var high = count
      while low < high {
        let middle = (low + high) / 2
        let start = 1 + middle * recordLength
        switch order(of: start, id.bytes) {
        case 0: return Absence(rawValue: bytes[start + idLength])
        case ..<0: low = middle + 1
        default: high = middle
        }
      }
      return nil
    }

    /// Below zero where the id at `start` comes first, zero where it is the same.
    private func order(of start: Int, _ id: [UInt8]) -> Int {
      for offset in id.indices where bytes[start + offset] != id[offset] {
        return Int(bytes[start + offset]) - Int(id[offset])
      }
      return 0
    }

    /// This table with others; the others alone, as far as they fit, where both are too many.
    func adding(_ others: [ObjectID: Absence], limit: Int) -> Table {
      guard let length = others.first?.key.bytes.count else { return self }
      var records = others.filter { $0.key.bytes.count == length }.map { $0.key.bytes + [$0.value.rawValue] }
      if length == idLength, count + records.count <= limit {
        for start in stride(from: 1, to: 1 + count * recordLength, by: recordLength) {
          let record = Array(bytes[start..<start + recordLength])
          if ObjectID(bytes: record.dropLast()).map({ others[$0] == nil }) == true { records.append(record) }
        }
      }
      records.sort { $0.lexicographicallyPrecedes($1) }
      return Table(bytes: [UInt8(length)] + records.prefix(limit).joined())
    }
  }
}

/// Keeps the bytes of ``PlainBlobs`` from one run to the next.
public protocol PlainBlobMemory: AnyObject {
  /// What ``remember(_:)`` was given last; empty if that is not known.
  func recall() -> [UInt8]

  /// Keeps `bytes` instead.
  func remember(_ bytes: [UInt8])
}
