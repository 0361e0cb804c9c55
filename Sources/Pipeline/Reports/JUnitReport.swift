import Findings
import Policy

/// Findings as test cases, for every CI system that shows nothing else: the form that Jenkins' JUnit plugin reads.
public enum JUnitReport {
  /// One case for the verdict and one for each finding. A finding of level high or above fails its case.
  public static func make(_ summary: ReportSummary) -> String {
    let text = ([summary.title] + summary.details + summary.lines).joined(separator: "\n")
    var cases = [testCase("verdict", "gatehouse", failure: summary.outcome == .passed ? nil : (summary.title, text))]
    var failures = summary.outcome == .passed ? 0 : 1
    for assessed in summary.findings {
      let fails = assessed.suppressed == nil && assessed.level >= .high && !assessed.isInformational
      failures += fails ? 1 : 0
      let message = "\(assessed.sentence) (\(assessed.score.value)/1000)"
      cases.append(
        testCase(
          "\(assessed.place) \(assessed.finding.resource)", assessed.finding.kind.id,
          failure: fails ? (message, "\(message)\n\(assessed.finding.kind.why)") : nil))
    }
    return """
      <?xml version="1.0" encoding="UTF-8"?>
      <testsuites name="gatehouse" tests="\(cases.count)" failures="\(failures)" errors="0">
      <testsuite name="gatehouse" tests="\(cases.count)" failures="\(failures)" errors="0" skipped="0">
      \(cases.joined(separator: "\n"))
      </testsuite>
      </testsuites>

      """
  }

  private static func testCase(
    _ name: String, _ className: String, failure: (message: String, text: String)?
  ) -> String {
    let attributes = "name=\"\(MarkupText.escaping(name))\" classname=\"\(MarkupText.escaping(className))\""
    guard let failure else { return "<testcase \(attributes)/>" }
    return "<testcase \(attributes)><failure message=\"\(MarkupText.escaping(failure.message))\">"
      + "\(MarkupText.escaping(failure.text))</failure></testcase>"
  }
}
