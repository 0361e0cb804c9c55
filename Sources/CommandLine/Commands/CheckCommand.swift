import ArgumentParser
import Findings

/// `gatehouse check`: judges what is staged, a range, a proposal for a target, or a pipeline's event.
struct CheckCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "check",
    abstract: "Judge a change.",
    discussion: """
      Without arguments: what is staged, by the policy of the trunk.

      Examples:
        gatehouse check                       what is staged
        gatehouse check main..HEAD            two trees, by main's policy
        gatehouse check --target main         what main would receive from HEAD
        gatehouse check --base A --head B     the same of a main that holds commit A
        gatehouse check --files a.sql b.tf    files on the disk, as if they were new
        gatehouse check --ci --evidence change.intoto.jsonl
        gatehouse check --ci --plan infra/prod=plan.json
      """)

  @Argument(help: ArgumentHelp("Two revisions, A..B.", valueName: "range"))
  var range: String?

  @Option(help: ArgumentHelp("Judge what this branch would receive.", valueName: "branch"))
  var target: String?

  @Option(
    help: ArgumentHelp("What the target holds: a branch or commit; its tip if left out.", valueName: "revision"))
  var base: String?

  @Option(help: ArgumentHelp("The proposed commit; HEAD if left out.", valueName: "revision"))
  var head: String?

  @Flag(help: "Judge the event of this GitHub or GitLab job.")
  var ci = false

  @Option(
    parsing: .upToNextOption,
    help: ArgumentHelp(
      "Judge files as they lie here, as if they were new, by the built-in policy. Nothing else is read, git is not asked.",
      valueName: "path"))
  var files: [String] = []

  @Option(help: ArgumentHelp("Write the signed evidence bundle to a file.", valueName: "file"))
  var evidence: String?

  @OptionGroup var plans: PlanOptions

  @Option(
    name: .customLong("plan-envelope"),
    help: ArgumentHelp("What plan sign wrote: such a plan may lower findings; repeatable.", valueName: "file"))
  var planEnvelopes: [String] = []

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var judging: JudgingOptions
  @OptionGroup var reporting: ReportOptions

  func validate() throws {
    if [range != nil, target != nil || base != nil || head != nil, ci, !files.isEmpty].filter({ $0 }).count > 1 {
      throw ValidationError("name a range, a target, --ci or --files, and only one of them")
    }
    if !files.isEmpty, evidence != nil || !plans.plans.isEmpty || !planEnvelopes.isEmpty {
      throw ValidationError("--files stand for no change of a repository: no evidence and no plan goes with them")
    }
  }

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let selection: CheckRun.Selection =
      if !files.isEmpty { .files(files) } else if ci { .event } else if let range {
        .range(range)
      } else if target != nil || base != nil || head != nil {
        .proposal(target: target, base: base, head: head)
      } else { .staged }
    let run = CheckRun(
      selection: selection, evidence: evidence, plans: PlanChoice(files: plans.plans, envelopes: planEnvelopes),
      repository: repository.choice, judging: judging.choice,
      reporting: reporting.choice)
    return try run.run(invocation)
  }
}
