import Findings

/// What a condition can ask about a finding, or about the change that it belongs to.
public enum ConditionField: String, Hashable, Sendable, CaseIterable {
  // The finding.
  case kind
  case domain
  case path
  case files
  case resource
  case before
  case after
  case direction
  case confidence
  case reversible
  case environment
  case score
  case level
  // The change.
  case actor
  case target
  case filesChanged = "files_changed"
  case directories

  /// The type of the field's values; it decides which operators and operands make sense.
  public var type: FieldType {
    switch self {
    case .kind, .domain, .path, .resource, .before, .after, .environment, .target: .text
    case .files: .list
    case .score, .filesChanged, .directories: .integer
    case .reversible: .boolean
    case .level: .choice(RiskLevel.allCases.map(\.rawValue), ordered: true)
    case .direction: .choice(Direction.allCases.map(\.rawValue), ordered: false)
    case .confidence: .choice(Finding.Confidence.allCases.map(\.rawValue), ordered: false)
    case .actor: .choice(ActorKind.allCases.map(\.rawValue), ordered: false)
    }
  }

  /// Whether the value is known only after scoring, so that no amplifier may read it.
  public var followsScore: Bool { self == .score || self == .level || self == .directories }
}

/// The type of a condition's field.
public enum FieldType: Hashable, Sendable {
  case text
  /// Several texts.
  case list
  case integer
  case boolean
  /// One of some words; where `ordered`, from small to great.
  case choice([String], ordered: Bool)

  /// What error messages call it.
  public var name: String {
    switch self {
    case .text: "text"
    case .list: "a list of texts"
    case .integer: "a whole number"
    case .boolean: "true or false"
    case .choice(let words, _): "one of \(words.joined(separator: ", "))"
    }
  }

  /// The operators that apply.
  public var operators: [ConditionOperator] {
    switch self {
    case .text: [.equal, .notEqual, .in, .notIn, .contains, .matches]
    case .list: [.contains, .matches]
    case .integer, .choice(_, ordered: true):
      [.equal, .notEqual, .greater, .greaterOrEqual, .less, .lessOrEqual, .in, .notIn]
    case .choice(_, ordered: false): [.equal, .notEqual, .in, .notIn]
    case .boolean: [.equal, .notEqual]
    }
  }
}

/// Who made the change.
public enum ActorKind: String, Hashable, Sendable, CaseIterable {
  case human
  case agent
  case unknown
}
