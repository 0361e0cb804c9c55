import PolicyYAML
import Testing
import YAML

@Suite("Streams of YAML documents")
struct YAMLTreesTests {
  private func parse(_ text: String, isTemplate: Bool = false) -> YAMLStream {
    YAMLTrees().parse(Array(text.utf8), isTemplate: isTemplate)
  }

  @Test("every document of a stream is read, with the lines of its nodes")
  func documents() {
    let stream = parse("kind: A\n---\nkind: B\nlist:\n  - 1\n  - {x: y}\n...\n")
    #expect(stream.problem == nil)
    #expect(stream.documents.map { $0["kind"]?.text } == ["A", "B"])
    #expect(stream.documents.last?["list"]?.elements.map(\.line) == [5, 6])
  }

  @Test("JSON is read, byte order mark or not", arguments: ["", "\u{FEFF}"])
  func json(_ start: String) {
    let stream = parse(start + "{\"a\": [1, \"b\"],\n\t\"c\": {\"d\": null}}")
    #expect(stream.documents.first?["a"]?.elements.map(\.text) == ["1", "b"])
    #expect(stream.documents.first?["c"]?.has("d") == true && stream.documents.first?["c", "d"] == nil)
  }

  @Test("an alias stands for what its anchor names")
  func aliases() {
    let document = parse("a: &x [1, 2]\nb: *x\n").documents.first
    #expect(document?["b"]?.canonical == "[1, 2]")
    #expect(parse("b: *x\n").problem != nil)
    #expect(parse("a: &x [*x]\n").problem != nil)
  }

  @Test(
    "a merge key brings what the mapping does not say itself, wherever it stands",
    arguments: ["<<: *base\n  port: 2", "port: 2\n  <<: *base"])
  func merges(_ body: String) {
    let document = parse("base: &base {port: 1, name: x}\nown:\n  \(body)\n").documents.first
    #expect(document?["own", "port"]?.text == "2")
    #expect(document?["own", "name"]?.text == "x")
  }

  @Test(
    "what tools read differently is a problem with its line",
    arguments: [
      ("a: 1\na: 2\n", 2), ("a:\n  ? [x]\n  : y\n", 2), ("a: [1\nb: 2\n", 2), ("a: \"x\n", 2), ("a: 1\n\tb: 2\n", 2),
    ])
  func problems(_ text: String, _ line: Int) {
    #expect(parse(text).problem?.line == line, "\(text)")
  }

  @Test("in a template both branches of a condition count")
  func branches() {
    let text = "kind: S\ntype: A\ntype: B\nports: [1]\nports: [2]\nsame: x\nsame: x\n"
    #expect(parse(text).problem != nil)
    let document = parse(text, isTemplate: true).documents.first
    #expect(document?["type"]?.text == "⟦A or B⟧")
    #expect(document?["ports"]?.canonical == "[1, 2]")
    #expect(document?["same"]?.text == "x")
  }

  @Test("aliases of aliases end in a problem before they fill the memory")
  func laughs() {
    var text = "a0: &a0 [x, x, x, x, x, x, x, x, x, x]\n"
    for index in 1..<12 {
      text += "a\(index): &a\(index) [" + Array(repeating: "*a\(index - 1)", count: 10).joined(separator: ", ") + "]\n"
    }
    #expect(parse(text).problem?.message.hasPrefix("more than") == true)
  }

  @Test("nesting is bounded", arguments: ["[", "{a: ", "- "])
  func depth(_ piece: String) {
    #expect(parse(String(repeating: piece, count: 5000)).problem != nil)
  }

  @Test("tags of the document's own are kept, those of YAML are not")
  func tags() {
    let document = parse("a: !Ref Web\nb: !!str 5\nc: !If [x, y]\n").documents.first
    #expect(document?["a"]?.tag == "!Ref" && document?["a"]?.text == nil)
    #expect(document?["b"]?.text == "5")
    #expect(document?["c"]?.tag == "!If")
  }
}
