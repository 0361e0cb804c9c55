import Exposure

/// The smallest parts of an nft script.
struct NftToken: Hashable {
  enum Kind: Hashable {
    /// A keyword, name, number, address, range or operator of letters; also `.`, `*` and `:`.
    case word
    /// A quoted text, without its quotes.
    case string
    /// `$name`, without the dollar sign.
    case variable
    /// One of `{ } ; , = == != < > <= >= @ ( ) | & ^ !`; a line's end is `;`.
    case symbol
  }

  let kind: Kind
  let text: String
  let origin: Origin

  func isWord(_ word: String) -> Bool { kind == .word && text == word }
  func isSymbol(_ symbol: String) -> Bool { kind == .symbol && text == symbol }
  /// Whether the token ends a statement list.
  var isEnd: Bool { isSymbol(";") }
}

/// Cuts bytes into tokens.
struct NftLexer {
  private let bytes: [UInt8]
  private let label: String
  private var place = 0
  private var line = 1
  private(set) var tokens: [NftToken] = []
  private(set) var diagnostics: [Diagnostic] = []

  init(_ bytes: [UInt8], label: String) {
    self.bytes = bytes
    self.label = label
  }

  private static let single = Set("{};,@()|^&".utf8)
  private static let compound = Set("=!<>".utf8)
  private static let blank = Set(" \t\r".utf8)

  /// Bytes that end a word.
  private static let ending = single.union(compound).union(blank).union([10, 34, 35, 36])

  mutating func run() {
    while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case 10:
        add(.symbol, ";")
        line += 1
        place += 1
      case UInt8(ascii: "#"):
        place = bytes[place...].firstIndex(of: 10) ?? bytes.count
      case UInt8(ascii: "\\") where bytes[(place + 1)...].first == 10:
        line += 1
        place += 2
      case UInt8(ascii: "\""): string()
      case UInt8(ascii: "$"):
        place += 1
        add(.variable, take { !Self.ending.contains($0) })
      case _ where Self.blank.contains(byte): place += 1
      case _ where Self.single.contains(byte):
        add(.symbol, String(UnicodeScalar(byte)))
        place += 1
      case _ where Self.compound.contains(byte):
        let isPair = bytes[(place + 1)...].first.map { $0 == 61 || ($0 == byte && byte != 33) } ?? false
        add(.symbol, String(decoding: bytes[place..<(place + (isPair ? 2 : 1))], as: UTF8.self))
        place += isPair ? 2 : 1
      default: word(take { !Self.ending.contains($0) })
      }
    }
    add(.symbol, ";")
  }

  private mutating func take(while isPart: (UInt8) -> Bool) -> String {
    let start = place
    while place < bytes.count, isPart(bytes[place]) { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func add(_ kind: NftToken.Kind, _ text: String) {
    tokens.append(NftToken(kind: kind, text: text, origin: Origin(label: label, line: line)))
  }

  private mutating func string() {
    let start = place + 1
    guard let end = bytes[start...].firstIndex(where: { $0 == 34 || $0 == 10 }), bytes[end] == 34 else {
      diagnostics.append(Diagnostic(.syntax, Origin(label: label, line: line), "a quote is not closed"))
      place = bytes[start...].firstIndex(of: 10) ?? bytes.count
      return
    }
    add(.string, String(decoding: bytes[start..<end], as: UTF8.self))
    place = end + 1
  }

  /// A colon inside a word is part of an address or parts a key from its data (`22:accept`).
  private mutating func word(_ text: String) {
    guard text.utf8.contains(58), text != ":", !Self.isAddress(text) else { return add(.word, text) }
    var isFirst = true
    for part in text.split(separator: ":", omittingEmptySubsequences: false) {
      if !isFirst { add(.word, ":") }
      if !part.isEmpty { add(.word, String(part)) }
      isFirst = false
    }
  }

  /// An IPv6 address, alone or in front of a prefix or a range, or an Ethernet address of six pairs of
  /// digits.
  private static func isAddress(_ text: String) -> Bool {
    if text.hasPrefix("[") { return true }
    let pairs = text.split(separator: ":", omittingEmptySubsequences: false)
    if pairs.count == 6, pairs.allSatisfy({ $0.count == 2 && $0.allSatisfy(\.isHexDigit) }) { return true }
    let part = text.split(maxSplits: 1) { $0 == "/" || $0 == "-" }.first ?? ""
    return Address(part) != nil
  }
}
