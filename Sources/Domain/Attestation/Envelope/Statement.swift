public import JSON

/// An in-toto statement (v1): a predicate about subjects, which are named by their digests.
public struct Statement: Hashable, Sendable {
  public static let type = "https://in-toto.io/Statement/v1"

  /// What a statement is about: an in-toto ResourceDescriptor with the fields that we use.
  public struct Subject: Hashable, Sendable {
    /// One digest: `sha256`, `gitCommit`, `gitTree`, …, and lower-case hexadecimal.
    public struct Digest: Hashable, Sendable {
      public let algorithm: String
      public let hex: String

      public init(algorithm: String, hex: String) {
        self.algorithm = algorithm
        self.hex = hex
      }
    }

    public let name: String?
    public let uri: String?
    /// At least one. In-toto takes two sets for equal when *any* digest matches, so unequal kinds must not
    /// be mixed.
    public let digests: [Digest]
    public let annotations: JSONObject

    public init(name: String?, uri: String? = nil, digests: [Digest], annotations: JSONObject = JSONObject()) {
      self.name = name
      self.uri = uri
      self.digests = digests
      self.annotations = annotations
    }

    /// The digest of that algorithm.
    public func digest(_ algorithm: String) -> String? {
      digests.first { $0.algorithm.utf8.elementsEqual(algorithm.utf8) }?.hex
    }
  }

  public let subjects: [Subject]
  public let predicateType: String
  public let predicate: JSONValue

  /// The most subjects, as sigstore-go has it.
  public static let subjectLimit = 1024
  /// The most digests of a subject, as sigstore-go has it.
  public static let digestLimit = 32

  public init(subjects: [Subject], predicateType: String, predicate: JSONValue) {
    self.subjects = subjects
    self.predicateType = predicateType
    self.predicate = predicate
  }

  /// The subject of that name.
  public func subject(named name: String) -> Subject? {
    subjects.first { $0.name.map { $0.utf8.elementsEqual(name.utf8) } ?? false }
  }

  /// The canonical bytes, ready to be signed.
  public func encoded() throws(JSONEncodingError) -> [UInt8] {
    let value: JSONValue = [
      "_type": .string(Self.type), "subject": .array(subjects.map(\.json)),
      "predicateType": .string(predicateType), "predicate": predicate,
    ]
    return try CanonicalJSON.encode(value)
  }

  /// Reads a payload whose signature was verified: strict JSON, members beyond the known ones ignored.
  public init(parsing payload: [UInt8]) throws(AttestationError) {
    do {
      let cursor = JSONCursor(try JSONReader.parse(payload, limits: .signed))
      let type = try cursor.required("_type")
      guard try type.string() == Self.type else { throw type.invalid("is not \(Self.type)") }
      let list = try cursor.required("subject")
      let elements = try list.elements()
      guard (1...Self.subjectLimit).contains(elements.count) else {
        throw list.invalid("must have 1 to \(Self.subjectLimit) elements")
      }
      var subjects: [Subject] = []
      for element in elements { subjects.append(try Subject(element)) }
      self.subjects = subjects
      predicateType = try cursor.required("predicateType").string()
      let predicate = try cursor.required("predicate")
      _ = try predicate.object()
      self.predicate = predicate.value
    } catch {
      throw .malformed("not an in-toto statement: \(error)")
    }
  }
}

extension Statement.Subject {
  fileprivate init(_ cursor: JSONCursor) throws(JSONShapeError) {
    let set = try cursor.required("digest")
    let members = try set.members()
    guard (1...Statement.digestLimit).contains(members.count) else {
      throw set.invalid("must have 1 to \(Statement.digestLimit) members")
    }
    var digests: [Digest] = []
    for (algorithm, value) in members {
      let hex = try value.string()
      guard !hex.isEmpty, hex.utf8.allSatisfy({ (0x30...0x39).contains($0) || (0x61...0x66).contains($0) })
      else {
        throw value.invalid("is not lower-case hexadecimal")
      }
      digests.append(Digest(algorithm: algorithm, hex: hex))
    }
    self.init(
      name: try cursor.optional("name")?.string(), uri: try cursor.optional("uri")?.string(),
      digests: digests,
      annotations: try cursor.optional("annotations")?.object() ?? JSONObject())
  }

  fileprivate var json: JSONValue {
    var object = JSONObject()
    object["name"] = name.map(JSONValue.string)
    object["uri"] = uri.map(JSONValue.string)
    object["digest"] = .object(JSONObject(digests.map { .init(key: $0.algorithm, value: .string($0.hex)) }))
    if !annotations.members.isEmpty { object["annotations"] = .object(annotations) }
    return .object(object)
  }
}
