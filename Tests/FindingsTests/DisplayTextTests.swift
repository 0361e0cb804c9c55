import Findings
import Testing

@Suite("Text that is safe to print")
struct DisplayTextTests {
  @Test("ordinary text of any language stays as it is", arguments: ["", "a b/c.tf", "münchen/漢字.sql", "a:b # c", "🙂"])
  func ordinary(text: String) {
    #expect(DisplayText.escaping(text) == text)
    #expect(DisplayText.escaping(Array(text.utf8)) == text)
  }

  @Test(
    "what steers, hides or looks like something else becomes visible",
    arguments: [
      0x00, 0x07, 0x08, 0x0A, 0x0D, 0x1B, 0x7F, 0x85, 0x9B, 0xA0, 0xAD, 0x34F, 0x115F, 0x200B, 0x200E, 0x202E, 0x2028,
      0x2066, 0x3000, 0x3164, 0xFE0F, 0xFEFF, 0xE000, 0xFFA0, 0xE0041, 0x1D173,
    ] as [UInt32])
  func hostile(value: UInt32) throws {
    let scalar = try #require(Unicode.Scalar(value))
    let shown = DisplayText.escaping("a\(scalar)b")
    #expect(shown == "a\\u{\(String(value, radix: 16))}b")
    #expect(DisplayText.escaping(shown) == shown)
    if value != 0x0A { #expect(DisplayText.escapingPage("a\(scalar)b", coloured: true) == shown) }
  }

  @Test("bytes that are not UTF-8 are shown one by one, so that two names never look alike")
  func bytes() {
    #expect(DisplayText.escaping([0x61, 0xFF] as [UInt8]) == "a\\xff")
    #expect(DisplayText.escaping([0x61, 0xFE] as [UInt8]) == "a\\xfe")
    #expect(DisplayText.escaping([0xC0, 0x9B] as [UInt8]) == "\\xc0\\x9b")
  }

  @Test("a name gives the log of a CI job no orders")
  func logCommands() {
    #expect(DisplayText.escaping("x##[set-output name=a]b") == "x\\u{23}#[set-output name=a]b")
    #expect(DisplayText.escaping("###[x]") == "#\\u{23}#[x]")
    #expect(DisplayText.escaping("::error::x") == "\\u{3a}:error::x")
    #expect(DisplayText.escaping(" ::error::x") == " \\u{3a}:error::x")
    #expect(DisplayText.escaping("a::b") == "a::b")
  }

  @Test("a page keeps its lines and our colours, and nothing else that steers")
  func page() {
    let coloured = "\u{1B}[31mDENIED\u{1B}[0m\n  \u{1B}[1mx\u{1B}[0m\n"
    #expect(DisplayText.escapingPage(coloured, coloured: true) == coloured)
    #expect(!DisplayText.escapingPage(coloured, coloured: false).contains("\u{1B}"))
    #expect(DisplayText.escapingPage("a\u{1B}[2J\r\nb\n ::x", coloured: true) == "a\\u{1b}[2J\\u{d}\nb\n \\u{3a}:x")
    #expect(DisplayText.escapingPage("", coloured: false) == "")
  }

  @Test("no text whatever leaves anything to act on")
  func random() {
    var generator = SystemRandomNumberGenerator()
    for _ in 0..<2000 {
      let bytes = (0..<12).map { _ in UInt8.random(in: 0...255, using: &generator) }
      let shown = DisplayText.escaping(bytes)
      #expect(shown.unicodeScalars.allSatisfy { $0.value >= 0x20 && $0.value != 0x7F && !(0x80...0xA0 ~= $0.value) })
      #expect(DisplayText.escaping(shown) == shown, "\(bytes)")
    }
  }
}
