import Findings

/// The fields of a finding before it has a score: what amplifiers read.
struct FindingValues: FieldValues {
  let finding: Finding
  let environment: String?
  let context: AssessmentContext

  func value(of field: ConditionField) -> FieldValue {
    switch field {
    case .kind: .text(finding.kind.id)
    case .domain: .text(String(finding.kind.domain))
    case .path: .text(finding.location.path.display)
    case .files: .list(finding.files.map { .text($0.display) })
    case .resource: .text(finding.resource)
    case .before: .text(finding.before?.shown ?? "")
    case .after: .text(finding.after?.shown ?? "")
    case .direction: .text(finding.kind.direction.rawValue)
    case .confidence: .text(finding.confidence.rawValue)
    case .reversible: .boolean(finding.kind.reversible)
    case .environment: .text(environment ?? EnvironmentMap.noneName)
    case .actor: .text(context.actor.rawValue)
    case .target: .text(context.targetBranch)
    case .filesChanged: .integer(context.filesChanged)
    // An amplifier that reads what follows from scores is refused when the policy is read.
    case .score, .directories: .integer(0)
    case .level: .text(RiskLevel.low.rawValue)
    }
  }
}

/// The fields of an assessed finding: what rules read.
struct RuleSubject: FieldValues {
  let finding: AssessedFinding
  let context: AssessmentContext
  let directories: Int

  func value(of field: ConditionField) -> FieldValue {
    switch field {
    case .score: .integer(finding.score.value)
    case .level: .text(finding.level.rawValue)
    case .directories: .integer(directories)
    default:
      FindingValues(finding: finding.finding, environment: finding.environment, context: context)
        .value(of: field)
    }
  }
}

extension FieldTest: CustomStringConvertible {
  /// The test as it would be read aloud: `path matches payments/`.
  public var description: String { "\(field.rawValue) \(operation.rawValue) \(Self.describe(operand))" }

  private static func describe(_ value: FieldValue) -> String {
    switch value {
    case .text(let text): DisplayText.escaping(text)
    case .integer(let number): String(number)
    case .boolean(let truth): String(truth)
    case .list(let elements): "[\(elements.map(describe).joined(separator: ", "))]"
    }
  }
}
