import JSON

/// Evidence as it was claimed against evidence as it was made again.
struct EvidenceComparison {
  /// What differs in the members that bind the evidence to the change, the policy and the trust root.
  let bindingDifferences: [String]
  /// What differs in findings, score, rules and requirements.
  let judgementDifferences: [String]
  let recomputation: VerificationReport.Recomputation

  /// The members that are a judgement; all others bind.
  private static let judgement: Set<String> = [
    "findings", "score", "level", "factors", "rules", "requirements", "parsers", "ruleSet",
  ]

  init(claimed: JSONValue, repeated: JSONValue) {
    let claimedObject = claimed.object ?? JSONObject()
    let repeatedObject = repeated.object ?? JSONObject()
    let differing = Set(claimedObject.keys + repeatedObject.keys)
      .subtracting(EvidenceStatement.circumstances)
      .filter { !Self.areEqual(claimedObject[$0], repeatedObject[$0]) }
    bindingDifferences = differing.subtracting(Self.judgement).sorted()
      .map { "\($0) differs from the repository's" }
    let judged = differing.intersection(Self.judgement)
    // Another rule set may rightly judge otherwise: then nothing was repeated, and nothing is known to differ.
    if judged.contains("ruleSet") || judged.contains("parsers") {
      recomputation = .notRecomputed
      judgementDifferences = ["the rule set or a parser of this program is not the one that made the evidence"]
    } else if judged.isEmpty {
      recomputation = .same
      judgementDifferences = []
    } else {
      recomputation = .differs
      judgementDifferences = judged.sorted().map { Self.describe($0, claimedObject[$0], repeatedObject[$0]) }
    }
  }

  /// Compared in canonical form: the order of members in an object says nothing.
  static func areEqual(_ left: JSONValue?, _ right: JSONValue?) -> Bool {
    guard let left, let right else { return left == nil && right == nil }
    guard let leftBytes = try? CanonicalJSON.encode(left), let rightBytes = try? CanonicalJSON.encode(right) else {
      return false
    }
    return leftBytes == rightBytes
  }

  private static func describe(_ member: String, _ claimed: JSONValue?, _ repeated: JSONValue?) -> String {
    if let claimed = claimed?.integer, let repeated = repeated?.integer {
      return "\(member): the evidence says \(claimed), recomputed \(repeated)"
    }
    if let claimed = claimed?.array, let repeated = repeated?.array, claimed.count != repeated.count {
      return "\(member): the evidence lists \(claimed.count), recomputed \(repeated.count)"
    }
    return "\(member) differs"
  }
}
