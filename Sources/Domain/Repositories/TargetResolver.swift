public import Findings

/// Finds the trunk, whose tip holds the policy.
public protocol TrunkFinder {
  /// The trunk, by its branch name if it is known. Without a tip where the branch does not exist.
  func trunk(named name: String?) throws(Failure) -> Target
}

/// Finds the trunk in a clone.
///
/// The trunk's name is in the policy, and the policy is at the trunk's tip; so the search starts where git itself would: the
/// remote's `HEAD`, then the usual names, on the remote first since a local branch may hold unreviewed commits.
public struct TargetResolver: TrunkFinder {
  private let queries: any RepositoryQueries
  private let remote: String

  /// The names that are tried when the remote has not said which branch is its default.
  public static let usualTrunks = ["main", "master", "trunk"]

  /// - Parameter remote: the remote's name, such as `origin`.
  public init(queries: any RepositoryQueries, remote: String) {
    self.queries = queries
    self.remote = remote
  }

  /// The branch of the remote that a symbolic ref points to.
  private static func branch(_ pointed: Reference, on tracking: String) -> String? {
    guard let target = pointed.symbolicTarget, target.hasPrefix(tracking) else { return nil }
    return String(target.dropFirst(tracking.count))
  }

  /// The refs that are asked for the trunk.
  private static func names(on remote: String, _ branches: [String]) -> [String] {
    let tracking = "refs/remotes/\(remote)/"
    return [tracking + "HEAD"] + branches.map { tracking + $0 } + branches.map { "refs/heads/" + $0 }
  }

  /// The trunk as this clone last saw it.
  ///
  /// - Parameter name: the trunk's branch name if it is known.
  /// - Returns: a target without a tip when the branch is nowhere; its name is then the first usual one.
  public func trunk(named name: String? = nil) throws(Failure) -> Target {
    let tracking = "refs/remotes/\(remote)/"
    if name == nil, let pointed = try queries.facts.remoteHead, pointed.name == tracking + "HEAD",
      let branch = Self.branch(pointed, on: tracking)
    {
      return Target(ref: "refs/heads/" + branch, tip: pointed.target)
    }
    let names = name.map { [$0] } ?? Self.usualTrunks
    let references = try queries.references(Self.names(on: remote, names))
    let tips = Dictionary(references.map { ($0.name, $0) }) { first, _ in first }
    if name == nil, let pointed = tips[tracking + "HEAD"], let branch = Self.branch(pointed, on: tracking) {
      return Target(ref: "refs/heads/" + branch, tip: pointed.target)
    }
    for prefix in [tracking, "refs/heads/"] {
      for candidate in names {
        if let reference = tips[prefix + candidate] {
          return Target(ref: "refs/heads/" + candidate, tip: reference.target)
        }
      }
    }
    return Target(ref: "refs/heads/" + (names.first ?? "main"), tip: nil)
  }
}

/// Finds the trunk in the repository that is pushed to: what its own `HEAD` names, and nothing that anybody else says.
public struct OwnTrunk: TrunkFinder {
  private let queries: any RepositoryQueries
  private let head: String

  /// - Parameter head: the full name of the branch that `HEAD` names.
  public init(queries: any RepositoryQueries, head: String) {
    self.queries = queries
    self.head = head
  }

  public func trunk(named name: String?) throws(Failure) -> Target {
    let ref = name.map { "refs/heads/" + $0 } ?? head
    return Target(ref: ref, tip: try queries.references([ref]).first { $0.name == ref }?.target)
  }
}
