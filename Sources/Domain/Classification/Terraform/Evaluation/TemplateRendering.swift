/// The text of a template while it is put together. Of a JSON document the structure stays known although some of its
/// strings are not.
struct TemplateRendering {
  private var text = ""
  private var hasUnknown = false
  private var isTooLong = false

  /// Stands for what is not known; no file holds it, being a private character.
  static let mark: Character = "\u{F8FF}"

  /// Whether a text holds the mark, by its bytes: they are in no other character.
  static func hasMark(_ text: String) -> Bool {
    var matched = 0
    for byte in text.utf8 {
      switch byte {
      case 0xEF: matched = 1
      case 0xA3 where matched == 1: matched = 2
      case 0xBF where matched == 2: return true
      default: matched = 0
      }
    }
    return false
  }

  /// Whether a template surely says what it is: it holds no sequence and nothing that a template may not hold.
  static func isPlain(_ template: String) -> Bool {
    var last: UInt8 = 0
    for byte in template.utf8 {
      switch byte {
      case 0, 0x0D, 0xEF: return false
      case UInt8(ascii: "{") where last == UInt8(ascii: "$") || last == UInt8(ascii: "%"): return false
      default: last = byte
      }
    }
    return true
  }

  mutating func add(_ literal: String) {
    text += literal
    if text.utf8.count > TerraformLimits.valueBytes { isTooLong = true }
    // A text that holds the mark itself would be misread.
    if Self.hasMark(literal) { isTooLong = true }
  }

  mutating func add(_ value: StaticValue) {
    if let string = value.string {
      add(string)
    } else {
      addUnknown()
    }
  }

  mutating func addUnknown() {
    hasUnknown = true
    if !isTooLong { text.append(Self.mark) }
  }

  var value: StaticValue {
    if isTooLong { return .unknown }
    if !hasUnknown { return .text(text) }
    // Only an object or a list of JSON has known parts that are worth reading.
    guard let first = text.first(where: { !$0.isWhitespace }), first == "{" || first == "[",
      let decoded = JSONValues.decode(text)
    else { return .unknown }
    return .encoded(decoded)
  }
}
