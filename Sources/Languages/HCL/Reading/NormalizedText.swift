extension HCL.Expression {
  /// The expression on one line in its one canonical spelling: valid HCL, with only the parentheses that it
  /// needs.
  ///
  /// Gone are comments, formatting, redundant parentheses, `"${x}"` around a value, the spelling of numbers,
  /// the difference between quoted strings and heredocs, `.*` and `[*]`, and the order of object items with
  /// literal keys.
  public var normalizedText: String {
    var writer = TextWriter()
    writer.write(self, atLeast: .lowest)
    return writer.text
  }

  /// Whether both expressions mean the same as far as the syntax can tell. Values are compared as written:
  /// `1` and `"1"` differ. What could not be read equals nothing, not even itself.
  public func isSemanticallyEqual(to other: HCL.Expression) -> Bool {
    TextWriter.sameText({ $0.write(self, atLeast: .lowest) }, { $0.write(other, atLeast: .lowest) })
  }
}

extension HCL.Body {
  /// The body in its one canonical spelling: attributes by name, then blocks by type, blocks of one type in
  /// the order of the source; every attribute on a line of its own.
  public var normalizedText: String {
    var writer = TextWriter()
    writer.write(self)
    return writer.text
  }

  /// Whether both bodies hold the same attributes in any order, and the same blocks with the order within
  /// each type.
  public func isSemanticallyEqual(to other: HCL.Body) -> Bool {
    TextWriter.sameText({ $0.write(self) }, { $0.write(other) })
  }
}

extension HCL.Block {
  /// The block in its one canonical spelling, labels quoted; see `Body.normalizedText`.
  public var normalizedText: String {
    var writer = TextWriter()
    writer.write(self)
    return writer.text
  }

  /// Whether both blocks have the same type, labels and body.
  public func isSemanticallyEqual(to other: HCL.Block) -> Bool {
    TextWriter.sameText({ $0.write(self) }, { $0.write(other) })
  }
}
