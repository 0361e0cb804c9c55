/// Functions over text. They count and cut by the characters that a reader sees, as Terraform does.
extension StaticFunction {
  static func text(_ name: String, _ arguments: [StaticValue]) -> StaticValue? {
    if let result = cut(name, arguments) { return result }
    guard let first = arguments.first else { return nil }
    switch (name, arguments.count) {
    case ("lower", 1): return on(first) { .text($0.lowercased()) }
    case ("upper", 1): return on(first) { .text($0.uppercased()) }
    case ("title", 1): return on(first) { .text(titled($0)) }
    case ("strrev", 1): return on(first) { .text(String($0.reversed())) }
    case ("split", 2):
      return on(first, arguments[1]) { separator, text in
        .tuple(pieces(of: text, by: separator).map(StaticValue.string))
      }
    case ("join", 2...): return joined(arguments)
    case ("replace", 3):
      guard let text = arguments[0].string, let old = arguments[1].string, let new = arguments[2].string else {
        return .unknown
      }
      return old.isEmpty ? .unknown : .text(pieces(of: text, by: old).joined(separator: new))
    case ("startswith", 2): return on(first, arguments[1]) { .bool($0.utf8.starts(with: $1.utf8)) }
    case ("endswith", 2):
      return on(first, arguments[1]) { .bool($0.utf8.reversed().starts(with: $1.utf8.reversed())) }
    case ("strcontains", 2):
      return on(first, arguments[1]) { .bool($1.isEmpty || pieces(of: $0, by: $1).count > 1) }
    case ("format", 1...): return StaticFormat.text(first, arguments.dropFirst())
    case ("formatlist", 1...): return formattedList(arguments)
    case ("indent", 2):
      guard let count = first.numeric?.integer, (0...1_000).contains(count), let text = arguments[1].string else {
        return .unknown
      }
      return .text(pieces(of: text, by: "\n").joined(separator: "\n" + String(repeating: " ", count: Int(count))))
    case ("basename", 1): return on(first) { .text(lastName($0)) }
    case ("dirname", 1): return on(first) { .text(directory($0)) }
    default: return nil
    }
  }

  private static func cut(_ name: String, _ arguments: [StaticValue]) -> StaticValue? {
    guard let first = arguments.first else { return nil }
    switch (name, arguments.count) {
    case ("chomp", 1): return on(first) { .text(trimmed($0, end: \.isNewline)) }
    case ("trimspace", 1): return on(first) { .text(trimmed($0, start: \.isWhitespace, end: \.isWhitespace)) }
    case ("trim", 2):
      return on(first, arguments[1]) { text, set in
        let set = Set(set.unicodeScalars)
        return .text(scalarTrimmed(text, set))
      }
    case ("trimprefix", 2):
      return on(first, arguments[1]) { text, prefix in
        .text(
          text.utf8.starts(with: prefix.utf8)
            ? String(decoding: text.utf8.dropFirst(prefix.utf8.count), as: UTF8.self) : text)
      }
    case ("trimsuffix", 2):
      return on(first, arguments[1]) { text, suffix in
        let matches = text.utf8.reversed().starts(with: suffix.utf8.reversed())
        return .text(matches ? String(decoding: text.utf8.dropLast(suffix.utf8.count), as: UTF8.self) : text)
      }
    case ("substr", 3): return substring(first, arguments[1], arguments[2])
    default: return nil
    }
  }

  private static func on(_ value: StaticValue, _ compute: (String) -> StaticValue) -> StaticValue {
    value.string.map(compute) ?? (value == .null ? .failure : .unknown)
  }

  private static func on(
    _ first: StaticValue, _ second: StaticValue, _ compute: (String, String) -> StaticValue
  ) -> StaticValue {
    guard let first = first.string, let second = second.string else { return .unknown }
    return compute(first, second)
  }

  private static func trimmed(
    _ text: String, start: (Character) -> Bool = { _ in false }, end: (Character) -> Bool
  ) -> String {
    var rest = text.drop(while: start)
    while let last = rest.last, end(last) { rest.removeLast() }
    return String(rest)
  }

  private static func scalarTrimmed(_ text: String, _ set: Set<Unicode.Scalar>) -> String {
    var rest = Substring(text).unicodeScalars.drop { set.contains($0) }
    while let last = rest.last, set.contains(last) { rest.removeLast() }
    return String(rest)
  }

  /// The text between the places where `separator` stands, byte for byte; without one, every character by itself.
  static func pieces(of text: String, by separator: String) -> [String] {
    if separator.isEmpty { return text.map(String.init) }
    let bytes = Array(text.utf8)
    let mark = Array(separator.utf8)
    var pieces: [String] = []
    var start = 0
    var index = 0
    while index + mark.count <= bytes.count {
      if bytes[index] == mark[0], bytes[index..<(index + mark.count)].elementsEqual(mark) {
        pieces.append(String(decoding: bytes[start..<index], as: UTF8.self))
        index += mark.count
        start = index
      } else {
        index += 1
      }
    }
    return pieces + [String(decoding: bytes[start...], as: UTF8.self)]
  }

  private static func substring(_ text: StaticValue, _ offset: StaticValue, _ length: StaticValue) -> StaticValue {
    guard let text = text.string, let offset = offset.numeric?.integer, let length = length.numeric?.integer else {
      return .unknown
    }
    let characters = Array(text)
    let start = offset < 0 ? max(0, Int64(characters.count) + offset) : offset
    guard start <= characters.count, length >= -1 else { return length < -1 ? .unknown : .text("") }
    let end =
      length == -1
      ? Int64(characters.count) : min(Int64(characters.count), start.addingReportingOverflow(length).partialValue)
    return end < start ? .unknown : .text(String(characters[Int(start)..<Int(end)]))
  }

  private static func joined(_ arguments: [StaticValue]) -> StaticValue {
    guard let separator = arguments[0].string else { return .unknown }
    var texts: [String] = []
    for list in arguments.dropFirst() {
      guard let elements = list.elements else { return .unknown }
      for element in elements {
        guard let text = element.string else { return .unknown }
        texts.append(text)
      }
    }
    return .text(texts.joined(separator: separator))
  }

  private static func titled(_ text: String) -> String {
    var isStart = true
    var result = ""
    for character in text {
      result += isStart ? character.uppercased() : String(character)
      isStart = !(character.isLetter || character.isNumber || character == "_" || character == "'")
    }
    return result
  }

  private static func formattedList(_ arguments: [StaticValue]) -> StaticValue {
    let lists = arguments.dropFirst().compactMap(\.elements)
    guard let count = lists.map(\.count).max(), lists.allSatisfy({ $0.count == count }), count <= 10_000 else {
      return .unknown
    }
    return .tuple(
      (0..<count).map { index in
        StaticFormat.text(arguments[0], ArraySlice(arguments.dropFirst().map { $0.elements?[index] ?? $0 }))
      })
  }

  private static func lastName(_ path: String) -> String {
    if path.isEmpty { return "." }
    return pieces(of: path, by: "/").last { !$0.isEmpty } ?? "/"
  }

  private static func directory(_ path: String) -> String {
    guard path.contains("/") else { return "." }
    var parts: [String] = []
    for part in pieces(of: path, by: "/").dropLast() where !part.isEmpty && part != "." {
      if part == "..", let last = parts.last, last != ".." { parts.removeLast() } else { parts.append(part) }
    }
    if path.hasPrefix("/") { return "/" + parts.joined(separator: "/") }
    return parts.isEmpty ? "." : parts.joined(separator: "/")
  }
}
