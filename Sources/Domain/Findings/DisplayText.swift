/// Text that is safe to print on a terminal and in Markdown, made from bytes that an attacker may have chosen.
public enum DisplayText {
  /// Decodes `bytes` as UTF-8; control characters, bidirectional overrides, invisible characters and bytes that
  /// are not UTF-8 become `\xNN` or `\u{N}`.
  public static func escaping(_ bytes: some Collection<UInt8>) -> String {
    let bytes = Array(bytes)
    if let valid = String(validating: bytes, as: UTF8.self) { return escaping(valid) }
    // A repairing decoder would show two different paths alike, so the bytes are shown one by one.
    var text = ""
    for byte in bytes {
      if (0x20...0x7E).contains(byte) {
        text.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        text += "\\x" + Hex.encode([byte])
      }
    }
    return text
  }

  /// Replaces what could steer a terminal, hide text or command the log of a CI job by visible escapes.
  public static func escaping(_ string: String) -> String {
    guard string.unicodeScalars.contains(where: mayBeHostile) else { return string }
    return escaping(string.unicodeScalars[...], keeping: [])
  }

  /// The same for a page of ours, whose line breaks stay: the last guard before a terminal.
  ///
  /// - Parameter coloured: whether our own colours stay too.
  public static func escapingPage(_ page: String, coloured: Bool) -> String {
    let kept = coloured ? colours : []
    return page.unicodeScalars.split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.contains(where: mayBeHostile) ? escaping($0, keeping: kept) : String($0) }.joined(separator: "\n")
  }

  /// The sequences that our reports are coloured with: red, green, yellow, bold and back.
  private static let colours = ["\u{1B}[31m", "\u{1B}[32m", "\u{1B}[33m", "\u{1B}[1m", "\u{1B}[0m"]

  private static func escaping(_ line: Substring.UnicodeScalarView, keeping kept: [String]) -> String {
    var rest = line
    var text = ""
    while let scalar = rest.first {
      if let colour = kept.first(where: { rest.starts(with: $0.unicodeScalars) }) {
        text += colour
        rest = rest.dropFirst(colour.unicodeScalars.count)
        continue
      }
      // A line of a GitHub log gives the runner orders with the first at its start and with the second anywhere.
      let isCommand =
        scalar == ":" && rest.starts(with: "::".unicodeScalars) && text.allSatisfy { $0 == " " }
        || scalar == "#" && rest.starts(with: "##[".unicodeScalars)
      if isCommand || isHostile(scalar) {
        text += "\\u{\(String(scalar.value, radix: 16))}"
      } else {
        text.unicodeScalars.append(scalar)
      }
      rest = rest.dropFirst()
    }
    return text
  }

  private static func mayBeHostile(_ scalar: Unicode.Scalar) -> Bool {
    scalar == ":" || scalar == "#" || isHostile(scalar)
  }

  private static func isHostile(_ scalar: Unicode.Scalar) -> Bool {
    // Nearly all text is ASCII, for which the tables need not be asked.
    if scalar.value < 0x7F { return scalar.value < 0x20 }
    switch scalar.properties.generalCategory {
    case .control, .format, .surrogate, .privateUse, .unassigned, .lineSeparator, .paragraphSeparator: return true
    // Another space looks like ours; a filler or variation selector looks like nothing.
    case .spaceSeparator: return true
    default: return scalar.properties.isDefaultIgnorableCodePoint
    }
  }
}
