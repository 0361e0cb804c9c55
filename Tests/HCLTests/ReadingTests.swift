import HCL
import Testing

@Suite("Reading values")
struct ReadingTests {
  @Test("literals are read through parentheses and templates, and nothing else is a literal")
  func literals() throws {
    #expect(try expression("\"a\"").literalString == "a")
    #expect(try expression("(\"a\")").literalString == "a")
    #expect(try expression("\"${\"a\"}\"").literalString == "a")
    #expect(try expression("\"${true}\"").literalBool == true)
    #expect(try expression("false").literalBool == false)
    #expect(try expression("\"true\"").literalBool == nil)
    #expect(try expression("null").isNull)
    #expect(try !expression("a.null").isNull)
    #expect(try expression("1").literalString == nil)
    #expect(try expression("\"${a}b\"").literalString == nil)
  }

  @Test(
    "numbers have one canonical text",
    arguments: [
      ("0", "0"), ("000", "0"), ("-0", "0"), ("007", "7"), ("1.50", "1.5"), ("15e-1", "1.5"), ("1.0", "1"),
      ("1e3", "1000"),
      ("-1", "-1"), ("-(-1)", "1"), ("0.001", "0.001"), ("1e-3", "0.001"), ("0.10e2", "10"),
      ("1e40", "1" + String(repeating: "0", count: 40)),
      ("1e41", "1e41"), ("12e-60", "12e-60"), ("1.e2", "100"), ("123.456", "123.456"),
      ("18446744073709551616", "18446744073709551616"),
    ])
  func numbers(source: String, canonical: String) throws {
    #expect(try expression(source).literalNumber == canonical)
  }

  @Test("whole numbers that fit are integers")
  func integers() throws {
    #expect(try expression("443").literalInt == 443)
    #expect(try expression("-1").literalInt == -1)
    #expect(try expression("1e3").literalInt == 1000)
    #expect(try expression("1.5").literalInt == nil)
    #expect(try expression("18446744073709551616").literalInt == nil)
    #expect(try expression("\"1\"").literalInt == nil)
  }

  @Test("lists and objects")
  func collections() throws {
    #expect(try expression("[\"a\", (\"b\")]").stringList == ["a", "b"])
    #expect(try expression("[]").stringList == [])
    #expect(try expression("[\"a\", b]").stringList == nil)
    #expect(try expression("toset([\"a\"])").stringList == nil)
    let object = try expression("{a = 1, \"b\" = 2, a = 3, (c) = 4}")
    #expect(object.objectValue(forKey: "a")?.literalInt == 3)
    #expect(object.objectValue(forKey: "b")?.literalInt == 2)
    #expect(object.objectValue(forKey: "c") == nil)
    #expect(object.objectItems?.count == 4)
    #expect(try expression("(f(1))").functionCall?.name == "f")
    #expect(try expression("\"${a.b}\"").traversal?.leadingNames == ["a", "b"])
  }

  @Test("a value is literal when all of it is")
  func isLiteral() throws {
    for source in ["1", "-1", "\"a\"", "null", "[1, [true]]", "{a = {b = \"c\"}}", "<<A\nx\nA"] {
      #expect(try expression(source).isLiteral, "\(source)")
    }
    for source in ["a", "[a]", "{(a) = 1}", "{b = a}", "f()", "1 + 1", "!true", "-a", "\"${a}\""] {
      #expect(try !expression(source).isLiteral, "\(source)")
    }
  }

  @Test(
    "variables are found wherever they are used, and names that a for binds are none",
    arguments: [
      ("var.a.b", "var"), ("f(a, [b], {c = d, (e) = g})", "a b d e g"),
      ("\"${a}%{if b}${c}%{else}${d}%{endif}\"", "a b c d"),
      ("a[b].c[*].d[e]", "a b e"), ("a ? b : -c + d", "a b c d"), ("[for k, v in a : k + v + b if v]", "a b"),
      ("{for k in a : k => b.k...}", "a b"), ("\"%{for v in a}${v}${b}%{endfor}\"", "a b"),
      ("[[for a in b : a], a]", "b a"),
      ("[for a in a : a]", "a"), ("f(x).y", "x"), ("1", ""),
    ])
  func variables(source: String, roots: String) throws {
    #expect(try expression(source).variables.map(\.root).joined(separator: " ") == roots)
  }

  @Test("a variable comes with its steps")
  func variableSteps() throws {
    let found = try expression("a.b[0][\"c\"] + d").variables
    #expect(
      found == [
        HCL.Traversal(root: "a", steps: [.attribute("b"), .index("0"), .key("c")]), HCL.Traversal(root: "d"),
      ])
    #expect(try expression("a + a + b").variableRoots == ["a", "b"])
  }
}
