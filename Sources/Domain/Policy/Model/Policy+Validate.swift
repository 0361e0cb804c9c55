public import Findings

extension Policy {
  /// Checks what needs the catalogue and the signature of the policy: call it before assessing.
  ///
  /// - Parameters:
  ///   - kinds: every kind that a classifier can emit; asked for only where the policy names one, or a domain.
  ///   - signedByOwner: whether an owner signed the policy; without it an override may only raise.
  /// - Throws: a configuration failure for a kind or domain that does not exist, which would make a rule
  ///   silent, and for an unsigned override below the kind's own score.
  public func validate(kinds: @autoclosure () -> [ChangeKind], signedByOwner: Bool) throws(Failure) {
    guard namesKinds else { return }
    let kinds = kinds()
    let byID = Dictionary(kinds.map { ($0.id, $0) }) { first, _ in first }
    for override in overrides {
      guard let kind = byID[override.kind] else {
        throw Self.unknown("kind", override.kind, byID.keys, override.location)
      }
      guard signedByOwner || override.apply(to: kind.baseScore, levels) >= kind.baseScore else {
        throw Failure(
          .configuration,
          "\(override.location): the override lowers '\(kind.id)' below its score of \(kind.baseScore)",
          hint: "only a policy that an owner has signed may lower a score")
      }
    }
    let domains = Set(kinds.map { String($0.domain) })
    for (condition, location) in conditions {
      for test in condition.tests {
        let known: Set<String>
        switch test.field {
        case .kind: known = Set(byID.keys)
        case .domain: known = domains
        default: continue
        }
        for word in test.literals where !known.contains(word) {
          throw Self.unknown(test.field.rawValue, word, known, location)
        }
      }
    }
    for suppression in suppressions {
      guard case .kind(let id, _) = suppression.subject, byID[id] == nil else { continue }
      throw Self.unknown("kind", id, byID.keys, suppression.location)
    }
  }

  private var namesKinds: Bool {
    !overrides.isEmpty || !suppressions.isEmpty
      || conditions.contains { $0.0.tests.contains { $0.field == .kind || $0.field == .domain } }
  }

  private var conditions: [(Condition, location: String)] {
    rules.map { ($0.when, $0.location) } + timeLocks.map { ($0.when, $0.location) }
      + tickets.map { ($0.when, $0.location) } + amplifiers.map { (.test($0.test), $0.location) }
  }

  private static func unknown(
    _ what: String, _ word: String, _ known: some Sequence<String>, _ location: String
  ) -> Failure {
    Failure(
      .configuration, "\(location): there is no \(what) '\(DisplayText.escaping(word))'",
      hint: Suggestion.hint(for: word, among: known) ?? "'gatehouse kinds' lists them")
  }
}
