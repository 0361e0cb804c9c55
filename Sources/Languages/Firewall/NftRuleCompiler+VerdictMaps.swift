import Exposure

extension NftRuleCompiler {
  /// `vmap { key : verdict, … }` or `vmap @map`: a rule for each element.
  mutating func verdictMap(_ selectors: [NftSelector]) {
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
  mutating func flags() {
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
