import JSON
import Testing

@testable import Gate

@Suite("Evidence as claimed against evidence as made again")
struct EvidenceComparisonTests {
  private let evidence: [(String, JSONValue)] = [
    ("repository", ["uri": "git+https://x"]), ("targetTip", "aa"), ("head", "bb"), ("change", ["digest": "cc"]),
    ("policy", ["sha256": "dd"]), ("writers", ["ben@x"]), ("tool", ["version": "1"]), ("parsers", ["sql": "pg15"]),
    ("ruleSet", ["sha256": "ee"]), ("score", 930), ("findings", ["F1", "F2"]), ("level", "critical"),
  ]

  private func object(_ changes: [String: JSONValue?] = [:]) -> JSONValue {
    var members = evidence.filter { changes[$0.0] == nil }
    for (key, value) in changes { if let value { members.append((key, value)) } }
    return .object(JSONObject(members.map { .init(key: $0.0, value: $0.1) }))
  }

  @Test("The same is the same, whichever program version wrote it and in whatever order")
  func same() {
    let comparison = EvidenceComparison(claimed: object(["tool": ["version": "2"]]), repeated: object())
    #expect(comparison.recomputation == .same)
    #expect(comparison.bindingDifferences.isEmpty)
    #expect(comparison.judgementDifferences.isEmpty)
  }

  @Test(
    "A member that binds is named when it differs, is missing or is one too many",
    arguments: ["repository", "targetTip", "head", "change", "policy", "writers"])
  func bindings(_ member: String) {
    for changes: [String: JSONValue?] in [[member: "other"], [member: nil]] {
      let comparison = EvidenceComparison(claimed: object(changes), repeated: object())
      #expect(comparison.bindingDifferences == ["\(member) differs from the repository's"])
      #expect(comparison.recomputation == .same)
      let reversed = EvidenceComparison(claimed: object(), repeated: object(changes))
      #expect(reversed.bindingDifferences == comparison.bindingDifferences)
    }
  }

  @Test("A member that nobody knows does not hold: it could say anything")
  func unknown() {
    let comparison = EvidenceComparison(claimed: object(["verdict": "allowed"]), repeated: object())
    #expect(comparison.bindingDifferences == ["verdict differs from the repository's"])
  }

  @Test("A judgement that differs is named with both values")
  func judgement() {
    let comparison = EvidenceComparison(
      claimed: object(["score": 100, "findings": ["F1"], "level": "low"]), repeated: object())
    #expect(comparison.recomputation == .differs)
    #expect(comparison.bindingDifferences.isEmpty)
    #expect(
      comparison.judgementDifferences == [
        "findings: the evidence lists 1, recomputed 2", "level differs", "score: the evidence says 100, recomputed 930",
      ])
  }

  @Test("Under another rule set or parser nothing was repeated", arguments: ["ruleSet", "parsers"])
  func otherRules(_ member: String) {
    let comparison = EvidenceComparison(claimed: object([member: "other", "score": 100]), repeated: object())
    #expect(comparison.recomputation == .notRecomputed)
    // What binds is still compared.
    let moved = EvidenceComparison(claimed: object([member: "other", "head": "zz"]), repeated: object())
    #expect(moved.bindingDifferences == ["head differs from the repository's"])
  }

  @Test("What is no object agrees with nothing", arguments: [JSONValue.null, .array([]), .string("evidence")])
  func notAnObject(_ value: JSONValue) {
    let comparison = EvidenceComparison(claimed: value, repeated: object())
    #expect(comparison.recomputation != .same)
    #expect(!comparison.bindingDifferences.isEmpty)
  }
}
