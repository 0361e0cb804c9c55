public import Findings
import JSON

extension Expectation {
  /// What is not as expected, as a text for people that ends with the findings in the form of
  /// `expected.json`; `nil` when all is as expected.
  ///
  /// The findings may come in any order; they are put in report order first.
  public func mismatch(
    findings: [Finding], governed: Set<RepositoryPath> = [], parsers: [String: String] = [:]
  ) -> String? {
    let findings = findings.sorted(by: Finding.reportOrder)
    var problems: [String] = []
    if findings.count != self.findings.count {
      problems.append("expected \(self.findings.count) finding(s), found \(findings.count)")
    }
    for (index, (expected, finding)) in zip(self.findings, findings).enumerated() {
      let place = "finding \(index + 1) (\(finding.kind.id))"
      problems += expected.differences(from: finding).map { "\(place): \($0)" }
    }
    if let expected = self.governed {
      let found = governed.sorted().map(\.display)
      if found != expected { problems.append("governed: expected \(expected), found \(found)") }
    }
    if let expected = self.parsers, expected != parsers {
      problems.append("parsers: expected \(expected), found \(parsers)")
    }
    guard !problems.isEmpty else { return nil }
    return (problems + ["found, as it would stand in expected.json:", Self.render(findings)])
      .joined(separator: "\n")
  }

  private static func render(_ findings: [Finding]) -> String {
    findings.map { ExpectedFinding.compact(.object(ExpectedFinding.json(of: $0))) }.joined(separator: ",\n")
  }
}
