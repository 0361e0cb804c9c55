import Foundation
import HCL
import Testing

@Suite("Damaged and hostile files")
struct RobustnessTests {
  @Test("random damage never stops the parser or its readers", arguments: [1, 2, 3, 4] as [UInt64])
  func survivesDamage(seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for file in CorpusFile.all {
      var bytes = try file.bytes
      for _ in 0..<5 {
        bytes = Mutation.replaceOneToken(of: bytes, using: &generator)
        exercise(Mutation.flipOrCut(bytes, using: &generator))
      }
    }
  }

  @Test("every prefix of a file is read")
  func survivesTruncation() throws {
    let file = try #require(CorpusFile.all.first { $0.name == "module-real" })
    let bytes = try file.bytes
    for end in stride(from: 0, through: bytes.count, by: 7) { exercise(Array(bytes[..<end])) }
  }

  /// Runs everything that walks a tree. What is checked is that it returns, and that a tree equals itself
  /// unless a part of it is unreadable.
  private func exercise(_ bytes: [UInt8]) {
    let parsed = HCL.parse(bytes)
    let isSelfEqual = parsed.body.isSemanticallyEqual(to: parsed.body)
    #expect(isSelfEqual || !parsed.isComplete)
    for attribute in parsed.body.attributes { _ = attribute.expression.variables }
    for diagnostic in parsed.diagnostics { #expect(diagnostic.range.end <= bytes.count) }
  }

  /// Pieces which, repeated, have brought parsers down: by recursion, or by time that grows with the square
  /// of the size.
  static let repeated = [
    "(", "[", "{", "a{\n", "a{", "f(", "\"${", "${", "!", "-", "a[", "a ? ", "a ? b : ", "[for a in ",
    "{for a in b : ",
    "{a=", "a+", "a||a&&a==a>a+a*", "a[*]", "x[*].y", "a[b]", ".a", ".0.a", ".*", "\"", "\"\n", "<<A\n",
    "a = <<A\n", "%{if a}",
    "\"%{if a}", "a = 1\n", "a \"b\" {}\n", "a = (\n", "a = [", "/*", "1.", "1e", ")", "]", "}", "}\n",
    "((((]", "a = <<A\n${", "\\",
    "\"\\u", "a::", "\u{0}", "=", "\r", "~}", "$${", "a = \"%{if b}\n", "EOT\n", " ", "-a", "\u{E9}",
  ]

  /// The square of this size is more steps than a minute has room for; its multiple is a fraction of a second.
  private static let repeatedSize = 40_000

  @Test("repetition takes neither the stack nor the square of the time", .timeLimit(.minutes(20)), arguments: repeated)
  func repeatedPieces(piece: String) {
    for prefix in ["", "a = ", "a = \"", "a = <<A\n", "a = a"] {
      let count = Self.repeatedSize / piece.utf8.count
      exercise(Array(prefix.utf8) + Array(repeatElement(Array(piece.utf8), count: count).joined()))
    }
  }

  /// Each opens one level and has a value at its heart.
  static let nesting: [(open: String, close: String)] = [
    ("(", ")"), ("[", "]"), ("{a=", "}"), ("f(", ")"), ("\"x${", "}\""), ("a[", "]"), ("-", ""), ("!", ""),
    ("b ? c : ", ""),
    ("[for d in e : ", "]"), ("{for d in e : f => ", "}"), ("b+(", ")"), ("b||b&&b==b>b+b*(", ")"),
    ("<<A\n${", "}\nA\n"),
    ("f([{a=(", ")}])"), ("{(", ")=1}"), ("[\"%{if x}${", "}%{endif}\"]"), ("b[*][", "]"),
  ]

  @Test("trees as deep as allowed fit a stack of 512 KiB", arguments: nesting.indices)
  func deepTreesFit(index: Int) throws {
    let (open, close) = Self.nesting[index]
    for count in [50, 90, 98, 99, 100, 101, 300] {
      let value = String(repeating: open, count: count) + "1" + String(repeating: close, count: count)
      onSmallStack { exercise(Array("a = \(value)\n".utf8)) }
    }
  }

  @Test("blocks and chains as deep as allowed fit a stack of 512 KiB")
  func deepBlocksFit() {
    for count in [99, 100, 101, 5_000] {
      let value = String(repeating: "(", count: 98) + "1" + String(repeating: ")", count: 98)
      let blocks =
        String(repeating: "b {\n", count: count) + "a = \(value)\n" + String(repeating: "}\n", count: count)
      onSmallStack { exercise(Array(blocks.utf8)) }
      let chain = "a = b" + String(repeating: " + b", count: count) + "\n"
      onSmallStack { exercise(Array(chain.utf8)) }
      let indexes = "a = b" + String(repeating: "[c]", count: count) + "\n"
      onSmallStack { exercise(Array(indexes.utf8)) }
      let splats = "a = b" + String(repeating: "[*].c", count: count) + "\n"
      onSmallStack { exercise(Array(splats.utf8)) }
    }
  }

  private func onSmallStack(_ body: @escaping @Sendable () -> Void) {
    let done = DispatchSemaphore(value: 0)
    let thread = Thread {
      body()
      done.signal()
    }
    thread.stackSize = 512 << 10
    thread.start()
    done.wait()
  }
}
