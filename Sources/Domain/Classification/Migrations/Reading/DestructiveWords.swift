/// Finds SQL's words for destruction in a file of any kind: `DROP`, `TRUNCATE`, `DELETE` and `EXECUTE`, in either case,
/// before white space or a comment.
///
/// Every changed file is asked, so most bytes are never looked at: at each step the fourth letter of a possible word is
/// read, and it says how far ahead the next one could end (Horspool, "Practical fast searching in strings", 1980).
enum DestructiveWords {
  private static let words = ["drop", "truncate", "delete", "execute"].map { Array($0.utf8) }
  private static let window = 4

  /// By lower-case byte, how far it stands from the end of the nearest window that holds it; zero where it ends one.
  private static let steps: [UInt8] = {
    var steps = [UInt8](repeating: UInt8(window), count: 256)
    for word in words {
      for (offset, byte) in word.prefix(window).enumerated() {
        steps[Int(byte)] = min(steps[Int(byte)], UInt8(window - 1 - offset))
      }
    }
    return steps
  }()

  /// Whether one of the words stands in a text.
  static func stand(in bytes: [UInt8]) -> Bool {
    let text = bytes.span
    let steps = steps.span
    var end = window - 1
    while end < text.count {
      let step = Int(steps[Int(text[end] | 0x20)])
      guard step == 0 else {
        end += step
        continue
      }
      let start = end - (window - 1)
      for word in words where stands(word, in: text, at: start) { return true }
      end += 1
    }
    return false
  }

  private static func stands(_ word: [UInt8], in text: Span<UInt8>, at start: Int) -> Bool {
    let end = start + word.count
    guard end < text.count else { return false }
    for offset in word.indices where text[start + offset] | 0x20 != word[offset] { return false }
    switch text[end] {
    case ...0x20: return true
    case UInt8(ascii: "/"), UInt8(ascii: "-"):
      return end + 1 < text.count && (text[end + 1] == UInt8(ascii: "*") || text[end + 1] == UInt8(ascii: "-"))
    default: return false
    }
  }
}
