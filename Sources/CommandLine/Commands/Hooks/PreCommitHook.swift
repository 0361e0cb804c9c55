import ArgumentParser
import Classification
import Findings
import Gate
import GitProcess
import Policy
import Reports
import Repositories

/// The pre-commit hook: tells what merging will need, and stops only what no approval could allow.
///
/// Nobody can approve what is on the author's disk alone, so a pending verdict is a note here.
struct PreCommitHook: GatehouseSubcommand {
  static let configuration = CommandConfiguration(commandName: "pre-commit", abstract: "Judge what is staged.")

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var judging: JudgingOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let session = Session(
      invocation, repository, anticipating: [.facts, .stagedChanges], remembersLinks: true)
    let staged = try session.resolver.staged(target: nil)
    let gate = session.gate()
    let classification = try gate.classify(staged.change)
    // Nothing that hurts: no policy needs reading, and a commit stays as fast as git itself.
    guard !classification.findings.isEmpty else { return .allowed }
    let proposal = staged.headed(for: try session.trunk().target)
    let evaluation = try gate.evaluate(
      proposal, classification: classification, reader: session.queries.objects(),
      settings: try session.settings(judging), strictness: .commit)
    switch evaluation.decision.verdict {
    case .allowed: break
    case .pending: Terminal.note(TextReport.note(evaluation))
    case .denied, .incomplete:
      let colour = ColourChoice.auto.isOn(invocation.environment)
      Terminal.note(
        TextReport.make(
          evaluation, ref: "staged", milliseconds: invocation.elapsedMilliseconds,
          style: TextReport.Style(colour: colour)))
    }
    return evaluation.exitStatus
  }
}
