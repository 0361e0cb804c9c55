/// Reads calls and their literal arguments out of a range of tokens.
struct HostReader {
  let code: HostCode
  var index: Int
  let limit: Int
  /// How deep this stands in calls, lists and blocks.
  var depth = 0

  private var language: HostLanguage { code.language }

  init(_ code: HostCode, _ range: Range<Int>) {
    self.code = code
    index = range.lowerBound
    limit = min(range.upperBound, code.tokens.count)
  }

  /// Words that begin no call.
  private static let keywords: Set<String> = [
    "if", "unless", "else", "elsif", "elif", "end", "do", "def", "class", "module", "return", "await", "async", "const",
    "let", "var", "function", "import", "from", "for", "in", "while", "until", "try", "except", "finally", "with", "as",
    "lambda", "not", "and", "or", "then", "begin", "rescue", "ensure", "case", "when", "switch", "guard", "func", "fn",
    "throws", "throw", "use", "namespace", "public", "private", "protected", "static", "new", "export", "default",
    "yield",
    "defmodule", "alias", "require", "pass", "raise", "echo", "extends", "implements", "interface", "struct", "enum",
    "try",
    "catch", "foreach", "is", "self", "None", "nil", "null", "true", "false", "True", "False",
  ]

  private static let literals: [String: HostValue] = [
    "true": .boolean(true), "True": .boolean(true), "TRUE": .boolean(true), "false": .boolean(false),
    "False": .boolean(false), "FALSE": .boolean(false), "nil": .null, "None": .null, "null": .null, "NULL": .null,
    "undefined": .null,
  ]

  private func token(_ offset: Int = 0) -> HostToken? {
    index + offset < limit && index + offset >= 0 ? code.tokens[index + offset] : nil
  }

  private func isSign(_ text: String, _ offset: Int = 0) -> Bool {
    guard let token = token(offset) else { return false }
    return token.kind == .sign && token.text == text
  }

  private func isWord(_ text: String, _ offset: Int = 0) -> Bool {
    guard let token = token(offset) else { return false }
    return token.kind == .word && token.text == text
  }

  private mutating func skipNewlines() {
    while token()?.kind == .newline { index += 1 }
  }

  /// The token behind the group that opens here.
  private var groupEnd: Int { code.partners[index] >= 0 ? min(code.partners[index] + 1, limit) : limit }

  /// Every call at the level of statements, in order; calls inside their arguments and blocks are in them.
  mutating func calls() -> [HostCall] {
    var calls: [HostCall] = []
    while index < limit {
      let start = index
      if code.tokens[index].kind == .word, !Self.keywords.contains(code.tokens[index].text) || isWord("self"),
        let call = call(allowsBlock: true, isStatement: startsStatement)
      {
        calls.append(call)
      }
      // What is no call is passed one token at a time, so that calls inside it are found.
      index = max(index, start + 1)
    }
    return calls
  }

  private var startsStatement: Bool {
    guard index > 0 else { return true }
    let previous = code.tokens[index - 1]
    if previous.kind == .newline { return true }
    if previous.kind == .sign { return [";", "{", "}", "|", "->", "=", "&", ")"].contains(previous.text) }
    return previous.kind == .word && Self.keywords.contains(previous.text)
  }

  // MARK: Calls

  /// The call that begins at a word; `nil`, and the place behind the name, when it is none.
  private mutating func call(allowsBlock: Bool, isStatement: Bool) -> HostCall? {
    let start = index
    guard let path = path() else { return nil }
    let arguments: [HostArgument]
    if isSign("("), depth < HostLimits.depth {
      arguments = group()
    } else if language.hasBareCalls, isStatement || path.count > 1, depth < HostLimits.depth {
      if startsBareArguments {
        arguments = bareArguments()
      } else if isStatement || isSign("."), endsBareCall {
        arguments = []
      } else {
        return nil
      }
    } else {
      return nil
    }
    let block = allowsBlock ? self.block() : nil
    let chain = self.chain(allowsBlock: allowsBlock)
    return HostCall(
      receiver: path.dropLast().joined(separator: "."), name: path.last ?? "", arguments: arguments, block: block,
      chain: chain, range: code.tokens[start].start..<code.tokens[max(start, index - 1)].end)
  }

  /// `a.b::c` as its parts; signs between them count alike.
  private mutating func path() -> [String]? {
    guard let first = token(), first.kind == .word else { return nil }
    var parts = [first.text]
    index += 1
    while let sign = token(), sign.kind == .sign, [".", "::", "->", "?."].contains(sign.text), let next = token(1),
      next.kind == .word
    {
      parts.append(next.text)
      index += 2
      while let name = bracketName { take(name, &parts) }
    }
    while let name = bracketName { take(name, &parts) }
    return parts
  }

  /// JavaScript's `a['b'](…)`, which is `a.b(…)`: the name, or a marker where it is computed.
  private var bracketName: String? {
    guard language == .javascript, isSign("["), code.partners[index] >= 0, code.partners[index] + 1 < limit,
      ["(", "[", ".", "?."].contains(code.tokens[code.partners[index] + 1].text)
    else { return nil }
    guard code.partners[index] == index + 2, let name = token(1), name.kind == .string, !name.isInterpolated else {
      return "{{computed}}"
    }
    return name.text
  }

  private mutating func take(_ name: String, _ parts: inout [String]) {
    parts.append(name)
    index = groupEnd
  }

  /// The arguments between parentheses.
  private mutating func group() -> [HostArgument] {
    let end = groupEnd
    var inner = self
    inner.index += 1
    var reader = HostReader(code, inner.index..<max(inner.index, end - 1))
    reader.depth = depth + 1
    index = end
    return reader.list()
  }

  /// Arguments, or items, between commas up to the limit.
  private mutating func list() -> [HostArgument] {
    var arguments: [HostArgument] = []
    skipNewlines()
    while index < limit {
      let start = index
      arguments.append(argument(isBare: false))
      skipNewlines()
      if isSign(",") { index += 1 }
      skipNewlines()
      index = max(index, start + 1)
    }
    return arguments
  }

  private mutating func argument(isBare: Bool) -> HostArgument {
    // Spread and reference signs say nothing about the value.
    while isSign("*") || isSign("&") || isSign("%") { index += 1 }
    let label = self.label()
    skipNewlines()
    let value = expression(isBare: isBare)
    return HostArgument(label: label, value: value)
  }

  /// `name:`, `name =`, `'name' =>`.
  private mutating func label() -> String? {
    guard let name = token(), name.kind == .word || name.kind == .string || name.kind == .symbol || name.kind == .number
    else { return nil }
    let isKey = isSign("=>", 1) || (isSign(":", 1) && name.kind != .number)
    let isKeyword = language == .python && name.kind == .word && isSign("=", 1) && !isSign("=", 2)
    guard isKey || isKeyword else { return nil }
    index += 2
    return name.text
  }

  private var startsBareArguments: Bool {
    guard let next = token() else { return false }
    // `a -b`, `a [1]` and `a = b` are no calls here.
    switch next.kind {
    case .string, .symbol, .number: return true
    case .word:
      return !["if", "unless", "do", "and", "or", "then", "in", "while", "until", "end", "when", "else"].contains(
        next.text)
    case .sign: return ["%", "["].contains(next.text) && code.tokens[index - 1].end < next.start
    case .newline: return false
    }
  }

  private var endsBareCall: Bool {
    guard let next = token() else { return true }
    return next.kind == .newline || [";", "}", "end", "do", "if", "unless", ".", "{"].contains(next.text)
  }

  private mutating func bareArguments() -> [HostArgument] {
    var arguments: [HostArgument] = []
    repeat {
      skipNewlines()
      arguments.append(argument(isBare: true))
      guard isSign(",") else { break }
      index += 1
    } while index < limit
    return arguments
  }

  /// `do |x| … end`, or Ruby's `{ |x| … }`.
  private mutating func block() -> Range<Int>? {
    let isBraces = language == .ruby && isSign("{")
    guard language.hasEndWords, isWord("do") || isBraces else { return nil }
    let end = groupEnd
    var start = index + 1
    if start < limit, code.tokens[start].text == "|" {
      start = (code.tokens[(start + 1)..<limit].firstIndex { $0.text == "|" } ?? start) + 1
    }
    index = end
    return min(start, max(start, end - 1))..<max(start, end - 1)
  }

  private mutating func chain(allowsBlock: Bool) -> [HostCall] {
    var chain: [HostCall] = []
    while true {
      if let name = bracketName {
        let start = index
        index = groupEnd
        let arguments = isSign("(") && depth < HostLimits.depth ? group() : []
        chain.append(
          HostCall(
            receiver: "", name: name, arguments: arguments, block: nil, chain: [],
            range: code.tokens[start].start..<code.tokens[index - 1].end))
        continue
      }
      var place = index
      while place < limit, code.tokens[place].kind == .newline { place += 1 }
      guard place + 1 < limit, [".", "->", "?.", "|>"].contains(code.tokens[place].text),
        code.tokens[place + 1].kind == .word, place == index || code.tokens[place].text != "->"
      else { return chain }
      let start = place + 1
      index = place + 2
      let arguments = isSign("(") && depth < HostLimits.depth ? group() : []
      let block = allowsBlock ? self.block() : nil
      chain.append(
        HostCall(
          receiver: "", name: code.tokens[start].text, arguments: arguments, block: block, chain: [],
          range: code.tokens[start].start..<code.tokens[index - 1].end))
    }
  }

  // MARK: Values

  /// The value that stands here.
  mutating func value() -> HostValue { expression(isBare: true) }

  private mutating func expression(isBare: Bool) -> HostValue {
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
      let isMap = token.text == "{" || entries.contains { $0.label != nil }
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
    if ["new", "await", "async", "try"].contains(token.text) {
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

extension HostCode {
  /// Every call at the level of statements in a range of tokens, in order.
  public func calls(in range: Range<Int>) -> [HostCall] {
    var reader = HostReader(self, range)
    return reader.calls()
  }
}
