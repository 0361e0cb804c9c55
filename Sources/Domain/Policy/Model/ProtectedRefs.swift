public import Findings

/// The refs on which a verdict blocks; any other ref is judged as a proposal for the trunk.
public struct ProtectedRefs: Hashable, Sendable {
  /// The branch that proposals are for, without `refs/heads/`.
  public let trunk: String

  /// Further protected branches, such as `release/*`.
  public let refs: [Glob]

  /// Refs by the names of their branches.
  public init(trunk: String = "main", refs: [Glob] = []) {
    self.trunk = trunk
    self.refs = refs
  }

  /// Whether `ref`, with or without `refs/heads/`, is protected.
  ///
  /// A tag or another namespace is matched by its full name only.
  public func contains(_ ref: String) -> Bool {
    let branch = Self.branch(of: ref)
    return branch.utf8.elementsEqual(trunk.utf8) || refs.contains { $0.matches(branch.utf8) }
  }

  /// A ref without `refs/heads/`.
  public static func branch(of ref: String) -> String {
    let prefix = "refs/heads/"
    return ref.utf8.starts(with: prefix.utf8) ? String(ref.dropFirst(prefix.count)) : ref
  }
}
