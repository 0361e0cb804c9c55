/// Reads calls and their literal arguments out of a range of tokens.
struct HostReader {
  let code: HostCode
  var index: Int
  let limit: Int
  /// How deep this stands in calls, lists and blocks.
  var depth = 0

  var language: HostLanguage { code.language }

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

  func token(_ offset: Int = 0) -> HostToken? {
    index + offset < limit && index + offset >= 0 ? code.tokens[index + offset] : nil
  }

  func isSign(_ text: String, _ offset: Int = 0) -> Bool {
    guard let token = token(offset) else { return false }
    return token.kind == .sign && token.text == text
  }

  func isWord(_ text: String, _ offset: Int = 0) -> Bool {
    guard let token = token(offset) else { return false }
    return token.kind == .word && token.text == text
  }

  mutating func skipNewlines() {
    while token()?.kind == .newline { index += 1 }
  }

  /// The token behind the group that opens here.
  var groupEnd: Int { code.partners[index] >= 0 ? min(code.partners[index] + 1, limit) : limit }

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
  mutating func call(allowsBlock: Bool, isStatement: Bool) -> HostCall? {
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
  mutating func group() -> [HostArgument] {
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
    // In JavaScript it is a parameter.
    let isArrow = isSign("=>", 1) && language != .javascript
    let isKey = isArrow || (isSign(":", 1) && name.kind != .number)
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
    case .sign:
      // `each &:save`
      let isBlock = next.text == "&" && self.token(1)?.kind == .symbol
      return (isBlock || ["%", "["].contains(next.text)) && code.tokens[index - 1].end < next.start
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
}

extension HostCode {
  /// Every call at the level of statements in a range of tokens, in order.
  public func calls(in range: Range<Int>) -> [HostCall] {
    var reader = HostReader(self, range)
    return reader.calls()
  }
}
