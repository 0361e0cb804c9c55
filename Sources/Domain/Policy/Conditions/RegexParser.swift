/// A parsed pattern.
indirect enum RegexNode: Sendable {
  case empty
  case scalar(Unicode.Scalar)
  case set(RegexSet)
  case textStart
  case textEnd
  case sequence([RegexNode])
  case alternatives([RegexNode])
  /// `maximum` is `nil` where there is none.
  case repetition(RegexNode, minimum: Int, maximum: Int?)
}

/// A set of scalars.
struct RegexSet: Hashable, Sendable {
  var ranges: [ClosedRange<UInt32>]
  var isNegated = false

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isNegated
  }

  static let lineFeed = RegexSet(ranges: [0x0A...0x0A])
  private static let digits = RegexSet(ranges: [0x30...0x39])
  private static let word = RegexSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  private static let space = RegexSet(ranges: [0x09...0x0D, 0x20...0x20])

  /// The set that `\` and `letter` stand for; an upper-case letter is the complement.
  init?(classLetter letter: Unicode.Scalar) {
    switch letter {
    case "d", "D": self = Self.digits
    case "w", "W": self = Self.word
    case "s", "S": self = Self.space
    default: return nil
    }
    isNegated = letter.properties.isUppercase
  }

  init(ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
    self.ranges = ranges
    self.isNegated = isNegated
  }

  /// The ranges with a negation worked out.
  var plainRanges: [ClosedRange<UInt32>] {
    guard isNegated else { return ranges }
    var result: [ClosedRange<UInt32>] = []
    var next: UInt32 = 0
    for range in ranges.sorted(by: { $0.lowerBound < $1.lowerBound }) {
      if range.lowerBound > next { result.append(next...(range.lowerBound - 1)) }
      next = max(next, range.upperBound + 1)
    }
    if next <= 0x10FFFF { result.append(next...0x10FFFF) }
    return result
  }
}

/// Reads a pattern by recursive descent; its depth is limited by ``LinearRegex/maximumDepth``.
struct RegexParser {
  private let scalars: [Unicode.Scalar]
  private var index = 0
  private var depth = 0

  init(_ pattern: String) { scalars = Array(pattern.unicodeScalars) }

  mutating func parse() throws(RegexError) -> RegexNode {
    guard scalars.count <= LinearRegex.maximumPatternLength else {
      throw error("the pattern is longer than \(LinearRegex.maximumPatternLength) characters")
    }
    let node = try alternatives()
    guard index == scalars.count else { throw error("unmatched ')'") }
    return node
  }

  private var current: Unicode.Scalar? { index < scalars.count ? scalars[index] : nil }

  private func error(_ message: String, at offset: Int? = nil) -> RegexError {
    RegexError(message: message, offset: offset ?? index)
  }

  private mutating func take(_ scalar: Unicode.Scalar) -> Bool {
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
    while let scalar = current, scalar != "|", scalar != ")" { nodes.append(try repeated()) }
    return nodes.isEmpty ? .empty : .sequence(nodes)
  }

  private mutating func repeated() throws(RegexError) -> RegexNode {
    let node = try atom()
    let start = index
    guard let (minimum, maximum) = try quantifier() else { return node }
    switch node {
    case .textStart, .textEnd: throw error("nothing to repeat", at: start)
    default: break
    }
    _ = take("?")
    if let next = current, "*+?{".unicodeScalars.contains(next) {
      throw error("a repetition cannot be repeated; use a group")
    }
    return .repetition(node, minimum: minimum, maximum: maximum)
  }

  private mutating func quantifier() throws(RegexError) -> (Int, Int?)? {
    if take("*") { return (0, nil) }
    if take("+") { return (1, nil) }
    if take("?") { return (0, 1) }
    let start = index
    guard take("{") else { return nil }
    guard let minimum = try number() else {
      throw error("expected a number after '{'; write \\{ for a brace")
    }
    var maximum: Int? = minimum
    if take(",") { maximum = try number() }
    guard take("}") else { throw error("expected '}'") }
    if let maximum, maximum < minimum { throw error("the bounds of a repetition are reversed", at: start) }
    return (minimum, maximum)
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
    case ".": return .set(RegexSet(ranges: RegexSet.lineFeed.ranges, isNegated: true))
    case "^": return .textStart
    case "$": return .textEnd
    case "\\": return try escape()
    case "*", "+", "?", "{": throw error("nothing to repeat", at: start)
    default: return .scalar(scalar)
    }
  }

  private mutating func group(from start: Int) throws(RegexError) -> RegexNode {
    if take("?"), !take(":") { throw error("only (…) and (?:…) groups are supported", at: start) }
    guard depth < LinearRegex.maximumDepth else {
      throw error("groups nest deeper than \(LinearRegex.maximumDepth)", at: start)
    }
    depth += 1
    let node = try alternatives()
    depth -= 1
    guard take(")") else { throw error("unmatched '('", at: start) }
    return node
  }

  /// Reads what follows a backslash outside a set.
  private mutating func escape() throws(RegexError) -> RegexNode {
    if let scalar = current, let set = RegexSet(classLetter: scalar) {
      index += 1
      return .set(set)
    }
    return .scalar(try escapedScalar())
  }

  private mutating func escapedScalar() throws(RegexError) -> Unicode.Scalar {
    guard let scalar = current else { throw error("the pattern ends in a backslash") }
    switch scalar {
    case "t", "n", "r":
      index += 1
      return scalar == "t" ? "\t" : scalar == "n" ? "\n" : "\r"
    case "a"..."z", "A"..."Z", "0"..."9": throw error("the escape '\\\(scalar)' is not supported")
    default:
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
        return set
      }
      isFirst = false
      if scalar == "\\", index + 1 < scalars.count, let named = RegexSet(classLetter: scalars[index + 1]) {
        index += 2
        set.ranges += named.plainRanges
        continue
      }
      let low = try setScalar()
      guard current == "-", index + 1 < scalars.count, scalars[index + 1] != "]" else {
        set.ranges.append(low.value...low.value)
        continue
      }
      index += 1
      if current == "\\", index + 1 < scalars.count, RegexSet(classLetter: scalars[index + 1]) != nil {
        throw error("a range cannot end in a class")
      }
      let high = try setScalar()
      guard low <= high else { throw error("a range in a set is reversed") }
      set.ranges.append(low.value...high.value)
    }
    throw error("unmatched '['", at: start)
  }

  private mutating func setScalar() throws(RegexError) -> Unicode.Scalar {
    guard let scalar = current else { throw error("unmatched '['") }
    index += 1
    return scalar == "\\" ? try escapedScalar() : scalar
  }
}
