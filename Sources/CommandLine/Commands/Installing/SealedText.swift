import Findings
import Signing

/// Lines that we wrote, known by a first line that holds their digest: what somebody changed since is told apart.
enum SealedText {
  private static let opening = "# gatehouse-hook v1 "
  private static let explanation = ": written by `gatehouse install`, removed by `gatehouse uninstall`"

  /// Whose a text is.
  enum Owner: Hashable {
    case ours
    /// Ours once, and changed by someone.
    case changed
    case foreign
  }

  /// The text with its mark, after `firstLine`.
  static func sealed(_ body: String, firstLine: String = "") -> [UInt8] {
    Array((firstLine + opening + digest(Array(body.utf8)) + explanation + "\n" + body).utf8)
  }

  /// Whose a whole file is.
  static func owner(of file: [UInt8]) -> Owner {
    let lines = file.split(separator: UInt8(ascii: "\n"), maxSplits: 2, omittingEmptySubsequences: false)
    guard let index = lines.prefix(2).firstIndex(where: isMark) else { return .foreign }
    let body = lines[(index + 1)...].joined(separator: [UInt8(ascii: "\n")])
    return lines[index].elementsEqual(mark(Array(body)).utf8) ? .ours : .changed
  }

  /// Whether the line is the mark of a sealed text, whatever follows it.
  static func isMark(_ line: some Collection<UInt8>) -> Bool { line.starts(with: opening.utf8) }

  /// The line that stands before `body`.
  static func mark(_ body: [UInt8]) -> String { opening + digest(body) + explanation }

  private static func digest(_ bytes: [UInt8]) -> String { SHA256Function.crypto(bytes).hex }
}
