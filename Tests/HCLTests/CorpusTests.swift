import HCL
import Testing

@Suite("The corpus")
struct CorpusTests {
  @Test("has files of both kinds")
  func isThere() {
    #expect(CorpusFile.all.count(where: \.isValid) >= 80)
    #expect(CorpusFile.all.count { !$0.isValid } >= 80)
  }

  @Test("is read without a diagnostic when valid, and never without one when not", arguments: CorpusFile.all)
  func isJudged(file: CorpusFile) throws {
    let parsed = HCL.parse(try file.bytes)
    #expect(parsed.isComplete == file.isValid, "\(parsed.diagnostics)")
  }

  @Test("keeps every range inside the range around it", arguments: CorpusFile.all)
  func rangesNest(file: CorpusFile) throws {
    let bytes = try file.bytes
    let parsed = HCL.parse(bytes)
    check(parsed.body, inside: HCL.ByteRange(start: 0, end: bytes.count))
    for diagnostic in parsed.diagnostics { #expect(diagnostic.range.end <= bytes.count) }
  }

  @Test(
    "gives a canonical text that reads back as itself", arguments: CorpusFile.all.filter(\.isValid))
  func canonicalTextIsStable(file: CorpusFile) throws {
    let text = HCL.parse(try file.bytes).body.normalizedText
    let again = parse(text)
    #expect(again.diagnostics.isEmpty, "\(text)")
    #expect(again.body.normalizedText == text)
  }

  private func check(_ body: HCL.Body, inside outer: HCL.ByteRange) {
    for attribute in body.attributes {
      #expect(outer.start <= attribute.range.start && attribute.range.end <= outer.end)
      #expect(attribute.nameRange.end <= attribute.expression.range.start)
      #expect(attribute.expression.range.end == attribute.range.end)
    }
    for block in body.blocks {
      #expect(outer.start <= block.range.start && block.range.end <= outer.end)
      #expect(block.headerRange.end <= block.range.end)
      #expect(block.labels.count == block.labelRanges.count)
      check(block.body, inside: block.range)
    }
  }
}
