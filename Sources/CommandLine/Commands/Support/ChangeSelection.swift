import ArgumentParser
import Findings
import Gate
import GitProcess
import Repositories

/// Which change a person means: by its id, looked for among the branches at hand, or what HEAD proposes.
struct ChangeSelection: ParsableArguments {
  @Option(help: ArgumentHelp("The branch that the change is for; the trunk if left out.", valueName: "branch"))
  var target: String?

  @Option(help: ArgumentHelp("The proposed commit; searched for if left out.", valueName: "revision"))
  var head: String?

  @OptionGroup var plans: PlanOptions

  /// The most branches that are judged in search of a change id.
  static let searchLimit = 100

  /// Judges the change that is meant.
  ///
  /// - Parameters:
  ///   - id: a change id; `nil` for what HEAD proposes.
  ///   - staged: whether staged files are meant when HEAD proposes nothing.
  func find(
    _ id: String?, _ session: Session, _ judging: JudgingOptions, staged: Bool = false
  ) throws(Failure) -> Evaluation {
    let settings = try session.settings(judging)
    var planned = settings
    try PlanChoice(files: plans.plans).read(into: &planned, session)
    let goal = try session.target(named: target)
    let gate = session.gate()
    guard let id else {
      let proposal = try session.resolver.merging(try session.commit(named: head ?? "HEAD"), into: goal)
      let isEmpty = proposal.change.files.isEmpty
      let meant = staged && isEmpty ? try session.resolver.staged(target: goal) : proposal
      return try gate.evaluate(
        meant, reader: session.queries.objects(), settings: planned, strictness: .binding)
    }
    for candidate in try candidates(session) {
      // The approvals themselves, published pages: branches of another history propose nothing.
      if let tip = goal.tip, try !session.queries.divergence(of: candidate, from: tip).isRelated { continue }
      do throws(Failure) {
        let proposal = try session.resolver.merging(candidate, into: goal)
        let evaluation = try gate.evaluate(
          proposal, reader: session.queries.objects(), settings: settings, strictness: .binding)
        guard evaluation.change.changeID == id else { continue }
        // A plan never alters which change it is, and is for this one only.
        return plans.plans.isEmpty
          ? evaluation
          : try gate.evaluate(
            proposal, reader: session.queries.objects(), settings: planned, strictness: .binding)
      } catch  where error.code == .mergeConflict {
        continue
      }
    }
    throw Failure(
      .inputIncomplete, "no branch here is the change \(DisplayText.escaping(id)) for \(goal.ref ?? "the target")",
      hint: "fetch the branch, or name its tip: --head <revision>; a changed file gives another id; a merged change "
        + "is on no branch any more, and its record is its evidence bundle (gatehouse verify)")
  }

  private func candidates(_ session: Session) throws(Failure) -> [ObjectID] {
    if let head { return [try session.commit(named: head)] }
    var commits: [ObjectID] = []
    if let current = try session.queries.commit(named: "HEAD") { commits.append(current) }
    for reference in try session.queries.references(["refs/heads/", "refs/remotes/\(session.remote)/"])
    where reference.symbolicTarget == nil && !commits.contains(reference.target) {
      commits.append(reference.target)
    }
    return Array(commits.prefix(Self.searchLimit))
  }
}
