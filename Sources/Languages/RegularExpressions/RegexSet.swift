/// A set of scalars.
struct RegexSet: Hashable, Sendable {
  var ranges: [ClosedRange<UInt32>]
  var isNegated = false

  init(ranges: [ClosedRange<UInt32>], isNegated: Bool = false) {
    self.ranges = ranges
    self.isNegated = isNegated
  }

  func contains(_ scalar: Unicode.Scalar) -> Bool {
    ranges.contains { $0.contains(scalar.value) } != isNegated
  }

  static let lineFeed = RegexSet(ranges: [0x0A...0x0A])
  static let word = RegexSet(ranges: [0x30...0x39, 0x41...0x5A, 0x5F...0x5F, 0x61...0x7A])
  private static let digits = RegexSet(ranges: [0x30...0x39])

  /// The set that `\` and `letter` stand for; an upper-case letter is the complement.
  init?(classLetter letter: Unicode.Scalar, _ syntax: RegexSyntax) {
    switch letter {
    case "d", "D": self = Self.digits
    case "w", "W": self = Self.word
    // RE2 leaves out the vertical tab.
    case "s", "S":
      self.init(ranges: syntax == .plain ? [0x09...0x0D, 0x20...0x20] : [0x09...0x0A, 0x0C...0x0D, 0x20...0x20])
    default: return nil
    }
    isNegated = letter.properties.isUppercase
  }

  /// The set of a class such as `[:alpha:]`, by its name.
  init?(posixClass name: String) {
    let isNegated = name.hasPrefix("^")
    let ranges: [ClosedRange<UInt32>]
    switch isNegated ? String(name.dropFirst()) : name {
    case "alnum": ranges = [0x30...0x39, 0x41...0x5A, 0x61...0x7A]
    case "alpha": ranges = [0x41...0x5A, 0x61...0x7A]
    case "ascii": ranges = [0...0x7F]
    case "blank": ranges = [0x09...0x09, 0x20...0x20]
    case "cntrl": ranges = [0...0x1F, 0x7F...0x7F]
    case "digit": ranges = [0x30...0x39]
    case "graph": ranges = [0x21...0x7E]
    case "lower": ranges = [0x61...0x7A]
    case "print": ranges = [0x20...0x7E]
    case "punct": ranges = [0x21...0x2F, 0x3A...0x40, 0x5B...0x60, 0x7B...0x7E]
    case "space": ranges = [0x09...0x0D, 0x20...0x20]
    case "upper": ranges = [0x41...0x5A]
    case "word": ranges = Self.word.ranges
    case "xdigit": ranges = [0x30...0x39, 0x41...0x46, 0x61...0x66]
    default: return nil
    }
    self.init(ranges: ranges, isNegated: isNegated)
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

  /// The set with the other case of each ASCII letter, and of the two other letters that fold to one of ASCII.
  var ignoringCase: RegexSet {
    var folded = self
    for range in ranges {
      for (letters, distance) in [(0x41...0x5A as ClosedRange<UInt32>, 0x20 as Int64), (0x61...0x7A, -0x20)]
      where range.overlaps(letters) {
        let part = range.clamped(to: letters)
        folded.ranges.append(
          UInt32(Int64(part.lowerBound) + distance)...UInt32(Int64(part.upperBound) + distance))
      }
      for (letters, other) in [([0x4B, 0x6B] as [UInt32], 0x212A as UInt32), ([0x53, 0x73], 0x17F)] {
        if letters.contains(where: range.contains) { folded.ranges.append(other...other) }
      }
    }
    return folded
  }
}
