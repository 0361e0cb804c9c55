/// Variables of a compose file (compose-spec, "Interpolation"): `${NAME}`, `${NAME:-default}`, `$NAME`.
struct ComposeVariables {
  private let values: [String: String]

  init(_ values: [String: String]) { self.values = values }

  /// The text with what is known put in; a variable without a value stays as it is written, unless it has a default and
  /// those count.
  func filled(_ text: String, defaults: Bool = true) -> String {
    Interpolation(doublesDollar: true, usesDefaults: defaults).filled(text) { values[$0] }
  }
}

/// Reads `.env` files (docs.docker.com, "Syntax for environment files"): `NAME=value`, with or without quotes.
public enum EnvironmentFile {
  public static func read(_ bytes: [UInt8]) -> [String: String] {
    var values: [String: String] = [:]
    for line in bytes.split(separator: 10) {
      var text = String(decoding: line, as: UTF8.self).drop { $0 == " " }
      if text.hasPrefix("export ") { text = text.dropFirst(7) }
      guard !text.hasPrefix("#"), let equals = text.firstIndex(of: "=") else { continue }
      var value = text[text.index(after: equals)...].drop { $0 == " " }
      if let quote = value.first, quote == "\"" || quote == "'" {
        value = value.dropFirst().prefix { $0 != quote }
      } else if let comment = value.firstRange(of: " #") {
        value = value[..<comment.lowerBound]
      }
      while let last = value.last, last.isWhitespace { value.removeLast() }
      values[text[..<equals].filter { $0 != " " }] = String(value)
    }
    return values
  }
}
