extension HCL {
  /// The operators before an operand.
  public enum UnaryOperator: String, Sendable, Hashable {
    case negate = "-"
    case not = "!"
  }

  /// The operators between two operands.
  public enum BinaryOperator: String, Sendable, Hashable {
    case or = "||"
    case and = "&&"
    case equal = "=="
    case notEqual = "!="
    case greater = ">"
    case greaterOrEqual = ">="
    case less = "<"
    case lessOrEqual = "<="
    case add = "+"
    case subtract = "-"
    case multiply = "*"
    case divide = "/"
    case remainder = "%"

    /// How tightly the operator binds: 1 (`||`) to 6 (`*`). All are left-associative.
    public var precedence: Int {
      switch self {
      case .or: 1
      case .and: 2
      case .equal, .notEqual: 3
      case .greater, .greaterOrEqual, .less, .lessOrEqual: 4
      case .add, .subtract: 5
      case .multiply, .divide, .remainder: 6
      }
    }
  }
}
