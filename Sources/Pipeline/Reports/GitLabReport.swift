import Findings
public import JSON
import Policy

/// Findings as GitLab's Code Quality report: an array of issues, shown in the merge request.
///
/// Fields and severities: docs.gitlab.com/ci/testing/code_quality, "Code Quality report format".
public enum GitLabReport {
  /// The report; a run that stopped for another reason than a finding is an issue of its own, never an empty array.
  public static func make(_ summary: ReportSummary) -> JSONValue {
    var issues = summary.findings.filter { $0.suppressed == nil }.map(issue)
    if issues.isEmpty, summary.outcome != .passed {
      let text = ([summary.title] + summary.details + summary.lines).joined(separator: " · ")
      issues.append(issue(text, "gatehouse.verdict", "gatehouse.verdict", "blocker", path: ".gatehouse", line: 1))
    }
    return .array(issues)
  }

  private static func issue(_ assessed: AssessedFinding) -> JSONValue {
    issue(
      "\(assessed.sentence) (\(assessed.score.value)/1000)", assessed.finding.kind.id,
      // GitLab shows one issue for equal fingerprints of a file.
      "\(assessed.fingerprint.hex):\(assessed.finding.location.line)", severity(assessed),
      path: assessed.finding.location.path.display, line: assessed.headLine)
  }

  private static func issue(
    _ description: String, _ check: String, _ fingerprint: String, _ severity: String, path: String, line: Int
  ) -> JSONValue {
    [
      "description": .string(description), "check_name": .string(check), "fingerprint": .string(fingerprint),
      "severity": .string(severity),
      "location": ["path": .string(path), "lines": ["begin": .integer(Int64(line))]],
    ]
  }

  private static func severity(_ assessed: AssessedFinding) -> String {
    if assessed.isInformational { return "info" }
    switch assessed.level {
    case .low: return "minor"
    case .medium: return "major"
    case .high: return "critical"
    case .critical: return "blocker"
    }
  }
}
