import Findings

/// Writes text so that every YAML reader reads the same text.
enum YAMLText {
  /// A simple word as it is, anything else in quotes.
  static func word(_ text: String) -> String { isSimple(text) ? text : quoted(text) }

  /// Text in double quotes; what is not visible as it stands is escaped.
  static func quoted(_ text: String) -> String {
    var result = "\""
    for scalar in text.unicodeScalars {
      if scalar == "\"" || scalar == "\\" {
        result += "\\\(scalar)"
      } else if DisplayText.escaping(String(scalar)).unicodeScalars.count == 1 {
        result.unicodeScalars.append(scalar)
      } else {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        result += "\\U" + String(repeating: "0", count: 8 - digits.utf8.count) + digits
      }
    }
    return result + "\""
  }

  /// Letters, digits and `-_.@+`, starting with a letter, and no word that YAML 1.1 takes for something else.
  private static func isSimple(_ text: String) -> Bool {
    func isLetter(_ byte: UInt8) -> Bool { (0x61...0x7A).contains(byte | 0x20) }
    return text.utf8.first.map(isLetter) == true
      && text.utf8.allSatisfy { isLetter($0) || (0x30...0x39).contains($0) || "-_.@+".utf8.contains($0) }
      && !NodeReader.isAmbiguous(text)
  }
}
