/// An in-toto bundle (`.intoto.jsonl`): one envelope a line.
///
/// A bundle is not signed as a whole: lines can be taken away, repeated and added. Nothing may be concluded
/// from what is not in it.
public struct Bundle: Hashable, Sendable {
  /// A line that holds an envelope.
  public struct Line: Hashable, Sendable {
    /// Counted from 1.
    public let number: Int
    /// Without the line feed.
    public let bytes: [UInt8]
    public let envelope: Envelope
  }

  /// A line that was passed over, as in-toto demands, and why.
  public struct IgnoredLine: Hashable, Sendable {
    public let number: Int
    public let reason: String
  }

  public let lines: [Line]
  public let ignored: [IgnoredLine]

  public static let mediaType = "application/vnd.in-toto.bundle"
  /// The most lines: one evidence, one decision and more approvals than a policy ever asks for.
  public static let lineLimit = 256
  /// The largest bundle in bytes: a few envelopes of full size and hundreds of small ones.
  public static let sizeLimit = 4 * Envelope.sizeLimit

  /// Reads lines that end in a line feed (the last may lack it); empty lines are skipped.
  public init(parsing bytes: [UInt8]) throws(AttestationError) {
    guard bytes.count <= Self.sizeLimit else {
      throw .malformed("the bundle is larger than \(Self.sizeLimit) bytes")
    }
    var lines: [Line] = []
    var ignored: [IgnoredLine] = []
    for (index, line) in bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
      .enumerated()
    {
      guard !line.isEmpty else { continue }
      guard lines.count + ignored.count < Self.lineLimit else {
        throw .malformed("the bundle has more than \(Self.lineLimit) lines")
      }
      let content = Array(line)
      do throws(AttestationError) {
        lines.append(Line(number: index + 1, bytes: content, envelope: try Envelope(parsing: content)))
      } catch {
        ignored.append(IgnoredLine(number: index + 1, reason: error.message))
      }
    }
    self.lines = lines
    self.ignored = ignored
  }

  /// The bytes of a bundle of these lines, which must not hold line feeds: what ``Envelope/json`` gives.
  public static func encode(_ lines: [[UInt8]]) -> [UInt8] {
    lines.flatMap { $0 + [UInt8(ascii: "\n")] }
  }
}
