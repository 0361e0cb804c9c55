/// A policy in the language of AWS IAM, as far as it is known.
struct PolicyDocument: Hashable, Sendable {
  let statements: [PolicyStatement]

  /// Whether every statement could be read.
  let isComplete: Bool

  /// Reads the JSON text of a policy; `nil` when the value is no such text or nothing of it is known.
  init?(_ value: StaticValue) {
    guard let values = Self.statements(ofText: value) else { return nil }
    statements = values.compactMap { PolicyStatement($0) }
    isComplete = statements.count == values.count
  }

  /// The statements of a policy text as values.
  static func statements(ofText value: StaticValue) -> [StaticValue]? {
    let document: StaticValue?
    switch value {
    case .encoded(let elements): document = elements.values.first
    case .string(let text): document = JSONValues.decode(text)
    default: document = nil
    }
    guard let statement = document?.members?["Statement"] else { return nil }
    return statement.elements ?? [statement]
  }
}

/// One statement. Lists are sorted and hold each entry once, so that another order or spelling makes no difference.
struct PolicyStatement: Hashable, Sendable {
  let isAllow: Bool
  let actions: [String]
  let excludedActions: [String]
  private(set) var resources: [String]
  let excludedResources: [String]
  /// `AWS:*`, `Federated:arn:…`; none in the policy of an identity.
  let principals: [String]
  /// Whether it speaks of everybody but some.
  let excludesPrincipals: Bool
  let conditions: Set<PolicyCondition>

  /// `nil` when it is not known what the statement allows or denies.
  init?(_ value: StaticValue) {
    guard let members = value.members, let effect = members["Effect"]?.string?.lowercased(),
      effect == "allow" || effect == "deny"
    else { return nil }
    isAllow = effect == "allow"
    actions = Self.texts(members["Action"]).map { $0.lowercased() }
    excludedActions = Self.texts(members["NotAction"]).map { $0.lowercased() }
    resources = Self.texts(members["Resource"])
    excludedResources = Self.texts(members["NotResource"])
    principals = Self.principals(members["Principal"])
    excludesPrincipals = members["NotPrincipal"] != nil
    conditions = Self.conditions(members["Condition"])
    if actions.isEmpty && excludedActions.isEmpty { return nil }
  }

  /// The statement in the policy of a resource that has no parts: what it names without being known is that resource, and so
  /// is all of it.
  var onWholeResource: PolicyStatement {
    guard excludedResources.isEmpty, resources.allSatisfy({ $0 == Self.unknown || $0 == "*" }) else { return self }
    var copy = self
    copy.resources = ["*"]
    return copy
  }

  /// What stands for an entry that is not known. It is no pattern of AWS and matches nothing but itself.
  static let unknown = "(unknown)"

  /// A single text or a list of texts.
  private static func texts(_ value: StaticValue?) -> [String] {
    guard let value else { return [] }
    let texts = (value.elements ?? [value]).map { $0.string ?? unknown }
    return Set(texts).sorted()
  }

  private static func principals(_ value: StaticValue?) -> [String] {
    guard let value else { return [] }
    guard let members = value.members else {
      return value.string.map { [$0 == "*" ? "AWS:*" : $0] } ?? [unknown]
    }
    var result: Set<String> = []
    for (type, names) in members { result.formUnion(texts(names).map { "\(type == "*" ? "AWS" : type):\($0)" }) }
    return result.sorted()
  }

  private static func conditions(_ value: StaticValue?) -> Set<PolicyCondition> {
    guard let value else { return [] }
    guard let operators = value.members else {
      return [PolicyCondition(test: unknown, key: unknown, values: [])]
    }
    var result: Set<PolicyCondition> = []
    for (test, keys) in operators {
      for (key, values) in keys.members ?? [unknown: .unknown] {
        result.insert(
          PolicyCondition(test: test.lowercased(), key: key.lowercased(), values: texts(values)))
      }
    }
    return result
  }
}

/// One condition of a statement.
struct PolicyCondition: Hashable, Sendable {
  let test: String
  let key: String
  let values: [String]

  /// Whether whoever meets `other` meets this one as well.
  func holds(wherever other: PolicyCondition) -> Bool {
    guard test == other.test, key == other.key else { return false }
    if values == other.values { return true }
    // Several values of one test are alternatives, so more of them let more in; a negated test is the other way round.
    if values.contains(PolicyStatement.unknown) || other.values.contains(PolicyStatement.unknown) { return false }
    let isNegated = test.contains("not")
    let (few, many) = isNegated ? (values, other.values) : (other.values, values)
    let isPattern = test.contains("like")
    return few.allSatisfy { value in many.contains { $0 == value || (isPattern && PolicyPattern.matches($0, value)) } }
  }
}
