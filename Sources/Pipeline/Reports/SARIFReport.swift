import Findings
public import JSON
import Policy

/// Findings as SARIF 2.1.0 (OASIS), for GitHub's code scanning and for viewers.
public enum SARIFReport {
  /// The log with one run. A run that stopped before it had findings says so in its invocation.
  ///
  /// - Parameter isComplete: whether everything could be judged.
  public static func make(_ summary: ReportSummary, tool: ToolIdentity, isComplete: Bool) -> JSONValue {
    let kinds = Set(summary.findings.map(\.finding.kind)).sorted { $0.id < $1.id }
    let notification: JSONValue = [
      "level": summary.outcome == .passed ? "note" : "error",
      "message": text(([summary.title] + summary.details + summary.lines).joined(separator: "\n")),
    ]
    let run: JSONValue = [
      "tool": [
        "driver": [
          "name": .string(tool.name), "version": .string(tool.version), "rules": .array(kinds.map(rule)),
        ]
      ],
      "invocations": [
        ["executionSuccessful": .bool(isComplete), "toolExecutionNotifications": [notification]]
      ],
      "results": .array(summary.findings.map { result($0, kinds) }),
    ]
    return [
      "$schema": "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json",
      "version": "2.1.0",
      "runs": [run],
    ]
  }

  private static func text(_ text: String) -> JSONValue { ["text": .string(text)] }

  private static func rule(_ kind: ChangeKind) -> JSONValue {
    [
      "id": .string(kind.id), "shortDescription": text(kind.title), "fullDescription": text(kind.why),
      "help": text(kind.instead),
      "properties": ["tags": .strings(["security"] + kind.controls)],
    ]
  }

  private static func result(_ assessed: AssessedFinding, _ kinds: [ChangeKind]) -> JSONValue {
    let location = assessed.finding.location
    var region: JSONValue = ["startLine": .integer(Int64(assessed.headLine))]
    if location.side == .head, location.endLine > assessed.headLine {
      region = ["startLine": .integer(Int64(assessed.headLine)), "endLine": .integer(Int64(location.endLine))]
    }
    let index = kinds.firstIndex { $0.id == assessed.finding.kind.id } ?? 0
    let fields: JSONValue = [
      "ruleId": .string(assessed.finding.kind.id), "ruleIndex": .integer(Int64(index)),
      "level": .string(assessed.isInformational ? "note" : level(assessed.level)),
      "message": text("\(assessed.sentence) (\(assessed.score.value)/1000)"),
      "locations": [
        [
          "physicalLocation": [
            "artifactLocation": ["uri": .string(location.path.percentEncoded), "uriBaseId": "%SRCROOT%"],
            "region": region,
          ]
        ]
      ],
      "partialFingerprints": ["gatehouse/v1": .string(assessed.fingerprint.hex)],
      "properties": ["security-severity": .string("\(assessed.score.value / 100).\(assessed.score.value % 100 / 10)")],
    ]
    guard let suppression = assessed.suppressed, var suppressed = fields.object else { return fields }
    suppressed["suppressions"] = [
      ["kind": "external", "justification": .string(DisplayText.escaping(suppression.reason))]
    ]
    return .object(suppressed)
  }

  private static func level(_ level: RiskLevel) -> String {
    switch level {
    case .low: "note"
    case .medium: "warning"
    case .high, .critical: "error"
    }
  }
}
