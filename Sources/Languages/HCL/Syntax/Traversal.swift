extension HCL {
  /// A variable name and the static steps into its value.
  public struct Traversal: Sendable, Hashable {
    public let root: String
    public let steps: [TraversalStep]

    public init(root: String, steps: [TraversalStep] = []) {
      self.root = root
      self.steps = steps
    }

    /// The root and the attribute names up to the first index: `a.b[0].c` gives `a`, `b`.
    public var leadingNames: [String] {
      var names = [root]
      for step in steps {
        guard case .attribute(let name) = step else { break }
        names.append(name)
      }
      return names
    }
  }

  /// One static step into a value.
  public enum TraversalStep: Sendable, Hashable {
    /// `.name`
    case attribute(String)
    /// `[0]`, or the legacy `.0`; the number has the text of the source.
    case index(String)
    /// `["key"]`
    case key(String)
  }

  /// `source[*]…` or `source.*…`: the steps applied to every element.
  public struct Splat: Sendable {
    public let source: Expression
    public let style: SplatStyle
    /// What is taken of each element: an expression whose root is `.splatItem`.
    public let each: Expression
  }

  /// How a splat is written. Both mean the same; they differ in how many of the following steps they take in.
  public enum SplatStyle: Sendable, Hashable {
    /// `.*`, which takes in names and legacy indexes.
    case attributeOnly
    /// `[*]`, which takes in every step that follows.
    case full
  }
}
