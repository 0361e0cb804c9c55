/// A file of host code, cut into tokens whose brackets and blocks are matched.
///
/// It knows calls with their literal arguments, and bodies of functions: what a migration's operations are made of.
public struct HostCode: Sendable {
  public let language: HostLanguage
  public let bytes: [UInt8]
  public let tokens: [HostToken]
  /// For a token that opens a bracket or a block, the token that closes it; else -1.
  let partners: [Int]
  private let lineStarts: [Int]

  /// `nil` when the file is larger than ``HostLimits/fileBytes``.
  public init?(_ bytes: [UInt8], _ language: HostLanguage) {
    guard bytes.count <= HostLimits.fileBytes else { return nil }
    self.language = language
    self.bytes = bytes
    tokens = HostLexer.tokens(bytes, language)
    partners = Self.partners(tokens, language)
    lineStarts = [0] + bytes.indices.filter { bytes[$0] == UInt8(ascii: "\n") }.map { $0 + 1 }
  }

  /// All of the tokens.
  public var whole: Range<Int> { 0..<tokens.count }

  /// The token that closes the bracket or block which a token opens.
  public func partner(of index: Int) -> Int? { partners[index] >= 0 ? partners[index] : nil }

  /// The line of a byte, from 1.
  public func line(of offset: Int) -> Int {
    var (low, high) = (0, lineStarts.count)
    while low < high {
      let middle = (low + high) / 2
      if lineStarts[middle] <= offset { low = middle + 1 } else { high = middle }
    }
    return low
  }

  /// Whether the words stand one behind another anywhere, outside strings and comments.
  public func contains(_ words: String...) -> Bool {
    tokens.indices.contains { start in
      start + words.count <= tokens.count && words.indices.allSatisfy { tokens[start + $0].text == words[$0] }
        && tokens[start].kind != .string
    }
  }

  private static func partners(_ tokens: [HostToken], _ language: HostLanguage) -> [Int] {
    var partners = [Int](repeating: -1, count: tokens.count)
    var open: [(index: Int, close: String)] = []
    let brackets = ["(": ")", "[": "]", "{": "}"]
    for (index, token) in tokens.enumerated() {
      if token.kind == .sign, let close = brackets[token.text] {
        open.append((index, close))
      } else if language.hasEndWords, token.kind == .word, opensBlock(tokens, index, language) {
        open.append((index, "end"))
      } else if token.kind == .sign && [")", "]", "}"].contains(token.text)
        || token.kind == .word && token.text == "end"
      {
        // What was opened inside and never closed is left without a partner.
        guard let match = open.lastIndex(where: { $0.close == token.text }) else { continue }
        partners[open[match].index] = index
        open.removeSubrange(match...)
      }
    }
    return partners
  }

  private static func opensBlock(_ tokens: [HostToken], _ index: Int, _ language: HostLanguage) -> Bool {
    let previous = index > 0 ? tokens[index - 1] : nil
    // A method of that name, or a key.
    if previous?.text == "." || previous?.text == "&" { return false }
    if index + 1 < tokens.count, tokens[index + 1].text == ":" { return false }
    let startsStatement =
      previous.map { $0.kind == .newline || [";", "=", "(", "then", "else", "{"].contains($0.text) } ?? true
    switch tokens[index].text {
    case "do":
      guard language == .ruby else { return true }
      // `while x do` has one end for both.
      let line = tokens[..<index].lastIndex { $0.kind == .newline }.map { $0 + 1 } ?? 0
      return !["while", "until", "for"].contains(tokens[min(line, tokens.count - 1)].text)
    case "fn": return language == .elixir
    case "def", "class", "module", "begin", "case": return language == .ruby && startsStatement
    case "if", "unless", "while", "until", "for": return language == .ruby && startsStatement
    default: return false
    }
  }
}

// MARK: - Names

extension HostCode {
  /// The string that a value is: written out, or under a name that the file gives a string once.
  public func string(_ value: HostValue?) -> HostString? {
    switch value {
    case .string(let string): return string
    case .name(let name):
      let starts = tokens.indices.compactMap { index -> Int? in
        guard tokens[index].kind == .word, tokens[index].text == name else { return nil }
        // Swift's `name: Type = …`.
        let isTyped = language == .swift && index + 1 < tokens.count && tokens[index + 1].text == ":"
        let sign = index + (isTyped ? 3 : 1)
        guard sign + 1 < tokens.count, tokens[sign].text == "=", tokens[sign + 1].text != "=" else { return nil }
        return sign + 1
      }
      guard starts.count == 1, let start = starts.first else { return nil }
      // A language without line ends goes on behind the text.
      if tokens[start].kind == .string, start + 1 < tokens.count, !["+", ".", "<"].contains(tokens[start + 1].text),
        tokens[start + 1].kind != .string
      {
        let text = tokens[start]
        return HostString(text: text.text, isInterpolated: text.isInterpolated, start: text.contentStart)
      }
      var reader = HostReader(self, start..<min(start + 62, tokens.count))
      if case .string(let string) = reader.value() { return string }
      return nil
    default: return nil
    }
  }

  /// The name behind `as` that follows the byte `offset`: `with x() as name`.
  public func alias(behind offset: Int) -> String? {
    guard let index = tokens.firstIndex(where: { $0.start >= offset }), index + 1 < tokens.count,
      tokens[index].text == "as", tokens[index + 1].kind == .word
    else { return nil }
    return tokens[index + 1].text
  }

  /// Every name that the file gives to what it calls `name`: `import op as o`, `o = op`, and the name itself.
  public func aliases(of name: String) -> Set<String> {
    var names: Set<String> = [name]
    // A name may be given on; nobody does so many times.
    for _ in 0..<4 {
      let known = names
      for index in tokens.indices where tokens[index].kind == .word && known.contains(tokens[index].text) {
        let next = index + 1 < tokens.count ? tokens[index + 1] : nil
        if next?.text == "as", index + 2 < tokens.count { names.insert(tokens[index + 2].text) }
        let ends = next == nil || next?.kind == .newline || next?.text == ";"
        if index >= 2, ends, tokens[index - 1].text == "=", tokens[index - 2].kind == .word {
          names.insert(tokens[index - 2].text)
        }
      }
      if names == known { break }
    }
    return names
  }
}

// MARK: - Functions

extension HostCode {
  /// The bodies of the functions called `name`, wherever they stand.
  public func bodies(of name: String) -> [Range<Int>] {
    tokens.indices.filter { tokens[$0].kind == .word && tokens[$0].text == name }.compactMap(body)
  }

  private func body(ofFunctionNamedAt index: Int) -> Range<Int>? {
    let previous = index > 0 ? tokens[index - 1].text : ""
    switch language {
    case .ruby, .elixir:
      var start = index - 1
      if previous == ".", index > 2, tokens[index - 2].text == "self" { start = index - 3 }
      guard start >= 0, tokens[start].text == "def" else { return nil }
      // Elixir's `def` opens its block with `do`.
      let opener =
        language == .ruby ? start : tokens[index...].firstIndex { $0.text == "do" && $0.kind == .word } ?? start
      let end = partners[opener] >= 0 ? partners[opener] : tokens.count
      return max(index, language == .ruby ? index : opener) + 1..<max(end, index + 1)
    case .python:
      guard ["def", "class"].contains(previous), let colon = after(index + 1, ":") else { return nil }
      return colon..<indentedEnd(from: colon, column: column(of: index - 1))
    case .php, .swift:
      guard ["function", "func"].contains(previous) else { return nil }
      return braces(from: index + 1)
    case .javascript: return functionBody(index)
    }
  }

  func column(of index: Int) -> Int {
    let start = tokens[index].start
    return start - (lineStarts[line(of: start) - 1])
  }

  /// The place behind the sign that follows the parameters.
  private func after(_ index: Int, _ sign: String) -> Int? {
    var place = index
    while place < tokens.count, tokens[place].text != sign || tokens[place].kind != .sign {
      place = partners[place] >= 0 ? partners[place] + 1 : place + 1
    }
    return place < tokens.count ? place + 1 : nil
  }

  /// Where a line begins that stands no deeper than `column`.
  func indentedEnd(from start: Int, column: Int) -> Int {
    var place = start
    while place < tokens.count {
      let startsLine = place > 0 && tokens[place - 1].kind == .newline && tokens[place].kind != .newline
      if startsLine, self.column(of: place) <= column { return place }
      place = partners[place] >= 0 ? partners[place] + 1 : place + 1
    }
    return tokens.count
  }

  private func braces(from index: Int) -> Range<Int>? {
    guard let start = after(index, "{") else { return nil }
    return start..<(partners[start - 1] >= 0 ? partners[start - 1] : tokens.count)
  }

  /// `up(x) {…}`, `exports.up = function (x) {…}`, `up: async (x) => …`.
  private func functionBody(_ index: Int) -> Range<Int>? {
    guard index + 1 < tokens.count else { return nil }
    var place = index + 1
    if tokens[place].text == "(" {
      // A call of it is no definition.
      guard partners[place] >= 0, index == 0 || tokens[index - 1].text != "." else { return nil }
      place = partners[place] + 1
      // TypeScript says here what the function gives.
      if place < tokens.count, tokens[place].text == ":" {
        while place < tokens.count, ![";", ",", "(", ")", "=", "{", "}"].contains(tokens[place].text) { place += 1 }
      }
      return place < tokens.count && tokens[place].text == "{" ? braces(from: place) : nil
    }
    guard ["=", ":"].contains(tokens[place].text) else { return nil }
    place += 1
    while place < tokens.count, tokens[place].text != "=>", tokens[place].text != "{" {
      if [";", ","].contains(tokens[place].text) { return nil }
      place = partners[place] >= 0 ? partners[place] + 1 : place + 1
    }
    guard place < tokens.count else { return nil }
    if tokens[place].text == "=>", place + 1 < tokens.count, tokens[place + 1].text != "{" {
      var end = place + 1
      while end < tokens.count, ![";", ",", "}", "exports"].contains(tokens[end].text) {
        end = partners[end] >= 0 ? partners[end] + 1 : end + 1
      }
      return place + 1..<end
    }
    return braces(from: place)
  }
}
