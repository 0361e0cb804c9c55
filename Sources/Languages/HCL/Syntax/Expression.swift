extension HCL {
  /// A value as it is written, and where.
  public struct Expression: Sendable {
    public let kind: Kind
    /// The bytes of the whole expression, with brackets, quotes or heredoc markers that belong to it.
    public let range: ByteRange

    public init(_ kind: Kind, range: ByteRange) {
      self.kind = kind
      self.range = range
    }

    /// The forms of an expression.
    public indirect enum Kind: Sendable {
      /// A place where an expression should be and could not be read. There is a diagnostic for it.
      case invalid
      case null
      case bool(Bool)
      /// A number with the exact text of the source, such as `0.10` or `1e3`. A minus sign is a `.unary`.
      case number(String)
      /// A quoted string or heredoc without template sequences; escapes, indentation and end-of-line rules
      /// applied.
      case string(String)
      /// A quoted string or heredoc with at least one template sequence.
      case template([TemplatePart])
      /// `"${x}"`: a template of one interpolation only. Its value is that of x, whatever its type, not a
      /// string.
      case templateWrap(Expression)
      case tuple([Expression])
      case object([ObjectItem])
      case call(FunctionCall)
      /// A variable and static steps into it: `var.names[0].id`.
      case traversal(Traversal)
      /// Static steps into a value that is no variable: `f(x).id`, `(a)["b"]`.
      case relativeTraversal(source: Expression, steps: [TraversalStep])
      /// An index with a key that must be evaluated: `list[count.index]`.
      case index(collection: Expression, key: Expression)
      case splat(Splat)
      /// The element that the enclosing `.splat` is at; only at the root of `Splat.each`.
      case splatItem
      case unary(UnaryOperator, Expression)
      case binary(BinaryOperator, Expression, Expression)
      case conditional(condition: Expression, whenTrue: Expression, whenFalse: Expression)
      case forExpression(ForExpression)
      case parentheses(Expression)
    }

    /// The expression without the parentheses and single-interpolation templates around it: what it means.
    public var unwrapped: Expression {
      var current = self
      while true {
        switch current.kind {
        case .parentheses(let inner), .templateWrap(let inner): current = inner
        default: return current
        }
      }
    }
  }
}
