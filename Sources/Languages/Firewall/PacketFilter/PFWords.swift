import Exposure

/// One statement of `pf.conf` as words: macros are put in, comments are gone, braces, parentheses and comparison signs
/// stand alone.
struct PFStatement {
  let words: [String]
  let origin: Origin
}

/// Cuts a file of pf rules into statements (pf.conf(5), "MACROS", "INCLUDE").
struct PFLexer {
  private let include: (String) -> [UInt8]?
  private var macros: [String: [String]] = [:]
  private(set) var statements: [PFStatement] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var wordCount = 0

  init(include: @escaping (String) -> [UInt8]?) { self.include = include }

  mutating func read(_ bytes: [UInt8], label: String = "", depth: Int = 0) {
    var line = 1
    var start = 1
    var words: [String] = []
    var word: [UInt8] = []
    var isQuoted = false
    var place = 0
    var depthOfBraces = 0
    func isEnd(_ index: Int) -> Bool { index >= bytes.count || bytes[index] == 10 }
    func flush() {
      if !word.isEmpty { words.append(String(decoding: word, as: UTF8.self)) }
      word = []
    }
    while place <= bytes.count {
      let byte = place < bytes.count ? bytes[place] : 10
      if isQuoted {
        if byte == UInt8(ascii: "\"") {
          isQuoted = false
          // A quoted text is one word, whatever it holds; a macro's value is cut again where it is put in.
          words.append("\"" + String(decoding: word, as: UTF8.self))
          word = []
        } else {
          if byte == 10 { line += 1 }
          word.append(byte)
        }
      } else if byte == UInt8(ascii: "\\"), isEnd(place + 1) || (byte == 13 && isEnd(place + 2)) {
        flush()
        line += 1
        place += 1
      } else if byte == UInt8(ascii: "#") {
        flush()
        while !isEnd(place) { place += 1 }
        continue
      } else if byte == 10 {
        flush()
        // A list may go on over lines.
        if depthOfBraces == 0 || place == bytes.count {
          take(words, Origin(label: label, line: start), depth: depth)
          words = []
          start = line + 1
        }
        line += 1
      } else if byte == UInt8(ascii: "\"") {
        flush()
        isQuoted = true
      } else if byte == 32 || byte == 9 || byte == 13 || byte == UInt8(ascii: ",") {
        flush()
      } else if Array("{}()=".utf8).contains(byte) {
        if byte == UInt8(ascii: "{"), depthOfBraces == 0, words.first == "anchor" {
          // The rules of an anchor stand in lines of their own.
          flush()
          take(words + ["{"], Origin(label: label, line: start), depth: depth)
          words = []
          start = line
          place += 1
          continue
        }
        if byte == UInt8(ascii: "}"), depthOfBraces == 0 {
          flush()
          take(words, Origin(label: label, line: start), depth: depth)
          take(["}"], Origin(label: label, line: line), depth: depth)
          words = []
          start = line
          place += 1
          continue
        }
        if byte == UInt8(ascii: "="), let last = word.last, "!<>".utf8.contains(last) {
          word.append(byte)
        } else {
          flush()
          words.append(String(UnicodeScalar(byte)))
        }
        if byte == UInt8(ascii: "{") { depthOfBraces += 1 }
        if byte == UInt8(ascii: "}") { depthOfBraces = max(0, depthOfBraces - 1) }
      } else {
        word.append(byte)
      }
      place += 1
    }
    if isQuoted || depthOfBraces > 0 {
      diagnostics.append(
        Diagnostic(
          .syntax, Origin(label: label, line: start), isQuoted ? "a quote is not closed" : "a brace is not closed"))
    }
  }

  private mutating func take(_ raw: [String], _ origin: Origin, depth: Int) {
    guard let first = raw.first else { return }
    if raw.count >= 3, raw[1] == "=" {
      macros[first] = expand(raw.dropFirst(2), origin)
      return
    }
    if first == "include", raw.count == 2 {
      let path = String(raw[1].drop { $0 == "\"" })
      guard depth < FirewallLimits.includes, let bytes = include(path) else {
        diagnostics.append(Diagnostic(.unsupported, origin, "the included file \(path) is not in the tree"))
        return
      }
      read(bytes, label: path, depth: depth + 1)
      return
    }
    statements.append(PFStatement(words: expand(raw[...], origin), origin: origin))
  }

  /// Puts macros in, and cuts quoted texts into words.
  private mutating func expand(_ words: ArraySlice<String>, _ origin: Origin) -> [String] {
    var expanded: [String] = []
    for word in words {
      guard wordCount <= FirewallLimits.tokens else { break }
      let text = word.hasPrefix("\"") ? String(word.dropFirst()) : word
      let parts = word.hasPrefix("\"") ? Self.cut(text) : [text]
      for part in parts {
        let isNegated = part.hasPrefix("!") && part.dropFirst().hasPrefix("$")
        let name = part.dropFirst(isNegated ? 2 : 1)
        guard part.hasPrefix("$") || isNegated else {
          expanded.append(part)
          continue
        }
        guard let value = macros[String(name)] else {
          diagnostics.append(Diagnostic(.syntax, origin, "the macro \(part) is not defined"))
          expanded.append(part)
          continue
        }
        if isNegated { expanded.append("!") }
        expanded += value
      }
    }
    wordCount += expanded.count
    if wordCount > FirewallLimits.tokens {
      diagnostics.append(Diagnostic(.limit, origin, "more than \(FirewallLimits.tokens) words after macros"))
      return []
    }
    return expanded
  }

  private static func cut(_ text: String) -> [String] {
    var spaced = ""
    for character in text { spaced += "{}()".contains(character) ? " \(character) " : String(character) }
    return spaced.split { $0 == " " || $0 == "\t" || $0 == "," || $0 == "\n" }.map(String.init)
  }
}
