public import Classification
public import Findings
public import Policy
public import Repositories

/// Judges the commits of a history, each by itself, with the policy of one target.
///
/// No approvals are counted and nothing is decided: a scan tells what happened, long after it did.
public struct HistoryScan: Sendable {
  private let catalogue: Catalogue
  private let policy: Policy
  private let context: AssessmentContext
  private let paths: [Glob]

  /// - Parameters:
  ///   - context: what an assessment depends on; the number of changed files is each commit's own.
  ///   - paths: only findings in these files, and only commits that change one; all when empty.
  public init(catalogue: Catalogue, policy: Policy, context: AssessmentContext, paths: [Glob]) {
    self.catalogue = catalogue.serving(policy.databases)
    self.policy = policy
    self.context = context
    self.paths = paths
  }

  /// Judges one commit. What cannot be read of it is part of the answer, so that the rest of a history is still scanned.
  ///
  /// - Throws: a failure that is not of this commit alone.
  public func judge(_ id: ObjectID, in walk: HistoryWalk) throws(Failure) -> ScannedCommit {
    do throws(Failure) {
      let step = try walk.step(id)
      return ScannedCommit(
        id: id, filesChanged: step.change.files.count,
        outcome: .judged(commit: step.commit, findings: try findings(step.change)))
    } catch  where error.code.exitCode == .incomplete {
      return ScannedCommit(id: id, filesChanged: 0, outcome: .incomplete(error))
    }
  }

  private func findings(_ change: ChangeSet) throws(Failure) -> [AssessedFinding] {
    guard !change.files.isEmpty, paths.isEmpty || change.files.contains(where: { isWanted($0.path) }) else { return [] }
    let found = try catalogue.classify(change).findings
    guard !found.isEmpty else { return [] }
    var context = context
    context.filesChanged = change.files.count
    // Scored together, since the breadth of a change bears on rules, then reduced to what was asked for.
    let assessed = policy.assess(found, context: context).findings
    return paths.isEmpty ? assessed : assessed.filter { $0.finding.files.contains(where: isWanted) }
  }

  private func isWanted(_ path: RepositoryPath) -> Bool { paths.contains { $0.matches(path) } }
}

/// What a scan makes of one commit.
public struct ScannedCommit: Sendable {
  public let id: ObjectID
  public let filesChanged: Int
  public let outcome: Outcome

  /// Whether a commit could be judged.
  public enum Outcome: Sendable {
    /// It could; the findings are in report order, whatever their level.
    case judged(commit: Commit, findings: [AssessedFinding])
    /// Something of it is not here or cannot be read.
    case incomplete(Failure)
  }

  public init(id: ObjectID, filesChanged: Int, outcome: Outcome) {
    self.id = id
    self.filesChanged = filesChanged
    self.outcome = outcome
  }
}
