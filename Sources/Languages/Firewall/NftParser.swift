import Exposure

/// Follows the commands of a script and keeps the tables as they stand after each.
struct NftParser {
  private let tokens: [NftToken]
  private var place = 0
  var tables: [NftTable] = []
  private(set) var diagnostics: [Diagnostic] = []
  private var ruleCount = 0
  private var editCount = 0
  private var objectCount = 0

  /// Whether a rule for a chain that the text does not declare makes it: single commands of a script add to what
  /// stands on the host.
  private let createsChains: Bool

  init(_ tokens: [NftToken], createsChains: Bool = false) {
    self.tokens = tokens
    self.createsChains = createsChains
  }

  mutating func parse() {
    while place < tokens.count, !isFull {
      if tokens[place].isEnd {
        place += 1
        continue
      }
      let start = place
      command()
      if place == start { place += 1 }
    }
  }

  private mutating func command() {
    let verbs: Set<String> = [
      "add", "create", "insert", "replace", "delete", "destroy", "flush", "list", "reset",
    ]
    var verb = "add"
    if let word = peekWord(), verbs.contains(word) {
      verb = word
      place += 1
    }
    guard let object = nextWord() else { return skipStatement("a command was expected") }
    switch (verb, object) {
    case ("list", _), ("reset", _): skipStatement()
    case ("flush", "ruleset"):
      let family = nextWord()
      tables.removeAll { family == nil || $0.family == family }
    case (_, "table"): table(verb)
    case (_, "chain"): chain(verb)
    case (_, "rule"): rule(verb)
    case (_, "set"), (_, "map"): set(verb)
    case (_, "element"): element(verb)
    case (_, "counter"), (_, "quota"), (_, "limit"), (_, "flowtable"), (_, "ct"), (_, "secmark"),
      (_, "synproxy"):
      skipStatement()
    default: skipStatement("the command \(verb) \(object) is not known")
    }
  }

  private func peekWord() -> String? {
    place < tokens.count && tokens[place].kind == .word ? tokens[place].text : nil
  }

  mutating func nextWord() -> String? {
    guard place < tokens.count, tokens[place].kind == .word || tokens[place].kind == .string else {
      return nil
    }
    defer { place += 1 }
    return tokens[place].text
  }

  mutating func take(symbol: String) -> Bool {
    guard place < tokens.count, tokens[place].isSymbol(symbol) else { return false }
    place += 1
    return true
  }

  private var origin: Origin {
    tokens.isEmpty ? Origin(line: 1) : tokens[min(place, tokens.count - 1)].origin
  }

  mutating func report(_ kind: Diagnostic.Kind, _ message: String) {
    diagnostics.append(Diagnostic(kind, origin, message))
  }

  /// The words up to the end of a statement; braces may hold several lines. A `}` too many is left to the
  /// caller.
  mutating func statement() -> [NftToken] {
    var words: [NftToken] = []
    var depth = 0
    while place < tokens.count, depth > 0 || !tokens[place].isEnd {
      let token = tokens[place]
      if token.isSymbol("{") { depth += 1 }
      if token.isSymbol("}") { depth -= 1 }
      if depth < 0 { return words }
      if depth > FirewallLimits.braces {
        report(.limit, "braces nest deeper than \(FirewallLimits.braces)")
        place = tokens.count
        return words
      }
      if !token.isEnd { words.append(token) }
      place += 1
    }
    if depth > 0 { report(.syntax, "a brace is not closed") }
    return words
  }

  mutating func skipStatement(_ message: String? = nil) {
    if let message { report(.syntax, message) }
    _ = statement()
    while take(symbol: "}") {}
  }

  /// Runs `body` for each statement until the closing brace.
  mutating func block(_ body: (inout NftParser) -> Void) {
    while place < tokens.count, !isFull {
      if take(symbol: "}") { return }
      if tokens[place].isEnd {
        place += 1
        continue
      }
      let start = place
      body(&self)
      if place == start { place += 1 }
    }
    if !isFull { report(.syntax, "a brace is not closed") }
  }

  /// Whether a limit was passed; what follows is not read.
  private var isFull: Bool {
    editCount > FirewallLimits.edits || objectCount > FirewallLimits.objects
  }

  mutating func countEdit(_ moved: Int) {
    guard !isFull else { return }
    editCount += moved
    if isFull { report(.limit, "the chains and sets are rearranged too often; the rest is not read") }
  }

  mutating func countObject() {
    guard !isFull else { return }
    objectCount += 1
    if isFull { report(.limit, "more than \(FirewallLimits.objects) chains and sets; the rest is not read") }
  }

  private static let families: Set<String> = ["ip", "ip6", "inet", "arp", "bridge", "netdev"]

  /// `[family] name`, where the family is `ip` if it is not given.
  mutating func tableName() -> (family: String, name: String)? {
    guard let first = nextWord() else { return nil }
    guard Self.families.contains(first) else { return ("ip", first) }
    return nextWord().map { (first, $0) }
  }

  func index(_ name: (family: String, name: String)) -> Int? {
    tables.firstIndex { $0.family == name.family && $0.name == name.name }
  }

  private mutating func table(_ verb: String) {
    guard let name = tableName() else { return skipStatement("a table needs a name") }
    switch verb {
    case "delete", "destroy":
      if let known = index(name) { tables.remove(at: known) }
    case "flush":
      if let known = index(name) {
        for chain in tables[known].chains.indices { tables[known].chains[chain].rules = [] }
      }
    default:
      let known = table(named: name)
      if take(symbol: "{") { block { $0.tableStatement(known) } }
    }
  }

  mutating func table(named name: (family: String, name: String)) -> Int {
    if let known = index(name) { return known }
    countObject()
    tables.append(NftTable(family: name.family, name: name.name))
    return tables.count - 1
  }

  private mutating func tableStatement(_ table: Int) {
    guard let word = nextWord() else {
      report(.syntax, "a table does not hold \(tokens[place].text)")
      _ = statement()
      return
    }
    switch word {
    case "chain":
      guard let name = nextWord() else { return skipStatement("a chain needs a name") }
      let chain = chain(named: name, in: table)
      if take(symbol: "{") { block { $0.chainStatement(table, chain) } }
    case "set", "map":
      guard let name = nextWord() else { return skipStatement("a set needs a name") }
      setBlock(name, in: table)
    case "flags":
      tables[table].isDormant = statement().contains { $0.isWord("dormant") }
    case "comment", "counter", "quota", "limit", "flowtable", "ct", "secmark", "synproxy", "elements":
      _ = statement()
    default:
      report(.syntax, "a table does not hold \(word)")
      _ = statement()
    }
  }

  private mutating func chain(named name: String, in table: Int) -> Int {
    if let known = tables[table].chains.firstIndex(where: { $0.name == name }) { return known }
    countObject()
    tables[table].chains.append(NftChain(name: name, policyOrigin: origin))
    return tables[table].chains.count - 1
  }

  private mutating func chain(_ verb: String) {
    guard let name = tableName(), let chainName = nextWord() else {
      return skipStatement("a chain needs a table and a name")
    }
    if verb == "add" || verb == "create" {
      let table = table(named: name)
      let chain = chain(named: chainName, in: table)
      if take(symbol: "{") { block { $0.chainStatement(table, chain) } }
      return
    }
    guard let table = index(name),
      let chain = tables[table].chains.firstIndex(where: { $0.name == chainName })
    else { return skipStatement("there is no chain \(chainName) to \(verb)") }
    if verb == "flush" {
      tables[table].chains[chain].rules = []
    } else {
      tables[table].chains.remove(at: chain)
    }
  }

  private mutating func chainStatement(_ table: Int, _ chain: Int) {
    switch peekWord() {
    case "type": baseDeclaration(table, chain)
    case "policy":
      let start = origin
      place += 1
      let word = statement().first
      switch word?.text {
      case "accept": tables[table].chains[chain].policy = .accept
      case "drop": tables[table].chains[chain].policy = .drop
      default: report(.syntax, "a policy is accept or drop")
      }
      tables[table].chains[chain].policyOrigin = start
    case "comment", "flags", "devices", "device": _ = statement()
    default: append(statement(), table, chain) { $0.count }
    }
  }

  /// `type filter hook input priority 0` with `device …` or an offset such as `filter - 5`.
  private mutating func baseDeclaration(_ table: Int, _ chain: Int) {
    let start = origin
    let words = statement()
    func value(_ name: String) -> String? {
      guard let place = words.firstIndex(where: { $0.isWord(name) }), place + 1 < words.count else {
        return nil
      }
      return words[place + 1].text
    }
    guard let type = value("type"), let hook = value("hook") else {
      return report(.syntax, "a base chain needs a type and a hook")
    }
    let rest = words.drop { !$0.isWord("priority") }.dropFirst().map(\.text)
    guard let priority = Self.priority(rest) else { return report(.syntax, "the priority cannot be read") }
    tables[table].chains[chain].base = NftChain.Base(
      type: type, hook: hook, priority: priority, origin: start)
    tables[table].chains[chain].policyOrigin = start
  }

  /// The names of nft(8), table "Standard priority names".
  private static let priorities = [
    "raw": -300, "mangle": -150, "dstnat": -100, "filter": 0, "security": 50, "srcnat": 100,
  ]

  private static func priority(_ words: [String]) -> Int? {
    let text = words.joined()
    if let number = Int(text) { return clamped(number) }
    let name = text.prefix { $0.isLetter }
    guard let base = priorities[String(name)] else { return nil }
    let offset = text.dropFirst(name.count)
    return offset.isEmpty ? base : Int(offset).map { base + clamped($0) }
  }

  /// The kernel's priorities are 32-bit.
  private static func clamped(_ number: Int) -> Int { min(max(number, Int(Int32.min)), Int(Int32.max)) }

  /// Chains of these names are what distributions hook with them.
  private static let usualHooks: Set<String> = ["input", "forward", "output"]

  private mutating func assume(_ name: (family: String, name: String), _ chainName: String) {
    let table = table(named: name)
    guard !tables[table].chains.contains(where: { $0.name == chainName }) else { return }
    let created = chain(named: chainName, in: table)
    let hook = chainName.lowercased()
    guard Self.usualHooks.contains(hook) else { return }
    tables[table].chains[created].base = NftChain.Base(type: "filter", hook: hook, priority: 0, origin: origin)
    // No line says which policy it has.
    tables[table].chains[created].policyOrigin = Origin(line: 0)
  }

  private mutating func rule(_ verb: String) {
    guard let name = tableName(), let chainName = nextWord() else {
      return skipStatement("a rule needs a table and a chain")
    }
    if createsChains, verb == "add" || verb == "insert" { assume(name, chainName) }
    guard let table = index(name),
      let chain = tables[table].chains.firstIndex(where: { $0.name == chainName })
    else { return skipStatement("there is no chain \(chainName) for a rule") }
    var position: Int?
    if let word = peekWord(), ["handle", "position", "index"].contains(word) {
      place += 1
      let number = nextWord().flatMap { Int($0) }
      if word == "index", let number {
        position = number
      } else {
        report(.unsupported, "handles are known to the kernel only; the place of the rule is not known here")
      }
    }
    let last = tables[table].chains[chain].rules.count
    switch verb {
    case "add", "create":
      append(statement(), table, chain) { _ in min(position.map { $0 &+ 1 } ?? last, last) }
    case "insert": append(statement(), table, chain) { _ in min(position ?? 0, last) }
    default: skipStatement()
    }
  }

  private mutating func append(
    _ words: [NftToken], _ table: Int, _ chain: Int, at place: ([[NftToken]]) -> Int
  ) {
    guard !words.isEmpty else { return }
    ruleCount += 1
    guard ruleCount <= FirewallLimits.rules else {
      if ruleCount == FirewallLimits.rules + 1 {
        report(.limit, "more than \(FirewallLimits.rules) rules; the rest is not read")
      }
      return
    }
    let count = tables[table].chains[chain].rules.count
    let position = min(max(place(tables[table].chains[chain].rules), 0), count)
    countEdit(count - position)
    tables[table].chains[chain].rules.insert(words, at: position)
  }
}
