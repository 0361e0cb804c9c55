extension HCL {
  /// A piece of a template. Strip markers (`~`) and heredoc indentation are already applied to the literals.
  public enum TemplatePart: Sendable {
    /// Text, unescaped. No two literals follow one another and none is empty.
    case literal(String)
    /// `${expression}`
    case interpolation(Expression)
    /// `%{if condition}…%{else}…%{endif}`
    case condition(TemplateCondition)
    /// `%{for name in collection}…%{endfor}`
    case loop(TemplateLoop)
  }

  /// The if directive of a template.
  public struct TemplateCondition: Sendable {
    public let condition: Expression
    public let whenTrue: [TemplatePart]
    /// Empty when there is no else directive.
    public let whenFalse: [TemplatePart]
  }

  /// The for directive of a template.
  public struct TemplateLoop: Sendable {
    /// The name of the key variable, when there is one.
    public let keyVariable: String?
    public let valueVariable: String
    public let collection: Expression
    public let body: [TemplatePart]
  }
}
