public import Attestation
public import Findings
public import JSON

/// One thing that happened, as the ledger keeps it for ever.
public struct LedgerEntry: Hashable, Sendable {
  /// What kind of thing it was.
  public enum EventType: String, Hashable, Sendable, CaseIterable {
    /// A change was checked.
    case check
    /// An approval, rejection or withdrawal was signed or first seen.
    case approval
    /// Evidence was written.
    case evidence
    /// The gate decided.
    case decision
    /// Something about an agent: evaluated, promoted, demoted, revoked.
    case agent
    /// The trust root or the policy changed hands.
    case governance
  }

  /// The change that an entry is about.
  public struct Change: Hashable, Sendable {
    /// `gh1-…`.
    public let id: String
    public let digest: Digest

    public init(id: String, digest: Digest) {
      self.id = id
      self.digest = digest
    }
  }

  public let type: EventType
  /// When the gate saw it; passed in, and as trustworthy as the machine's clock.
  public let time: Timestamp
  /// Who caused it, as the gate knows them.
  public let actor: String
  public let change: Change?
  /// The verdict or decision: `allowed`, `APPROVED`, …
  public let outcome: String?
  /// What else was on the table, by name: `policy`, `evidence`, `trustRoot`, …
  public let digests: [String: Digest]
  /// Further facts: canonical JSON, no secrets.
  public let details: JSONObject

  public init(
    type: EventType, time: Timestamp, actor: String, change: Change? = nil, outcome: String? = nil,
    digests: [String: Digest] = [:], details: JSONObject = JSONObject()
  ) {
    self.type = type
    self.time = time
    self.actor = actor
    self.change = change
    self.outcome = outcome
    self.digests = digests
    self.details = details
  }

  /// The largest entry in bytes: entries hold digests and facts, the things themselves lie elsewhere.
  public static let sizeLimit = 1 << 16

  /// The canonical bytes at position `index` of the log: what the leaf hash is over.
  func encoded(at index: Int64) throws(Failure) -> [UInt8] {
    var object: JSONObject = [
      "actor": .string(actor), "index": .integer(index), "time": .string(time.text),
      "type": .string(type.rawValue),
    ]
    if let change { object["change"] = ["digest": .string(change.digest.hex), "id": .string(change.id)] }
    object["outcome"] = outcome.map(JSONValue.string)
    if !digests.isEmpty {
      object["digests"] = .object(
        JSONObject(digests.map { .init(key: $0.key, value: .string($0.value.hex)) }))
    }
    if !details.members.isEmpty { object["details"] = .object(details) }
    do {
      let bytes = try CanonicalJSON.encode(.object(object))
      guard bytes.count <= Self.sizeLimit else {
        throw Failure(.storage, "a ledger entry may have \(Self.sizeLimit) bytes, not \(bytes.count)")
      }
      return bytes
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.internal, "a ledger entry cannot be written: \(error)")
    }
  }

  /// Reads bytes of the log back; they must be what ``encoded(at:)`` writes at that position, byte for byte.
  init(parsing bytes: [UInt8], at index: Int64) throws(LedgerProblem) {
    let value: JSONValue
    do {
      value = try JSONReader.parse(bytes, limits: .signed)
      try self.init(JSONCursor(value), at: index)
    } catch let problem as LedgerProblem {
      throw problem
    } catch {
      throw LedgerProblem(entry: index, cause: .malformed("\(error)"))
    }
    guard let again = try? encoded(at: index), again == bytes else {
      throw LedgerProblem(
        entry: index, cause: .malformed("it is not in canonical form or has unknown members"))
    }
  }

  private init(_ cursor: JSONCursor, at index: Int64) throws {
    let recorded = try cursor.required("index").integer()
    guard recorded == index else { throw LedgerProblem(entry: index, cause: .outOfSequence(recorded)) }
    let typeCursor = try cursor.required("type")
    guard let type = EventType(rawValue: try typeCursor.string()) else {
      throw typeCursor.invalid("is unknown")
    }
    let timeCursor = try cursor.required("time")
    guard let time = Timestamp(try timeCursor.string()) else { throw timeCursor.invalid("is no time") }
    var change: Change?
    if let member = try cursor.optional("change") {
      change = Change(
        id: try member.required("id").string(), digest: try Self.digest(member.required("digest")))
    }
    var digests: [String: Digest] = [:]
    for (name, value) in try cursor.optional("digests")?.members() ?? [] {
      digests[name] = try Self.digest(value)
    }
    self.init(
      type: type, time: time, actor: try cursor.required("actor").string(), change: change,
      outcome: try cursor.optional("outcome")?.string(), digests: digests,
      details: try cursor.optional("details")?.object() ?? JSONObject())
  }

  private static func digest(_ cursor: JSONCursor) throws(JSONShapeError) -> Digest {
    guard let digest = Digest(hex: try cursor.string()) else { throw cursor.invalid("is no digest") }
    return digest
  }
}
