import Exposure

extension NftRuleCompiler {
  /// Reads `selector [. selector …] [operator] values`.
  mutating func match() -> Bool {
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

  enum Comparison {
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

  enum Values {
    case elements([[NftToken]])
    case named(String)
    /// Masks and shifts: not modelled.
    case computed
  }

  mutating func values() -> Values? {
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

  mutating func restrict(
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

  static func name(_ selectors: [NftSelector]) -> String {
    selectors.map(\.name).joined(separator: " . ")
  }
}
