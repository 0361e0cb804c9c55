/// The code of a Swift file: what is left when comments and the insides of string literals are blanked out.
///
/// Enough of Swift's lexer to tell an `import` from the word in a comment or in a text. Line ends stay, so line numbers do.
/// Interpolations are blanked with their string; no declaration stands in one.
struct SwiftText {
  let code: String

  init(_ source: String) {
    var scanner = Scanner(bytes: Array(source.utf8))
    scanner.run()
    code = String(decoding: scanner.output, as: UTF8.self)
  }

  /// The lines of the code.
  var lines: [Substring] { code.split(separator: "\n", omittingEmptySubsequences: false) }
}

/// Copies code and blanks the rest; over bytes, since it reads every source file in a debug build.
private struct Scanner {
  private static let quote = UInt8(ascii: "\"")
  private static let hash = UInt8(ascii: "#")
  private static let slash = UInt8(ascii: "/")
  private static let star = UInt8(ascii: "*")
  private static let lineFeed = UInt8(ascii: "\n")

  private let bytes: [UInt8]
  private var index = 0
  private(set) var output: [UInt8] = []

  init(bytes: [UInt8]) {
    self.bytes = bytes
    output.reserveCapacity(bytes.count)
  }

  mutating func run() {
    while index < bytes.count {
      switch bytes[index] {
      case Self.slash where next == Self.slash: lineComment()
      case Self.slash where next == Self.star: blockComment()
      case Self.quote: string(hashes: 0)
      case Self.hash where hashesOfRawString > 0: string(hashes: hashesOfRawString)
      default:
        output.append(bytes[index])
        index += 1
      }
    }
  }

  private var next: UInt8? { index + 1 < bytes.count ? bytes[index + 1] : nil }

  /// How many `#` introduce a raw string here; 0 when none does.
  private var hashesOfRawString: Int {
    let hashes = bytes[index...].prefix { $0 == Self.hash }.count
    return bytes[(index + hashes)...].first == Self.quote ? hashes : 0
  }

  private mutating func blank(_ count: Int = 1) {
    for byte in bytes[index...].prefix(count) {
      output.append(byte == Self.lineFeed ? byte : UInt8(ascii: " "))
      index += 1
    }
  }

  private mutating func lineComment() {
    while index < bytes.count, bytes[index] != Self.lineFeed { blank() }
  }

  private mutating func blockComment() {
    var depth = 0
    repeat {
      if bytes[index] == Self.slash, next == Self.star {
        depth += 1
        blank(2)
      } else if bytes[index] == Self.star, next == Self.slash {
        depth -= 1
        blank(2)
      } else {
        blank()
      }
    } while depth > 0 && index < bytes.count
  }

  private mutating func string(hashes count: Int) {
    let hashes = [UInt8](repeating: Self.hash, count: count)
    blank(count)
    let isMultiline = bytes[index...].starts(with: [Self.quote, Self.quote, Self.quote])
    let end = [UInt8](repeating: Self.quote, count: isMultiline ? 3 : 1) + hashes
    let escape = [UInt8(ascii: "\\")] + hashes
    blank(isMultiline ? 3 : 1)
    while index < bytes.count {
      switch bytes[index] {
      case Self.quote where bytes[index...].starts(with: end): return blank(end.count)
      case Self.lineFeed where !isMultiline: return
      case escape[0] where bytes[index...].starts(with: escape): blank(escape.count + 1)
      default: blank()
      }
    }
  }
}
