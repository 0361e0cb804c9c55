import Foundation
import RegularExpressions
import TestSupport
import Testing

/// Compares matches and their groups with those of Go's `regexp`, through Oracle/regexmatches.go.
@Suite("Regular expressions against Go")
struct ReferenceTests {
  /// Patterns of which each part is read in its own way.
  private static let chosen: [(String, String)] = [
    ("^v(\\d+)\\.(\\d+)(?:\\.(\\d+))?$", "v1.20"), ("(?P<host>[^/]+)/(?P<rest>.*)", "a.b/c/d"), ("(?P<n>a)|(b)", "ab"),
    ("(?i)abc|K", "ABC k \u{212A}"), ("(?i)[a-c]+", "aBCd"), ("(?i)[^s]+", "s\u{17F}S!x"), ("(?s)a.b", "a\nb"),
    ("(?m)^b$", "a\nb\nc"), ("(?U)a+", "aaa"), ("(?U)a+?", "aaa"), ("(?i:a)b", "Ab aB"), ("(a(?i)b|c)D", "aBD cD Cd"),
    ("(?i-s:A.)", "ab"), ("(?-i)a", "A"), ("\\bfoo\\b", "foo afoo foo-"), ("\\B-", "- a-b"), ("\\Aab\\z", "ab"),
    ("\\Qa.b\\E+", "a.bb a.b"), ("\\Q", "x"), ("\\Qa\\", "a\\"), ("a\\Q\\E*", "aaa"), ("\\x41\\x{42}\\103", "ABC"),
    ("\\07", "\u{07}"), ("\\1", "a"), ("\\8", "a"), ("[[:alpha:]_]+", "ab_1"), ("[[:^digit:]]+", "ab1"),
    ("[[:nope:]]", "a"), ("[[:alpha]", "["), ("[[]", "["), ("[a\\-c]+", "a-c"), ("[\\d-z]+", "1-z"), ("a{,2}", "a{,2}"),
    ("a{2", "a{2"), ("a{", "a{"), ("{", "{"), ("{,2}", "{,2}"), ("{2}", "a"), ("x{2}{3}", "x"), ("x{2}{y", "xx{y"),
    ("a**", "a"), ("^*", "a"), ("$+b", "b"), ("(?:\\b)*a", "a"), ("(|a)*", "aab"), ("(|a)+", "aab"), ("(a*)*", "aab"),
    ("(a*)+", "aab"), ("(a|b)*?c", "abc"), ("(a*)(a*)", "aaa"), ("(a*?)(a*)", "aaa"), ("(a)|b", "ba"),
    ("(a|ab)(c|bcd)(d*)", "abcd"),
    ("\\s", "\u{0B}"), ("\\v", "\u{0B}"), ("\\S+", "a\u{0B}b"), ("[\\s]", "\u{0B}"), ("\\_", "_"), ("\\é", "é"),
    ("é+", "aéé"), (".", "日本"), ("", "ab"), ("a*", "baac"), ("x*$", "yx"), ("(?:)*", "a"), ("()", "ab"),
    ("(?P<>x)", "x"), ("(?P<a-b>x)", "x"), ("(?)", "x"), ("(?-)", "x"), ("(?i)", "x"), ("(?z)", "x"), ("(?i", "x"),
    ("a(?i)", "a"), ("(?=a)", "a"),
    ("[^\\n]", "\n"), ("[^a]", "\n"), ("(?i)\\W", "\u{212A}k"), ("(?i)[[:upper:]]", "a"), ("a{1001}", "a"),
    ("(a{2,3}){2}", "aaaaa"),
  ]

  private static let atoms = [
    "a", "b", "c", ".", "[ab]", "[^a]", "\\w", "\\d", "\\b", "^", "$", "-", "(?i)B", "(?:)", "\\Qa\\E", "é",
  ]

  private static func pattern(depth: Int, _ generator: inout SeededGenerator) -> String {
    func inner() -> String { pattern(depth: depth - 1, &generator) }
    switch Int.random(in: depth > 0 ? 0...12 : 0...4, using: &generator) {
    case 0...4: return atoms.randomElement(using: &generator) ?? "a"
    case 5, 6: return inner() + inner()
    case 7: return "(\(inner())|\(inner()))"
    case 8: return "(\(inner()))"
    case 9: return "(?:\(inner())|\(inner()))"
    default:
      let quantifier = ["*", "+", "?", "*?", "+?", "??", "{2}", "{1,2}", "{0,2}?", "{1,}", "{2,}", "{0}"]
      return "(\(inner()))" + (quantifier.randomElement(using: &generator) ?? "*")
    }
  }

  @Test(
    "every match is where Go finds it, and so are its groups",
    .enabled(if: GoOracle.isWanted, "go is not installed"))
  func agrees() throws {
    var generator = SeededGenerator(seed: 11)
    var pairs = Self.chosen
    for _ in 0..<6_000 {
      let pattern = Self.pattern(depth: 4, &generator)
      let text = String(
        (0..<Int.random(in: 0...7, using: &generator)).map { _ in
          Character(["a", "b", "c", "B", "-", "1", "é"].randomElement(using: &generator) ?? "a")
        })
      pairs.append((pattern, text))
    }
    let answers = try GoOracle.answers(to: pairs)
    try #require(answers.count == pairs.count)
    var found = 0
    for ((pattern, text), answer) in zip(pairs, answers) {
      guard let regex = try? LinearRegex(pattern, syntax: .re2) else {
        #expect(answer == nil || pattern.contains("(?i)") && !pattern.allSatisfy(\.isASCII), "\(pattern) is refused")
        continue
      }
      var steps = 1_000_000
      let matches = try #require(regex.allMatches(in: Array(text.unicodeScalars), steps: &steps))
      found += matches.isEmpty ? 0 : 1
      let places = matches.map { $0.ranges.flatMap { [$0?.lowerBound ?? -1, $0?.upperBound ?? -1] } }
      #expect(places == answer, "\(pattern) in \(text)")
    }
    #expect((1_000...5_500).contains(found), "the comparison needs both outcomes")
  }

  @Test("A search gives up when its steps are used up")
  func givesUp() throws {
    let regex = try LinearRegex("(a*)*b", syntax: .re2)
    let text = [Unicode.Scalar](repeating: "a", count: 5_000)
    var few = 1_000
    #expect(regex.allMatches(in: text, steps: &few) == nil)
    var many = 10_000_000
    #expect(regex.allMatches(in: text, steps: &many)?.isEmpty == true)
  }
}

private enum GoOracle {
  /// Where oracles are required it runs without them too, and fails.
  static var isWanted: Bool {
    let environment = ProcessInfo.processInfo.environment
    return environment["GATEHOUSE_REQUIRE_ORACLES"] == "1"
      || (environment["PATH"] ?? "").split(separator: ":")
        .contains { FileManager.default.isExecutableFile(atPath: "\($0)/go") }
  }

  private struct ProgramFailed: Error {
    let status: Int32
  }

  static func answers(to pairs: [(String, String)]) throws -> [[[Int]]?] {
    let input = FileManager.default.temporaryDirectory.appendingPathComponent("regex-\(UUID().uuidString).json")
    try JSONEncoder().encode(pairs.map { [$0.0, $0.1] }).write(to: input)
    defer { try? FileManager.default.removeItem(at: input) }
    let source = URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent(
      "Oracle/regexmatches.go")
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["go", "run", source.path]
    process.environment = ProcessInfo.processInfo.environment.merging(["GO111MODULE": "off", "GOFLAGS": ""]) { $1 }
    let output = Pipe()
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = output
    try process.run()
    let answers = output.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw ProgramFailed(status: process.terminationStatus) }
    return try JSONDecoder().decode([[[Int]]?].self, from: answers)
  }
}
