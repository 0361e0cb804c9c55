import Findings
import Policy

/// SHA-256 is not needed to test what is hashed: a hash that mixes every byte into 32.
let testHash = SHA256Function { bytes in
  var state = [UInt64](repeating: 0xCBF2_9CE4_8422_2325, count: 4)
  for (index, byte) in bytes.enumerated() {
    let lane = index % 4
    state[lane] = (state[lane] ^ UInt64(byte)) &* 0x100_0000_01B3
    state[(lane + 1) % 4] ^= state[lane] >> 29
  }
  let digest = state.flatMap { word in (0..<8).map { UInt8(truncatingIfNeeded: word >> (8 * $0)) } }
  guard let digest = Digest(bytes: digest) else { preconditionFailure("a digest has \(Digest.byteCount) bytes") }
  return digest
}

/// A generator with a fixed sequence (SplitMix64), so that a failure happens again.
struct SeededGenerator: RandomNumberGenerator {
  var state: UInt64

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}

func kind(_ id: String, _ score: Int, _ direction: Direction = .loosens, reversible: Bool = true)
  -> ChangeKind
{
  ChangeKind(
    id: id, title: id, baseScore: score, direction: direction, reversible: reversible, why: "because",
    instead: "otherwise")
}

func finding(
  _ id: String = "network.ingress.world", _ score: Int = 700, path: String = "src/a.tf", line: Int = 1,
  resource: String = "r", direction: Direction = .loosens, before: Finding.Value? = nil,
  after: Finding.Value? = nil, files: [String] = []
) -> Finding {
  Finding(
    kind: kind(id, score, direction), location: .init(RepositoryPath(path), line: line), resource: resource,
    before: before, after: after, files: files.map { RepositoryPath($0) })
}

func context(
  target: String = "refs/heads/main", time: Int64 = 1_000, actor: ActorKind = .human, trust: Int? = nil,
  filesChanged: Int = 1, strategies: [String: DeliveryStrategy] = [:], maximumScore: Int? = nil,
  signed: Bool = false, ownerThreshold: Int = 1
) -> AssessmentContext {
  AssessmentContext(
    targetRef: target, evaluationTime: time, actor: actor, trust: trust, filesChanged: filesChanged,
    strategies: strategies, maximumScore: maximumScore, policySignedByOwner: signed,
    ownerThreshold: ownerThreshold, sha256: testHash)
}

func test(_ field: ConditionField, _ operation: ConditionOperator, _ value: FieldValue) throws -> Condition {
  .test(try FieldTest(field, operation, value))
}

func rule(
  _ id: String, _ when: Condition, _ action: RuleAction, roles: [String] = [], sla: Int? = nil
) -> PolicyRule {
  PolicyRule(
    id: id, when: when, action: action, roles: roles, reason: "reason of \(id)", sla: sla,
    controls: ["C:\(id)"],
    location: "policy.yaml:1")
}

func approval(
  _ principal: String, key: String? = nil, roles: Set<String> = [], findings: Set<String> = ["F1"],
  challenge: Challenge = .teachBack, review: Int = 100, touch: Bool = false, seen: Int64? = nil
) -> CountedApproval {
  CountedApproval(
    principal: principal, keyID: key ?? "SHA256:\(principal)", roles: roles, findings: findings,
    challenge: challenge, reviewSeconds: review, userPresence: touch, witnessedAt: seen)
}

extension Assessment {
  func verdict(_ approvals: [CountedApproval] = [], tickets: [String] = [], now: Int64 = 0) -> Verdict {
    decide(approvals: approvals, isIncomplete: false, enforcement: .enforce, tickets: tickets, now: now)
      .verdict
  }
}
