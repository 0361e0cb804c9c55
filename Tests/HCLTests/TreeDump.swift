import Foundation
import HCL

/// Writes a tree in the form of Oracle/hcldump.go, so that the two can be compared as text.
enum TreeDump {
  static func body(_ body: HCL.Body) -> String {
    let attributes = body.attributes.map { ($0.range.start, attribute($0)) }
    let blocks = body.blocks.map { ($0.range.start, block($0)) }
    let items = (attributes + blocks).sorted { $0.0 < $1.0 }.map(\.1)
    return "{" + items.joined(separator: " ") + "}"
  }

  private static func attribute(_ attribute: HCL.Attribute) -> String {
    let ranges = [attribute.nameRange, attribute.range, attribute.expression.range].map(span)
    return
      "(attribute \"\(attribute.name)\" \(ranges.joined(separator: " ")) \(expression(attribute.expression)))"
  }

  private static func block(_ block: HCL.Block) -> String {
    let labels = zip(block.labels, block.labelRanges).map { " \(quote($0)) \(span($1))" }.joined()
    return
      "(block \"\(block.type)\"\(labels) \(span(block.headerRange)) \(span(block.range)) \(body(block.body)))"
  }

  private static func span(_ range: HCL.ByteRange) -> String { "\(range.start)-\(range.end)" }

  /// As Go's encoding/json writes a string, without HTML escapes and in normalisation form C.
  private static func quote(_ string: String) -> String {
    var text = "\""
    for scalar in string.precomposedStringWithCanonicalMapping.unicodeScalars {
      switch scalar {
      case "\"", "\\": text += "\\\(scalar)"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "\u{0}"..<" ", "\u{2028}", "\u{2029}": text += String(format: "\\u%04x", scalar.value)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  private static func list(_ expressions: [HCL.Expression]) -> String {
    "[" + expressions.map(expression).joined(separator: " ") + "]"
  }

  private static func optional(_ expression: HCL.Expression?) -> String {
    expression.map(Self.expression) ?? "_"
  }

  private static func number(_ text: String) -> String {
    HCL.Expression(.number(text), range: HCL.ByteRange(start: 0, end: 0)).literalNumber ?? ""
  }

  private static func names(_ key: String?, _ value: String) -> String {
    key.map { "\($0),\(value)" } ?? value
  }

  private static func steps(_ steps: [HCL.TraversalStep]) -> String {
    steps.map { step in
      switch step {
      case .attribute(let name): "." + name
      case .index(let index): "[" + number(index) + "]"
      case .key(let key): "[" + quote(key) + "]"
      }
    }.joined()
  }

  static func expression(_ expression: HCL.Expression) -> String {
    let range = span(expression.range)
    switch expression.kind {
    case .invalid: return "(invalid)"
    case .null: return "null"
    case .bool(let value): return "\(value)"
    case .number(let text): return number(text)
    case .string(let value): return quote(value)
    case .template(let parts): return template(parts)
    case .templateWrap(let inner): return "(wrap \(Self.expression(inner)))"
    case .tuple(let elements): return "(tuple \(range) \(list(elements)))"
    case .object(let items):
      return "(object \(range)" + items.map { " \(key($0.key)) \(Self.expression($0.value))" }.joined() + ")"
    case .call(let call):
      return "(call \(call.name) \(call.expandsLastArgument) \(range) \(list(call.arguments)))"
    case .traversal(let traversal): return traversal.root + steps(traversal.steps)
    case .relativeTraversal(let source, let taken):
      return "(steps \(Self.expression(source)) \(steps(taken)))"
    case .index(let collection, let key):
      return "(index \(Self.expression(collection)) \(Self.expression(key)))"
    case .splat(let splat): return "(splat \(Self.expression(splat.source)) \(Self.expression(splat.each)))"
    case .splatItem: return "item"
    case .unary(let operation, let operand):
      return "(unary \(operation.rawValue) \(Self.expression(operand)))"
    case .binary(let operation, let left, let right):
      return "(binary \(operation.rawValue) \(Self.expression(left)) \(Self.expression(right)))"
    case .conditional(let condition, let whenTrue, let whenFalse):
      return "(if " + [condition, whenTrue, whenFalse].map(Self.expression).joined(separator: " ") + ")"
    case .forExpression(let loop):
      return "(for \(names(loop.keyVariable, loop.valueVariable)) \(Self.expression(loop.collection)) "
        + "\(optional(loop.key)) \(Self.expression(loop.value)) \(loop.groups) \(optional(loop.condition)))"
    case .parentheses(let inner): return "(parens \(Self.expression(inner)))"
    }
  }

  private static func key(_ key: HCL.ObjectKey) -> String {
    switch key {
    case .name(let name, _): "name:" + name
    case .expression(let expression): Self.expression(expression)
    }
  }

  private static func template(_ parts: [HCL.TemplatePart]) -> String {
    let isPlain = parts.allSatisfy { if case .literal = $0 { true } else { false } }
    if isPlain { return quote(parts.map { if case .literal(let text) = $0 { text } else { "" } }.joined()) }
    return "(template" + parts.map { " " + part($0) }.joined() + ")"
  }

  private static func part(_ part: HCL.TemplatePart) -> String {
    switch part {
    case .literal(let text): return quote(text)
    case .interpolation(let expression): return Self.expression(expression)
    case .condition(let condition):
      let results = [condition.whenTrue, condition.whenFalse].map(template).joined(separator: " ")
      return "(%if \(expression(condition.condition)) \(results))"
    case .loop(let loop):
      let names = names(loop.keyVariable, loop.valueVariable)
      return "(%for \(names) \(expression(loop.collection)) \(template(loop.body)))"
    }
  }
}
