/// Variables of a compose file (compose-spec, "Interpolation"): `${NAME}`, `${NAME:-default}`, `$NAME`.
struct ComposeVariables {
  private let values: [String: String]

  init(_ values: [String: String]) { self.values = values }

  /// The text with what is known put in; a variable without a value stays as it is written, unless it has a default and
  /// those count.
  func filled(_ text: String, defaults: Bool = true) -> String {
    guard text.contains("$") else { return text }
    var filled = ""
    var rest = text[...]
    while let dollar = rest.firstIndex(of: "$") {
      filled += rest[..<dollar]
      rest = rest[rest.index(after: dollar)...]
      if rest.first == "$" {
        filled += "$"
        rest = rest.dropFirst()
      } else if rest.first == "{", let close = Self.closing(rest) {
        let inside = rest[rest.index(after: rest.startIndex)..<close]
        filled += value(of: inside, defaults) ?? "${\(inside)}"
        rest = rest[rest.index(after: close)...]
      } else {
        let name = rest.prefix { $0 == "_" || $0.isLetter || $0.isNumber }
        filled += values[String(name)] ?? "$\(name)"
        rest = rest[name.endIndex...]
      }
    }
    return filled + rest
  }

  /// The brace that closes the first one.
  private static func closing(_ text: Substring) -> Substring.Index? {
    var depth = 0
    for index in text.indices {
      if text[index] == "{" { depth += 1 }
      if text[index] == "}" { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  private func value(of inside: Substring, _ defaults: Bool) -> String? {
    let name = String(inside.prefix { $0 == "_" || $0.isLetter || $0.isNumber })
    let rest = inside.dropFirst(name.count)
    let known = values[name]
    if rest.isEmpty { return known }
    if known == nil, !defaults, !rest.hasPrefix(":+"), !rest.hasPrefix("+") { return nil }
    if rest.hasPrefix(":-") { return known.flatMap { $0.isEmpty ? nil : $0 } ?? filled(String(rest.dropFirst(2))) }
    if rest.hasPrefix("-") { return known ?? filled(String(rest.dropFirst())) }
    if rest.hasPrefix(":+") || rest.hasPrefix("+") {
      return known == nil ? "" : filled(String(rest.dropFirst(rest.hasPrefix("+") ? 1 : 2)))
    }
    // `${NAME:?message}` only asks for a value.
    return known
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
