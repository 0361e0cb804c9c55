/// What a pattern's letters mean from here on.
struct RegexFlags: Hashable, Sendable {
  /// `i`
  var ignoresCase = false
  /// `m`: `^` and `$` stand at each line.
  var isMultiLine = false
  /// `s`: `.` is any character.
  var dotMatchesAll = false
  /// `U`: repetitions are lazy, and those with `?` are not.
  var prefersFewer = false
}

/// What RE2 reads beyond the plain syntax (github.com/google/re2/wiki/Syntax, and Go's `regexp/syntax`).
extension RegexParser {
  /// Takes `(?i)` and the like, which hold until the group ends.
  mutating func takesFlags() throws(RegexError) -> Bool {
    let start = index
    guard take("("), take("?"), let first = current, "imsU-)".unicodeScalars.contains(first) else {
      index = start
      return false
    }
    let before = flags
    try readFlags(from: start)
    if take(")") { return true }
    (index, flags) = (start, before)
    return false
  }

  /// Reads the letters of flags; those behind a `-` are switched off.
  mutating func readFlags(from start: Int) throws(RegexError) {
    var isOn = true
    var isOneMissing = false
    while let scalar = current, scalar != ")", scalar != ":" {
      index += 1
      switch scalar {
      case "i": flags.ignoresCase = isOn
      case "m": flags.isMultiLine = isOn
      case "s": flags.dotMatchesAll = isOn
      case "U": flags.prefersFewer = isOn
      case "-" where isOn:
        isOn = false
        isOneMissing = true
        continue
      default: throw error("only the flags i, m, s and U are supported", at: start)
      }
      isOneMissing = false
    }
    guard !isOneMissing else { throw error("a flag is missing", at: start) }
  }

  /// The name in `(?P<name>` or `(?<name>`, read from behind the question mark; `nil` where none stands.
  mutating func groupName(from start: Int) throws(RegexError) -> String? {
    let before = index
    _ = take("P")
    guard take("<") else {
      index = before
      return nil
    }
    var name = String.UnicodeScalarView()
    while let scalar = current, scalar != ">" {
      guard RegexSet.word.contains(scalar) else { throw error("a group's name has letters, digits and '_' only") }
      name.append(scalar)
      index += 1
    }
    guard take(">"), !name.isEmpty else { throw error("a group's name is missing or has no end", at: start) }
    return String(name)
  }

  /// The characters of `\Q…\E`; `nil` where no such quotation begins.
  mutating func quotedLiterals() throws(RegexError) -> [RegexNode]? {
    guard current == "\\", index + 1 < scalars.count, scalars[index + 1] == "Q" else { return nil }
    index += 2
    var nodes: [RegexNode] = []
    while let scalar = current {
      index += 1
      if scalar == "\\", take("E") { break }
      nodes.append(try literal(scalar))
    }
    return nodes
  }

  /// Takes the letter of an escape that asks something of the place.
  mutating func takeAssertion(_ letter: Unicode.Scalar) -> RegexAssertion? {
    let assertion: RegexAssertion
    switch letter {
    case "A": assertion = .textStart
    case "z": assertion = .textEnd
    case "b": assertion = .wordBoundary
    case "B": assertion = .noWordBoundary
    default: return nil
    }
    index += 1
    return assertion
  }

  /// `\a \f \v`, and characters by their number: `\x7F`, `\x{10FFFF}`, `\012`. `nil` for any other letter.
  mutating func numberedScalar() throws(RegexError) -> Unicode.Scalar? {
    guard let letter = current else { return nil }
    switch letter {
    case "a", "f", "v":
      index += 1
      return letter == "a" ? "\u{07}" : letter == "f" ? "\u{0C}" : "\u{0B}"
    case "x":
      index += 1
      let isBraced = take("{")
      let digits = takeDigits(radix: 16, atMost: isBraced ? 8 : 2)
      guard isBraced ? take("}") && !digits.isEmpty : digits.count == 2 else {
        throw error("a number in base 16 is missing or has no end")
      }
      return try scalar(digits, radix: 16)
    case "0"..."7":
      // A digit other than 0 by itself would be a reference to a group.
      let isOctal = letter == "0" || (index + 1 < scalars.count && ("0"..."7").contains(scalars[index + 1]))
      return isOctal ? try scalar(takeDigits(radix: 8, atMost: 3), radix: 8) : nil
    default: return nil
    }
  }

  private mutating func takeDigits(radix: Int, atMost count: Int) -> String {
    var digits = ""
    while let scalar = current, scalar.isASCII, digits.utf8.count < count, Character(scalar).hexDigitValue ?? 16 < radix
    {
      digits.unicodeScalars.append(scalar)
      index += 1
    }
    return digits
  }

  private func scalar(_ digits: String, radix: Int) throws(RegexError) -> Unicode.Scalar {
    guard let value = UInt32(digits, radix: radix), let scalar = Unicode.Scalar(value) else {
      throw error("no character has this number")
    }
    return scalar
  }

  /// `[:alpha:]` inside a set; `nil` where the bracket stands for itself.
  mutating func posixClass() throws(RegexError) -> RegexSet? {
    guard index + 1 < scalars.count, scalars[index + 1] == ":" else { return nil }
    var end = index + 2
    while end + 1 < scalars.count, !(scalars[end] == ":" && scalars[end + 1] == "]") { end += 1 }
    guard end + 1 < scalars.count else { return nil }
    var name = String.UnicodeScalarView()
    name.append(contentsOf: scalars[(index + 2)..<end])
    guard let set = RegexSet(posixClass: String(name)) else { throw error("no class has this name") }
    index = end + 2
    return folded(set)
  }
}
