import Exposure

/// Splices includes in and puts the values of variables in their places.
///
/// Definitions are taken in the order of the text and for the whole script from there on; nft's block scope
/// differs only for a name that is defined twice.
struct NftPreprocessor {
  private let include: (String) -> [UInt8]?
  private var values: [String: [NftToken]] = [:]
  private var output: [NftToken] = []
  private var isFull = false
  /// Tokens of values and of the output.
  private var tokenCount = 0
  private var byteCount = 0
  private(set) var diagnostics: [Diagnostic] = []

  init(include: @escaping (String) -> [UInt8]?) { self.include = include }

  /// The tokens of a script, without `define` and `include`.
  mutating func tokens(of bytes: [UInt8]) -> [NftToken] {
    expand(bytes, label: "", depth: 0)
    return output
  }

  private mutating func expand(_ bytes: [UInt8], label: String, depth: Int) {
    byteCount += bytes.count
    guard byteCount <= FirewallLimits.bytes else {
      isFull = true
      let message = "the script and its includes have more than \(FirewallLimits.bytes) bytes"
      return report(.limit, Origin(label: label, line: 1), message)
    }
    var lexer = NftLexer(bytes, label: label)
    lexer.run()
    diagnostics += lexer.diagnostics
    let tokens = lexer.tokens
    var place = 0
    var isStart = true
    while place < tokens.count, !isFull {
      let token = tokens[place]
      if isStart, token.isWord("include"), place + 1 < tokens.count, tokens[place + 1].kind == .string {
        splice(tokens[place + 1], depth)
        place += 2
      } else if isStart, token.isWord("define") || token.isWord("redefine") {
        place = define(tokens, place + 1)
      } else if isStart, token.isWord("undefine"), place + 1 < tokens.count {
        values[tokens[place + 1].text] = nil
        place += 2
      } else {
        emit(token)
        place += 1
      }
      isStart = token.isEnd || token.isSymbol("{") || token.isSymbol("}")
    }
  }

  private mutating func splice(_ path: NftToken, _ depth: Int) {
    guard depth < FirewallLimits.includes else {
      return report(.limit, path.origin, "includes nest deeper than \(FirewallLimits.includes)")
    }
    guard let content = include(path.text) else {
      return report(.unsupported, path.origin, "the included file \(path.text) is not available")
    }
    expand(content, label: path.text, depth: depth + 1)
  }

  /// `define name = value` up to the end of the statement; a value in braces may have several lines.
  private mutating func define(_ tokens: [NftToken], _ start: Int) -> Int {
    guard start + 1 < tokens.count, tokens[start].kind == .word, tokens[start + 1].isSymbol("=") else {
      report(.syntax, tokens[min(start, tokens.count - 1)].origin, "a definition needs a name and a value")
      return start
    }
    var place = start + 2
    var depth = 0
    var value: [NftToken] = []
    while place < tokens.count, depth > 0 || !tokens[place].isEnd, !isFull {
      let token = tokens[place]
      if token.isSymbol("{") { depth += 1 }
      if token.isSymbol("}") { depth -= 1 }
      if depth < 0 { break }
      if !token.isEnd {
        let part = self.value(of: token)
        value += part
        count(part.count, token)
      }
      place += 1
    }
    values[tokens[start].text] = value
    return place
  }

  private func value(of token: NftToken) -> [NftToken] {
    guard token.kind == .variable, let value = values[token.text] else { return [token] }
    // The line that counts is the one where the value takes effect.
    return value.map { NftToken(kind: $0.kind, text: $0.text, origin: token.origin) }
  }

  private mutating func emit(_ token: NftToken) {
    if token.kind == .variable, values[token.text] == nil {
      report(.syntax, token.origin, "the variable $\(token.text) is not defined")
    }
    let value = value(of: token)
    output += value
    count(value.count, token)
  }

  private mutating func count(_ added: Int, _ token: NftToken) {
    tokenCount += added
    guard tokenCount > FirewallLimits.tokens, !isFull else { return }
    report(.limit, token.origin, "more than \(FirewallLimits.tokens) words; the rest is not read")
    isFull = true
  }

  private mutating func report(_ kind: Diagnostic.Kind, _ origin: Origin, _ message: String) {
    diagnostics.append(Diagnostic(kind, origin, message))
  }
}
