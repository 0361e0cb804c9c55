import Findings
import Policy
import YAML

/// Reads conditions; knows the environments, so that a misspelt one is an error and not "false".
struct ConditionReader: Sendable {
  let reader: NodeReader
  let environments: [String]

  func condition(_ node: YAMLNode, depth: Int = 1) throws(Failure) -> Condition {
    guard depth <= Condition.maximumDepth else {
      throw reader.failure(node, "conditions nest deeper than \(Condition.maximumDepth)")
    }
    let fields = try FieldReader(
      node, reader, "a condition", keys: ["all", "any", "not", "field", "op", "value"])
    if fields["field"] != nil || fields["op"] != nil || fields["value"] != nil {
      // Written again with fewer keys, so that `all` beside `field` is an unknown key.
      return .test(try test(node))
    }
    let given = ["all", "any", "not"].filter { fields[$0] != nil }
    guard given.count == 1, let value = fields[given[0]] else {
      throw reader.failure(node, "a condition needs one of all, any, not, or field with op and value")
    }
    if given == ["not"] { return .not(try condition(value, depth: depth + 1)) }
    var parts: [Condition] = []
    for element in try reader.elements(value) { parts.append(try condition(element, depth: depth + 1)) }
    guard !parts.isEmpty else { throw reader.failure(value, "'\(given[0])' needs at least one condition") }
    return given == ["all"] ? .all(parts) : .any(parts)
  }

  /// A mapping of field, op and value.
  func test(_ node: YAMLNode) throws(Failure) -> FieldTest {
    try test(FieldReader(node, reader, "a test", keys: ["field", "op", "value"]))
  }

  /// The test in a mapping that may hold more.
  func test(_ fields: FieldReader) throws(Failure) -> FieldTest {
    let fieldNode = try fields.required("field")
    let opNode = try fields.required("op")
    let valueNode = try fields.required("value")
    let field = try reader.word(fieldNode, as: ConditionField.self, called: "field")
    let operation = try reader.word(opNode, as: ConditionOperator.self, called: "operator")
    let nodes = [ConditionProblem.Part.field: fieldNode, .op: opNode, .value: valueNode]
    let test: FieldTest
    do throws(ConditionProblem) {
      // Judged before the value is read: `>` on text is the error, whatever stands beside it.
      try FieldTest.check(field, operation)
    } catch { throw reader.failure(nodes[error.part] ?? fields.node, error.message, hint: error.hint) }
    let value = try value(valueNode, for: field)
    do throws(ConditionProblem) { test = try FieldTest(field, operation, value) } catch {
      throw reader.failure(nodes[error.part] ?? fields.node, error.message, hint: error.hint)
    }
    try checkEnvironments(test, valueNode)
    return test
  }

  /// The operand as the type of the field wants it; a wrong combination is left to ``FieldTest``.
  private func value(_ node: YAMLNode, for field: ConditionField) throws(Failure) -> FieldValue {
    switch node.content {
    case .sequence(let elements):
      var values: [FieldValue] = []
      for element in elements { values.append(try scalar(element, for: field)) }
      return .list(values)
    case .mapping: throw reader.failure(node, "expected a value, not a mapping")
    case .scalar: return try scalar(node, for: field)
    }
  }

  private func scalar(_ node: YAMLNode, for field: ConditionField) throws(Failure) -> FieldValue {
    guard case .scalar(let text, let isPlain) = node.content else {
      throw reader.failure(node, "expected a value, not \(node.typeName)")
    }
    switch field.type {
    case .integer: return .integer(try reader.integer(node, in: -Self.largestNumber...Self.largestNumber))
    case .boolean: return .boolean(try reader.boolean(node))
    case .choice: return .text(text)
    case .text, .list:
      // Quoted empty text is a value: `before == ""` asks whether there was none.
      return .text(text.isEmpty && !isPlain ? text : try reader.text(node))
    }
  }

  /// No field counts further.
  private static let largestNumber = 1_000_000_000

  private func checkEnvironments(_ test: FieldTest, _ node: YAMLNode) throws(Failure) {
    guard test.field == .environment else { return }
    let known = environments + [EnvironmentMap.noneName]
    for name in test.literals where !known.contains(name) {
      throw reader.failure(
        node, "there is no environment '\(YAMLFile.shown(name))'",
        hint: Suggestion.hint(for: name, among: known) ?? "declared are \(known.joined(separator: ", "))")
    }
  }
}
