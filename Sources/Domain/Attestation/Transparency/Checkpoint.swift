public import Findings

/// The head of a log (c2sp.org/tlog-checkpoint): who keeps it, how many entries it has, and the root over
/// them.
public struct Checkpoint: Hashable, Sendable {
  /// The log's name.
  public let origin: String
  /// The number of entries.
  public let size: Int64
  public let root: Digest

  public init(origin: String, size: Int64, root: Digest) {
    self.origin = origin
    self.size = size
    self.root = root
  }

  /// The text that is signed as a note: three lines.
  public var text: String { "\(origin)\n\(size)\n\(Base64.encode(root.bytes))\n" }

  /// Reads that text. Extension lines are refused: they could not be audited.
  public init(parsing text: String) throws(AttestationError) {
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .map { String(Substring($0)) }
    guard lines.count == 4, lines[3].isEmpty, !lines[0].isEmpty else {
      throw .malformed("a checkpoint has three lines: origin, size and root")
    }
    guard let size = DecimalNumber.parse(lines[1]) else {
      throw .malformed("the checkpoint's size is no number")
    }
    guard let root = Base64.decode(lines[2]).flatMap(Digest.init(bytes:)) else {
      throw .malformed("the checkpoint's root is not 32 bytes of base 64")
    }
    self.init(origin: lines[0], size: size, root: root)
  }
}

/// Numbers as C2SP formats write them: ASCII digits without a leading zero.
enum DecimalNumber {
  static func parse(_ text: String) -> Int64? {
    guard text.utf8.allSatisfy({ (0x30...0x39).contains($0) }), text == "0" || text.utf8.first != 0x30 else {
      return nil
    }
    return Int64(text)
  }
}
