/// A parsed pattern.
indirect enum RegexNode: Sendable {
  case empty
  case scalar(Unicode.Scalar)
  case set(RegexSet)
  case assertion(RegexAssertion)
  case sequence([RegexNode])
  case alternatives([RegexNode])
  /// A group that captures, by its number from 1.
  case group(RegexNode, Int)
  /// `maximum` is `nil` where there is none; a lazy one prefers fewer.
  case repetition(RegexNode, minimum: Int, maximum: Int?, isLazy: Bool)

  /// Whether it can match nothing.
  var canBeEmpty: Bool {
    switch self {
    case .empty, .assertion: true
    case .scalar, .set: false
    case .sequence(let nodes): nodes.allSatisfy(\.canBeEmpty)
    case .alternatives(let nodes): nodes.contains(where: \.canBeEmpty)
    case .group(let node, _): node.canBeEmpty
    case .repetition(let node, let minimum, _, _): minimum == 0 || node.canBeEmpty
    }
  }
}

/// What is asked of a place between two characters.
enum RegexAssertion: Hashable, Sendable {
  case textStart, textEnd, lineStart, lineEnd, wordBoundary, noWordBoundary

  /// Whether it holds between the two; `nil` is the begin or the end of the text.
  func holds(between before: Unicode.Scalar?, and after: Unicode.Scalar?) -> Bool {
    switch self {
    case .textStart: before == nil
    case .textEnd: after == nil
    case .lineStart: before == nil || before == "\n"
    case .lineEnd: after == nil || after == "\n"
    case .wordBoundary: Self.isWord(before) != Self.isWord(after)
    case .noWordBoundary: Self.isWord(before) == Self.isWord(after)
    }
  }

  private static func isWord(_ scalar: Unicode.Scalar?) -> Bool { scalar.map(RegexSet.word.contains) ?? false }
}
