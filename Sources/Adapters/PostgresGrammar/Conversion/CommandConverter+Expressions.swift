import SQL

extension CommandConverter {
  /// The summary of an expression node.
  func summary(_ expression: TreeNode) -> ExpressionSummary {
    var functions: [QualifiedName] = []
    for call in calls(in: expression) where !functions.contains(call.name) { functions.append(call.name) }
    let value = literal(expression)
    let conjuncts = conjuncts(expression)
    let column = castColumn(expression)
    return ExpressionSummary(
      literal: value.text, isNull: value.isNull, functions: functions,
      columnsProvenNotNull: provenNotNull(conjuncts), column: column?.name, casts: column?.casts ?? [],
      columns: columns(in: expression), comparisons: conjuncts.compactMap(comparison),
      hasSubquery: expression.wrapped?.type == "SubLink" || !expression.descendants(["SubLink"]).isEmpty)
  }

  /// Every call at or below `node`, in source order.
  func calls(in node: TreeNode) -> [FunctionCall] {
    node.descendants(["FuncCall", "SQLValueFunction"]).compactMap { call in
      if call.key == "SQLValueFunction" {
        let name = call.text("op")?.dropFirst("SVFOP_".count).lowercased() ?? ""
        // A precision gives the value a name of its own in the tree.
        return FunctionCall(QualifiedName(name.hasSuffix("_n") ? String(name.dropLast(2)) : name))
      }
      let parts = strings(call.items("funcname"))
      guard let name = QualifiedName(parts: parts) else { return nil }
      let isBuiltIn = name.schema == "pg_catalog"
      return FunctionCall(
        isBuiltIn ? QualifiedName(name.name) : name,
        arguments: call.items("args").prefix(8).map { literal($0).text })
    }
  }

  /// The literal that the expression consists of, casts looked through.
  func literal(_ expression: TreeNode) -> (text: String?, isNull: Bool) {
    var current = expression
    while let cast = current.unwrap("TypeCast"), let argument = cast["arg"] { current = argument }
    guard let constant = current.unwrap("A_Const") else { return (nil, false) }
    if constant.flag("isnull") { return (nil, true) }
    if let value = constant["sval"] { return (value.text("sval") ?? "", false) }
    if let value = constant["fval"] { return (value.text("fval"), false) }
    if let value = constant["boolval"] { return (value.flag("boolval") ? "true" : "false", false) }
    if let value = constant["ival"] {
      if let number = value["ival"]?.integer { return (String(number), false) }
      return (integer(at: constant["location"]?.integer ?? 0), false)
    }
    return (nil, false)
  }

  /// The integer that the source has at `offset`, which the tree shows as absent when it is not positive.
  private func integer(at offset: Int) -> String {
    var digits: [UInt8] = []
    var index = max(0, offset)
    if index < source.count, source[index] == UInt8(ascii: "-") {
      digits.append(source[index])
      index += 1
      while index < source.count, source[index] == UInt8(ascii: " ") { index += 1 }
    }
    while index < source.count, source[index] >= 48, source[index] <= 57 {
      digits.append(source[index])
      index += 1
    }
    return digits.isEmpty ? "0" : String(decoding: digits, as: UTF8.self)
  }

  /// The conjuncts at the top.
  private func conjuncts(_ expression: TreeNode) -> [TreeNode] {
    var found: [TreeNode] = []
    var parts = [expression]
    while let part = parts.popLast() {
      if let node = part.unwrap("BoolExpr"), node.text("boolop") == "AND_EXPR" {
        parts.append(contentsOf: node.items("args").reversed())
      } else {
        found.append(part)
      }
    }
    return found
  }

  /// The columns of the conjuncts `c IS NOT NULL`.
  private func provenNotNull(_ conjuncts: [TreeNode]) -> [String] {
    var columns: [String] = []
    for case let node? in conjuncts.map({ $0.unwrap("NullTest") })
    where node.text("nulltesttype") == "IS_NOT_NULL" {
      guard let column = node["arg"].flatMap({ columnName($0) }), !columns.contains(column) else { continue }
      columns.append(column)
    }
    return columns
  }

  /// `column op literal`.
  private func comparison(_ conjunct: TreeNode) -> ColumnComparison? {
    guard let node = conjunct.unwrap("A_Expr"), node.text("kind") == "AEXPR_OP",
      let sign = strings(node.items("name")).first.flatMap(ColumnComparison.Operator.init(rawValue:)),
      let column = node["lexpr"].flatMap({ columnName($0) }), let value = node["rexpr"].flatMap({ literal($0).text })
    else { return nil }
    return ColumnComparison(column, sign, value)
  }

  /// The column that the expression consists of, and what it is cast to, innermost first.
  private func castColumn(_ expression: TreeNode) -> (name: String, casts: [TypeName])? {
    var current = expression
    var casts: [TypeName] = []
    while let cast = current.unwrap("TypeCast"), let argument = cast["arg"] {
      guard let type = type(cast["typeName"]) else { return nil }
      casts.append(type)
      current = argument
    }
    return columnName(current).map { ($0, casts.reversed()) }
  }

  /// Every column that the expression names.
  func columns(in expression: TreeNode) -> Set<String> {
    let inner = expression.descendants(["ColumnRef"]).compactMap { strings($0.items("fields")).last }
    return Set(inner + [columnName(expression)].compactMap(\.self))
  }

  /// The last part of a plain column reference.
  func columnName(_ expression: TreeNode) -> String? {
    expression.unwrap("ColumnRef").flatMap { strings($0.items("fields")).last }
  }

  /// Whether a condition leaves out no row, but for NULL in a column that is compared with itself.
  func isAlwaysTrue(_ condition: TreeNode, depth: Int = 0) -> Bool {
    guard depth < Limits.queryDepth else { return false }
    if let node = condition.unwrap("BoolExpr") {
      let parts = node.items("args")
      return switch node.text("boolop") {
      case "OR_EXPR": parts.contains { isAlwaysTrue($0, depth: depth + 1) }
      case "AND_EXPR": parts.allSatisfy { isAlwaysTrue($0, depth: depth + 1) }
      default: parts.count == 1 && literal(parts[0]).text == "false"
      }
    }
    guard let comparison = condition.unwrap("A_Expr") else {
      let value = literal(condition).text
      return value == "true" || value == "1"
    }
    guard comparison.text("kind") == "AEXPR_OP", let sign = strings(comparison.items("name")).first,
      let left = comparison["lexpr"], let right = comparison["rexpr"]
    else { return false }
    if let one = literal(left).text, let other = literal(right).text {
      return LiteralComparison.holds(one, sign, other)
    }
    guard ["=", "<=", ">="].contains(sign), let one = columnName(left), let other = columnName(right) else {
      return false
    }
    let (path, otherPath) = (fields(left), fields(right))
    return one == other && (path.count == 1 || otherPath.count == 1 || path == otherPath)
  }

  private func fields(_ expression: TreeNode) -> [String] {
    expression.unwrap("ColumnRef").map { strings($0.items("fields")) } ?? []
  }

  /// Whether a condition only compares columns with each other, as a join does, and asks for NULL besides.
  func onlyJoins(_ condition: TreeNode) -> Bool {
    var joins = false
    for conjunct in conjuncts(condition) where conjunct.unwrap("NullTest") == nil {
      guard let comparison = conjunct.unwrap("A_Expr"), comparison.text("kind") == "AEXPR_OP",
        strings(comparison.items("name")).first == "=",
        [comparison["lexpr"], comparison["rexpr"]].allSatisfy({ $0.flatMap { columnName($0) } != nil })
      else { return false }
      joins = true
    }
    return joins
  }

  /// The columns of a condition that only asks whether they are NULL; empty for any other.
  func columnsAskedForNull(_ condition: TreeNode, _ test: String) -> [String] {
    var columns: [String] = []
    for conjunct in conjuncts(condition) where !isAlwaysTrue(conjunct) {
      guard let asked = conjunct.unwrap("NullTest"), asked.text("nulltesttype") == test,
        let column = asked["arg"].flatMap({ columnName($0) })
      else { return [] }
      columns.append(column)
    }
    return columns
  }
}
