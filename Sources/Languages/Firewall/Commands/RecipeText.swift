/// Files whose lines hold commands for a shell, as scripts of the same lines, so that every place is that of the file.
enum RecipeText {
  /// The recipes of a makefile; its variables become those of the shell.
  static func shell(ofMakefile bytes: [UInt8]) -> [UInt8] {
    var isContinued = false
    return lines(of: bytes) { line in
      var text = line
      let isRecipe = line.first == 9 || isContinued
      isContinued = isRecipe && line.last == UInt8(ascii: "\\")
      guard isRecipe else { return assignment(in: line) }
      // Signs in front of a command say whether it is shown, and how its failure counts.
      while let first = text.first, first == 9 || first == 32 || "@-+".utf8.contains(first) { text = text.dropFirst() }
      return braced(text)
    }
  }

  /// `NAME = value`, `NAME := value`, `NAME ?= value`.
  private static func assignment(in line: ArraySlice<UInt8>) -> [UInt8] {
    guard let equals = line.firstIndex(of: UInt8(ascii: "=")), line.first != UInt8(ascii: "#") else { return [] }
    let name = line[..<equals].filter { $0 != 32 && $0 != UInt8(ascii: ":") && $0 != UInt8(ascii: "?") }
    let isName = name.allSatisfy {
      $0 == UInt8(ascii: "_") || (48...57).contains($0) || (97...122).contains($0 | 32)
    }
    guard isName, !name.isEmpty else { return [] }
    let value = braced(line[(equals + 1)...].drop { $0 == 32 || $0 == 9 }).filter { $0 != UInt8(ascii: "\"") }
    return name + Array("=\"".utf8) + value + Array("\"".utf8)
  }

  /// `$(NAME)` of make as `${NAME}`, and `$$` as the dollar sign of the shell.
  private static func braced(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var result: [UInt8] = []
    var place = text.startIndex
    while place < text.endIndex {
      if text[place] == UInt8(ascii: "$"), place + 1 < text.endIndex {
        if text[place + 1] == UInt8(ascii: "$") {
          result.append(text[place])
          place += 2
          continue
        }
        let inside = text[(place + 2)...].prefix { $0 != UInt8(ascii: ")") && $0 != UInt8(ascii: "(") && $0 != 32 }
        if text[place + 1] == UInt8(ascii: "("), inside.endIndex < text.endIndex,
          text[inside.endIndex] == UInt8(ascii: ")")
        {
          result += Array("${".utf8) + inside + Array("}".utf8)
          place = inside.endIndex + 1
          continue
        }
      }
      result.append(text[place])
      place += 1
    }
    return result
  }

  /// `RUN`, `CMD` and `ENTRYPOINT` of a Dockerfile; `ENV` and `ARG` become variables.
  static func shell(ofDockerfile bytes: [UInt8]) -> [UInt8] {
    var isContinued = false
    var document: [UInt8]?
    return lines(of: bytes) { line in
      if let end = document {
        if line.elementsEqual(end) { document = nil }
        return Array(line)
      }
      let wasContinued = isContinued
      if wasContinued, line.drop(while: { $0 == 32 || $0 == 9 }).first == UInt8(ascii: "#") {
        return [UInt8(ascii: "\\")]
      }
      isContinued = line.last == UInt8(ascii: "\\") && (wasContinued || isCommand(line))
      if wasContinued { return Array(line) }
      let text = line.drop { $0 == 32 || $0 == 9 }
      let word = String(decoding: text.prefix { $0 != 32 && $0 != 9 }, as: UTF8.self).uppercased()
      var rest = text.dropFirst(word.utf8.count).drop { $0 == 32 || $0 == 9 }
      while rest.starts(with: "--".utf8) {
        rest = rest.drop { $0 != 32 }.drop { $0 == 32 }
      }
      switch word {
      case "RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK":
        if rest.starts(with: "<<".utf8) {
          let sign = rest.dropFirst(2).filter { !"-\"' ".utf8.contains($0) }
          document = Array(sign)
          return Array("sh ".utf8) + rest
        }
        return rest.first == UInt8(ascii: "[") ? listed(rest) : Array(rest)
      case "ENV", "ARG": return rest.contains(UInt8(ascii: "=")) ? Array(rest) : []
      default: return []
      }
    }
  }

  private static func isCommand(_ line: ArraySlice<UInt8>) -> Bool {
    let word = String(decoding: line.drop { $0 == 32 || $0 == 9 }.prefix { $0 != 32 && $0 != 9 }, as: UTF8.self)
    return ["RUN", "CMD", "ENTRYPOINT", "HEALTHCHECK", "ENV"].contains(word.uppercased())
  }

  /// `["sh", "-c", "…"]` as words in quotes.
  private static func listed(_ text: ArraySlice<UInt8>) -> [UInt8] {
    var words: [String] = []
    var word: [UInt8]?
    var isEscaped = false
    for byte in text {
      if isEscaped {
        word?.append(byte)
        isEscaped = false
      } else if word != nil, byte == UInt8(ascii: "\\") {
        isEscaped = true
      } else if byte == UInt8(ascii: "\"") {
        if let done = word { words.append(String(decoding: done, as: UTF8.self)) }
        word = word == nil ? [] : nil
      } else {
        word?.append(byte)
      }
    }
    return Array(ShellWords.quoted(words).utf8)
  }

  /// `PublishPort=` and `Network=` as `podman run`.
  static func container(ofQuadlet bytes: [UInt8], name: String) -> LiteralCommand {
    var words = ["podman", "run", "--name", name]
    var place = 1
    for (index, line) in bytes.split(separator: 10, omittingEmptySubsequences: false).enumerated() {
      let parts = String(decoding: line, as: UTF8.self).split(separator: "=", maxSplits: 1).map { String($0).trimmed }
      guard parts.count == 2 else { continue }
      switch parts[0] {
      case "PublishPort":
        words += ["-p", parts[1]]
        place = index + 1
      case "Network": words += ["--network", parts[1]]
      default: continue
      }
    }
    return LiteralCommand(words: words + ["image"], line: place)
  }

  private static func lines(of bytes: [UInt8], _ change: (ArraySlice<UInt8>) -> [UInt8]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(bytes.count)
    for line in bytes.split(separator: 10, omittingEmptySubsequences: false) {
      result += change(line.last == 13 ? line.dropLast() : line)
      result.append(10)
    }
    return result
  }
}
