/// One simple command as it is written: quotes are taken off, variables stay in.
struct ShellStatement {
  var words: [String] = []
  /// The words of an array that is assigned: `PORTS=(22 80)`.
  var list: [String]?
  var line: Int
  /// A here-document or a here-string.
  var document: LiteralCommand.Text?
  /// The file that the output goes to.
  var target: String?
  /// Whether it reads what the command before it prints.
  var isPiped = false
}

/// Cuts a shell script into simple commands and the bodies of functions.
struct ShellLexer {
  enum Item {
    case command(ShellStatement)
    case function(String, LiteralCommand.Text)
  }

  private let bytes: [UInt8]
  private var place = 0
  private var line: Int
  private var current: ShellStatement
  /// The commands of the line, whose here-documents come after it.
  private var waiting: [Item] = []
  private var ready: ArraySlice<Item> = []
  /// Whether something was opened and never closed.
  private(set) var isUnterminated = false
  private var pending: [(index: Int, word: String, stripsTabs: Bool)] = []

  init(_ text: LiteralCommand.Text) {
    bytes = text.bytes
    line = text.line
    current = ShellStatement(line: text.line)
  }

  mutating func next() -> Item? {
    while ready.isEmpty, place < bytes.count { readLine() }
    return ready.popFirst()
  }

  private mutating func readLine() {
    scan: while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case 10:
        line += 1
        place += 1
        break scan
      case 32, 9, 13: place += 1
      case UInt8(ascii: "\\") where bytes[(place + 1)...].first == 10:
        line += 1
        place += 2
      case UInt8(ascii: "#"):
        place = bytes[place...].firstIndex(of: 10) ?? bytes.count
      case UInt8(ascii: "|"):
        let isPipe = bytes[(place + 1)...].first != byte
        finish()
        current.isPiped = isPipe
        place += isPipe ? 1 : 2
        // A pipe goes on in the next line.
        while place < bytes.count, [10, 32, 9, 13].contains(bytes[place]), isPipe, pending.isEmpty {
          if bytes[place] == 10 { line += 1 }
          place += 1
        }
      case UInt8(ascii: "&") where bytes[(place + 1)...].first == UInt8(ascii: ">"):
        place += 1
        redirect()
      case UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: ")"):
        finish()
        place += 1
      case UInt8(ascii: "("):
        place += 1
        if !functionHead() { finish() }
      case UInt8(ascii: "<"), UInt8(ascii: ">"): redirect()
      default:
        if current.words.isEmpty { current.line = line }
        let word = word()
        if word == "{", current.words.first == "function", current.words.count == 2 {
          function(current.words[1])
        } else if word.hasSuffix("="), place < bytes.count, bytes[place] == UInt8(ascii: "("),
          LiteralCommand.isAssignment(word)
        {
          current.words.append(word)
          current.list = list()
        } else if !word.isEmpty || place < bytes.count {
          current.words.append(word)
        }
      }
    }
    finish()
    readDocuments()
    ready = waiting[...]
    waiting = []
  }

  private mutating func finish() {
    if !current.words.isEmpty { waiting.append(.command(current)) }
    current = ShellStatement(line: line)
  }

  /// `()` behind a name, and a body in braces; what else stands in parentheses runs in a shell of its own.
  private mutating func functionHead() -> Bool {
    var name = current.words
    if name.first == "function" { name.removeFirst() }
    guard name.count == 1 else { return false }
    var end = place
    while end < bytes.count, bytes[end] == 32 || bytes[end] == 9 { end += 1 }
    guard end < bytes.count, bytes[end] == UInt8(ascii: ")") else { return false }
    place = end + 1
    while place < bytes.count, [10, 32, 9, 13].contains(bytes[place]) {
      if bytes[place] == 10 { line += 1 }
      place += 1
    }
    guard place < bytes.count, bytes[place] == UInt8(ascii: "{") else { return true }
    place += 1
    function(name[0])
    return true
  }

  /// The body of a function up to the brace that closes it.
  private mutating func function(_ name: String) {
    let start = place
    let first = line
    var depth = 1
    var isWordStart = true
    while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "'"), UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "$"):
        _ = word()
        isWordStart = false
        continue
      case UInt8(ascii: "#") where isWordStart:
        place = bytes[place...].firstIndex(of: 10) ?? bytes.count
        continue
      case UInt8(ascii: "{") where isWordStart: depth += 1
      case UInt8(ascii: "}") where isWordStart: depth -= 1
      case 10: line += 1
      default: break
      }
      isWordStart = [10, 13, 32, 9, UInt8(ascii: ";"), UInt8(ascii: "("), UInt8(ascii: "{")].contains(byte)
      place += 1
      if depth == 0 { break }
    }
    let end = depth == 0 ? place - 1 : place
    if depth > 0 { isUnterminated = true }
    waiting.append(.function(name, LiteralCommand.Text(bytes: Array(bytes[min(start, end)..<end]), line: first)))
    current = ShellStatement(line: line)
  }

  /// The words between parentheses.
  private mutating func list() -> [String] {
    place += 1
    var words: [String] = []
    while place < bytes.count, bytes[place] != UInt8(ascii: ")") {
      switch bytes[place] {
      case 10:
        line += 1
        place += 1
      case 32, 9, 13, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("), UInt8(ascii: "<"),
        UInt8(ascii: ">"):
        place += 1
      case UInt8(ascii: "#"): place = bytes[place...].firstIndex(of: 10) ?? bytes.count
      default: words.append(word())
      }
    }
    place = min(place + 1, bytes.count)
    return words
  }
}

extension ShellLexer {
  /// One word with its quotes taken off.
  private mutating func word() -> String {
    var text: [UInt8] = []
    scan: while place < bytes.count {
      let byte = bytes[place]
      switch byte {
      case UInt8(ascii: "'"):
        let closing = bytes[(place + 1)...].firstIndex(of: byte)
        if closing == nil { isUnterminated = true }
        let end = closing ?? bytes.count
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
      case UInt8(ascii: "`"): substitution(&text)
      case 10, 32, 9, 13, UInt8(ascii: ";"), UInt8(ascii: "&"), UInt8(ascii: "|"), UInt8(ascii: "("),
        UInt8(ascii: ")"), UInt8(ascii: "<"), UInt8(ascii: ">"):
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
      case UInt8(ascii: "`"): substitution(&text)
      default:
        if bytes[place] == 10 { line += 1 }
        text.append(bytes[place])
        place += 1
      }
    }
    if place >= bytes.count { isUnterminated = true }
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
    guard let end = closingPlace(of: closing) else {
      // Never closed: a shell refuses the script, and what follows is read all the same.
      isUnterminated = true
      return
    }
    text += bytes[place...end]
    line += bytes[place...end].count { $0 == 10 }
    place = end + 1
  }

  /// Where the brace or the parenthesis that stands here is closed; those in quotes and comments do not count.
  private func closingPlace(of closing: UInt8) -> Int? {
    let opening = bytes[place]
    var depth = 0
    var at = place
    // Beyond this nothing is looked for, or a script of openings alone would take quadratic time.
    let limit = min(bytes.count, place + Self.expansionLength)
    while at < limit {
      let byte = bytes[at]
      switch byte {
      case UInt8(ascii: "\\"): at += 1
      case UInt8(ascii: "'"), UInt8(ascii: "\""):
        // In braces a single one is a letter (`${1:?it's missing}`).
        let rest = bytes[(at + 1)..<limit]
        let end = rest.indices.first {
          rest[$0] == byte && (byte != UInt8(ascii: "\"") || bytes[$0 - 1] != UInt8(ascii: "\\"))
        }
        if let end, opening == UInt8(ascii: "(") || !bytes[at..<end].contains(10) { at = end }
      case UInt8(ascii: "#") where opening == UInt8(ascii: "(") && [10, 32, 9].contains(bytes[at - 1]):
        at = bytes[at..<limit].firstIndex(of: 10) ?? at
      case opening: depth += 1
      case closing: depth -= 1
      default: break
      }
      if depth == 0 { return at < bytes.count ? at : nil }
      at += 1
    }
    return nil
  }

  /// The longest `$(…)` that is looked over: longer than any that people write.
  private static let expansionLength = 1 << 16

  /// `` `…` ``, the old way of writing `$(…)`.
  private mutating func substitution(_ text: inout [UInt8]) {
    let end = bytes[(place + 1)...].firstIndex(of: UInt8(ascii: "`")) ?? bytes.count
    line += bytes[place..<end].count { $0 == 10 }
    text += Array("$(".utf8) + bytes[min(place + 1, end)..<end] + [UInt8(ascii: ")")]
    place = min(end + 1, bytes.count)
  }

  /// A redirection says nothing of what a command does to a firewall, but for what it reads and the file it fills.
  private mutating func redirect() {
    let start = place
    while place < bytes.count, "<>&|".utf8.contains(bytes[place]) { place += 1 }
    let sign = bytes[start..<place]
    let isDocument = sign.elementsEqual("<<".utf8)
    let isString = sign.elementsEqual("<<<".utf8)
    let stripsTabs = isDocument && place < bytes.count && bytes[place] == UInt8(ascii: "-")
    if stripsTabs { place += 1 }
    while place < bytes.count, bytes[place] == 32 || bytes[place] == 9 { place += 1 }
    let first = line
    let target = word()
    if isDocument, !target.isEmpty { pending.append((waiting.count, target, stripsTabs)) }
    if isString { current.document = LiteralCommand.Text(bytes: Array(target.utf8) + [10], line: first) }
    let isOutput = [">", ">>", ">|"].contains { sign.elementsEqual($0.utf8) }
    // `2>` speaks of messages.
    if isOutput, current.words.last != "2" || start == 0 || bytes[start - 1] != UInt8(ascii: "2") {
      current.target = target
    } else if isOutput {
      current.words.removeLast()
    }
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
      guard waiting.indices.contains(document.index), case .command(var command) = waiting[document.index] else {
        continue
      }
      command.document = LiteralCommand.Text(bytes: body, line: first)
      waiting[document.index] = .command(command)
    }
    pending = []
  }
}
