import Findings
import Policy
import Testing

@Suite struct ConditionTests {
  struct Case: Sendable, CustomTestStringConvertible {
    let field: ConditionField
    let operation: ConditionOperator
    let operand: FieldValue
    let value: FieldValue
    let passes: Bool

    init(
      _ field: ConditionField, _ operation: ConditionOperator, _ operand: FieldValue, _ value: FieldValue,
      _ passes: Bool
    ) {
      (self.field, self.operation, self.operand, self.value, self.passes) = (
        field, operation, operand, value, passes
      )
    }

    var testDescription: String { "\(value) \(operation.rawValue) \(operand) is \(passes)" }
  }

  static let texts: FieldValue = .list([.text("a"), .text("b")])

  static let table: [Case] = [
    Case(.kind, .equal, .text("a"), .text("a"), true), Case(.kind, .equal, .text("a"), .text("b"), false),
    Case(.kind, .equal, .text("e\u{301}"), .text("\u{E9}"), false),
    Case(.kind, .notEqual, .text("a"), .text("b"), true),
    Case(.kind, .notEqual, .text("a"), .text("a"), false),
    Case(.kind, .in, texts, .text("b"), true), Case(.kind, .in, texts, .text("c"), false),
    Case(.kind, .notIn, texts, .text("c"), true), Case(.kind, .notIn, texts, .text("a"), false),
    Case(.kind, .contains, .text("gre"), .text("ingress"), true),
    Case(.kind, .contains, .text("abac"), .text("ababac"), true),
    Case(.kind, .contains, .text("erg"), .text("ingress"), false),
    Case(.kind, .matches, .text("^in.*s$"), .text("ingress"), true),
    Case(.kind, .matches, .text("^gress"), .text("ingress"), false),
    Case(.files, .contains, .text("a"), texts, true), Case(.files, .contains, .text("ab"), texts, false),
    Case(.files, .matches, .text("[b-c]"), texts, true), Case(.files, .matches, .text("[c-d]"), texts, false),
    Case(.score, .equal, .integer(5), .integer(5), true),
    Case(.score, .equal, .integer(5), .integer(6), false),
    Case(.score, .notEqual, .integer(5), .integer(6), true),
    Case(.score, .notEqual, .integer(5), .integer(5), false),
    Case(.score, .greater, .integer(5), .integer(6), true),
    Case(.score, .greater, .integer(5), .integer(5), false),
    Case(.score, .greaterOrEqual, .integer(5), .integer(5), true),
    Case(.score, .greaterOrEqual, .integer(5), .integer(4), false),
    Case(.score, .less, .integer(5), .integer(4), true), Case(.score, .less, .integer(5), .integer(5), false),
    Case(.score, .lessOrEqual, .integer(5), .integer(5), true),
    Case(.score, .lessOrEqual, .integer(5), .integer(6), false),
    Case(.score, .in, .list([.integer(1), .integer(2)]), .integer(2), true),
    Case(.score, .notIn, .list([.integer(1), .integer(2)]), .integer(2), false),
    Case(.level, .greaterOrEqual, .text("high"), .text("critical"), true),
    Case(.level, .greaterOrEqual, .text("high"), .text("medium"), false),
    Case(.level, .greater, .text("medium"), .text("high"), true),
    Case(.level, .less, .text("high"), .text("low"), true),
    Case(.level, .lessOrEqual, .text("high"), .text("critical"), false),
    Case(.direction, .equal, .text("loosens"), .text("loosens"), true),
    Case(.reversible, .equal, .boolean(true), .boolean(true), true),
    Case(.reversible, .notEqual, .boolean(true), .boolean(true), false),
  ]

  @Test("Every operator matches and fails to match", arguments: table)
  func operators(_ row: Case) throws {
    #expect(try FieldTest(row.field, row.operation, row.operand).passes(row.value) == row.passes)
  }

  @Test("The table has every operator with both outcomes")
  func theTableHasEveryOperatorWith() {
    for operation in ConditionOperator.allCases {
      let outcomes = Set(Self.table.filter { $0.operation == operation }.map(\.passes))
      #expect(outcomes == [true, false], "\(operation.rawValue)")
    }
  }

  static let mistakeCases: [(ConditionField, ConditionOperator, FieldValue, ConditionProblem.Part)] = [
    (.kind, .greater, .text("x"), .op), (.kind, .less, .integer(3), .op), (.files, .equal, .text("x"), .op),
    (.score, .contains, .integer(1), .op), (.score, .matches, .text("1"), .op),
    (.reversible, .greater, .boolean(true), .op), (.reversible, .in, .list([.boolean(true)]), .op),
    (.direction, .greater, .text("loosens"), .op), (.actor, .matches, .text("human"), .op),
    (.kind, .equal, .integer(1), .value), (.kind, .equal, .boolean(true), .value),
    (.kind, .equal, .list([.text("x")]), .value), (.kind, .in, .text("x"), .value),
    (.kind, .in, .list([]), .value), (.kind, .in, .list([.integer(1)]), .value),
    (.score, .equal, .text("1"), .value), (.score, .in, .list([.text("1")]), .value),
    (.reversible, .equal, .text("true"), .value), (.level, .equal, .text("hihg"), .value),
    (.level, .greater, .integer(600), .value), (.direction, .in, .list([.text("up")]), .value),
    (.kind, .contains, .text(""), .value), (.kind, .matches, .text(""), .value),
    (.kind, .matches, .text("("), .value), (.path, .matches, .text("(?=a)"), .value),
  ]

  @Test("A test of the wrong type is an error in the right part", arguments: mistakeCases)
  func mistakes(
    _ field: ConditionField, _ operation: ConditionOperator, _ value: FieldValue,
    _ part: ConditionProblem.Part
  ) {
    let problem = #expect(throws: ConditionProblem.self) { try FieldTest(field, operation, value) }
    #expect(problem?.part == part)
  }

  @Test("A mistyped word gets a suggestion")
  func aMistypedWordGetsASuggestion() {
    let problem = #expect(throws: ConditionProblem.self) { try FieldTest(.level, .equal, .text("hihg")) }
    #expect(problem?.hint == "did you mean 'high'?")
  }

  @Test("all, any and not nest as in logic", arguments: 0..<8)
  func nesting(_ bits: Int) throws {
    let values = [bits & 1 != 0, bits & 2 != 0, bits & 4 != 0]
    let tests = try values.map { try test(.kind, $0 ? .equal : .notEqual, .text("network.ingress.world")) }
    let cases: [(Condition, Bool)] = [
      (.all([tests[0], .any([tests[1], .not(tests[2])])]), values[0] && (values[1] || !values[2])),
      (.any([.all([tests[0], tests[1]]), tests[2]]), (values[0] && values[1]) || values[2]),
      (.not(.all(tests)), !(values[0] && values[1] && values[2])),
      (.not(.any(tests)), !(values[0] || values[1] || values[2])),
    ]
    for (condition, expected) in cases {
      let policy = Policy(rules: [rule("r", condition, .log)])
      #expect(policy.assess([finding()], context: context()).rules.isEmpty != expected)
    }
  }

  @Test("Every field can be read by a rule")
  func everyFieldCanBeReadBy() throws {
    let subject = finding(
      "migration.column.dropped", 700, path: "db/1.sql", resource: "users.ssn", before: "a",
      after: .sensitive,
      files: ["db/0.sql"])
    let expected: [(ConditionField, ConditionOperator, FieldValue)] = [
      (.kind, .equal, .text("migration.column.dropped")), (.domain, .equal, .text("migration")),
      (.path, .equal, .text("db/1.sql")), (.files, .contains, .text("db/0.sql")),
      (.resource, .equal, .text("users.ssn")), (.before, .equal, .text("a")),
      (.after, .equal, .text("(sensitive)")), (.direction, .equal, .text("loosens")),
      (.confidence, .equal, .text("literal")), (.reversible, .equal, .boolean(true)),
      (.environment, .equal, .text("none")), (.score, .equal, .integer(700)), (.level, .equal, .text("high")),
      (.actor, .equal, .text("agent")), (.target, .equal, .text("main")),
      (.filesChanged, .equal, .integer(7)),
      (.directories, .equal, .integer(1)),
    ]
    #expect(Set(expected.map(\.0)) == Set(ConditionField.allCases))
    for (field, operation, value) in expected {
      let policy = Policy(rules: [rule("r", try test(field, operation, value), .log)])
      let rules = policy.assess([subject], context: context(actor: .agent, filesChanged: 7)).rules
      #expect(rules.count == 1, "\(field.rawValue)")
    }
  }

  @Test("A suggestion is near and never far")
  func aSuggestionIsNearAndNever() {
    #expect(Suggestion.nearest(to: "overides", among: ["overrides", "rules"]) == "overrides")
    #expect(Suggestion.nearest(to: "ruels", among: ["overrides", "rules"]) == "rules")
    #expect(Suggestion.nearest(to: "goal", among: ConditionField.allCases.map(\.rawValue)) == nil)
    #expect(Suggestion.nearest(to: String(repeating: "x", count: 10_000), among: ["x"]) == nil)
  }
}
