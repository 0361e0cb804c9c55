extension HCL {
  /// The attributes and blocks between two braces, or of a whole file.
  public struct Body: Sendable {
    /// The attributes in the order of the source. No two of them have the same name: of a repeated one the
    /// first is kept and the others are diagnosed.
    public let attributes: [Attribute]
    /// The blocks in the order of the source.
    public let blocks: [Block]

    public init(attributes: [Attribute] = [], blocks: [Block] = []) {
      self.attributes = attributes
      self.blocks = blocks
    }

    /// The attribute called `name`, if there is one.
    public func attribute(named name: String) -> Attribute? {
      attributes.first { $0.name == name }
    }

    /// The value of the attribute called `name`, if there is one.
    public func expression(named name: String) -> Expression? { attribute(named: name)?.expression }

    /// The blocks of one type, in the order of the source.
    public func blocks(ofType type: String) -> [Block] {
      blocks.filter { $0.type == type }
    }
  }

  /// `name = expression`.
  public struct Attribute: Sendable {
    public let name: String
    public let nameRange: ByteRange
    /// The value; of kind `.invalid` when it could not be read (there is a diagnostic then).
    public let expression: Expression
    /// From the first byte of the name to the last byte of the value.
    public let range: ByteRange
  }

  /// `type "label" … { body }`.
  public struct Block: Sendable {
    public let type: String
    /// The labels, unescaped, whether they were quoted or bare.
    public let labels: [String]
    public let body: Body
    public let typeRange: ByteRange
    /// The range of each label, with its quotes.
    public let labelRanges: [ByteRange]
    /// From the type to the opening brace.
    public let headerRange: ByteRange
    /// From the type to the closing brace.
    public let range: ByteRange
  }
}
