import HCL
import Testing

@Suite("Canonical text")
struct NormalizedTextTests {
  @Test(
    "has one spelling",
    arguments: [
      ("( a )", "a"), ("\"${a}\"", "a"), ("a+b*c", "a + b * c"), ("(a+b)*c", "(a + b) * c"),
      ("a -(b - c)", "a - (b - c)"),
      ("(a -b) - c", "a - b - c"), ("-(a+b)", "-(a + b)"), ("!(!a)", "!!a"),
      ("(a ? b : c) ? d : e", "(a ? b : c) ? d : e"),
      ("a ? (b ? c : d) : e", "a ? b ? c : d : e"), ("[1,\n 2, # x\n]", "[1, 2]"),
      ("{b:1, a=2}", "{a = 2, b = 1}"),
      ("{\"b\"=1,\"a b\"=2}", "{\"a b\" = 2, b = 1}"), ("{(b) = 1, a = 2}", "{(b) = 1, a = 2}"),
      ("{a=1,a=2}", "{a = 1, a = 2}"),
      ("{\"for\" = 1}", "{\"for\" = 1}"), ("f( a,b... )", "f(a, b...)"), ("a.b.0[\"c\"]", "a.b[0][\"c\"]"),
      ("a.*.b", "a[*].b"),
      ("a.*.b[0]", "a.*.b[0]"), ("a.*.0 .1[b]", "a.*.0 .1[b]"), ("(a.*.b).*.c[0]", "(a[*].b).*.c[0]"),
      ("a[*].b.*.c[*].d", "a[*].b.*.c[*].d"), ("a[*].b[0]", "a[*].b[0]"), ("(a[*]).b", "(a[*]).b"),
      ("(a).b", "a.b"), ("(-a).b", "(-a).b"),
      ("(1).a", "(1).a"), ("1.50", "1.5"), ("<<A\nx \"y\"\nA", "\"x \\\"y\\\"\\n\""),
      ("\"$${a} 5%\"", "\"$${a} 5%\""),
      ("\"\\u0024${a}\"", "\"\\u0024${a}\""), ("\"$$${a}\"", "\"$\\u0024{a}\""),
      ("\"a\\u0001\"", "\"a\\u0001\""),
      ("\"x%{ if a ~} b%{ else }c%{ endif }\"", "\"x%{if a}b%{else}c%{endif}\""),
      ("\"%{for k,v in a}${k}%{endfor}\"", "\"%{for k, v in a}${k}%{endfor}\""),
      ("[for a in b:c if d]", "[for a in b : c if d]"),
      ("{for a,b in c:d=>e...}", "{for a, b in c : d => e...}"), ("a[ b ]", "a[b]"), ("x::y( 1 )", "x::y(1)"),
    ])
  func spelling(source: String, canonical: String) throws {
    let text = try expression(source).normalizedText
    #expect(text == canonical)
    #expect(try expression(text).normalizedText == canonical)
  }

  @Test(
    "tells apart what means something else",
    arguments: [
      ("1", "\"1\""), ("a.b", "a[\"b\"]"), ("[1, 2]", "[2, 1]"), ("{a = 1}", "{(a) = 1}"), ("a - b", "b - a"),
      ("(a[*]).b", "a[*].b"),
      ("f(a)", "f(a...)"), ("\"a\"", "\"a \""), ("\"${a}\"", "\"${a} \""), ("true", "\"true\""),
      ("null", "\"\""), ("-1", "1"),
      ("\"$${a}\"", "\"${a}\""), ("[for a in b : c]", "[for a in b : c if true]"), ("{a=1,a=2}", "{a=2,a=1}"),
    ])
  func difference(left: String, right: String) throws {
    #expect(try !expression(left).isSemanticallyEqual(to: expression(right)))
  }

  @Test("bodies are equal whatever the order of attributes and of blocks of different types")
  func bodies() {
    let body = parse("a = 1\nb = 2\nx \"1\" {\n  c = \"d\"\n}\ny {\n}\nx \"2\" {\n}\n").body
    #expect(body.isSemanticallyEqual(to: parse("y {}\nb = (2) # two\nx 1x {}\n").body) == false)
    #expect(
      body.isSemanticallyEqual(
        to: parse("y {}\nx \"1\" { c = \"d\" }\nb = (2) # two\nx \"2\" {}\na = 1").body))
    #expect(
      !body.isSemanticallyEqual(to: parse("a = 1\nb = 2\nx \"2\" {}\nx \"1\" { c = \"d\" }\ny {}\n").body))
    #expect(body.normalizedText == "a = 1\nb = 2\nx \"1\" {\nc = \"d\"\n}\nx \"2\" {\n}\ny {\n}\n")
  }

  @Test("blocks are equal by type, labels and body")
  func blocks() {
    let blocks = parse("a \"b\" { c = 1 }\na b {\n  c = (1)\n}\na \"d\" { c = 1 }\na \"b\" { c = 2 }\n").body
      .blocks
    #expect(blocks[0].isSemanticallyEqual(to: blocks[1]))
    #expect(!blocks[0].isSemanticallyEqual(to: blocks[2]))
    #expect(!blocks[0].isSemanticallyEqual(to: blocks[3]))
    #expect(blocks[0].normalizedText == "a \"b\" {\nc = 1\n}\n")
  }
}
