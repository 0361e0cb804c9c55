import Exposure

// Sets and maps, and the commands that change their elements.
extension NftParser {
  mutating func set(_ verb: String) {
    guard let name = tableName(), let setName = nextWord() else {
      return skipStatement("a set needs a table and a name")
    }
    switch verb {
    case "add", "create": setBlock(setName, in: table(named: name))
    case "flush": if let table = index(name) { tables[table].sets[setName]?.elements = [] }
    case "delete", "destroy": if let table = index(name) { tables[table].sets[setName] = nil }
    default: skipStatement("a set cannot be changed by \(verb)")
    }
  }

  mutating func setBlock(_ name: String, in table: Int) {
    // Taken out while it is written, so that its elements are not copied for each block.
    var set = tables[table].sets.removeValue(forKey: name) ?? NftSet()
    if take(symbol: "{") {
      block { parser in
        let words = parser.statement()
        switch words.first?.text {
        case "elements": set.elements += Self.elements(words.dropFirst())
        case "flags":
          set.isDynamic = words.contains { $0.isWord("dynamic") || $0.isWord("timeout") }
        default: break
        }
      }
    }
    countObject()
    tables[table].sets[name] = set
  }

  mutating func element(_ verb: String) {
    guard let name = tableName(), let setName = nextWord() else {
      return skipStatement("elements need a table and a set")
    }
    let changed = Self.elements(statement()[...])
    guard let table = index(name), let count = tables[table].sets[setName]?.elements.count else {
      return report(.syntax, "there is no set \(setName) to hold elements")
    }
    if verb == "delete" || verb == "destroy" {
      countEdit(count)
      let gone = Set(changed.map { $0.map(\.text) })
      tables[table].sets[setName]?.elements.removeAll { gone.contains($0.map(\.text)) }
    } else {
      tables[table].sets[setName]?.elements += changed
    }
  }

  /// The elements between braces, separated by commas; braces inside (from variables) do not nest, and
  /// options such as `timeout 1h` or `comment "x"` are left out.
  static func elements(_ words: ArraySlice<NftToken>) -> [[NftToken]] {
    var elements: [[NftToken]] = []
    var current: [NftToken] = []
    var isOption = false
    for word in words {
      if word.isSymbol(",") {
        if !current.isEmpty { elements.append(current) }
        current = []
        isOption = false
      } else if word.isWord(":") {
        isOption = false
        current.append(word)
      } else if word.kind == .word, ["timeout", "expires", "comment", "counter"].contains(word.text) {
        isOption = true
      } else if !isOption, !word.isSymbol("{"), !word.isSymbol("}"), !word.isSymbol("=") {
        current.append(word)
      }
    }
    if !current.isEmpty { elements.append(current) }
    return elements
  }
}
