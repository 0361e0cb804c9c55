import ArgumentParser
import Attestation
import Classification
import Findings
import Gate
import GitProcess
import Policy
import Reports
import Repositories
import Signing

/// `gatehouse scan`: what the commits of a history did, each judged by itself.
struct ScanCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "scan",
    abstract: "Judge every commit of a history.",
    discussion: """
      Each commit is compared with its first parent and judged by the policy at the trunk's tip. It reports and decides nothing: the
      exit code is 0 unless --fail-on names a level, and 5 when a commit could not be read.

      Examples:
        gatehouse scan                              everything that HEAD reaches
        gatehouse scan v1.0..main --min-level medium
        gatehouse scan --since 2026-01-01 --path 'infra/**' --format json
      """)

  @Argument(help: ArgumentHelp("Two revisions, A..B, or one; HEAD if left out.", valueName: "range"))
  var range: String?

  @Flag(help: "Follow only the first parent of a merge: what the branch received, one merge a step.")
  var firstParent = false

  @Option(help: ArgumentHelp("Only commits made on this day (UTC) or later.", valueName: "YYYY-MM-DD"))
  var since: String?

  @Option(name: .customLong("path"), help: ArgumentHelp("Only findings in these files; repeatable.", valueName: "glob"))
  var paths: [String] = []

  @Option(help: ArgumentHelp("Stop after so many commits, the newest first.", valueName: "number"))
  var maxCommits: Int?

  @Option(
    help: ArgumentHelp("Report findings of this level and above: low, medium, high, critical.", valueName: "level"),
    transform: Self.level)
  var minLevel: RiskLevel = .high

  @Option(
    help: ArgumentHelp("Exit 1 when there is a finding of this level or above.", valueName: "level"),
    transform: Self.level)
  var failOn: RiskLevel?

  @Option(help: "text, or json: one object a line, as attestations/scan.schema.json says.")
  var format: ListFormat = .text

  @Option(help: ArgumentHelp("Threads, never more than processors.", valueName: "number"))
  var workers = 2

  @Option(name: .customLong("color"), help: "When to use colour.")
  var colour: ColourChoice = .auto

  @OptionGroup var repository: RepositoryOptions

  func validate() throws {
    if let maxCommits, maxCommits < 1 { throw ValidationError("--max-commits must be at least 1") }
    guard workers >= 1 else { throw ValidationError("--workers must be at least 1") }
  }

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let (head, excluded) = try ends()
    let session = Session(
      invocation, repository, anticipating: [.facts] + [head, excluded].compactMap { $0.map { .commit(named: $0) } })
    let selection = try selection(session, head: head, excluded: excluded)
    // Git lists while the policy is read.
    let listing = try session.queries.history(selection)
    let (target, rules) = try rules(session)
    let catalogue = session.catalogue
    try rules.policy.validate(kinds: catalogue.kinds, signedByOwner: false)
    let scan = HistoryScan(
      catalogue: catalogue, policy: rules.policy,
      context: AssessmentContext(
        targetRef: target.ref ?? "", evaluationTime: invocation.now,
        ownerThreshold: rules.trustRoot?.threshold(of: Requirement.ownerRole) ?? 1, sha256: .crypto),
      paths: paths.map { Glob($0) })
    let run = try ScanRun(
      scan: scan, listing: listing, openReader: try session.historyReaders(),
      workers: min(workers, WorkerThread.processors))
    let header = ScanHeader(
      tool: Reporting.tool, range: range ?? "HEAD", selection: selection, paths: paths,
      policySource: rules.policySource, policyDigest: rules.policyDigest, minimumLevel: reportedLevel)
    var output = ScanOutput(invocation: invocation, report: report(header, invocation))
    return try output.write(run, failingAt: failOn)
  }

  /// What fails the scan is shown, too.
  private var reportedLevel: RiskLevel { min(minLevel, failOn ?? minLevel) }

  private func report(_ header: ScanHeader, _ invocation: Invocation) -> any ScanReport {
    switch format {
    case .text: ScanTextReport(header, colour: colour.isOn(invocation.environment))
    case .json: ScanJSONReport(header)
    }
  }

  /// The revisions that the range names: where the history ends, and what is left out.
  private func ends() throws(Failure) -> (head: String, excluded: String?) {
    let text = range ?? "HEAD"
    guard let dots = text.firstRange(of: "..") else { return (text, nil) }
    guard !text[dots.upperBound...].hasPrefix(".") else {
      throw Failure(
        .usage, "\(DisplayText.escaping(text)) is not of the form A..B", hint: "two dots leave out what A reaches")
    }
    let (left, right) = (text[..<dots.lowerBound], text[dots.upperBound...])
    return (right.isEmpty ? "HEAD" : String(right), left.isEmpty ? "HEAD" : String(left))
  }

  private func selection(_ session: Session, head: String, excluded: String?) throws(Failure) -> HistorySelection {
    var selection = HistorySelection(head: try session.commit(named: head))
    selection.excluded = try excluded.map { name throws(Failure) in try session.commit(named: name) }
    selection.firstParentOnly = firstParent
    selection.limit = maxCommits
    selection.since = try since.map { text throws(Failure) in try Self.seconds(text) }
    return selection
  }

  /// The policy at the trunk's tip.
  private func rules(_ session: Session) throws(Failure) -> (Target, TargetRules) {
    let target = try session.trunk().target
    return (target, try session.rules(at: target))
  }

  @Sendable private static func level(_ text: String) throws -> RiskLevel {
    guard let level = RiskLevel(rawValue: text) else {
      throw ValidationError("\(DisplayText.escaping(text)) is none of low, medium, high and critical")
    }
    return level
  }

  /// A day or a second. Git's own reading of dates takes any text for "now" that it does not understand.
  private static func seconds(_ text: String) throws(Failure) -> Int64 {
    guard let time = Timestamp(text) ?? Timestamp(text + "T00:00:00Z") else {
      throw Failure(
        .usage, "\(DisplayText.escaping(text)) is no date", hint: "write 2026-01-31 or 2026-01-31T12:00:00Z")
    }
    return time.seconds
  }
}
