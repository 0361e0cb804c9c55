import HCL
import Testing

@Suite("The JSON syntax")
struct JSONSyntaxTests {
  static let schema = HCL.JSONSchema(
    blocks: ["resource": 2, "module": 1, "locals": 0, "terraform": 0],
    nestedLabels: ["provisioner": 1, "backend": 1, "dynamic": 1])

  private func parse(_ text: String, templates: Bool = true) -> HCL.ParsedFile {
    HCL.parseJSON(
      Array(text.utf8),
      schema: templates ? Self.schema : HCL.JSONSchema(blocks: [:], hasTemplates: false))
  }

  @Test("Labels are objects around the body, and a list of bodies is several blocks")
  func blocks() throws {
    let file = parse(
      """
      {"//": "a comment", "resource": {"t": {"a": {"x": 1}, "b": [{"x": 2}, {"x": 3}]}}, "locals": {"y": true}}
      """)
    #expect(file.isComplete)
    let resources = file.body.blocks(ofType: "resource")
    #expect(resources.map(\.labels) == [["t", "a"], ["t", "b"], ["t", "b"]])
    #expect(resources.map { $0.body.expression(named: "x")?.literalInt } == [1, 2, 3])
    #expect(file.body.blocks(ofType: "locals").first?.body.expression(named: "y")?.literalBool == true)
  }

  @Test("Lists of objects around labels and the whole file count together")
  func lists() {
    let file = parse(#"[{"resource": [{"t": {"a": {}}}, {"t": [{"b": {}}]}]}, {"module": {"m": {"source": "./m"}}}]"#)
    #expect(file.isComplete)
    #expect(file.body.blocks.map(\.labels) == [["t", "a"], ["t", "b"], ["m"]])
  }

  @Test("A name that occurs twice makes two blocks, and of an attribute the first counts")
  func repeatedNames() {
    let twice = parse(#"{"locals": {"a": 1}, "locals": {"b": 2}}"#)
    #expect(twice.isComplete && twice.body.blocks.count == 2)
    let attribute = parse(#"{"locals": {"a": 1, "a": 2}}"#)
    #expect(attribute.diagnostics.map(\.problem) == [.duplicateAttribute])
  }

  @Test("What may be nested blocks is given as such and as an attribute")
  func ambiguous() throws {
    let body = try #require(
      parse(#"{"resource": {"t": {"a": {"tags": {"k": "v"}, "rule": [{"p": 1}, {"p": 2}], "list": [1, {}]}}}}"#)
        .body.blocks.first?.body)
    #expect(body.expression(named: "tags")?.objectValue(forKey: "k")?.literalString == "v")
    #expect(body.blocks(ofType: "tags").count == 1)
    #expect(body.blocks(ofType: "rule").map { $0.body.expression(named: "p")?.literalInt } == [1, 2])
    #expect(body.expression(named: "rule")?.tupleElements?.count == 2)
    #expect(body.blocks(ofType: "list").isEmpty)
  }

  @Test("Strings are templates where the schema says so")
  func templates() throws {
    let text = #"{"a": "x-${var.y}", "b": "${var.z}", "c": "$${no}", "d": "a\"b\u00e9\ud83d\ude00\n"}"#
    let body = parse(text).body
    #expect(body.expression(named: "a")?.variables.map(\.leadingNames) == [["var", "y"]])
    #expect(body.expression(named: "b")?.traversal?.leadingNames == ["var", "z"])
    #expect(body.expression(named: "c")?.literalString == "${no}")
    #expect(body.expression(named: "d")?.literalString == "a\"bé😀\n")
    #expect(parse(text, templates: false).body.expression(named: "b")?.literalString == "${var.z}")
    #expect(parse(#"{"a": "${"}"#).diagnostics.isEmpty == false)
  }

  @Test("Positions are those of the file")
  func positions() throws {
    let text = #"{"resource": {"t": {"a": {"x": -1.5}}}}"#
    let block = try #require(parse(text).body.blocks.first)
    func slice(_ range: HCL.ByteRange) -> String {
      String(decoding: Array(text.utf8)[range.start..<range.end], as: UTF8.self)
    }
    #expect(slice(block.typeRange) == #""resource""#)
    #expect(slice(block.range) == #""a": {"x": -1.5}"#)
    #expect(block.body.attributes.map { slice($0.range) } == [#""x": -1.5"#])
    #expect(block.body.expression(named: "x")?.literalNumber == "-1.5")
  }

  @Test(
    "What is no JSON is diagnosed where it stops, and what stands before it is kept",
    arguments: [
      #"{"locals": {"a": 1}, "x": }"#, #"{"locals": {"a": 1}} x"#, #"{"locals": {"a": 1}, }"#,
      "{\"locals\": {\"a\": 1}, \"b\": \"\n\"}",
      #"{"locals": {"a": 1}, "n": 01}"#, #"{"locals": {"a": 1}, "n": "\x"}"#, #"{"locals": {"a": 1}"#,
    ])
  func broken(_ text: String) {
    let file = parse(text)
    #expect(file.diagnostics.count == 1)
    #expect(file.body.blocks(ofType: "locals").count == 1)
  }

  @Test(
    "A block that is no object is diagnosed",
    arguments: [#"{"locals": 1}"#, #"{"resource": {"t": ["x"]}}"#, "1", #"["x"]"#])
  func noBody(_ text: String) {
    #expect(parse(text).diagnostics.map(\.problem) == [.jsonBodyExpected])
  }

  @Test("Nesting and size have limits, and empty input is no JSON")
  func limits() {
    let deep = String(repeating: "[", count: 100_000)
    #expect(parse("{\"a\": \(deep)").diagnostics.map(\.problem) == [.nestingTooDeep])
    #expect(parse("").diagnostics.isEmpty == false)
    let small = HCL.Limits(maximumBytes: 4, maximumDepth: 10, maximumDiagnostics: 10)
    #expect(
      HCL.parseJSON(Array("{\"a\": 1}".utf8), schema: Self.schema, limits: small).diagnostics.map(\.problem)
        == [.fileTooLarge])
  }

  @Test("Damaged files are read without a trap", arguments: [11, 12] as [UInt64])
  func damaged(seed: UInt64) {
    let text = """
      {"resource": {"aws_db_instance": {"a": {"name": "x-${local.a["k"]}", "tags": {"a": [1, 2.5e3, null, true]},
       "lifecycle": {"prevent_destroy": true}, "provisioner": [{"local-exec": {"command": "\\u00e9%{if x}y%{endif}"}}]}}},
       "locals": [{"a": {}}, {"b": -1}]}
      """
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<4_000 {
      let bytes = Mutation.flipOrCut(Array(text.utf8), using: &generator)
      let parsed = HCL.parseJSON(bytes, schema: Self.schema)
      for diagnostic in parsed.diagnostics { #expect(diagnostic.range.end <= bytes.count) }
      for block in parsed.body.blocks { _ = block.normalizedText }
    }
  }

  @Test("Repetition takes neither the stack nor the square of the time", .timeLimit(.minutes(20)))
  func repetition() {
    for piece in ["{\"a\":", "[", "\"", "\\", "{\"resource\":[", "\"${", "{\"a\":1},", "\"a\":1,", "1e", "-"] {
      for prefix in ["", "{\"resource\": {\"a\": {\"b\": ", "{\"x\": \"", "["] {
        let text = prefix + String(repeating: piece, count: 60_000 / piece.utf8.count)
        _ = parse(text)
      }
    }
  }
}

@Suite("Texts that are one template or one expression")
struct AloneTests {
  @Test("A template has no quotes and no escapes of its own")
  func template() {
    func parsed(_ text: String) -> HCL.Expression? {
      let result = HCL.parseTemplate(Array(text.utf8))
      return result.diagnostics.isEmpty ? result.expression : nil
    }
    #expect(parsed("a \"b\" \\n\nc\n")?.literalString == "a \"b\" \\n\nc\n")
    #expect(parsed("")?.literalString == "")
    #expect(parsed("${a.b}")?.traversal?.leadingNames == ["a", "b"])
    #expect(parsed("x\n%{ for i in l ~}\n${i}\n%{ endfor ~}\n")?.variables.map(\.root) == ["l"])
    #expect(parsed("${") == nil)
    #expect(parsed("%{ if x }") == nil)
  }

  @Test("An expression may go over several lines, and nothing follows it")
  func expression() {
    #expect(HCL.parseExpression(Array("f(\n1,\n2)".utf8)).expression.functionCall?.arguments.count == 2)
    #expect(HCL.parseExpression(Array("a.b[\"c\"]".utf8)).expression.traversal?.steps.count == 2)
    #expect(HCL.parseExpression(Array("1 2".utf8)).diagnostics.isEmpty == false)
    #expect(HCL.parseExpression(Array("a = 1".utf8)).diagnostics.isEmpty == false)
    #expect(HCL.parseExpression([]).diagnostics.isEmpty == false)
  }
}
