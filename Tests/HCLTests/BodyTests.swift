import HCL
import Testing

@Suite("Bodies")
struct BodyTests {
  @Test("an attribute has the ranges of its name, its value and itself")
  func attributeRanges() throws {
    let source = "\n  name  =  [1, 2] # note\n"
    let attribute = try #require(parse(source).body.attribute(named: "name"))
    #expect(text(attribute.nameRange, of: source) == "name")
    #expect(text(attribute.expression.range, of: source) == "[1, 2]")
    #expect(text(attribute.range, of: source) == "name  =  [1, 2]")
  }

  @Test("a block has the ranges of its type, labels, header and itself")
  func blockRanges() throws {
    let source = "x = 1\nresource \"a\\\"b\" c {\n  d = 2\n}\n"
    let block = try #require(parse(source).body.blocks.first)
    #expect(block.type == "resource")
    #expect(block.labels == ["a\"b", "c"])
    #expect(text(block.typeRange, of: source) == "resource")
    #expect(block.labelRanges.map { text($0, of: source) } == ["\"a\\\"b\"", "c"])
    #expect(text(block.headerRange, of: source) == "resource \"a\\\"b\" c {")
    #expect(text(block.range, of: source) == "resource \"a\\\"b\" c {\n  d = 2\n}")
    #expect(block.body.attribute(named: "d")?.expression.literalInt == 2)
  }

  @Test("items keep the order of the source and are found by name and type")
  func lookups() {
    let body = parse("b = 1\nx \"1\" {}\na = 2\ny {}\nx \"2\" {}\n").body
    #expect(body.attributes.map(\.name) == ["b", "a"])
    #expect(body.blocks.map(\.type) == ["x", "y", "x"])
    #expect(body.blocks(ofType: "x").map(\.labels) == [["1"], ["2"]])
    #expect(body.expression(named: "a")?.literalInt == 2)
    #expect(body.attribute(named: "c") == nil)
  }

  @Test("offsets count a byte order mark and CR LF")
  func offsets() throws {
    let bytes: [UInt8] = [0xEF, 0xBB, 0xBF] + Array("a = 1\r\nb = 2\r\n".utf8)
    let file = HCL.parse(bytes)
    #expect(file.isComplete)
    let ranges = file.body.attributes.map(\.range)
    #expect(ranges == [HCL.ByteRange(start: 3, end: 8), HCL.ByteRange(start: 10, end: 15)])
  }

  @Test("of a repeated attribute the first counts", arguments: [1, 40])
  func duplicates(others: Int) {
    let fill = (0..<others).map { "n\($0) = 0\n" }.joined()
    let file = parse("a = 1\n\(fill)a = 2\n")
    #expect(file.diagnostics.map(\.problem) == [.duplicateAttribute])
    #expect(file.body.expression(named: "a")?.literalInt == 1)
    #expect(file.body.attributes.count == others + 1)
  }

  @Test("lines are counted from 1 and found by offset")
  func lines() {
    let index = HCL.LineIndex(Array("a\nbc\r\n\nd".utf8))
    #expect(index.lineCount == 4)
    #expect((0...8).map { index.line(at: $0) } == [1, 1, 2, 2, 2, 2, 3, 4, 4])
    #expect(index.lines(of: HCL.ByteRange(start: 0, end: 3)) == 1...2)
    #expect(index.lines(of: HCL.ByteRange(start: 2, end: 2)) == 2...2)
    #expect(HCL.LineIndex([]).line(at: 0) == 1)
  }

  @Test("a byte range never ends before it starts")
  func ranges() {
    let range = HCL.ByteRange(start: 5, end: 2)
    #expect(range.count == 0 && range.end == 5)
    #expect(HCL.ByteRange(start: -1, end: 3).start == 0)
    #expect(HCL.ByteRange(start: 1, end: 3).contains(2))
    #expect(!HCL.ByteRange(start: 1, end: 3).contains(3))
  }
}
