import Findings
public import JSON
public import Policy

// The parts of an assessment as reports and evidence write them: one spelling for both.

extension AssessedFinding {
  /// The finding with its score and factors.
  public var json: JSONValue {
    var suppression: JSONValue = nil
    if let suppressed {
      suppression = [
        "reason": .string(suppressed.reason), "owner": .string(suppressed.owner),
        "expires": .integer(suppressed.expires), "location": .string(suppressed.location),
      ]
    }
    return [
      "id": .string(id), "kind": .string(finding.kind.id), "title": .string(finding.kind.title),
      "score": .integer(Int64(score.value)), "level": .string(level.rawValue),
      "direction": .string(finding.kind.direction.rawValue), "confidence": .string(finding.confidence.rawValue),
      "path": .string(finding.location.path.percentEncoded), "side": .string(finding.location.side.rawValue),
      "line": .integer(Int64(finding.location.line)), "endLine": .integer(Int64(finding.location.endLine)),
      "resource": .string(finding.resource), "environment": .optional(environment),
      "before": .optional(finding.before?.shown), "after": .optional(finding.after?.shown),
      "reversible": .bool(finding.kind.reversible), "factors": score.factorsJSON, "controls": .strings(controls),
      "files": .strings(finding.files.map(\.percentEncoded)),
      "facts": .array(finding.facts.map { ["name": .string($0.name), "value": .string($0.value)] }),
      "fingerprint": .string(fingerprint.hex), "suppressed": suppression,
    ]
  }
}

extension Score {
  /// The factors by name and value.
  public var factorsJSON: JSONValue {
    .array(factors.map { ["name": .string($0.name), "value": .integer(Int64($0.value))] })
  }
}

extension FiredRule {
  /// The rule and what it fired for.
  public var json: JSONValue {
    [
      "id": .string(id), "action": .string(action.rawValue), "reason": .string(reason),
      "location": .string(location), "findings": .strings(findings),
    ]
  }
}

extension Rejection {
  /// The rejection, as the rule that it is.
  public var json: JSONValue {
    [
      "id": .string(rule), "action": "reject", "reason": .string(reason), "location": .string(location),
      "findings": .strings(findings),
    ]
  }
}

extension Requirement {
  /// What must be signed, without who has.
  public var json: JSONValue {
    [
      "role": .optional(role), "needed": .integer(Int64(needed)), "challenge": .string(challenge.rawValue),
      "minimumReview": .integer(Int64(minimumReview)), "findings": .strings(findings), "sources": .strings(sources),
    ]
  }
}
