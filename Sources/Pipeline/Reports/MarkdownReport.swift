import Findings
import Policy

/// The report for a pull request's page: a job summary or one comment that is edited in place.
public enum MarkdownReport {
  /// The first line, by which a job finds its own comment again.
  public static let marker = "<!-- gatehouse -->"

  /// The most findings that are listed: GitHub cuts a summary off at 1 MiB.
  static let findingLimit = 200

  /// The whole page.
  public static func make(_ summary: ReportSummary) -> String {
    var sections = [marker, "### gatehouse: \(summary.title)"]
    if !summary.details.isEmpty {
      sections.append(summary.details.map(MarkdownText.code).joined(separator: " · "))
    }
    if !summary.findings.isEmpty { sections.append(table(summary.findings)) }
    if !summary.lines.isEmpty { sections.append(MarkdownText.block(summary.lines)) }
    return sections.joined(separator: "\n\n") + "\n"
  }

  private static func table(_ findings: [AssessedFinding]) -> String {
    var rows = ["| Score | Finding | Resource | Where |", "|---:|---|---|---|"]
    for assessed in findings.prefix(findingLimit) { rows.append(row(assessed)) }
    let rest = findings.count - findingLimit
    return rows.joined(separator: "\n") + (rest > 0 ? "\n\n\(rest) more: `gatehouse explain`" : "")
  }

  private static func row(_ assessed: AssessedFinding) -> String {
    let finding = assessed.finding
    var what = "\(finding.kind.title) \(MarkdownText.code(finding.kind.id))"
    if let values = FindingText.delta(finding) { what += "<br>\(MarkdownText.code(values))" }
    if !finding.kind.reversible { what += "<br>irreversible" }
    if let suppression = assessed.suppressed {
      what += "<br>suppressed: \(MarkdownText.code(DisplayText.escaping(suppression.reason)))"
    }
    let cells = [
      "\(assessed.score.value) \(assessed.level.rawValue)", what, MarkdownText.code(finding.resource),
      MarkdownText.code(assessed.place),
    ]
    return "| " + cells.joined(separator: " | ") + " |"
  }
}
