/// Reads a pattern by recursive descent; its depth is limited by ``LinearRegex/maximumDepth``.
struct RegexParser {
  let syntax: RegexSyntax
  let scalars: [Unicode.Scalar]
  var index = 0
  var flags = RegexFlags()

  /// The names of the groups that capture, in the order of their opening parentheses.
  private(set) var groups: [String?] = []
  private var depth = 0

  init(_ pattern: String, _ syntax: RegexSyntax) {
    self.syntax = syntax
    self.scalars = Array(pattern.unicodeScalars)
  }

  mutating func parse() throws(RegexError) -> RegexNode {
    guard scalars.count <= LinearRegex.maximumPatternLength else {
      throw error("the pattern is longer than \(LinearRegex.maximumPatternLength) characters")
    }
    let node = try alternatives()
    guard index == scalars.count else { throw error("unmatched ')'") }
    return node
  }

  var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  func error(_ message: String, at offset: Int? = nil) -> RegexError {
    RegexError(message: message, offset: offset ?? index)
  }

  mutating func take(_ scalar: Unicode.Scalar) -> Bool {
    guard current == scalar else { return false }
    index += 1
    return true
  }

  private mutating func alternatives() throws(RegexError) -> RegexNode {
    var branches = [try sequence()]
    while take("|") { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(RegexError) -> RegexNode {
    var nodes: [RegexNode] = []
    while let scalar = current, scalar != "|", scalar != ")" {
      if syntax == .re2, let literals = try quotedLiterals() {
        nodes += literals
        // A quantifier after the quotation is about its last character.
        guard let last = nodes.popLast() else { continue }
        nodes.append(try repeated(last))
        continue
      }
      if syntax == .re2, try takesFlags() { continue }
      nodes.append(try repeated(try atom()))
    }
    return nodes.isEmpty ? .empty : .sequence(nodes)
  }

  private mutating func repeated(_ node: RegexNode) throws(RegexError) -> RegexNode {
    let start = index
    guard let (minimum, maximum) = try quantifier() else { return node }
    if syntax == .plain, case .assertion = node { throw error("nothing to repeat", at: start) }
    let isLazy = take("?") != flags.prefersFewer
    let end = index
    if let next = current, "*+?{".unicodeScalars.contains(next) {
      guard syntax == .re2, next == "{", try quantifier() == nil else {
        throw error("a repetition cannot be repeated; use a group")
      }
      index = end
    }
    return .repetition(node, minimum: minimum, maximum: maximum, isLazy: isLazy)
  }

  private mutating func quantifier() throws(RegexError) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = index
    guard take("{") else { return nil }
    guard let minimum = try number() else {
      if syntax == .re2 { return literalBrace(start) }
      throw error("expected a number after '{'; write \\{ for a brace")
    }
    var maximum: Int? = minimum
    if take(",") { maximum = try number() }
    guard take("}") else {
      if syntax == .re2 { return literalBrace(start) }
      throw error("expected '}'")
    }
    if let maximum, maximum < minimum { throw error("the bounds of a repetition are reversed", at: start) }
    return (minimum, maximum)
  }

  /// In RE2 a brace that begins no repetition stands for itself.
  private mutating func literalBrace(_ start: Int) -> (Int, Int?)? {
    index = start
    return nil
  }

  private mutating func number() throws(RegexError) -> Int? {
    var value: Int?
    while let scalar = current, ("0"..."9").contains(scalar) {
      let next = (value ?? 0) * 10 + Int(scalar.value - 0x30)
      guard next <= LinearRegex.maximumRepetition else {
        throw error("a repetition goes to at most \(LinearRegex.maximumRepetition)")
      }
      value = next
      index += 1
    }
    return value
  }

  private mutating func atom() throws(RegexError) -> RegexNode {
    let start = index
    guard let scalar = current else { throw error("the pattern ends too early") }
    index += 1
    switch scalar {
    case "(": return try group(from: start)
    case "[": return .set(try set(from: start))
    case ".": return .set(RegexSet(ranges: flags.dotMatchesAll ? [] : RegexSet.lineFeed.ranges, isNegated: true))
    case "^": return .assertion(flags.isMultiLine ? .lineStart : .textStart)
    case "$": return .assertion(flags.isMultiLine ? .lineEnd : .textEnd)
    case "\\": return try escape()
    case "{" where syntax == .re2:
      index = start
      guard try quantifier() == nil else { throw error("nothing to repeat", at: start) }
      index = start + 1
      return .scalar(scalar)
    case "*", "+", "?", "{": throw error("nothing to repeat", at: start)
    default: return try literal(scalar)
    }
  }

  private mutating func group(from start: Int) throws(RegexError) -> RegexNode {
    let outer = flags
    var number: Int?
    if take("?") {
      if take(":") {
        // Captures nothing.
      } else if syntax == .re2, let name = try groupName(from: start) {
        guard !groups.contains(name) else { throw error("two groups have one name", at: start) }
        groups.append(name)
        number = groups.count
      } else if syntax == .re2 {
        // Flags for the group alone: those for what follows were taken before.
        try readFlags(from: start)
        guard take(":") else { throw error("expected ':' after the flags") }
      } else {
        throw error("only (…) and (?:…) groups are supported", at: start)
      }
    } else {
      groups.append(nil)
      number = groups.count
    }
    guard depth < LinearRegex.maximumDepth else {
      throw error("groups nest deeper than \(LinearRegex.maximumDepth)", at: start)
    }
    depth += 1
    let node = try alternatives()
    depth -= 1
    guard take(")") else { throw error("unmatched '('", at: start) }
    flags = outer
    return number.map { .group(node, $0) } ?? node
  }

  /// Reads what follows a backslash outside a set.
  private mutating func escape() throws(RegexError) -> RegexNode {
    if let scalar = current {
      if let set = RegexSet(classLetter: scalar, syntax) {
        index += 1
        return .set(folded(set))
      }
      if syntax == .re2, let assertion = takeAssertion(scalar) { return .assertion(assertion) }
    }
    return try literal(try escapedScalar())
  }

  func folded(_ set: RegexSet) -> RegexSet { flags.ignoresCase ? set.ignoringCase : set }

  /// One character, in both cases where the case is ignored.
  func literal(_ scalar: Unicode.Scalar) throws(RegexError) -> RegexNode {
    guard flags.ignoresCase else { return .scalar(scalar) }
    guard scalar.isASCII else { throw error("letters beyond ASCII whose case is ignored are not supported") }
    return scalar.properties.isAlphabetic
      ? .set(RegexSet(ranges: [scalar.value...scalar.value]).ignoringCase) : .scalar(scalar)
  }

  private mutating func escapedScalar() throws(RegexError) -> Unicode.Scalar {
    guard let scalar = current else { throw error("the pattern ends in a backslash") }
    switch scalar {
    case "t", "n", "r":
      index += 1
      return scalar == "t" ? "\t" : scalar == "n" ? "\n" : "\r"
    case "a"..."z", "A"..."Z", "0"..."9":
      if syntax == .re2, let scalar = try numberedScalar() { return scalar }
      throw error("the escape '\\\(scalar)' is not supported")
    default:
      if syntax == .re2, !scalar.isASCII { throw error("only punctuation can be escaped") }
      index += 1
      return scalar
    }
  }

  /// Reads a set after its `[`; a `]` in first place stands for itself.
  private mutating func set(from start: Int) throws(RegexError) -> RegexSet {
    var set = RegexSet(ranges: [], isNegated: take("^"))
    var isFirst = true
    while let scalar = current {
      if scalar == "]", !isFirst {
        index += 1
        return folded(set)
      }
      isFirst = false
      if let named = try namedClass(scalar) {
        set.ranges += named.plainRanges
        continue
      }
      let low = try setScalar()
      guard current == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else {
        set.ranges.append(low.value...low.value)
        continue
      }
      index += 1
      if current == "\\", index + 1 < scalars.count, RegexSet(classLetter: scalars[index + 1], syntax) != nil {
        throw error("a range cannot end in a class")
      }
      let high = try setScalar()
      guard low <= high else { throw error("a range in a set is reversed") }
      set.ranges.append(low.value...high.value)
    }
    throw error("unmatched '['", at: start)
  }

  /// A class inside a set: `\d`, or `[:alpha:]`.
  private mutating func namedClass(_ scalar: Unicode.Scalar) throws(RegexError) -> RegexSet? {
    if scalar == "\\", index + 1 < scalars.count, let named = RegexSet(classLetter: scalars[index + 1], syntax) {
      index += 2
      return folded(named)
    }
    return syntax == .re2 && scalar == "[" ? try posixClass() : nil
  }

  private mutating func setScalar() throws(RegexError) -> Unicode.Scalar {
    guard let scalar = current else { throw error("unmatched '['") }
    index += 1
    let result = scalar == "\\" ? try escapedScalar() : scalar
    if flags.ignoresCase, !result.isASCII {
      throw error("letters beyond ASCII whose case is ignored are not supported")
    }
    return result
  }
}
