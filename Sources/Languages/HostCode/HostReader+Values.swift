/// The values of arguments: literals, lists, closures of each language, and what is joined to a text.
extension HostReader {
  private static let literals: [String: HostValue] = [
    "true": .boolean(true), "True": .boolean(true), "TRUE": .boolean(true), "false": .boolean(false),
    "False": .boolean(false), "FALSE": .boolean(false), "nil": .null, "None": .null, "null": .null, "NULL": .null,
    "undefined": .null,
  ]

  /// The value that stands here.
  mutating func value() -> HostValue { expression(isBare: true) }

  mutating func expression(isBare: Bool) -> HostValue {
    guard depth < HostLimits.depth else { return skip(isBare: isBare) }
    depth += 1
    defer { depth -= 1 }
    var value = primary(isBare: isBare)
    if case .string(let first) = value { value = .string(joined(first)) }
    if isAtArgumentEnd(isBare: isBare) { return value }
    return skip(isBare: isBare)
  }

  private func isAtArgumentEnd(isBare: Bool) -> Bool {
    guard let token = token() else { return true }
    if isBare, token.kind == .newline || [";", "do", "if", "unless", "end", "}"].contains(token.text) { return true }
    if !isBare, token.kind == .newline {
      // A line that goes on is no end.
      let next = code.tokens[index..<limit].first { $0.kind != .newline }
      return next == nil || next?.text == ","
    }
    return token.text == ","
  }

  /// Passes what is no literal.
  private mutating func skip(isBare: Bool) -> HostValue {
    while index < limit, !isAtArgumentEnd(isBare: isBare) {
      index = code.partners[index] >= 0 ? groupEnd : index + 1
    }
    return .other
  }

  private mutating func primary(isBare: Bool) -> HostValue {
    guard let token = token() else { return .other }
    switch token.kind {
    case .string:
      index += 1
      return .string(HostString(text: token.text, isInterpolated: token.isInterpolated, start: token.contentStart))
    case .symbol:
      index += 1
      return .symbol(token.text)
    case .number:
      index += 1
      return .number(token.text)
    case .sign: return signed(token)
    case .newline: return .other
    case .word: return worded(token, isBare: isBare)
    }
  }

  private mutating func signed(_ token: HostToken) -> HostValue {
    switch token.text {
    case "-":
      guard self.token(1)?.kind == .number, let number = self.token(1) else { return .other }
      index += 2
      return .number("-" + number.text)
    case "[", "{":
      if token.text == "{", language == .swift { return closure() }
      let entries = group()
      let isKeyed = entries.contains { $0.label != nil }
      // Braces without keys are a set in Python, a tuple in Elixir.
      let isMap = isKeyed || token.text == "{" && (![.python, .elixir].contains(language) || entries.isEmpty)
      return isMap ? .map(entries) : .list(entries.map(\.value))
    case "(":
      if let body = arrowBody() { return body }
      let entries = group()
      return entries.count == 1 ? entries[0].value : .list(entries.map(\.value))
    case "->" where language == .ruby: return lambda()
    case ".":
      // Swift's `.string`.
      index += 1
      guard let name = self.token(), name.kind == .word else { return .other }
      let call = call(allowsBlock: false, isStatement: false)
      return call.map(HostValue.call) ?? .name("." + name.text)
    default: return .other
    }
  }

  /// Ruby's `-> { "now()" }`: what it gives, where that is written out.
  private mutating func lambda() -> HostValue {
    let start = code.tokens[index].start
    index += 1
    if isSign("(") { index = groupEnd }
    guard isSign("{") else { return .other }
    let body = index + 1..<max(index + 1, groupEnd - 1)
    index = groupEnd
    guard body.count == 1, let text = code.tokens[body].first, text.kind == .string else { return .block(body) }
    let string = HostString(text: text.text, isInterpolated: text.isInterpolated, start: text.contentStart)
    return .call(
      HostCall(
        receiver: "", name: "lambda", arguments: [HostArgument(label: nil, value: .string(string))], block: nil,
        chain: [],
        range: start..<text.end))
  }

  private mutating func closure() -> HostValue {
    let body = index + 1..<max(index + 1, groupEnd - 1)
    index = groupEnd
    return .block(body)
  }

  /// `(a, b) => {…}` or `(a) => value`.
  private mutating func arrowBody() -> HostValue? {
    let end = groupEnd
    guard language == .javascript, end < limit, code.tokens[end].text == "=>" || code.tokens[end].text == ":" else {
      return nil
    }
    var arrow = end
    // A type may stand before the arrow.
    while arrow < limit, code.tokens[arrow].text != "=>", code.tokens[arrow].text != "," { arrow += 1 }
    guard arrow < limit, code.tokens[arrow].text == "=>" else { return nil }
    index = arrow + 1
    if isSign("{") { return closure() }
    let start = index
    _ = skip(isBare: false)
    return .block(start..<index)
  }

  private mutating func worded(_ token: HostToken, isBare: Bool) -> HostValue {
    if let literal = Self.literals[token.text], !isSign(".", 1) {
      index += 1
      return literal
    }
    // A static closure of PHP is one that has no `$this`.
    if ["new", "await", "async", "try"].contains(token.text) || token.text == "static" && language == .php {
      index += 1
      return expression(isBare: isBare)
    }
    if token.text == "function" || token.text == "fn" || token.text == "func" {
      while index < limit, !isSign("{"), !isSign("=>"), !isSign(",") {
        index = code.partners[index] >= 0 ? groupEnd : index + 1
      }
      if isSign("=>") { index += 1 }
      if isSign("{") { return closure() }
      let start = index
      _ = skip(isBare: isBare)
      return .block(start..<index)
    }
    if language == .javascript, isSign("=>", 1) {
      index += 2
      if isSign("{") { return closure() }
      let start = index
      _ = skip(isBare: isBare)
      return .block(start..<index)
    }
    let start = index
    if let call = call(allowsBlock: false, isStatement: false) { return .call(call) }
    let name = code.tokens[start..<index].map(\.text).joined()
    return name.isEmpty ? .other : .name(name)
  }

  /// Strings that are joined by `+`, `.`, `<>` or by standing side by side; what else is joined to them is a value
  /// that is put in.
  private mutating func joined(_ first: HostString) -> HostString {
    var (text, isInterpolated) = (first.text, first.isInterpolated)
    while true {
      var place = index
      while place < limit, code.tokens[place].kind == .newline { place += 1 }
      guard place < limit else { break }
      if code.tokens[place].kind == .string, language == .python || language == .ruby,
        place == index || language == .python
      {
        text += code.tokens[place].text
        isInterpolated = isInterpolated || code.tokens[place].isInterpolated
        index = place + 1
        continue
      }
      let isPlus = code.tokens[place].text == "+" && language != .php
      let isDot = code.tokens[place].text == "." && language == .php
      let isElixir =
        language == .elixir && code.tokens[place].text == "<" && place + 1 < limit
        && code.tokens[place + 1].text == ">"
      guard isPlus || isDot || isElixir else { break }
      index = place + (isElixir ? 2 : 1)
      skipNewlines()
      if let next = token(), next.kind == .string {
        text += next.text
        isInterpolated = isInterpolated || next.isInterpolated
        index += 1
      } else {
        text += "{{value}}"
        isInterpolated = true
        if primary(isBare: false) == .other { index = min(index + 1, limit) }
      }
    }
    return HostString(text: text, isInterpolated: isInterpolated, start: first.start)
  }
}
