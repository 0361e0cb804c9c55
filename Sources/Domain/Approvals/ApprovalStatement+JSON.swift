import Attestation
import Findings
public import JSON
import Policy
import Repositories

extension ApprovalStatement {
  /// The predicate, as `attestations/change-approval.schema.json` describes it.
  public var predicate: JSONValue {
    [
      "decision": .string(word.rawValue), "roles": .strings(roles), "repository": .string(repository),
      "targetRef": .string(targetRef),
      "change": [
        "id": .string(ChangeDigest.changeID(of: changeDigest)), "digest": .string(changeDigest.hex),
        "files": .array(files.map(\.json)),
      ],
      "findings": .array(findings.map(\.json)),
      "requirements": .array(
        requirements.map { requirement in
          [
            "role": .optional(requirement.role), "needed": .integer(Int64(requirement.needed)),
            "challenge": .string(requirement.challenge.rawValue),
          ]
        }),
      "policy": ["sha256": .string(policyDigest.hex)], "ruleSet": ["sha256": .string(ruleSetDigest.hex)],
      "transcript": transcript.json, "nonce": .string(nonce), "ticket": .optional(ticket),
    ]
  }

  /// Reads a predicate; unknown members are refused, since nobody has said what they mean.
  public init(predicate: JSONValue) throws(JSONShapeError) {
    let cursor = JSONCursor(predicate)
    try cursor.refuseMembers(
      beyond: [
        "decision", "roles", "repository", "targetRef", "change", "findings", "requirements", "policy", "ruleSet",
        "transcript", "nonce", "ticket",
      ])
    let decision = try cursor.required("decision")
    guard let word = Word(rawValue: try decision.string()) else { throw decision.invalid("unknown decision") }
    let change = try cursor.required("change")
    try change.refuseMembers(beyond: ["id", "digest", "files"])
    let digest = try change.required("digest").digest()
    let id = try change.required("id")
    guard try id.string() == ChangeDigest.changeID(of: digest) else { throw id.invalid("not the id of the digest") }
    var files: [ChangeDigest.File] = []
    for element in try change.required("files").elements() { files.append(try ChangeDigest.File(element)) }
    var findings: [ShownFinding] = []
    for element in try cursor.required("findings").elements() { findings.append(try ShownFinding(element)) }
    var requirements: [ShownRequirement] = []
    for element in try cursor.required("requirements").elements() {
      requirements.append(try ShownRequirement(element))
    }
    self.init(
      word: word, roles: try cursor.required("roles").strings(),
      targetRef: try cursor.required("targetRef").string(), repository: try cursor.required("repository").string(),
      changeDigest: digest, files: files, findings: findings, requirements: requirements,
      policyDigest: try cursor.required("policy").digestSet(),
      ruleSetDigest: try cursor.required("ruleSet").digestSet(),
      transcript: try Transcript(try cursor.required("transcript")), nonce: try cursor.required("nonce").string(),
      ticket: try cursor.optional("ticket")?.string())
  }
}

extension ApprovalStatement.ShownFinding {
  fileprivate var json: JSONValue {
    [
      "fingerprint": .string(fingerprint.hex), "kind": .string(kind), "resource": .string(resource),
      "before": .optional(before), "after": .optional(after),
    ]
  }

  fileprivate init(_ cursor: JSONCursor) throws(JSONShapeError) {
    try cursor.refuseMembers(beyond: ["fingerprint", "kind", "resource", "before", "after"])
    self.init(
      fingerprint: try cursor.required("fingerprint").digest(), kind: try cursor.required("kind").string(),
      resource: try cursor.required("resource").string(), before: try cursor.optional("before")?.string(),
      after: try cursor.optional("after")?.string())
  }
}

extension ApprovalStatement.ShownRequirement {
  fileprivate init(_ cursor: JSONCursor) throws(JSONShapeError) {
    try cursor.refuseMembers(beyond: ["role", "needed", "challenge"])
    let challenge = try cursor.required("challenge")
    guard let known = Challenge(rawValue: try challenge.string()) else { throw challenge.invalid("unknown challenge") }
    self.init(
      role: try cursor.optional("role")?.string(), needed: Int(try cursor.required("needed").integer()),
      challenge: known)
  }
}

extension Transcript {
  fileprivate var json: JSONValue {
    [
      "challenge": .string(challenge.rawValue), "openedAt": .string(openedAt.text),
      "submittedAt": .string(submittedAt.text),
      "exchanges": .array(
        exchanges.map { exchange in
          [
            "fingerprint": .string(exchange.fingerprint.hex), "question": .string(exchange.question),
            "answer": .string(exchange.answer),
          ]
        }),
    ]
  }

  fileprivate init(_ cursor: JSONCursor) throws(JSONShapeError) {
    try cursor.refuseMembers(beyond: ["challenge", "openedAt", "submittedAt", "exchanges"])
    let challenge = try cursor.required("challenge")
    guard let known = Challenge(rawValue: try challenge.string()) else { throw challenge.invalid("unknown challenge") }
    var exchanges: [Exchange] = []
    for element in try cursor.required("exchanges").elements() {
      try element.refuseMembers(beyond: ["fingerprint", "question", "answer"])
      exchanges.append(
        Exchange(
          fingerprint: try element.required("fingerprint").digest(),
          question: try element.required("question").string(), answer: try element.required("answer").string()))
    }
    self.init(
      challenge: known, openedAt: try cursor.required("openedAt").timestamp(),
      submittedAt: try cursor.required("submittedAt").timestamp(), exchanges: exchanges)
  }
}

extension ChangeDigest.File {
  fileprivate init(_ cursor: JSONCursor) throws(JSONShapeError) {
    try cursor.refuseMembers(beyond: ["path", "oldMode", "newMode", "oldDigest", "newDigest"])
    self.init(
      path: try cursor.required("path").string(), oldMode: try cursor.optional("oldMode")?.string(),
      newMode: try cursor.optional("newMode")?.string(), oldDigest: try cursor.optional("oldDigest")?.digest(),
      newDigest: try cursor.optional("newDigest")?.digest())
  }
}

extension JSONCursor {
  /// A digest standing alone in an object, as in-toto writes digest sets.
  fileprivate func digestSet() throws(JSONShapeError) -> Digest {
    try refuseMembers(beyond: ["sha256"])
    return try required("sha256").digest()
  }

  fileprivate func digest() throws(JSONShapeError) -> Digest {
    guard let digest = Digest(hex: try string()) else { throw invalid("not 64 lower-case hexadecimal digits") }
    return digest
  }

  fileprivate func timestamp() throws(JSONShapeError) -> Timestamp {
    guard let time = Timestamp(try string()) else { throw invalid("not a time of RFC 3339 in UTC") }
    return time
  }

  fileprivate func refuseMembers(beyond known: Set<String>) throws(JSONShapeError) {
    for (key, value) in try members() where !known.contains(key) { throw value.invalid("unknown member") }
  }
}
