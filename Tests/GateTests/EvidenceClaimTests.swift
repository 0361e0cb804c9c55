import Attestation
import Findings
import JSON
import Repositories
import Testing

@testable import Gate

@Suite("What evidence claims about the change")
struct EvidenceClaimTests {
  private static let members: [String: JSONValue] = [
    "origin": "push", "targetRef": "refs/heads/main", "targetTip": .string(String(repeating: "a", count: 40)),
    "head": .string(String(repeating: "b", count: 40)),
    "change": ["digest": .string(String(repeating: "c", count: 64))], "evaluatedAt": "2026-01-01T00:00:00Z",
    "actor": ["kind": "unknown"],
    "inputs": [["name": "terraform-plan:infra/prod", "sha256": .string(String(repeating: "d", count: 64))]],
  ]

  private func claim(_ changes: [String: JSONValue?] = [:]) throws -> EvidenceClaim {
    var members = Self.members
    for (key, value) in changes { members[key] = value }
    let predicate = JSONValue.object(
      JSONObject(members.sorted { $0.key < $1.key }.map { .init(key: $0.key, value: $0.value) }))
    return try EvidenceClaim(
      Statement(subjects: [], predicateType: PredicateType.evidence, predicate: predicate))
  }

  @Test("Whole evidence is read, and a member that may be absent may be absent")
  func whole() throws {
    let claim = try claim()
    #expect(claim.origin == .push)
    #expect(claim.targetRef == "refs/heads/main")
    #expect(
      claim.plans == [
        ClaimedPlan(module: "infra/prod", digest: try #require(Digest(hex: String(repeating: "d", count: 64))))
      ])
    #expect(claim.head?.hex == String(repeating: "b", count: 40))
    #expect(claim.evaluatedAt.text == "2026-01-01T00:00:00Z")
    #expect(try self.claim(["targetRef": nil, "targetTip": nil, "head": nil]).targetTip == nil)
  }

  @Test(
    "What cannot be is refused",
    arguments: [
      ("origin", "elsewhere"), ("origin", nil), ("head", "main"), ("head", 7), ("targetTip", "--upload-pack=x"),
      ("change", nil), ("change", ["digest": "short"]), ("evaluatedAt", "now"), ("actor", ["kind": "god"]),
      ("maximumScore", "900"), ("inputs", nil), ("inputs", [["name": "terraform-plan:", "sha256": "short"]]),
      ("inputs", [["name": "canary", "sha256": .string(String(repeating: "d", count: 64))]]),
    ] as [(String, JSONValue?)])
  func refused(_ member: String, _ value: JSONValue?) {
    #expect(throws: AttestationError.self) { try claim([member: value]) }
  }
}
