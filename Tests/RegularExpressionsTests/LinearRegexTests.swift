import RegularExpressions
import TestSupport
import Testing

@Suite struct LinearRegexTests {
  static let foundCases: [(String, String)] = [
    ("", ""), ("", "abc"), ("b", "abc"), ("^abc$", "abc"), ("a.c", "abc"), ("a.c", "aéc"),
    ("[a-c]+x", "zzcbax"),
    ("[^a]", "b"), ("[]a]", "]"), ("[^]a]", "b"), ("[a-]", "-"), ("[\\d_]{2}", "a1_"), ("\\w+\\s\\d", "ab 1"),
    ("\\D\\W\\S", "a-b"), ("[^\\d]", "x"), ("[\\D]", "x"), ("a|b|c", "c"), ("^(a|b)*$", "abba"),
    ("(?:ab){2}", "abab"),
    ("^a{2,3}$", "aaa"), ("^a{2,}$", "aaaaa"), ("^a{0}$", ""), ("^a?$", ""), ("a+?b", "aab"), ("\\.", "."),
    ("payments/", "src/payments/x"), ("migration.*", "migration.column.dropped"),
    ("CHG-[0-9]+", "see CHG-12"),
    ("^(a*)*$", "aaa"), ("^(a|)+$", "aa"), ("a||b", ""), ("(^a|b$)", "ab"), ("x*$", "y"), ("^", ""),
    ("$", ""),
    ("a\\{1", "a{1"), ("日本", "の日本語"), ("[а-я]+", "привет"), ("a$|^b", "ba"), ("}", "}"), ("a-b]", "a-b]"),
  ]
  static let missedCases: [(String, String)] = [
    ("a", ""), ("^b", "ab"), ("a$", "ab"), ("a.c", "a\nc"), ("[a-c]", "d"), ("[^a]", "a"), ("^a{2,3}$", "a"),
    ("^a{2,3}$", "aaaa"), ("^(a|b)*$", "abc"), ("\\.", "a"), ("\\d", "٣"), ("^a|b$", "cac"), ("a^b", "ab"),
    ("a$b", "ab"), ("^$", "x"), ("(ab){2}", "ab"), ("[^\\w]", "a"), ("\u{E9}", "e\u{301}"),
  ]

  @Test("A pattern is found where it occurs", arguments: foundCases)
  func found(_ pattern: String, _ text: String) throws { #expect(try LinearRegex(pattern).matches(text)) }

  @Test("A pattern is not found where it does not occur", arguments: missedCases)
  func missed(_ pattern: String, _ text: String) throws { #expect(try !LinearRegex(pattern).matches(text)) }

  @Test("A whole match goes from end to end")
  func aWholeMatchGoesFromEnd() throws {
    let ticket = try LinearRegex("CHG-[0-9]+|X")
    #expect(ticket.matchesWhole("CHG-12") && ticket.matchesWhole("X"))
    #expect(!ticket.matchesWhole("CHG-12x") && !ticket.matchesWhole("xCHG-12") && !ticket.matchesWhole(""))
    #expect(try LinearRegex("a*").matchesWhole("") && LinearRegex("a|ab").matchesWhole("ab"))
  }

  static let refusedCases = [
    "(", ")", "a)", "[", "[a", "[^]", "*", "+a", "?", "{2}", "a{", "a{,2}", "a{2,1}", "a{2", "a**", "a+*",
    "a*{2}",
    "a++", "^*", "$+", "\\", "\\b", "\\1", "\\x41", "(?=a)", "(?!a)", "(?<n>a)", "(?i)a", "[z-a]", "[a-\\d]",
    "a{1001}",
    "[\\", "(?", "((((a{1000}){1000}){1000}){1000})", "((){1000}){1000}", "(((){1000}){1000}){1000}",
    String(repeating: "(", count: 33) + String(repeating: ")", count: 33),
    String(repeating: "a", count: 1001),
    "[abcdefghijklmnopqrst]{1000}",
  ]

  @Test("A pattern outside the syntax or the limits is refused", arguments: refusedCases)
  func refused(_ pattern: String) { #expect(throws: RegexError.self) { try LinearRegex(pattern) } }

  @Test(
    "Patterns that make others back-track take linear time", .timeLimit(.minutes(20)),
    arguments: ["(a+)+$", "^(a|aa)+$", "(a*)*b", "(.*a){20}", "a{0,200}a{200}$", "(x+x+)+y"])
  func pathological(_ pattern: String) throws {
    let regex = try LinearRegex(pattern)
    // A back-tracking matcher needs more than the age of the universe for the first of these.
    _ = regex.matches(String(repeating: "a", count: 2_000) + "!")
  }

  @Test("It agrees with a back-tracking matcher on random patterns")
  func itAgreesWithABackTracking() throws {
    var generator = SeededGenerator(seed: 42)
    var found = 0
    for _ in 0..<3_000 {
      let pattern = Oracle.pattern(depth: 3, &generator)
      let text = String(
        (0..<Int.random(in: 0...6, using: &generator)).map { _ in
          Character(["a", "b", "c"].randomElement(using: &generator) ?? "a")
        })
      let expected = Oracle.found(pattern, in: Array(text))
      found += expected ? 1 : 0
      #expect(try LinearRegex(pattern.source).matches(text) == expected, "\(pattern.source) in \(text)")
    }
    #expect((300...2_700).contains(found), "the comparison needs both outcomes")
  }

  @Test("Random bytes as a pattern never crash")
  func randomBytesAsAPatternNever() {
    var generator = SeededGenerator(seed: 7)
    let alphabet = Array("ab()[]{}*+?|^$\\.,-019d")
    for _ in 0..<3_000 {
      let pattern = String(
        (0..<Int.random(in: 0...20, using: &generator)).map { _ in
          alphabet.randomElement(using: &generator) ?? "a"
        })
      if let regex = try? LinearRegex(pattern) { _ = regex.matches("aab01-") }
    }
  }
}

/// A matcher that tries everything, as simple as can be: the set of places where a match can end.
private indirect enum Oracle {
  case literal(Character)
  case any
  case start
  case end
  case sequence(Oracle, Oracle)
  case either(Oracle, Oracle)
  case times(Oracle, Int, Int)

  var source: String {
    switch self {
    case .literal(let character): String(character)
    case .any: "."
    case .start: "^"
    case .end: "$"
    case .sequence(let left, let right): left.source + right.source
    case .either(let left, let right): "(\(left.source)|\(right.source))"
    case .times(let body, let low, let high): "(\(body.source)){\(low),\(high)}"
    }
  }

  static func pattern(depth: Int, _ generator: inout SeededGenerator) -> Oracle {
    switch Int.random(in: depth > 0 ? 0...9 : 0...4, using: &generator) {
    case 0...2: return .literal(["a", "b", "c"].randomElement(using: &generator) ?? "a")
    case 3: return .any
    case 4: return Bool.random(using: &generator) ? .start : .end
    case 5, 6: return .sequence(pattern(depth: depth - 1, &generator), pattern(depth: depth - 1, &generator))
    case 7: return .either(pattern(depth: depth - 1, &generator), pattern(depth: depth - 1, &generator))
    default:
      let low = Int.random(in: 0...2, using: &generator)
      return .times(
        pattern(depth: depth - 1, &generator), low, low + Int.random(in: 0...2, using: &generator))
    }
  }

  func ends(_ text: [Character], from index: Int) -> Set<Int> {
    switch self {
    case .literal(let character): return index < text.count && text[index] == character ? [index + 1] : []
    case .any: return index < text.count ? [index + 1] : []
    case .start: return index == 0 ? [index] : []
    case .end: return index == text.count ? [index] : []
    case .sequence(let left, let right):
      return Set(left.ends(text, from: index).flatMap { right.ends(text, from: $0) })
    case .either(let left, let right):
      return left.ends(text, from: index).union(right.ends(text, from: index))
    case .times(let body, let low, let high):
      var reached: Set<Int> = [index]
      var result: Set<Int> = low == 0 ? [index] : []
      for count in 1...max(1, high) where count <= high {
        reached = Set(reached.flatMap { body.ends(text, from: $0) })
        if count >= low { result.formUnion(reached) }
      }
      return result
    }
  }

  static func found(_ pattern: Oracle, in text: [Character]) -> Bool {
    (0...text.count).contains { !pattern.ends(text, from: $0).isEmpty }
  }
}
