import Findings
public import Gate
public import JSON

/// The reports of a ``RefVerdict``, in the words of ``TextReport`` and the form of ``JSONReport``.
public enum RefReport {
  /// The report for a person.
  public static func text(_ verdict: RefVerdict) -> String {
    let word = verdict.isDenied ? "DENIED" : "NOTHING TO CHECK"
    let hint = verdict.hint.map { "  Next    \($0)\n" } ?? ""
    return "gatehouse  \(word)   \(DisplayText.escaping(verdict.ref)) \(verdict.reason)\n\(hint)"
  }

  /// The report for a machine: no change, hence no score and no findings.
  public static func json(_ verdict: RefVerdict, tool: ToolIdentity) -> JSONValue {
    [
      "schema": .string(JSONReport.schema),
      "tool": ["name": .string(tool.name), "version": .string(tool.version)],
      "verdict": verdict.isDenied ? "denied" : "allowed",
      "enforcement": .string(verdict.enforcement),
      "reference": [
        "ref": .string(verdict.ref), "reason": .string(verdict.reason), "hint": .optional(verdict.hint),
      ],
      "findings": [], "rules": [], "requirements": [], "incomplete": [],
    ]
  }
}
