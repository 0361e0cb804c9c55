import Findings
import Policy

/// Findings as annotations of a GitHub job, by its workflow commands.
///
/// Escaping as in the runner's toolkit (actions/toolkit, `packages/core/src/command.ts`): `%`, CR and LF in messages, `:` and
/// `,` besides in properties.
public enum GitHubReport {
  /// GitHub shows ten annotations of each sort for a step; the rest would only push the verdict out of sight.
  static let limit = 10

  /// One command to a line, the verdict last.
  public static func make(_ summary: ReportSummary) -> String {
    var lines = summary.findings.filter { $0.suppressed == nil && !$0.isInformational }.prefix(limit).map(annotation)
    let command = summary.outcome == .passed ? "notice" : "error"
    let message = ([summary.title + "   " + summary.details.joined(separator: "   ")] + summary.lines)
      .joined(separator: "\n")
    lines.append("::\(command) title=gatehouse::\(data(message))")
    return lines.joined(separator: "\n") + "\n"
  }

  private static func annotation(_ assessed: AssessedFinding) -> String {
    let command = assessed.level >= .high ? "error" : assessed.level == .medium ? "warning" : "notice"
    let location = assessed.finding.location
    let end = location.side == .head ? max(assessed.headLine, location.endLine) : assessed.headLine
    let properties =
      "file=\(property(location.path.display)),line=\(assessed.headLine),endLine=\(end),"
      + "title=\(property(assessed.finding.kind.title))"
    return "::\(command) \(properties)::\(data("\(assessed.sentence) (\(assessed.score.value)/1000)"))"
  }

  private static func data(_ text: String) -> String { escaping(text, extra: []) }

  private static func property(_ text: String) -> String { escaping(text, extra: [":", ","]) }

  private static func escaping(_ text: String, extra: [Unicode.Scalar]) -> String {
    var escaped = ""
    for scalar in text.unicodeScalars {
      if scalar == "%" || scalar == "\r" || scalar == "\n" || extra.contains(scalar) {
        let digits = String(scalar.value, radix: 16, uppercase: true)
        escaped += "%" + (digits.utf8.count == 1 ? "0" : "") + digits
      } else {
        escaped.unicodeScalars.append(scalar)
      }
    }
    return escaped
  }
}
