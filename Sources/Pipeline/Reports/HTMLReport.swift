import Findings
import Policy

/// The report as one page that loads nothing: an artifact to keep beside the evidence.
public enum HTMLReport {
  /// No script, no style sheet from elsewhere, no image: whoever opens the page fetches nothing.
  private static let head = """
    <!DOCTYPE html>
    <html lang="en">
    <head>
    <meta charset="utf-8">
    <meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
    <title>gatehouse</title>
    <style>
    body { font: 15px/1.5 sans-serif; margin: 2em auto; max-width: 70em; padding: 0 1em; }
    table { border-collapse: collapse; width: 100%; }
    th, td { border-bottom: 1px solid #ccc; padding: .4em .6em; text-align: left; vertical-align: top; }
    td.score { text-align: right; white-space: nowrap; }
    code, pre { font-family: monospace; overflow-wrap: anywhere; }
    </style>
    </head>
    <body>

    """

  /// The whole page.
  public static func make(_ summary: ReportSummary) -> String {
    var page = head + "<h1>gatehouse: \(MarkupText.escaping(summary.title))</h1>\n"
    if !summary.details.isEmpty { page += "<p>\(summary.details.map(code).joined(separator: " · "))</p>\n" }
    if !summary.findings.isEmpty {
      page += "<table>\n<tr><th>Score</th><th>Finding</th><th>Resource</th><th>Where</th></tr>\n"
      for assessed in summary.findings { page += row(assessed) }
      page += "</table>\n"
    }
    if !summary.lines.isEmpty { page += "<pre>\(MarkupText.escaping(summary.lines.joined(separator: "\n")))</pre>\n" }
    return page + "</body>\n</html>\n"
  }

  private static func code(_ text: String) -> String { "<code>\(MarkupText.escaping(text))</code>" }

  private static func row(_ assessed: AssessedFinding) -> String {
    let finding = assessed.finding
    var what = ["\(MarkupText.escaping(finding.kind.title)) \(code(finding.kind.id))"]
    if let values = FindingText.delta(finding) { what.append(code(values)) }
    if !finding.kind.reversible { what.append("irreversible") }
    if let suppression = assessed.suppressed {
      what.append("suppressed: " + code(DisplayText.escaping(suppression.reason)))
    }
    return "<tr><td class=\"score\">\(assessed.score.value) \(assessed.level.rawValue)</td>"
      + "<td>\(what.joined(separator: "<br>"))</td><td>\(code(finding.resource))</td>"
      + "<td>\(code(assessed.place))</td></tr>\n"
  }
}
