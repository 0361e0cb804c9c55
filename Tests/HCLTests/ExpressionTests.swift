import HCL
import Testing

@Suite("Expressions")
struct ExpressionTests {
  @Test(
    "operators bind by precedence and to the left",
    arguments: [
      ("a + b * c", "(binary + a (binary * b c))"), ("a - b - c", "(binary - (binary - a b) c)"),
      ("a || b && c", "(binary || a (binary && b c))"), ("a == b < c", "(binary == a (binary < b c))"),
      ("a && b == c", "(binary && a (binary == b c))"), ("a <= b + c", "(binary <= a (binary + b c))"),
      ("-a + b", "(binary + (unary - a) b)"), ("!a.b", "(unary ! a.b)"), ("a-b", "a-b"),
      ("a -b", "(binary - a b)"),
      ("a ? b : c ? d : e", "(if a b (if c d e))"), ("a == b ? c : d", "(if (binary == a b) c d)"),
      ("(a + b) % c", "(binary % (parens (binary + a b)) c)"),
      ("a >= b != c", "(binary != (binary >= a b) c)"),
    ])
  func operators(source: String, expected: String) throws {
    #expect(try tree(source) == expected)
  }

  @Test(
    "steps are static where the key is, and belong to a splat where the reference puts them",
    arguments: [
      ("a.b[0].c[\"d\"].1", "a.b[0].c[\"d\"][1]"), ("a[b].c", "(steps (index a b) .c)"),
      ("a[-1]", "(index a (unary - 1))"),
      ("a[*].b[0]", "(splat a (steps item .b[0]))"), ("a.*.b[0]", "(steps (splat a (steps item .b)) [0])"),
      ("a[*][*]", "(splat a (splat item item))"), ("a[*].b[c]", "(splat a (index (steps item .b) c))"),
      ("f(a).b", "(steps (call f false 4-8 [a]) .b)"), ("(a).b.c", "(steps (parens a) .b.c)"),
      ("a.*", "(splat a item)"),
      ("a[b][c]", "(index (index a b) c)"), ("a.0", "a[0]"), ("\"a\".b", "(steps \"a\" .b)"),
    ])
  func steps(source: String, expected: String) throws {
    #expect(try tree(source) == expected)
  }

  @Test("a splat knows how it was written")
  func splatStyles() throws {
    for (source, style) in [("a.*.b", HCL.SplatStyle.attributeOnly), ("a[*].b", .full)] {
      guard case .splat(let splat) = try expression(source).kind else {
        Issue.record("\(source) is no splat")
        continue
      }
      #expect(splat.style == style)
    }
  }

  @Test(
    "collections and calls",
    arguments: [
      ("[]", "(tuple 4-6 [])"), ("[1,\n]", "(tuple 4-9 [1])"), ("{}", "(object 4-6)"),
      ("{a = 1, b : 2\n\"c\" = 3}", "(object 4-26 name:a 1 name:b 2 \"c\" 3)"),
      ("{(a) = 1, null = 2}", "(object 4-23 (parens a) 1 name:null 2)"), ("{a.b = 1}", "(object 4-13 a.b 1)"),
      ("f()", "(call f false 4-7 [])"), ("f(a, b...)", "(call f true 4-14 [a b])"),
      ("f(a,)", "(call f false 4-9 [a])"),
      ("a::b::c(1)", "(call a::b::c false 4-14 [1])"), ("true(1)", "(call true false 4-11 [1])"),
    ])
  func collections(source: String, expected: String) throws {
    #expect(try tree(source) == expected)
  }

  @Test(
    "for expressions",
    arguments: [
      ("[for a in b : c]", "(for a b _ c false _)"), ("[for a, b in c : d if e]", "(for a,b c _ d false e)"),
      ("{for a in b : c => d}", "(for a b c d false _)"),
      ("{\nfor a, b in c :\n d\n =>\n e... if f}", "(for a,b c d e true f)"),
      ("[for for in in : if]", "(for for in _ if false _)"),
    ])
  func forExpressions(source: String, expected: String) throws {
    #expect(try tree(source) == expected)
  }

  @Test(
    "a number keeps its text", arguments: ["0", "007", "1.50", "1e3", "2.5E-10", "12345678901234567890.123"])
  func numbers(text: String) throws {
    guard case .number(let kept) = try expression(text).kind else {
      Issue.record("no number")
      return
    }
    #expect(kept == text)
  }

  @Test("every expression has the range of its text")
  func ranges() throws {
    let source = "a = f(b.c[0], \"x${y}\") ? [1] : -d\n"
    let file = parse(source)
    guard
      case .conditional(let condition, let whenTrue, let whenFalse)? = file.body.expression(named: "a")?.kind,
      case .call(let call) = condition.kind
    else {
      Issue.record("another tree")
      return
    }
    let ranges =
      [condition.range, whenTrue.range, whenFalse.range, call.nameRange] + call.arguments.map(\.range)
    #expect(
      ranges.map { text($0, of: source) } == [
        "f(b.c[0], \"x${y}\")", "[1]", "-d", "f", "b.c[0]", "\"x${y}\"",
      ])
  }

  @Test(
    "what is wrong is named",
    arguments: [
      ("", HCL.Problem.expressionExpected), ("[1 2]", .separatorExpected), ("{a}", .separatorExpected),
      ("{a = 1 b = 2}", .separatorExpected), ("f(a b)", .separatorExpected),
      ("f(a..., b)", .closingBracketExpected),
      ("(a", .closingBracketExpected), ("a[0", .closingBracketExpected), ("a ? b", .colonExpected),
      ("a.", .nameExpected),
      ("a.0.1", .legacyIndexChain), ("a.*.*", .nestedSplat), ("1.2.3", .invalidNumber),
      ("1e999999999", .invalidNumber),
      ("a & b", .invalidCharacter), ("'a'", .invalidCharacter), ("[for a in b, c]", .forClause),
      ("{for a in b : c}", .forClause),
      ("a::b", .expressionExpected), ("a b", .newlineExpected), ("\u{201C}a\u{201D}", .invalidCharacter),
    ])
  func failures(source: String, problem: HCL.Problem) {
    let found = problems("a = \(source)\nb = 1\n")
    #expect(found.first == problem, "\(found)")
  }
}
