/// The attributes of one provider whose change makes it destroy a resource and create a new one.
///
/// Kept as one text of sorted lines, `type:attribute,nested.attribute`, that lies in the read-only part of
/// the binary and is searched by bisection: nothing is built or allocated at start. Replacement that a
/// provider decides at plan time from several values (a storage that shrinks, an engine that changes its
/// major version) is not in it.
struct ForceNewTable: Sendable {
  /// The provider and, where the facts were measured, its version.
  let provider: String

  /// How the facts were found.
  let origin: String

  private let text: String

  init(provider: String, origin: String, text: String) {
    self.provider = provider
    self.origin = origin
    self.text = text
  }

  /// Every provider that is known.
  static let all = [aws, google, azurerm]

  /// The force-new attribute paths of a resource type, nested ones joined by dots; `nil` when no table knows
  /// the type.
  static func attributes(of type: String) -> [String]? {
    let table: ForceNewTable
    switch type.prefix(while: { $0 != "_" }) {
    case "aws": table = aws
    case "google": table = google
    case "azurerm": table = azurerm
    default: return nil
    }
    return table.attributes(of: type)
  }

  /// The types of this table, in order.
  var types: [Substring] {
    text.split(separator: "\n").map { line in line.prefix { $0 != ":" } }
  }

  func attributes(of type: String) -> [String]? {
    let bytes = text.utf8.span
    let key = Array(type.utf8) + [UInt8(ascii: ":")]
    var low = 0
    var high = bytes.count
    while low < high {
      let start = Self.startOfLine(around: low + (high - low) / 2, in: bytes)
      let end = Self.endOfLine(from: start, in: bytes)
      switch Self.order(of: key, in: bytes, at: start, end: end) {
      case .before: high = start
      case .after: low = end + 1
      case .same:
        let value = (start + key.count..<end).map { bytes[$0] }
        return value.split(separator: UInt8(ascii: ",")).map { String(decoding: $0, as: UTF8.self) }
      }
    }
    return nil
  }

  private enum Order { case before, same, after }

  private static func startOfLine(around index: Int, in bytes: Span<UInt8>) -> Int {
    var start = index
    while start > 0, bytes[start - 1] != UInt8(ascii: "\n") { start -= 1 }
    return start
  }

  private static func endOfLine(from start: Int, in bytes: Span<UInt8>) -> Int {
    var end = start
    while end < bytes.count, bytes[end] != UInt8(ascii: "\n") { end += 1 }
    return end
  }

  /// How `key` compares with the start of the line.
  private static func order(of key: [UInt8], in bytes: Span<UInt8>, at start: Int, end: Int) -> Order {
    for (offset, byte) in key.enumerated() {
      guard start + offset < end else { return .after }
      let other = bytes[start + offset]
      if byte != other { return byte < other ? .before : .after }
    }
    return .same
  }
}
