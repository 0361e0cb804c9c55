import RegularExpressions

/// Functions over regular expressions, in the syntax of RE2. Each search takes its steps from `steps`; a pattern that is not
/// supported, and a search that is too long, give unknown.
extension StaticFunction {
  static func pattern(_ name: String, _ arguments: [StaticValue], steps: inout Int) -> StaticValue? {
    switch (name, arguments.count) {
    case ("regex", 2):
      guard let (regex, text) = prepared(arguments[0].string, arguments[1].string, &steps),
        let matches = regex.allMatches(in: text, limit: 1, steps: &steps)
      else { return .unknown }
      return matches.first.map { value(of: $0, regex, text) } ?? .failure
    case ("regexall", 2):
      guard let (regex, text) = prepared(arguments[0].string, arguments[1].string, &steps),
        let matches = regex.allMatches(in: text, steps: &steps)
      else { return .unknown }
      return .tuple(matches.map { value(of: $0, regex, text) })
    case ("replace", 3):
      // Between slashes it is a regular expression.
      guard let old = arguments[1].string, old.hasPrefix("/"), old.hasSuffix("/"), old.utf8.count > 1 else {
        return nil
      }
      guard let (regex, text) = prepared(String(old.dropFirst().dropLast()), arguments[0].string, &steps),
        let new = arguments[2].string, let matches = regex.allMatches(in: text, steps: &steps)
      else { return .unknown }
      return replaced(matches, in: text, by: PatternReplacement(new), regex)
    default: return nil
    }
  }

  private static func prepared(
    _ pattern: String?, _ text: String?, _ steps: inout Int
  ) -> (LinearRegex, [Unicode.Scalar])? {
    guard let pattern, let text, steps > 0 else { return nil }
    steps -= pattern.unicodeScalars.count
    guard let regex = try? LinearRegex(pattern, syntax: .re2) else { return nil }
    return (regex, Array(text.unicodeScalars))
  }

  /// The text of a match, or those of its groups: by their names where they have any.
  private static func value(of match: RegexMatch, _ regex: LinearRegex, _ text: [Unicode.Scalar]) -> StaticValue {
    let texts = match.ranges.map { range in range.map { StaticValue.text(string(text[$0])) } ?? .null }
    if regex.groups.isEmpty { return texts[0] }
    let names = regex.groups.compactMap(\.self)
    if names.isEmpty { return .tuple(Array(texts.dropFirst())) }
    guard names.count == regex.groups.count else { return .failure }
    return .object(Dictionary(zip(names, texts.dropFirst()), uniquingKeysWith: { first, _ in first }))
  }

  private static func replaced(
    _ matches: [RegexMatch], in text: [Unicode.Scalar], by replacement: PatternReplacement, _ regex: LinearRegex
  ) -> StaticValue {
    var result = String.UnicodeScalarView()
    var end = 0
    for match in matches {
      result.append(contentsOf: text[end..<match.range.lowerBound])
      replacement.write(match, of: regex, in: text, to: &result)
      end = match.range.upperBound
      guard result.count <= TerraformLimits.valueBytes else { return .unknown }
    }
    result.append(contentsOf: text[end...])
    return .text(String(result))
  }

  private static func string(_ scalars: ArraySlice<Unicode.Scalar>) -> String {
    var view = String.UnicodeScalarView()
    view.append(contentsOf: scalars)
    return String(view)
  }
}

/// What stands for a match: text, and `$1`, `$name` or `${name}` for its groups (`Regexp.Expand` of Go).
private struct PatternReplacement {
  private enum Part {
    case literal(Unicode.Scalar)
    case group(String)
  }

  private var parts: [Part] = []

  init(_ text: String) {
    let scalars = Array(text.unicodeScalars)
    var index = 0
    while index < scalars.count {
      guard scalars[index] == "$" else {
        parts.append(.literal(scalars[index]))
        index += 1
        continue
      }
      index += 1
      if index < scalars.count, scalars[index] == "$" {
        parts.append(.literal("$"))
        index += 1
        continue
      }
      let isBraced = index < scalars.count && scalars[index] == "{"
      let start = isBraced ? index + 1 : index
      var end = start
      while end < scalars.count, Self.isPartOfName(scalars[end]) { end += 1 }
      // What names no group is text like any other.
      guard end > start, !isBraced || (end < scalars.count && scalars[end] == "}") else {
        parts.append(.literal("$"))
        continue
      }
      var name = String.UnicodeScalarView()
      name.append(contentsOf: scalars[start..<end])
      parts.append(.group(String(name)))
      index = isBraced ? end + 1 : end
    }
  }

  private static func isPartOfName(_ scalar: Unicode.Scalar) -> Bool {
    scalar == "_" || scalar.properties.isAlphabetic || scalar.properties.numericType == .decimal
  }

  func write(
    _ match: RegexMatch, of regex: LinearRegex, in text: [Unicode.Scalar], to result: inout String.UnicodeScalarView
  ) {
    for part in parts {
      switch part {
      case .literal(let scalar): result.append(scalar)
      case .group(let name):
        if let range = Self.range(name, match, regex) { result.append(contentsOf: text[range]) }
      }
    }
  }

  /// Where a group is; `nil` where there is no such group, or it took no part.
  private static func range(_ name: String, _ match: RegexMatch, _ regex: LinearRegex) -> Range<Int>? {
    if name.utf8.allSatisfy({ (0x30...0x39).contains($0) }), name == "0" || !name.hasPrefix("0") {
      guard let number = Int(name), number < match.ranges.count else { return nil }
      return match.ranges[number]
    }
    return zip(regex.groups, match.ranges.dropFirst()).first { $0.0 == name && $0.1 != nil }?.1
  }
}
