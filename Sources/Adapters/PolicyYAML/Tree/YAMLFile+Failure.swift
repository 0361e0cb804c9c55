import Findings
import YAML

extension YAMLFile {
  /// `name:line:column: message`.
  func failure(_ position: YAMLPosition, _ message: String, hint: String? = nil) -> Failure {
    Failure(.configuration, "\(name):\(position.line):\(position.column): \(message)", hint: hint)
  }

  /// Text from the file as a message may show it: escaped, and not longer than a line.
  static func shown(_ text: String) -> String {
    let escaped = DisplayText.escaping(text)
    return escaped.unicodeScalars.count <= 60 ? escaped : String(escaped.prefix(57)) + "…"
  }
}
