public import Findings
public import Gate
public import Policy

/// What every report for people says, whatever the format: the outcome in words, the findings, the rest line by line.
///
/// All of its texts are escaped for a terminal and for a line of text; a format escapes its own marks besides.
public struct ReportSummary: Sendable {
  /// Whether the change may pass.
  public enum Outcome: Hashable, Sendable {
    case passed
    /// An approval or some time is missing.
    case waiting
    /// No approval helps, or the question could not be answered.
    case stopped
  }

  public let outcome: Outcome
  /// The outcome in a few words, such as "BLOCKED until approved".
  public let title: String
  /// Level and score, the ref, the change: whatever there is.
  public let details: [String]
  /// The worst first.
  public let findings: [AssessedFinding]
  /// Rules, needs, the next step and what was looked at, one to a line.
  public let lines: [String]

  /// Of a change that was judged.
  ///
  /// - Parameter ref: what the user calls the thing that was judged.
  public init(_ evaluation: Evaluation, ref: String) {
    let page = TextReport.Page(evaluation: evaluation, style: TextReport.Style(colour: false))
    switch evaluation.decision.verdict {
    case .allowed: outcome = .passed
    case .pending where evaluation.isOnlyTold, .denied where evaluation.isOnlyTold: outcome = .passed
    case .pending: outcome = evaluation.strictness == .binding ? .waiting : .passed
    case .denied, .incomplete: outcome = .stopped
    }
    title = page.word
    details = page.details(ref)
    findings = page.worstFirst
    lines = [page.rules(), page.needs(), page.next(), page.checked()].filter { !$0.isEmpty }
      .flatMap { $0.split(separator: "\n").map { String($0.hasPrefix("  ") ? $0.dropFirst(2) : $0) } }
  }

  /// Of a ref whose change could not be compared with anything.
  public init(_ verdict: RefVerdict) {
    outcome = verdict.isDenied ? .stopped : .passed
    title = verdict.isDenied ? "DENIED" : "NOTHING TO CHECK"
    details = [DisplayText.escaping(verdict.ref)]
    findings = []
    lines = [verdict.reason, verdict.hint].compactMap { $0.map { DisplayText.escaping($0) } }
  }

  /// Of a run that could not be carried out.
  public init(_ failure: Failure) {
    outcome = .stopped
    title = "INCOMPLETE"
    details = []
    findings = []
    lines = ["error: \(failure.message)"] + (failure.hint.map { ["hint: \($0)"] } ?? [])
  }
}

extension AssessedFinding {
  /// The place as people write it, `path:line`.
  var place: String {
    let location = finding.location
    return location.path.display + (location.line > 0 ? ":\(location.line)" : "")
      + (location.side == .base ? " (before)" : "")
  }

  /// The line of the head to show it at; 1 where it is a line of the base or no line at all.
  var headLine: Int { finding.location.side == .head ? max(1, finding.location.line) : 1 }

  /// One sentence: what happened to what, from what to what.
  var sentence: String {
    let values = FindingText.delta(finding).map { ": \($0)" } ?? ""
    return "\(finding.kind.title), \(finding.resource)\(values)"
  }
}
