import HCL
import Testing

@Suite("Recovery: one bad item does not hide the others")
struct RecoveryTests {
  /// Each breaks one item between two good ones.
  static let broken = [
    "x = ", "x = [1, 2", "x = f(1,", "x = {\n  a = 1 b = 2\n}", "x = \"abc", "x = \"${abc", "x = \"${\"",
    "x = )", "x = 1 y = 2",
    "x", "x.y = 1", "\"x\" = 1", "= 1", "}", "resource \"a\" = 1", "resource \"a\" \"b",
    "resource \"a\"\n{\n  y = 1\n}",
    "resource \"a\" {\n  y =\n}", "resource \"a\" {\n  y = 1", "resource \"a\" {\n  y {\n}",
    "resource \"a\" {\n  y = <<EOT\n  z\n}",
    "resource \"a\" { y = 1 z = 2 }", "resource \"a\" { y {} }", "resource ${a} {\n  y = 1\n}",
    "x = <<EOT\ntext", "/* x", "x = 'a'",
    "x = a ? b", "x = \"%{if a}\"", "<<<<<<< HEAD", "resource \"a\" {\n  y = (\n  z = 1\n}",
    "x = [\n  1,\n  y = 2\n]",
    "resource \"a\" {\n  y = \"${b\n}", "x = \u{0}",
  ]

  @Test("the items before and behind are kept", arguments: broken)
  func keepsNeighbours(source: String) {
    let file = parse("before = 1\n\(source)\nafter \"one\" {\n  inner = 2\n}\nlast \"two\" {\n}\n")
    #expect(!file.isComplete)
    #expect(file.body.attribute(named: "before") != nil)
    #expect(file.body.blocks(ofType: "after").first?.labels == ["one"])
    #expect(file.body.blocks(ofType: "last").first?.labels == ["two"])
  }

  @Test("inside a block the attributes before and behind are kept")
  func insideBlocks() throws {
    let file = parse(
      "a {\n  b = 1\n  c = [1 2]\n  d = f(\n  e = 2\n  g {\n    h = \n  }\n  i = 3\n}\nj {\n}\n")
    let block = try #require(file.body.blocks.first)
    #expect(block.body.attributes.map(\.name) == ["b", "c", "d", "e", "i"])
    #expect(block.body.blocks.map(\.type) == ["g"])
    #expect(file.body.blocks.map(\.type) == ["a", "j"])
    #expect(file.diagnostics.map(\.problem) == [.separatorExpected, .separatorExpected, .expressionExpected])
  }

  @Test("an attribute with an unreadable value is kept as such, and equals nothing")
  func invalidValues() throws {
    let file = parse("a = [1 2 +]\n")
    let value = try #require(file.body.expression(named: "a"))
    guard case .invalid = value.kind else {
      Issue.record("not invalid")
      return
    }
    #expect(!value.isSemanticallyEqual(to: value))
    #expect(!file.body.isSemanticallyEqual(to: file.body))
  }

  @Test("a missing comma is told, and the elements around it are read")
  func missingCommas() throws {
    let file = parse("a = [\n  \"x\"\n  \"y\",\n  z\n]\nb = [1, 2\nc = 3\n")
    let list = try #require(file.body.expression(named: "a")?.tupleElements)
    #expect(list.map(\.normalizedText) == ["\"x\"", "\"y\"", "z"])
    #expect(file.body.expression(named: "c")?.normalizedText == "3")
    #expect(file.diagnostics.map(\.problem) == [.separatorExpected, .separatorExpected])
  }

  @Test("a dot that stands for a comma is told, and the elements around it are read")
  func dotsForCommas() throws {
    let file = parse("a = [\n  \"x\".\n  b.c.\n  \"y\",\n  z\n]\nd = f(\"x\". \"y\")\ne = 3\n")
    let list = try #require(file.body.expression(named: "a")?.tupleElements)
    #expect(list.map(\.normalizedText) == ["\"x\".b.c", "\"y\"", "z"])
    guard case .invalid? = file.body.expression(named: "d")?.kind else {
      Issue.record("not invalid")
      return
    }
    #expect(file.body.expression(named: "e")?.normalizedText == "3")
    #expect(file.diagnostics.map(\.problem) == [.separatorExpected, .separatorExpected])
  }

  @Test("a diagnostic is where the trouble is")
  func positions() throws {
    let source = "a = 1\nb = [1 2]\n"
    let diagnostic = try #require(parse(source).diagnostics.first)
    #expect(text(diagnostic.range, of: source) == "2")
    #expect(HCL.LineIndex(Array(source.utf8)).line(at: diagnostic.range.start) == 2)
  }

  @Test("an unclosed block is told once and cut at the next item")
  func unclosedBlock() {
    let file = parse("a {\n  b = 1\n\nc {\n  d = 2\n}\n")
    #expect(file.diagnostics.map(\.problem) == [.unclosedBlock])
    #expect(file.body.blocks.map(\.type) == ["a", "c"])
    #expect(file.body.blocks.first?.body.attribute(named: "b") != nil)
  }

  @Test("what opens the file and never closes hides nothing but itself")
  func openFromTheStart() {
    for opener in ["/* x", "\u{FEFF}/* x", "x = <<EOT", "x {", "x = (", "x = \"${"] {
      let file = parse("\(opener)\nafter \"one\" {\n}\n")
      #expect(!file.isComplete && file.body.blocks.contains { $0.type == "after" }, "\(opener)")
    }
  }

  @Test("an attribute repeated behind a cut is still a duplicate")
  func duplicateBehindCut() {
    let file = parse("a = 1\nb {\na = 2\na = 3\n")
    #expect(file.diagnostics.map(\.problem).contains(.duplicateAttribute))
    #expect(file.body.expression(named: "a")?.literalInt == 1)
  }

  @Test("names as Terraform 0.11 took them are read, and diagnosed")
  func legacyNames() {
    let source = "data {\n  main.rego.a = 1\n  \"b/c\" = 2\n}\n"
    let file = parse(source)
    #expect(file.diagnostics.map(\.problem) == [.dottedName, .quotedName])
    #expect(file.diagnostics.map { text($0.range, of: source) }.first == "main")
    let attributes = file.body.blocks.first?.body.attributes ?? []
    #expect(attributes.map(\.name) == ["main.rego.a", "b/c"])
    #expect(attributes.map { text($0.range, of: source) }.first == "main.rego.a = 1")
  }

  @Test(
    "a dot that ends, starts or stands apart makes no name", arguments: ["a. = 1", ".a = 1", "a . b = 1", "a.1 = 1"])
  func noName(line: String) {
    #expect(!problems("x {\n  \(line)\n}\n").contains(.dottedName))
  }
}
