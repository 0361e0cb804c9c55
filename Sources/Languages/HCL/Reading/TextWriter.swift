/// Writes canonical HCL text.
struct TextWriter {
  private(set) var text = ""
  /// Whether an unreadable expression was met. Two of them are never the same.
  private(set) var holdsInvalid = false

  /// How tightly an expression holds together, loosest first. `Operators.precedence` fills 1…6.
  struct Tightness: Comparable {
    let level: Int
    static let lowest = Tightness(level: 0)
    static let unary = Tightness(level: 7)
    static let operand = Tightness(level: 8)
    static func < (left: Tightness, right: Tightness) -> Bool { left.level < right.level }
  }

  mutating func write(_ body: HCL.Body) {
    for attribute in body.attributes.sorted(by: { precedes($0.name, $1.name) }) {
      text += attribute.name
      text += " = "
      write(attribute.expression, atLeast: .lowest)
      text += "\n"
    }
    let ordered = body.blocks.enumerated().sorted { left, right in
      if left.element.type == right.element.type { return left.offset < right.offset }
      return precedes(left.element.type, right.element.type)
    }
    for (_, block) in ordered { write(block) }
  }

  mutating func write(_ block: HCL.Block) {
    text += block.type
    for label in block.labels {
      text += " "
      writeQuoted([.literal(label)])
    }
    text += " {\n"
    write(block.body)
    text += "}\n"
  }

  /// Writes an expression, in parentheses when it holds less tightly than its place asks for.
  mutating func write(_ wrapped: HCL.Expression, atLeast required: Tightness) {
    let expression = wrapped.unwrapped
    if tightness(of: expression) < required {
      text += "("
      writeBare(expression)
      text += ")"
    } else {
      writeBare(expression)
    }
  }

  private mutating func writeBare(_ expression: HCL.Expression) {
    switch expression.kind {
    case .invalid:
      holdsInvalid = true
      text += "<invalid>"
    case .null: text += "null"
    case .bool(let value): text += value ? "true" : "false"
    case .number(let number): text += DecimalText.canonical(number)
    case .string(let value): writeQuoted([.literal(value)])
    case .template(let parts): writeQuoted(parts)
    case .parentheses(let inner), .templateWrap(let inner): writeBare(inner)
    case .tuple(let elements): writeList("[", elements, "]")
    case .object(let items): writeObject(items)
    case .call(let call): writeCall(call)
    case .traversal(let traversal):
      text += traversal.root
      writeSteps(traversal.steps)
    case .splatItem: break
    case .relativeTraversal(let source, let steps):
      if case .attribute = steps.first {
        write(source, atLeast: .operand)
      } else {
        writeBeforeBracket(source)
      }
      writeSteps(steps)
    case .forExpression(let loop): writeLoop(loop)
    case .index, .splat, .unary, .binary, .conditional: writeOperation(expression)
    }
  }

  private mutating func writeOperation(_ expression: HCL.Expression) {
    switch expression.kind {
    case .index(let collection, let key):
      writeBeforeBracket(collection)
      writeList("[", [key], "]")
    case .splat(let splat):
      writeBeforeBracket(splat.source)
      text += "[*]"
      writeBare(splat.each)
    case .unary(let operation, let operand):
      text += operation.rawValue
      write(operand, atLeast: .unary)
    case .binary(let operation, let left, let right):
      write(left, atLeast: Tightness(level: operation.precedence))
      text += " \(operation.rawValue) "
      write(right, atLeast: Tightness(level: operation.precedence + 1))
    case .conditional(let condition, let whenTrue, let whenFalse):
      write(condition, atLeast: Tightness(level: 1))
      text += " ? "
      write(whenTrue, atLeast: .lowest)
      text += " : "
      write(whenFalse, atLeast: .lowest)
    default: break
    }
  }

  private func tightness(of expression: HCL.Expression) -> Tightness {
    switch expression.kind {
    case .conditional: .lowest
    case .binary(let operation, _, _): Tightness(level: operation.precedence)
    // A step behind a splat would go into it, and one behind a number would be read as its fraction.
    case .unary, .splat, .number: .unary
    default: .operand
    }
  }

  /// Writes what a `[` follows. An attribute splat keeps its own form there, which ends before a bracket:
  /// where it is part of a full splat, parentheses are no way to end it.
  private mutating func writeBeforeBracket(_ source: HCL.Expression) {
    guard case .splat(let splat) = source.unwrapped.kind, splat.style == .attributeOnly else {
      return write(source, atLeast: .operand)
    }
    write(splat.source, atLeast: .operand)
    text += ".*"
    guard case .relativeTraversal(_, let steps) = splat.each.kind else { return }
    var followsNumber = false
    for step in steps {
      switch step {
      case .attribute(let name):
        text += "." + name
        followsNumber = false
      case .index(let number):
        // Without the space two indexes would read as one fraction.
        text += (followsNumber ? " ." : ".") + DecimalText.canonical(number)
        followsNumber = true
      case .key: break
      }
    }
  }

  private mutating func writeList(_ open: String, _ elements: [HCL.Expression], _ close: String) {
    text += open
    for (offset, element) in elements.enumerated() {
      if offset > 0 { text += ", " }
      write(element, atLeast: .lowest)
    }
    text += close
  }

  private mutating func writeCall(_ call: HCL.FunctionCall) {
    text += call.name
    writeList("(", call.arguments, call.expandsLastArgument ? "...)" : ")")
  }

  private mutating func writeSteps(_ steps: [HCL.TraversalStep]) {
    for step in steps {
      switch step {
      case .attribute(let name): text += "." + name
      case .index(let number): text += "[" + DecimalText.canonical(number) + "]"
      case .key(let key):
        text += "["
        writeQuoted([.literal(key)])
        text += "]"
      }
    }
  }

  /// Items are sorted when all keys are literal and no two are equal; otherwise their order may matter.
  private mutating func writeObject(_ items: [HCL.ObjectItem]) {
    let keys = items.compactMap(\.key.literal)
    let isSortable = keys.count == items.count && Set(keys).count == keys.count
    let ordered = isSortable ? items.sorted { precedes($0.key.literal ?? "", $1.key.literal ?? "") } : items
    text += "{"
    for (offset, item) in ordered.enumerated() {
      if offset > 0 { text += ", " }
      writeKey(item.key)
      text += " = "
      write(item.value, atLeast: .lowest)
    }
    text += "}"
  }

  private mutating func writeKey(_ key: HCL.ObjectKey) {
    if let name = key.literal {
      if IdentifierText.isIdentifier(name), name != "for" {
        text += name
      } else {
        writeQuoted([.literal(name)])
      }
    } else if case .expression(let expression) = key {
      text += "("
      write(expression, atLeast: .lowest)
      text += ")"
    }
  }

  private mutating func writeLoop(_ loop: HCL.ForExpression) {
    text += loop.makesObject ? "{for " : "[for "
    writeVariables(loop.keyVariable, loop.valueVariable)
    write(loop.collection, atLeast: .lowest)
    text += " : "
    if let key = loop.key {
      write(key, atLeast: .lowest)
      text += " => "
    }
    write(loop.value, atLeast: .lowest)
    if loop.groups { text += "..." }
    if let condition = loop.condition {
      text += " if "
      write(condition, atLeast: .lowest)
    }
    text += loop.makesObject ? "}" : "]"
  }

  private mutating func writeVariables(_ key: String?, _ value: String) {
    if let key { text += key + ", " }
    text += value + " in "
  }

  private mutating func writeQuoted(_ parts: [HCL.TemplatePart]) {
    text += "\""
    writeParts(parts, beforeSequence: false)
    text += "\""
  }

  /// - Parameter beforeSequence: whether a `${` or `%{` follows the last part.
  private mutating func writeParts(_ parts: [HCL.TemplatePart], beforeSequence: Bool) {
    for (offset, part) in parts.enumerated() {
      switch part {
      case .literal(let literal):
        writeEscaped(literal, beforeSequence: beforeSequence || offset + 1 < parts.count)
      case .interpolation(let expression):
        text += "${"
        write(expression, atLeast: .lowest)
        text += "}"
      case .condition(let condition): writeCondition(condition)
      case .loop(let loop):
        text += "%{for "
        writeVariables(loop.keyVariable, loop.valueVariable)
        write(loop.collection, atLeast: .lowest)
        text += "}"
        writeParts(loop.body, beforeSequence: true)
        text += "%{endfor}"
      }
    }
  }

  private mutating func writeCondition(_ condition: HCL.TemplateCondition) {
    text += "%{if "
    write(condition.condition, atLeast: .lowest)
    text += "}"
    writeParts(condition.whenTrue, beforeSequence: true)
    if !condition.whenFalse.isEmpty {
      text += "%{else}"
      writeParts(condition.whenFalse, beforeSequence: true)
    }
    text += "%{endif}"
  }

  private mutating func writeEscaped(_ literal: String, beforeSequence: Bool) {
    var previous: Unicode.Scalar = " "
    var scalars = literal.unicodeScalars.makeIterator()
    var upcoming = scalars.next()
    while let scalar = upcoming {
      upcoming = scalars.next()
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\r": text += "\\r"
      case "\t": text += "\\t"
      case "$", "%": writeMarker(scalar, after: previous, before: upcoming, beforeSequence: beforeSequence)
      case "\u{0}"..<" ", "\u{7F}": writeNumericEscape(scalar)
      default: text.unicodeScalars.append(scalar)
      }
      previous = scalar
    }
  }

  /// Doubles a `$` or `%` before a brace; where that would join a marker next to it, writes it as a number
  /// instead.
  private mutating func writeMarker(
    _ marker: Unicode.Scalar, after previous: Unicode.Scalar, before next: Unicode.Scalar?,
    beforeSequence: Bool
  ) {
    if next == "{", previous != marker {
      text.unicodeScalars.append(contentsOf: [marker, marker])
    } else if next == "{" || (next == nil && beforeSequence) {
      writeNumericEscape(marker)
    } else {
      text.unicodeScalars.append(marker)
    }
  }

  private mutating func writeNumericEscape(_ scalar: Unicode.Scalar) {
    let digits = String(scalar.value, radix: 16)
    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// Byte order, which does not depend on a locale or a Unicode version.
  private func precedes(_ left: String, _ right: String) -> Bool {
    left.utf8.lexicographicallyPrecedes(right.utf8)
  }

  /// Whether two things that are written this way have the same text and are readable.
  static func sameText(
    _ left: (inout TextWriter) -> Void, _ right: (inout TextWriter) -> Void
  ) -> Bool {
    var (leftWriter, rightWriter) = (TextWriter(), TextWriter())
    left(&leftWriter)
    right(&rightWriter)
    return !leftWriter.holdsInvalid && leftWriter.text.utf8.elementsEqual(rightWriter.text.utf8)
  }
}
