import Exposure

/// One command as it would be run, with what is written into it.
struct LiteralCommand {
  /// The words, quotes taken off; what is not known before it runs is left as written (`$PORT`).
  var words: [String]
  let line: Int
  /// The lines of a here-document, and the number of the first.
  var input: (bytes: [UInt8], line: Int)?

  /// The program without its directory.
  var name: String { words.first.map { String($0.split(separator: "/").last ?? "") } ?? "" }

  /// The words after the program.
  var arguments: [String] { Array(words.dropFirst()) }

  /// Words that stand before a command and change nothing of what it does to a firewall.
  private static let prefixes: Set<String> = [
    "sudo", "exec", "time", "command", "then", "do", "else", "if", "elif", "while", "until", "!", "{", "(", "-n", "-E",
    "doas", "eval",
  ]

  mutating func dropPrefixes() {
    while let first = words.first, words.count > 1, Self.prefixes.contains(first) || Self.isAssignment(first) {
      words.removeFirst()
    }
  }

  static func isAssignment(_ word: String) -> Bool {
    guard let equals = word.firstIndex(of: "="), equals != word.startIndex else { return false }
    return word[..<equals].allSatisfy { $0 == "_" || $0.isLetter || $0.isNumber } && !(word.first?.isNumber ?? true)
  }
}

/// Cuts shell scripts into commands (POSIX.1-2024, "Shell Command Language"), as far as they are literal: quotes, line
/// continuations, lists, here-documents, variables with a literal value, loops over literal words.
///
/// Branches are not followed: a command within one counts as run.
struct ShellScript {
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1
  private var variables: [String: [String]] = [:]
  private(set) var commands: [LiteralCommand] = []
  private var words: [String] = []
  private var start = 1
  private var pending: [(index: Int, word: String, stripsTabs: Bool)] = []

  /// So many words a loop, or a loop within a loop, may give a command.
  private static let repetitions = 256
  static let limit = 20_000

  static func commands(in bytes: [UInt8], firstLine: Int = 1) -> [LiteralCommand] {
    var script = ShellScript(bytes: bytes, line: firstLine)
    script.run()
    return script.commands
  }

  private init(bytes: [UInt8], line: Int) {
    self.bytes = bytes
    self.line = line
    start = line
  }

  private mutating func run() {
    while place < bytes.count, commands.count < Self.limit {
      let byte = bytes[place]
      switch byte {
      case 10:
        finish()
        line += 1
        place += 1
        readDocuments()
        start = line
      case 32, 9, 13: place += 1
      case UInt8(ascii: "\\") where bytes[(place + 1)...].first == 10:
        line += 1
        place += 2
      case UInt8(ascii: "#"):
        place = bytes[place...].firstIndex(of: 10) ?? bytes.count
      case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"):
        finish()
        place += 1
      case UInt8(ascii: "("), UInt8(ascii: ")"), UInt8(ascii: "`"):
        finish()
        place += 1
      case UInt8(ascii: "<"), UInt8(ascii: ">"): redirect()
      default: words.append(word())
      }
    }
    finish()
  }

  /// One word with its quotes taken off.
  private mutating func word() -> String {
    var text: [UInt8] = []
    scan: while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "'"):
        let end = bytes[(place + 1)...].firstIndex(of: byte) ?? bytes.count
        text += bytes[min(place + 1, end)..<end]
        line += bytes[place..<end].count { $0 == 10 }
        place = min(end + 1, bytes.count)
      case UInt8(ascii: "\""): quoted(&text)
      case UInt8(ascii: "\\"):
        if place + 1 < bytes.count {
          if bytes[place + 1] == 10 { line += 1 } else { text.append(bytes[place + 1]) }
        }
        place = min(place + 2, bytes.count)
      case UInt8(ascii: "$"): expansion(&text)
      case 10, 32, 9, 13, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("),
        UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"), UInt8(ascii: "`"):
        break scan
      default:
        text.append(byte)
        place += 1
      }
    }
    return String(decoding: text, as: UTF8.self)
  }

  private mutating func quoted(_ text: inout [UInt8]) {
    place += 1
    while place < bytes.count, bytes[place] != UInt8(ascii: "\"") {
      switch bytes[place] {
      case UInt8(ascii: "\\") where place + 1 < bytes.count:
        if bytes[place + 1] != 10 { text.append(bytes[place + 1]) } else { line += 1 }
        place += 2
      case UInt8(ascii: "$"): expansion(&text)
      default:
        if bytes[place] == 10 { line += 1 }
        text.append(bytes[place])
        place += 1
      }
    }
    place = min(place + 1, bytes.count)
  }

  /// `$name`, `${name}`, `$(…)`: kept as written; what has a value is put in when the command is whole.
  private mutating func expansion(_ text: inout [UInt8]) {
    text.append(bytes[place])
    place += 1
    guard place < bytes.count else { return }
    let closing: UInt8
    switch bytes[place] {
    case UInt8(ascii: "{"): closing = UInt8(ascii: "}")
    case UInt8(ascii: "("): closing = UInt8(ascii: ")")
    default: return
    }
    let opening = bytes[place]
    var depth = 0
    while place < bytes.count {
      let byte = bytes[place]
      text.append(byte)
      place += 1
      if byte == 10 { line += 1 }
      if byte == opening { depth += 1 }
      if byte == closing { depth -= 1 }
      if depth == 0 { return }
    }
  }

  /// A redirection says nothing of what a command does to a firewall, but for a here-document.
  private mutating func redirect() {
    let isDocument = bytes[place...].starts(with: "<<".utf8) && !bytes[place...].starts(with: "<<<".utf8)
    while place < bytes.count, "<>&".utf8.contains(bytes[place]) { place += 1 }
    let stripsTabs = isDocument && place < bytes.count && bytes[place] == UInt8(ascii: "-")
    if stripsTabs { place += 1 }
    while place < bytes.count, bytes[place] == 32 || bytes[place] == 9 { place += 1 }
    let target = word()
    if isDocument, !target.isEmpty { pending.append((commands.count, target, stripsTabs)) }
  }

  private mutating func readDocuments() {
    for document in pending {
      let first = line
      var body: [UInt8] = []
      while place < bytes.count {
        let end = bytes[place...].firstIndex(of: 10) ?? bytes.count
        var text = bytes[place..<end]
        place = min(end + 1, bytes.count)
        line += 1
        if document.stripsTabs { text = text.drop { $0 == 9 } }
        if text.last == 13 { text = text.dropLast() }
        if text.elementsEqual(document.word.utf8) { break }
        body += text + [10]
      }
      if commands.indices.contains(document.index) { commands[document.index].input = (body, first) }
    }
    pending = []
  }

  /// Takes the words of a command that is whole.
  private mutating func finish() {
    defer {
      words = []
      start = line
    }
    guard !words.isEmpty else { return }
    if words.first == "for", words.count > 3, words[2] == "in" {
      variables[words[1]] = Array(words.dropFirst(3).prefix(Self.repetitions)).flatMap { expanded($0) }
      return
    }
    if words.allSatisfy(LiteralCommand.isAssignment) {
      for word in words { assign(word) }
      return
    }
    if ["export", "local", "readonly", "declare"].contains(words[0]) {
      for word in words.dropFirst() where LiteralCommand.isAssignment(word) { assign(word) }
      return
    }
    for words in alternatives(words) {
      var command = LiteralCommand(words: words, line: start)
      command.dropPrefixes()
      commands.append(command)
    }
  }

  private mutating func assign(_ word: String) {
    guard let equals = word.firstIndex(of: "=") else { return }
    let values = expanded(String(word[word.index(after: equals)...]))
    variables[String(word[..<equals])] = values
  }

  /// The values of a word; it stays as written where a variable in it has none.
  private func expanded(_ word: String) -> [String] { alternatives([word]).compactMap(\.first) }

  /// The words with every variable that has a value put in: one list for each of its values.
  private func alternatives(_ words: [String]) -> [[String]] {
    var lists = [words]
    var seen: Set<String> = []
    while lists.count < Self.repetitions, let name = variable(in: lists[0], without: seen) {
      seen.insert(name)
      guard let values = variables[name], !values.isEmpty else { continue }
      lists = lists.flatMap { list in
        values.prefix(Self.repetitions / lists.count + 1).map { value in
          list.flatMap { Self.put(value, for: name, into: $0) }
        }
      }
    }
    return lists
  }

  private func variable(in words: [String], without seen: Set<String>) -> String? {
    for word in words where word.contains("$") {
      for part in word.split(separator: "$", omittingEmptySubsequences: false).dropFirst() {
        let body = part.hasPrefix("{") ? part.dropFirst() : part
        let name = String(body.prefix { $0 == "_" || $0.isLetter || $0.isNumber })
        if !name.isEmpty, variables[name] != nil, !seen.contains(name) { return name }
      }
    }
    return nil
  }

  /// A variable that is a whole word may hold several (`OPTIONS="-p tcp --dport 22"`).
  private static func put(_ value: String, for name: String, into word: String) -> [String] {
    guard word.contains("$") else { return [word] }
    if word == "$\(name)" || word == "${\(name)}" { return value.split(separator: " ").map(String.init) }
    var text = word.replacing("${\(name)}", with: value)
    // `$PORT` within a word ends where its name ends.
    while let place = text.firstRange(of: "$\(name)") {
      let next = text[place.upperBound...].first
      if let next, next == "_" || next.isLetter || next.isNumber { break }
      text.replaceSubrange(place, with: value)
    }
    return [text]
  }
}
