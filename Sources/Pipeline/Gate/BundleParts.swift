import Attestation
import Findings
import JSON
import Policy
import Repositories

/// The lines of a bundle by what they say; nothing here is verified yet.
struct BundleParts {
  struct Part {
    let line: [UInt8]
    let statement: Statement
  }

  let evidence: Part
  let decision: Part
  let approvals: [[UInt8]]
  /// What CI signed of plans.
  let plans: [[UInt8]]

  init(_ bytes: [UInt8]) throws(AttestationError) {
    let bundle = try Bundle(parsing: bytes)
    if let ignored = bundle.ignored.first {
      throw AttestationError(.malformed, "line \(ignored.number) of the bundle is no envelope: \(ignored.reason)")
    }
    var evidence: [Part] = []
    var decisions: [Part] = []
    var approvals: [[UInt8]] = []
    var plans: [[UInt8]] = []
    for line in bundle.lines {
      guard line.envelope.payloadType == PayloadType.inToto else {
        throw AttestationError(.wrongPayloadType, "line \(line.number) has an unknown payload type")
      }
      let part = Part(line: line.bytes, statement: try Statement(parsing: line.envelope.payload))
      switch part.statement.predicateType {
      case PredicateType.evidence: evidence.append(part)
      case PredicateType.verificationSummary: decisions.append(part)
      case PredicateType.approval: approvals.append(line.bytes)
      case PredicateType.plan: plans.append(line.bytes)
      default: throw AttestationError(.wrongPredicateType, "line \(line.number) has an unknown predicate type")
      }
    }
    // Two would leave the choice to the reader.
    guard evidence.count == 1, decisions.count == 1 else {
      throw AttestationError(
        .malformed,
        "the bundle holds \(evidence.count) evidence and \(decisions.count) decision statements, not one of each")
    }
    self.evidence = evidence[0]
    self.decision = decisions[0]
    self.approvals = approvals
    self.plans = plans
    // Envelopes allow members, spaces and an order that no signature covers. What we wrote has one form, and any other
    // byte means that somebody else had it in hand.
    let written = Bundle.encode([evidence[0].line] + approvals + plans + [decisions[0].line])
    guard written == bytes, bundle.lines.allSatisfy({ $0.envelope.json == $0.bytes }) else {
      throw AttestationError(.malformed, "the bundle is not in the one form in which bundles are written")
    }
  }
}

/// What an evidence statement claims, as far as the change must be found again by it.
struct EvidenceClaim {
  let predicate: JSONValue
  let origin: Proposal.Origin
  let targetRef: String?
  let targetTip: ObjectID?
  let head: ObjectID?
  let changeDigest: Digest
  let evaluatedAt: Timestamp
  let actor: ActorKind
  let pusher: String?
  let maximumScore: Int?
  /// The plans that it rests on.
  let plans: [ClaimedPlan]

  init(_ statement: Statement) throws(AttestationError) {
    predicate = statement.predicate
    do throws(JSONShapeError) {
      let cursor = JSONCursor(statement.predicate)
      let origin = try cursor.required("origin")
      guard let known = Proposal.Origin(rawValue: try origin.string()) else { throw origin.invalid("is unknown") }
      self.origin = known
      targetRef = try cursor.optional("targetRef")?.string()
      targetTip = try Self.objectID(cursor.optional("targetTip"))
      head = try Self.objectID(cursor.optional("head"))
      let digest = try cursor.required("change").required("digest")
      guard let read = Digest(hex: try digest.string()) else { throw digest.invalid("is no SHA-256 digest") }
      changeDigest = read
      let time = try cursor.required("evaluatedAt")
      guard let timestamp = Timestamp(try time.string()) else { throw time.invalid("is no time") }
      evaluatedAt = timestamp
      let actor = try cursor.required("actor")
      let kind = try actor.required("kind")
      guard let knownKind = ActorKind(rawValue: try kind.string()) else { throw kind.invalid("is unknown") }
      self.actor = knownKind
      pusher = try actor.optional("pusher")?.string()
      maximumScore = try cursor.optional("maximumScore")?.integer().clampedToInt
      plans = try ClaimedPlan.all(in: cursor.required("inputs"))
    } catch {
      throw AttestationError(.malformed, "not evidence of ours: \(error)")
    }
  }

  private static func objectID(_ cursor: JSONCursor?) throws(JSONShapeError) -> ObjectID? {
    guard let cursor else { return nil }
    guard let id = ObjectID(hex: try cursor.string()) else { throw cursor.invalid("is no object id") }
    return id
  }
}

extension Int64 {
  fileprivate var clampedToInt: Int { Int(clamping: self) }
}

extension Statement {
  /// The digests of the attestations that a verification summary was made from.
  var inputDigests: [String] {
    (predicate["inputAttestations"]?.array ?? []).compactMap { $0["digest"]?["sha256"]?.string }
  }

  /// `PASSED` or `FAILED`.
  var verificationResult: String? { predicate["verificationResult"]?.string }
}
