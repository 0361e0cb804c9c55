import ArgumentParser
import Findings
import Gate
import Signing

/// `gatehouse verify`: checks a bundle against a repository, offline.
struct VerifyCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Verify an evidence bundle, offline.",
    discussion: """
      Reports four things apart: signatures, bindings, recomputation and decision. Opens no socket and writes nothing into the
      repository. Exits 4 when anything does not hold, else with the code of the recomputed verdict.

      Example:
        gatehouse verify change.intoto.jsonl --repo . --target main --head "$GITHUB_SHA" --trust-root sha256:…

      A good bundle of another commit is good as well: whoever acts on the result names the commit with --head.
      """)

  @Argument(help: "The bundle.")
  var bundle: String

  @Option(help: ArgumentHelp("The branch that the change must be for.", valueName: "branch"))
  var target: String

  @Option(help: ArgumentHelp("The commit that the bundle must be of; any commit if left out.", valueName: "commit"))
  var head: String?

  @Flag(name: .customLong("require-recompute"), help: "Fail when the judgement could not be recomputed.")
  var requireRecompute = false

  @OptionGroup var plans: PlanOptions
  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var judging: JudgingOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let session = Session(invocation, repository)
    let bytes = try Files.read(bundle, limit: EvidenceBundle.sizeLimit)
    var settings = try session.settings(judging)
    try PlanChoice(files: plans.plans).read(into: &settings, session)
    guard settings.pinnedRoot != nil else {
      throw Failure(
        .usage, "no trust root is pinned", hint: "pass --trust-root sha256:…, or gatehouse trust pin <digest>")
    }
    let verification = BundleVerification(
      gate: { session.gate(approvals: $0) }, rulesLoader: session.loader, queries: session.queries,
      verifier: session.verifier, sha256: .crypto,
      toolVersion: ToolVersion.current)
    let report = try verification.verify(
      bytes, target: try session.target(named: target),
      head: try head.map { name throws(Failure) in try session.commit(named: name) }, settings: settings)
    try Terminal.output(Self.text(report))
    return report.exitStatus(requireRecompute: requireRecompute)
  }

  private static func text(_ report: VerificationReport) -> String {
    func line(_ name: String, _ word: String, _ details: [String]) -> String {
      ([name + word] + details.map { "               " + DisplayText.escaping($0) }).joined(separator: "\n")
    }
    func word(_ check: VerificationReport.Check) -> String { check.holds ? "good" : "BAD" }
    return [
      line("signatures     ", word(report.signatures), report.signatures.details),
      line("bindings       ", word(report.bindings), report.bindings.details),
      line("recomputation  ", report.recomputation.rawValue, report.recomputationDetails),
      line("decision       ", word(report.decision), report.decision.details),
    ].joined(separator: "\n") + "\n"
  }
}
