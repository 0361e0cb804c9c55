import Exposure

/// Turns the words of one rule into rules of the algebra: one, or several where a verdict map decides.
struct NftRuleCompiler {
  /// Packets that have passed the matches so far, in each of the ways that the matches leave open.
  struct Alternative {
    var traffic: TrafficSet
    var states = ConnectionStates.all
    var conditions: [Condition] = []
  }

  let tokens: [NftToken]
  let table: NftTable
  var place = 0
  var alternatives: [Alternative]
  private(set) var rules: [Rule] = []
  private(set) var translation: NATRule?
  var diagnostics: [Diagnostic] = []
  /// Set elements read, for ``FirewallLimits/elements``.
  var elementCount = 0
  let elementLimit: Int
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

  var origin: Origin { tokens.first?.origin ?? Origin(line: 0) }
  var rest: ArraySlice<NftToken> { tokens[min(place, tokens.count)...] }

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

  mutating func emit(_ action: Rule.Action) {
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

  func action(_ words: ArraySlice<NftToken>) -> Rule.Action? {
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

  mutating func constrain(_ match: NftValues.Match, _ conditions: [Condition] = []) {
    alternatives = alternatives.compactMap { old in
      let new = Alternative(
        traffic: match.traffic.isAll ? old.traffic : old.traffic.intersection(match.traffic),
        states: old.states.intersection(match.states),
        conditions: conditions.isEmpty ? old.conditions : Set(old.conditions + conditions).sorted())
      return new.traffic.isEmpty || new.states.isEmpty ? nil : new
    }
  }

  mutating func require(_ kind: Condition.Kind, _ term: String, implied: TrafficSet = .all) {
    constrain(NftValues.Match(traffic: implied), [Condition(kind, term)])
  }

  /// What is not understood makes the rest of the rule conditional; a verdict at its end still counts.
  mutating func unknownRest() {
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
  func nextStatement(from start: Int) -> Int {
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
