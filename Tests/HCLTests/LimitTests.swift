import HCL
import Testing

@Suite("Limits")
struct LimitTests {
  @Test("a file above the limit of bytes is not read, one at the limit is")
  func bytes() {
    var limits = HCL.Limits.default
    limits.maximumBytes = 6
    #expect(parse("a = 1\n", limits: limits).isComplete)
    let larger = parse("a = 12\n", limits: limits)
    #expect(larger.diagnostics.map(\.problem) == [.fileTooLarge])
    #expect(larger.body.attributes.isEmpty)
  }

  @Test(
    "depth above the limit is diagnosed, and the items around it are kept",
    arguments: [
      "((((1))))", "[[[[1]]]]", "f(f(f(f(1))))", "1 + 1 + 1 + 1 + 1", "b[c][c][c][c]", "!!!!b",
      "b ? c : b ? c : b ? c : d",
      "\"%{if a}%{if a}%{if a}%{if a}x%{endif}%{endif}%{endif}%{endif}\"", "b[*][*][*][*]",
    ])
  func depth(value: String) {
    var limits = HCL.Limits.default
    let source = "x = 1\na = \(value)\ny {\n  z = 2\n}\n"
    #expect(parse(source).isComplete)
    limits.maximumDepth = 3
    let file = parse(source, limits: limits)
    #expect(file.diagnostics.map(\.problem) == [.nestingTooDeep])
    #expect(file.body.attributes.map(\.name) == ["x", "a"])
    #expect(file.body.blocks.first?.body.attribute(named: "z") != nil)
  }

  @Test("blocks nest up to the limit")
  func blockDepth() {
    var limits = HCL.Limits.default
    limits.maximumDepth = 2
    #expect(parse("a {\n  b {\n  }\n}\n", limits: limits).isComplete)
    let file = parse("a {\n  b {\n    c {\n    }\n  }\n}\nd = 1\n", limits: limits)
    #expect(file.diagnostics.map(\.problem) == [.nestingTooDeep])
    #expect(file.body.attribute(named: "d") != nil)
    #expect(file.body.blocks.first?.body.blocks.first?.type == "b")
  }

  @Test("diagnostics stop at their limit and say so")
  func diagnostics() {
    var limits = HCL.Limits.default
    limits.maximumDiagnostics = 3
    let file = parse(String(repeating: "a =\n", count: 10), limits: limits)
    #expect(file.diagnostics.count == 4)
    #expect(file.diagnostics.last?.problem == .tooManyDiagnostics)
  }

  @Test("every problem has a code of its own and a sentence")
  func messages() {
    let diagnostics = HCL.Problem.allCases
    #expect(Set(diagnostics.map(\.rawValue)).count == diagnostics.count)
    #expect(parse("a = ").diagnostics.allSatisfy { !$0.message.isEmpty })
  }
}
