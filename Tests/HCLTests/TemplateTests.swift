import HCL
import Testing

@Suite("Templates")
struct TemplateTests {
  @Test(
    "quoted strings",
    arguments: [
      (#""""#, ""), (#""a b""#, "a b"), (#""\n\r\t\"\\""#, "\n\r\t\"\\"),
      (#""\u00e9\U0001F600""#, "\u{E9}\u{1F600}"),
      (#""$${a} %%{b}""#, "${a} %{b}"), (#""$ % $$ 5%""#, "$ % $$ 5%"), (#""$$${a}""#, "$${a}"),
      (#""\u0041BC""#, "ABC"),
      (#""caf\#u{E9}""#, "caf\u{E9}"),
    ])
  func quoted(source: String, value: String) throws {
    #expect(try expression(source).literalString == value)
  }

  @Test(
    "sequences",
    arguments: [
      (#""a${b}c""#, #"(template "a" b "c")"#), (#""${a}""#, "(wrap a)"), (#""${a}${b}""#, "(template a b)"),
      (#""${"${a}"}""#, "(wrap (wrap a))"), (#""${{a = 1}.a}""#, "(wrap (steps (object 7-14 name:a 1) .a))"),
      (#""x${~ a ~} y""#, #"(template "x" a "y")"#), (#"" ${a} ""#, #"(template " " a " ")"#),
      (#""\n${~ a}b""#, #"(template a "b")"#),
      (#""%{if a}b%{else}c%{endif}""#, #"(template (%if a "b" "c"))"#),
      (#""%{ if a }%{ endif }""#, #"(template (%if a "" ""))"#),
      (#""%{for a, b in c}${b},%{endfor}""#, #"(template (%for a,b c (template b ",")))"#),
      (#""%{if a ~} b %{~ endif}""#, #"(template (%if a "b" ""))"#),
    ])
  func sequences(source: String, expected: String) throws {
    #expect(try tree(source) == expected)
  }

  @Test(
    "heredocs",
    arguments: [
      ("<<A\nx\n  y\nA", "x\n  y\n"), ("<<A\nA", ""), ("<<A\nx\n  A  ", "x\n"),
      ("<<A\nNOT A\nA1\nA", "NOT A\nA1\n"),
      ("<<-A\n    x\n   y\n\n    z\n  A", " x\ny\n\n z\n"), ("<<-A\n\tx\n\t\ty\nA", "x\n\ty\n"),
      ("<<A\n\\n \"\nA", "\\n \"\n"),
      ("<<A\n$${x} %%{y}\nA", "${x} %{y}\n"), ("<<-A\n  x\n $${y}\n A", " x\n${y}\n"),
      ("<<A\r\nx\r\nA\r", "x\r\n"),
      ("<<-A\n    a\n \n   b\nA", " a\n \nb\n"),
    ])
  func heredocs(source: String, value: String) throws {
    #expect(try expression(source).literalString == value)
  }

  @Test("the end marker gives its line end back to the attribute")
  func heredocEnds() {
    let file = parse("a = <<A\nx\nA\nb = 1\n")
    #expect(file.isComplete)
    #expect(file.body.attributes.map(\.name) == ["a", "b"])
    #expect(file.body.attributes[0].expression.range == HCL.ByteRange(start: 4, end: 11))
  }

  @Test("a line that begins with a sequence has no indentation")
  func flushWithSequence() throws {
    #expect(try tree("<<-A\n    x\n${y}\nA") == #"(template "    x\n" y "\n")"#)
    #expect(try tree("<<-A\n    x\n  ${y}\nA") == #"(template "  x\n" y "\n")"#)
  }

  @Test("strip markers in a heredoc reach to the line end and no further")
  func heredocStrips() throws {
    #expect(try tree("<<A\nx\n  ${~ y ~}\n  z\nA") == #"(template "x\n" y "  z\n")"#)
  }

  @Test(
    "what is wrong is named",
    arguments: [
      ("\"a", HCL.Problem.unterminatedString), ("\"${a\"", .unterminatedString),
      ("\"${}\"", .expressionExpected),
      ("\"${a b}\"", .unterminatedSequence), (#""\x""#, .invalidEscape), (#""\u12""#, .invalidEscape),
      (#""\ud800""#, .invalidEscape),
      (#""\${a}""#, .invalidEscape), ("\"%{if a}\"", .unbalancedDirective),
      ("\"%{else}\"", .unbalancedDirective),
      ("\"%{endfor}\"", .unbalancedDirective), ("\"%{what}\"", .directive), ("\"%{}\"", .directive),
      ("\"%{for a}%{endfor}\"", .forClause),
      ("\"%{if a}%{for b in c}%{endif}%{endfor}\"", .unbalancedDirective), ("<<A\nx", .unterminatedHeredoc),
      ("<<A\n\rA\n", .invalidCharacter), ("\"\u{0}\"", .nulByte),
    ])
  func failures(source: String, problem: HCL.Problem) {
    let found = problems("a = \(source)\n")
    #expect(found.contains(problem), "\(found)")
  }

  @Test("bytes that are no UTF-8 are diagnosed in text and code, and let be in comments")
  func encoding() {
    for bad in [[0xFF], [0xC0, 0x80], [0xED, 0xA0, 0x80], [0xF5, 0x80, 0x80, 0x80], [0xE2, 0x82]] as [[UInt8]] {
      let inString = HCL.parse(Array("a = \"".utf8) + bad + Array("\"\n".utf8))
      #expect(inString.diagnostics.first?.problem == .invalidUTF8)
      #expect(inString.diagnostics.first?.range.start == 5)
      #expect(
        HCL.parse(Array("a = ".utf8) + bad + Array("\n".utf8)).diagnostics.first?.problem == .invalidUTF8)
      #expect(HCL.parse(Array("# ".utf8) + bad + Array("\na = 1\n".utf8)).isComplete)
    }
  }
}
