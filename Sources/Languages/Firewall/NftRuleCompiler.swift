import Exposure

/// Turns the words of one rule into rules of the algebra: one, or several where a verdict map decides.
struct NftRuleCompiler {
  /// Packets that have passed the matches so far, in each of the ways that the matches leave open.
  private struct Alternative {
    var traffic: TrafficSet
    var states = ConnectionStates.all
    var conditions: [Condition] = []
  }

  private let tokens: [NftToken]
  private let table: NftTable
  private var place = 0
  private var alternatives: [Alternative]
  private(set) var rules: [Rule] = []
  private(set) var translation: NATRule?
  private(set) var diagnostics: [Diagnostic] = []
  /// Set elements read, for ``FirewallLimits/elements``.
  private(set) var elementCount = 0
  private let elementLimit: Int
  private var matchCount = 0

  init(_ tokens: [NftToken], table: NftTable, elementLimit: Int) {
    self.tokens = tokens
    self.table = table
    self.elementLimit = elementLimit
    let region: TrafficSet
    switch table.family {
    case "ip": region = .all(.ipv4)
    case "ip6": region = .all(.ipv6)
    default: region = .all
    }
    alternatives = [Alternative(traffic: region)]
  }

  private var origin: Origin { tokens.first?.origin ?? Origin(line: 0) }
  private var rest: ArraySlice<NftToken> { tokens[min(place, tokens.count)...] }

  mutating func compile() {
    while place < tokens.count, !alternatives.isEmpty {
      let start = place
      if verdict() { return }
      matchCount += 1
      guard matchCount <= FirewallLimits.matches else {
        diagnostics.append(
          Diagnostic(.limit, origin, "more than \(FirewallLimits.matches) matches in one rule"))
        require(.unknown, "more matches")
        return emit(.other("more matches"))
      }
      if place == start, !statement(), !match() { unknownRest() }
      if place == start { return }
    }
    // A rule without a verdict notes something and lets the packet go on.
  }

  private mutating func emit(_ action: Rule.Action) {
    for alternative in alternatives {
      rules.append(
        Rule(
          alternative.traffic, states: alternative.states, conditions: alternative.conditions, action: action,
          origin: origin))
    }
    place = tokens.count
  }

  private func key(_ chain: String) -> String { "\(table.key)/\(chain)" }

  /// Reads a verdict, which ends the rule, from the words at `place`.
  private mutating func verdict() -> Bool {
    guard let action = action(rest) else { return false }
    if let kind = Self.translations[rest.first?.text ?? ""] {
      for alternative in alternatives where translation == nil {
        translation = NATRule(
          origin: origin, kind: kind, traffic: alternative.traffic,
          target: NftSelector.words(rest.dropFirst()))
      }
    }
    emit(action)
    return true
  }

  private static let translations: [String: NATRule.Kind] = ["dnat": .dnat, "redirect": .redirect]

  private func action(_ words: ArraySlice<NftToken>) -> Rule.Action? {
    guard let word = words.first, word.kind == .word else { return nil }
    let target = words.dropFirst().first?.text ?? ""
    switch word.text {
    case "accept", "dnat", "redirect", "snat", "masquerade": return .accept
    case "drop": return .drop
    case "reject": return .reject
    case "return": return .return
    case "continue": return .continue
    case "jump": return .jump(key(target))
    case "goto": return .goto(key(target))
    case "queue", "tproxy", "synproxy", "xt": return .other(NftSelector.words(words))
    default: return nil
    }
  }

  private mutating func constrain(_ match: NftValues.Match, _ conditions: [Condition] = []) {
    alternatives = alternatives.compactMap { old in
      let new = Alternative(
        traffic: match.traffic.isAll ? old.traffic : old.traffic.intersection(match.traffic),
        states: old.states.intersection(match.states),
        conditions: conditions.isEmpty ? old.conditions : Set(old.conditions + conditions).sorted())
      return new.traffic.isEmpty || new.states.isEmpty ? nil : new
    }
  }

  private mutating func require(_ kind: Condition.Kind, _ term: String, implied: TrafficSet = .all) {
    constrain(NftValues.Match(traffic: implied), [Condition(kind, term)])
  }

  /// What is not understood makes the rest of the rule conditional; a verdict at its end still counts.
  private mutating func unknownRest() {
    let text = NftSelector.words(rest)
    diagnostics.append(Diagnostic(.syntax, rest.first?.origin ?? origin, "not understood: \(text)"))
    require(.unknown, text)
    for length in [1, 2] {
      if let action = action(rest.suffix(length)), rest.count >= length {
        return emit(action)
      }
    }
    emit(.other(text))
  }
}

extension NftRuleCompiler {
  /// Reads a statement that is no verdict: counters, logs, limits, marks.
  private mutating func statement() -> Bool {
    guard let word = rest.first, word.kind == .word else { return false }
    switch word.text {
    case "counter": skip(1, while: ["packets", "bytes", "name"])
    case "log":
      skip(1, while: ["prefix", "level", "flags", "group", "snaplen", "queue-threshold", "tcp", "ip"])
    case "comment": place += 2
    case "notrack": place += 1
    case "limit", "quota", "meter": rate(word.text)
    case "ct" where rest.dropFirst().first?.text == "count": rate("ct count")
    case "add", "update", "delete": setUpdate()
    case "flow", "dup", "fwd", "set": place = nextStatement(from: place + 1)
    default: return false
    }
    return true
  }

  /// Skips pairs of a keyword and its value, and lists of values after it.
  private mutating func skip(_ count: Int, while keywords: Set<String>) {
    place += count
    while let next = rest.first, next.kind == .word, keywords.contains(next.text) {
      place += 2
      while rest.first?.isSymbol(",") == true { place += 2 }
    }
  }

  /// Limits hold for some packets of every flow, whichever side of the rate they look at.
  private mutating func rate(_ name: String) {
    place = nextStatement(from: place + (name == "ct count" ? 2 : 1))
    require(.intermittent, name)
  }

  private mutating func setUpdate() {
    let start = place
    place = nextStatement(from: place + 1)
    let isLimited = tokens[start..<place].contains { $0.isWord("limit") || $0.isWord("count") }
    if isLimited { require(.intermittent, "limit") }
  }

  /// The place after braces and words that start no statement.
  private func nextStatement(from start: Int) -> Int {
    var index = start
    var depth = 0
    while index < tokens.count {
      let token = tokens[index]
      if token.isSymbol("{") { depth += 1 }
      if token.isSymbol("}") { depth -= 1 }
      if depth == 0, token.kind == .word, startsStatement(index) { return index }
      index += 1
    }
    return tokens.count
  }

  private static let starters: Set<String> = [
    "counter", "log", "comment", "limit", "quota", "notrack", "accept", "drop", "reject", "jump", "goto",
    "return",
    "continue", "queue", "dnat", "snat", "masquerade", "redirect", "tproxy", "synproxy",
  ]

  private func startsStatement(_ index: Int) -> Bool {
    Self.starters.contains(tokens[index].text)
      || [
        "meta", "ip", "ip6", "tcp", "udp", "th", "ct", "iif", "iifname", "oif", "oifname", "icmp", "icmpv6",
      ]
      .contains(tokens[index].text)
  }
}

extension NftRuleCompiler {
  /// Reads `selector [. selector …] [operator] values`.
  private mutating func match() -> Bool {
    let begin = place
    guard let selectors = selectors() else { return false }
    let start = place
    guard let next = rest.first else {
      require(.unknown, Self.name(selectors))
      return true
    }
    if next.isWord("set") {
      place = nextStatement(from: place + 1)
      return true
    }
    if next.isWord("vmap") {
      place += 1
      verdictMap(selectors)
      return true
    }
    if selectors == [.flags] {
      flags()
      return true
    }
    let comparison = comparison()
    guard let values = values() else {
      place = begin
      return false
    }
    let text = NftSelector.words(tokens[start..<place])
    apply(selectors, comparison, values, text)
    return true
  }

  private mutating func selectors() -> [NftSelector]? {
    var found: [NftSelector] = []
    var next = place
    while let (selector, count) = NftSelector.parse(tokens[min(next, tokens.count)...]) {
      found.append(selector)
      next = min(next + count, tokens.count)
      guard next < tokens.count, tokens[next].isWord(".") else {
        place = next
        return found
      }
      next += 1
    }
    return nil
  }

  private enum Comparison {
    case equal
    case unequal
    case less, lessOrEqual, greater, greaterOrEqual
  }

  private static let comparisons: [String: Comparison] = [
    // `ct state ! new`: none of the bits, which for one state is the contrary.
    "!": .unequal, "==": .equal, "eq": .equal, "!=": .unequal, "ne": .unequal, "<": .less, "lt": .less,
    "<=": .lessOrEqual,
    "le": .lessOrEqual, ">": .greater, "gt": .greater, ">=": .greaterOrEqual, "ge": .greaterOrEqual,
  ]

  private mutating func comparison() -> Comparison {
    guard let next = rest.first, next.kind != .string, let known = Self.comparisons[next.text] else {
      return .equal
    }
    place += 1
    return known
  }

  private enum Values {
    case elements([[NftToken]])
    case named(String)
    /// Masks and shifts: not modelled.
    case computed
  }

  private mutating func values() -> Values? {
    guard let next = rest.first else { return nil }
    if next.isSymbol("{") { return .elements(NftParser.elements(braces())) }
    if next.isSymbol("@") {
      place = min(place + 2, tokens.count)
      return tokens[place - 1].isSymbol("@") ? nil : .named(tokens[place - 1].text)
    }
    if next.kind == .symbol {
      place = nextStatement(from: place + 1)
      return .computed
    }
    var elements: [[NftToken]] = [[next]]
    place += 1
    while let operation = rest.first {
      guard let operand = rest.dropFirst().first else { break }
      if operation.isWord(".") || operation.isWord("-") {
        elements[elements.count - 1] += [operation, operand]
      } else if operation.isSymbol(",") {
        elements.append([operand])
      } else if operation.kind == .symbol {
        place = nextStatement(from: place + 1)
        return .computed
      } else {
        break
      }
      place += 2
    }
    return .elements(elements)
  }

  /// The tokens between the braces at `place`, which is moved behind them.
  private mutating func braces() -> ArraySlice<NftToken> {
    let start = place + 1
    var depth = 0
    while place < tokens.count {
      if tokens[place].isSymbol("{") { depth += 1 }
      if tokens[place].isSymbol("}") { depth -= 1 }
      place += 1
      if depth == 0 { return tokens[start..<(place - 1)] }
    }
    return tokens[min(start, tokens.count)...]
  }

  private mutating func apply(
    _ selectors: [NftSelector], _ comparison: Comparison, _ values: Values, _ text: String
  ) {
    let reader = NftValues(selectors: selectors)
    let term = "\(Self.name(selectors)) \(text)"
    switch values {
    case .computed:
      require(.unknown, term, implied: reader.implied)
    case .named(let name):
      guard let set = table.sets[name], !set.elements.isEmpty else {
        if table.sets[name] == nil {
          diagnostics.append(Diagnostic(.syntax, origin, "the table has no set \(name)"))
        }
        return require(.unknown, term, implied: reader.implied)
      }
      let known = alternatives
      if set.isDynamic {
        require(.unknown, term, implied: reader.implied)
        // A changing set may match more than what is written, never less as it is loaded.
        guard comparison == .equal else { return }
        let changed = alternatives
        alternatives = known
        restrict(reader, comparison, set.elements, term)
        alternatives += changed
      } else {
        restrict(reader, comparison, set.elements, term)
      }
    case .elements(let elements):
      restrict(reader, comparison, elements, term)
    }
  }

  private mutating func restrict(
    _ reader: NftValues, _ comparison: Comparison, _ elements: [[NftToken]], _ term: String
  ) {
    elementCount += elements.count
    guard elementCount <= elementLimit else {
      diagnostics.append(
        Diagnostic(.limit, origin, "more than \(FirewallLimits.elements) set elements; this set is not read"))
      return require(.unknown, term, implied: reader.implied)
    }
    if reader.selectors.contains(where: \.isOpaque) {
      return require(.unknown, term, implied: reader.implied)
    }
    guard let match = Self.match(reader, comparison, elements) else {
      diagnostics.append(Diagnostic(.syntax, origin, "a value cannot be read: \(term)"))
      return require(.unknown, term, implied: reader.implied)
    }
    constrain(match)
  }

  private static func match(
    _ reader: NftValues, _ comparison: Comparison, _ elements: [[NftToken]]
  ) -> NftValues.Match? {
    if comparison == .equal { return reader.match(elements) }
    guard comparison == .unequal else { return ordered(reader, comparison, elements) }
    guard let match = reader.match(elements) else { return nil }
    if reader.selectors == [.state] {
      return NftValues.Match(traffic: .all, states: ConnectionStates.all.subtracting(match.states))
    }
    return NftValues.Match(traffic: reader.implied.subtracting(match.traffic))
  }

  /// `tcp dport < 1024`: only ports have an order that rules use.
  private static func ordered(
    _ reader: NftValues, _ comparison: Comparison, _ elements: [[NftToken]]
  ) -> NftValues.Match? {
    guard elements.count == 1, elements[0].count == 1, let port = ServiceText.port(elements[0][0].text) else {
      return nil
    }
    let below = PortSet(port == 0 ? [] : [0...(port - 1)])
    let set: PortSet
    switch comparison {
    case .less: set = below
    case .lessOrEqual: set = PortSet(0...port)
    case .greater: set = PortSet(0...port).complement
    default: set = below.complement
    }
    guard reader.selectors.count == 1 else { return nil }
    switch reader.selectors[0] {
    case .destinationPort(let protocols):
      return NftValues.Match(traffic: TrafficSet(TrafficBox(protocols: protocols, destinationPorts: set)))
    case .sourcePort(let protocols):
      return NftValues.Match(traffic: TrafficSet(TrafficBox(protocols: protocols, sourcePorts: set)))
    default: return nil
    }
  }

  private static func name(_ selectors: [NftSelector]) -> String {
    selectors.map(\.name).joined(separator: " . ")
  }
}

extension NftRuleCompiler {
  /// `vmap { key : verdict, … }` or `vmap @map`: a rule for each element.
  private mutating func verdictMap(_ selectors: [NftSelector]) {
    let reader = NftValues(selectors: selectors)
    var elements: [[NftToken]]
    var isOpaque = selectors.contains(where: \.isOpaque)
    let start = place
    switch values() {
    case .elements(let given): elements = given
    case .named(let name):
      elements = table.sets[name]?.elements ?? []
      isOpaque = isOpaque || elements.isEmpty || table.sets[name]?.isDynamic == true
    case .computed, nil: return unknownRest()
    }
    let source = tokens[start].isSymbol("@") ? NftSelector.words(tokens[start..<place]) : "map"
    let term = "\(Self.name(selectors)) vmap \(source)"
    elementCount += elements.count
    if elements.isEmpty || elementCount > elementLimit {
      require(.unknown, term, implied: reader.implied)
      return emit(.other(term))
    }
    let before = alternatives
    var continued: [Alternative] = []
    let after = place
    // The default of a map is reached by what no element matches.
    func isDefault(_ element: [NftToken]) -> Bool {
      element.first?.isWord("*") == true && element.dropFirst().first?.isWord(":") == true
    }
    for element in elements.filter({ !isDefault($0) }) + elements.filter(isDefault) {
      guard let colon = element.firstIndex(where: { $0.isWord(":") }),
        let action = action(element[(colon + 1)...])
      else {
        diagnostics.append(
          Diagnostic(.syntax, origin, "an element has no verdict: \(NftSelector.words(element))"))
        continue
      }
      alternatives = before
      let key = Array(element[..<colon])
      if isOpaque {
        require(.unknown, "\(term) \(NftSelector.words(key))", implied: reader.implied)
      } else if !isDefault(element) {
        restrict(reader, .equal, [key], "\(term) \(NftSelector.words(key))")
      }
      if action == .continue { continued += alternatives } else { emit(action) }
    }
    // A packet that no element matches leaves the rule; only `continue` goes on to what stands behind the
    // map.
    alternatives = continued
    place = after
  }

  /// `tcp flags` in its forms, answered for the packet that opens a connection.
  private mutating func flags() {
    let start = place
    place = nextStatement(from: place)
    let words = tokens[start..<place].filter { !$0.isSymbol("(") && !$0.isSymbol(")") }
    let text = "tcp flags \(NftSelector.words(tokens[start..<place]))"
    let implied = NftSelector.flags.implied
    guard let holds = NftFlagMatch.holdsForOpening(words) else {
      return require(.unknown, text, implied: implied)
    }
    constrain(NftValues.Match(traffic: holds ? implied : .none))
  }
}
