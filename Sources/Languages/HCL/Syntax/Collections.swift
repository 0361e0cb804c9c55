extension HCL {
  /// One `key = value` of an object.
  public struct ObjectItem: Sendable {
    public let key: ObjectKey
    public let value: Expression

    public init(key: ObjectKey, value: Expression) {
      self.key = key
      self.value = value
    }
  }

  /// The key of an object item.
  public enum ObjectKey: Sendable {
    /// A bare name, which stands for itself and is no variable.
    case name(String, ByteRange)
    /// Anything else: a quoted string, a number, a template, or an expression in parentheses.
    case expression(Expression)

    public var range: ByteRange {
      switch self {
      case .name(_, let range): range
      case .expression(let expression): expression.range
      }
    }

    /// The key when it is a bare name or a string without template sequences.
    public var literal: String? {
      switch self {
      case .name(let name, _): name
      case .expression(let expression): expression.literalString
      }
    }
  }

  /// `name(arguments)`.
  public struct FunctionCall: Sendable {
    /// The name as written, with its namespaces: `provider::aws::arn_parse`.
    public let name: String
    public let nameRange: ByteRange
    public let arguments: [Expression]
    /// Whether `...` follows the last argument, which then is a list of further arguments.
    public let expandsLastArgument: Bool
  }

  /// `[for v in collection : value if condition]` or `{for k, v in collection : key => value... if
  /// condition}`.
  public struct ForExpression: Sendable {
    /// The name of the key variable, when there is one.
    public let keyVariable: String?
    public let valueVariable: String
    public let collection: Expression
    /// The key of the object form; nil in the tuple form.
    public let key: Expression?
    public let value: Expression
    public let condition: Expression?
    /// Whether `...` groups the values of equal keys into lists (object form only).
    public let groups: Bool

    /// Whether the result is an object.
    public var makesObject: Bool { key != nil }
  }
}
