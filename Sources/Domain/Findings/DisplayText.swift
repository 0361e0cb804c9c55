/// Text that is safe to print on a terminal and in Markdown, made from bytes that an attacker may have chosen.
public enum DisplayText {
  /// Decodes `bytes` as UTF-8; control characters, bidirectional overrides, invisible characters and bytes that
  /// are not UTF-8 become `\xNN` or `\u{N}`.
  public static func escaping(_ bytes: some Collection<UInt8>) -> String {
    if let valid = String(validating: Array(bytes), as: UTF8.self) { return escaping(valid) }
    // A repairing decoder would show two different paths alike, so the bytes are shown one by one.
    var text = ""
    for byte in bytes {
      if (0x20...0x7E).contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "\\x" + Hex.encode(CollectionOfOne(byte))
      }
    }
    return text
  }

  /// Replaces what could steer a terminal or hide text by visible escapes.
  public static func escaping(_ string: String) -> String {
    // What ASCII can print, which most names are, is hostile to nobody.
    if string.utf8.allSatisfy({ (0x20...0x7E).contains($0) }) { return string }
    guard string.unicodeScalars.contains(where: isHostile) else { return string }
    var text = ""
    for scalar in string.unicodeScalars {
      if isHostile(scalar) {
        text += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
    }
    return text
  }

  private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: true
    default: false
    }
  }
}
