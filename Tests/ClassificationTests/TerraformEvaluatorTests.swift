import Findings
import HCL
import Testing

@testable import Classification

@Suite("Terraform: static evaluation") struct TerraformEvaluatorTests {
  /// The value of `x` in a file that may declare locals and variables beside it.
  private func value(
    _ expression: String, locals: [String: String] = [:], variables: [String: StaticValue] = [:]
  )
    throws -> StaticValue
  {
    func parse(_ text: String) throws -> HCL.Expression {
      let file = HCL.parse(Array("x = \(text)\n".utf8))
      #expect(file.isComplete, "\(text)")
      return try #require(file.body.expression(named: "x"))
    }
    let scope = StaticScope(variables: variables, defining: try Self.locals(locals))
    return Evaluator(scope: scope).value(of: try parse(expression))
  }

  @Test(
    "Known expressions have the value that terraform console prints",
    arguments: [
      ("1 + 2 * 3", "7"), ("(1 + 2) * 3", "9"), ("7 % 3", "1"), ("-7 / 7", "-1"), ("1.0 == 1", "true"),
      ("1 == \"1\"", "false"), ("\"a-${1 + 1}\"", "\"a-2\""), ("\"${true}\"", "true"), ("!false", "true"),
      ("1 < 2 ? \"a\" : \"b\"", "\"a\""), ("[1, 2][1]", "2"), ("{ a = 1, b = 2 }.b", "2"),
      ("{ a = 1 }[\"a\"]", "1"),
      ("toset([\"b\", \"b\"])", "[\"b\"]"), ("concat([1], [2])", "[1, 2]"), ("upper(\"a\")", "\"A\""),
      ("length([1, 2, 3])", "3"), ("contains([\"a\"], \"a\")", "true"), ("lookup({ a = 1 }, \"b\", 2)", "2"),
      ("merge({ a = 1 }, { a = 2 })", "{a = 2}"), ("coalesce(\"\", \"x\")", "\"x\""),
      (
        "flatten([[1], "
          + "[[2]]])", "[1, 2]"
      ),
      ("join(\"-\", [\"a\", \"b\"])", "\"a-b\""), ("max(1, 12, 3)", "12"), ("tonumber(\"1.50\")", "1.5"),
      ("compact([\"\", \"a\"])", "[\"a\"]"), ("\"%{if true}a%{else}b%{endif}\"", "\"a\""), ("1e3", "1000"),
      ("0.10", "0.1"),
    ])
  func known(expression: String, expected: String) throws {
    #expect(try value(expression).shown == expected)
  }

  @Test(
    "What the text does not tell is unknown, and what Terraform refuses is not guessed",
    arguments: [
      "var.missing", "data.aws_ami.a.id", "\"a-${var.missing}\"", "var.missing ? 1 : 2", "1 / 0",
      "9223372036854775807 + 1", "local.missing", "timestamp()", "length(var.missing)",
      "toset([var.missing])", "contains([var.missing], 1)", "1 / 3", "[1] == tolist([1])", "try(var.missing, 1)",
      "[for x in var.missing : x]", "[for x in [1] : x if var.missing]", "var.missing[*].id",
      "coalesce(var.missing, 1)",
      "[for a in range(1000) : [for b in range(1000) : b]]", "jsonencode(var.missing)", "file(\"missing.txt\")",
    ])
  func unknown(expression: String) throws {
    #expect(try value(expression) == .unknown)
  }

  @Test(
    "What Terraform surely refuses is a failure, which try and can see",
    arguments: ["[1][3]", "{ a = 1 }.b", "tonumber(\"x\")", "lookup({}, \"a\")", "null ? 1 : 2", "element([], 0)"])
  func refused(expression: String) throws {
    #expect(try value(expression) == .failure)
    #expect(try value("try(\(expression), 5)") == .integer(5))
    #expect(try value("can(\(expression))") == .bool(false))
  }

  @Test("A JSON text with unknown parts keeps what is known of it")
  func encoded() throws {
    let heredoc = "<<-EOT\n  {\"a\": \"x\", \"b\": \"arn:${var.missing}\", \"c\": [1]}\nEOT\n"
    for text in [heredoc, "jsonencode({ a = \"x\", b = var.missing, c = [1] })"] {
      let value = try value(text)
      #expect(value.isKnown == false)
      guard case .encoded(let elements) = value, let members = elements.values.first?.members else {
        Issue.record("\(text)")
        continue
      }
      #expect(members["a"] == .string("x"))
      #expect(members["b"] == .unknown)
      #expect(members["c"]?.elements == [.integer(1)])
    }
    #expect(try value("jsondecode(jsonencode({ a = var.missing, b = 2 })).b") == .integer(2))
  }

  @Test("One operand may decide although the other is unknown")
  func threeValued() throws {
    #expect(try value("false && var.missing") == .bool(false))
    #expect(try value("var.missing || true") == .bool(true))
    #expect(try value("true && var.missing") == .unknown)
    #expect(try value("var.missing ? 5 : 5") == .integer(5))
  }

  @Test("Locals build on one another in any order, and a circle is unknown")
  func locals() throws {
    #expect(
      try value("local.c", locals: ["c": "\"${local.b}!\"", "b": "local.a", "a": "\"x\""]) == .string("x!"))
    #expect(try value("local.a", locals: ["a": "local.b", "b": "local.a"]) == .unknown)
    #expect(
      try value("local.a.b[0]", locals: ["a": "{ b = [var.v] }"], variables: ["v": .integer(3)])
        == .integer(3))
  }

  @Test("A chain of a hundred thousand locals neither overflows nor takes long")
  func longChain() throws {
    var locals = ["l0": "1"]
    for index in 1...2_000 { locals["l\(index)"] = "local.l\(index - 1)" }
    #expect(try value("local.l2000", locals: locals) == .integer(1))
  }

  @Test("Locals that double one another end in unknown, not in memory")
  func doubling() throws {
    var strings = ["s0": "\"0123456789\""]
    var lists = ["l0": "[1]"]
    for index in 1...64 {
      strings["s\(index)"] = "\"${local.s\(index - 1)}${local.s\(index - 1)}\""
      lists["l\(index)"] = "[local.l\(index - 1), local.l\(index - 1)]"
    }
    #expect(try value("local.s64", locals: strings) == .unknown)
    #expect(try value("local.l64", locals: lists).isKnown == false)
    #expect(try value("local.s3", locals: strings).string?.utf8.count == 80)
  }

  @Test("Numbers are exact and compare by value")
  func numbers() throws {
    #expect(StaticNumber("1.0") == StaticNumber("1"))
    #expect(StaticNumber("10e-1") == StaticNumber("1"))
    #expect(StaticNumber("-0") == StaticNumber("0"))
    #expect(StaticNumber("0.30")?.text == "0.3")
    #expect(StaticNumber("-120")?.integer == -120)
    #expect(StaticNumber("1.5")?.integer == nil)
    #expect(StaticNumber("9223372036854775808")?.integer == nil)
    #expect(StaticNumber("1e999999") == nil)
    #expect(StaticNumber("1x") == nil)
    #expect(StaticNumber("") == nil)
    let ordered = ["-10", "-2", "-0.5", "0", "0.05", "0.5", "3", "12", "100"].compactMap { StaticNumber($0) }
    #expect(ordered.reversed().sorted() == ordered)
  }

  @Test("Two spellings of one setting configure alike")
  func configuresLike() {
    #expect(StaticValue.string("443").configures(likeValue: .integer(443)))
    #expect(StaticValue.string("true").configures(likeValue: .bool(true)))
    #expect(
      StaticValue.tuple([.string("a"), .string("b")]).configures(
        likeValue: .tuple([.string("b"), .string("a")])))
    #expect(!StaticValue.tuple([.string("a")]).configures(likeValue: .tuple([.string("a"), .string("b")])))
    #expect(!StaticValue.string("443").configures(likeValue: .string("444")))
  }

  @Test("Values that are not known compare by their text with locals written out")
  func symbolicText() throws {
    func text(_ expression: String, _ locals: [String: String]) throws -> String {
      func parse(_ text: String) throws -> HCL.Expression {
        try #require(HCL.parse(Array("x = \(text)\n".utf8)).body.expression(named: "x"))
      }
      let scope = StaticScope(defining: try Self.locals(locals))
      return SymbolicText.render(try parse(expression), in: scope)
    }
    let first = try text("\"${local.a}-x\"", ["a": "var.stage"])
    #expect(try first == text("\"${local.renamed}-x\"", ["renamed": "var.stage"]))
    #expect(try first != text("\"${local.a}-x\"", ["a": "var.other"]))
  }

  private static func locals(_ texts: [String: String]) throws -> [String: NamedValues.Definition] {
    var definitions: [String: NamedValues.Definition] = [:]
    for (name, text) in texts {
      let body = HCL.parse(Array("x = \(text)\n".utf8)).body
      definitions["local.\(name)"] = .local(try #require(body.expression(named: "x")))
    }
    return definitions
  }

  private func scope(_ locals: [String: String], _ files: [String: String] = [:]) throws -> StaticScope {
    StaticScope(defining: try Self.locals(locals), files: StaticFiles(contents: files.mapValues(FileContent.text)))
  }

  @Test("Locals of a circle, and what builds on them, have no value in whatever order they are asked for")
  func circles() throws {
    let names = ["a", "b", "c", "d", "e"]
    for first in names {
      let scope = try scope(["a": "local.b", "b": "[local.c]", "c": "local.a", "d": "local.c", "e": "1"])
      #expect(scope.local(first) == (first == "e" ? .integer(1) : nil))
      #expect(!scope.isSensitive(HCL.Traversal(root: "local", steps: [.attribute(first)])))
      #expect(names.map { scope.local($0) } == [nil, nil, nil, nil, .integer(1)])
    }
  }

  @Test("A chain of locals as long as a file is followed")
  func chain() throws {
    var locals = ["l0": "1"]
    for index in 1..<20_000 { locals["l\(index)"] = "local.l\(index - 1)" }
    #expect(try scope(locals).local("l19999") == .integer(1))
  }

  @Test("A block means the same where the names in it do, whatever else changed")
  func comparedScopes() throws {
    func block(_ text: String) throws -> ConfigurationBlock {
      let file = ConfigurationFile(path: "main.tf", name: .configuration, bytes: Array(text.utf8))
      return try #require(file.blocks.first)
    }
    let base = try scope(["a": "1", "b": "2", "c": "local.a + local.b", "f": "file(\"x\")"], ["x": "1"])
    let head = try scope(["a": "1", "b": "1 + 1", "c": "local.b + local.a", "f": "file(\"x\")"], ["x": "2"])
    func isSame(_ value: String) throws -> Bool {
      var scopes = ScopeComparison(base, head)
      return scopes.meanSame(try block("resource \"a\" \"b\" {\n  x { y = \(value) }\n}\n"))
    }
    for value in ["local.a", "local.b", "local.c", "var.z", "1"] { #expect(try isSame(value), "\(value)") }
    for value in ["local.f", "\"${local.f}-\"", "file(\"x\")", "local.missing"] {
      #expect(try !isSame(value), "\(value)")
    }
  }
}
