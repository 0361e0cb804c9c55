/// Reads the documents of a YAML stream; JSON is one.
///
/// A parser in C stands behind it, which the pure floors do not know: it is passed in.
public protocol YAMLParser: Sendable {
  /// The documents of `bytes`, with anchors put in place of their aliases and merge keys (`<<`) merged.
  ///
  /// - Parameter isTemplate: whether the text is one side by side with its alternatives: a key that is written twice
  ///   then has both values instead of being a problem.
  func parse(_ bytes: [UInt8], isTemplate: Bool) -> YAMLStream
}

/// What a parser made of a stream.
public struct YAMLStream: Hashable, Sendable {
  /// The documents before ``problem``, or all of them.
  public let documents: [YAMLNode]
  /// Why the rest was not read; never to be taken for "nothing more".
  public let problem: Problem?

  public init(documents: [YAMLNode], problem: Problem? = nil) {
    self.documents = documents
    self.problem = problem
  }

  public struct Problem: Hashable, Sendable {
    public let line: Int
    /// One sentence without a full stop.
    public let message: String

    public init(line: Int, message: String) {
      self.line = line
      self.message = message
    }
  }
}
