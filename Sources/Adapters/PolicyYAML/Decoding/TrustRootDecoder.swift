import Attestation
import Findings
import YAML

/// Reads the sections of a trust root file.
struct TrustRootDecoder: Sendable {
  let reader: NodeReader
  let sha256: SHA256Function

  /// More versions than a repository sees in its life.
  private static let versions = 1...1_000_000

  func trustRoot(_ node: YAMLNode) throws(Failure) -> TrustRoot {
    let fields = try FieldReader(
      node, reader, "the trust root", keys: ["version", "repository", "expires", "principals", "roles"])
    let version = try reader.integer(fields.required("version"), in: Self.versions)
    let repository = try reader.text(fields.required("repository"))
    let expires = try reader.time(fields.required("expires"))
    let principals = try principals(fields.required("principals"))
    let roles = try fields.optional("roles", roles) ?? [:]
    return try placed(node) { () throws(Failure) in
      try TrustRoot(
        version: Int64(version), repository: repository, expires: expires, principals: principals,
        roleRules: roles)
    }
  }

  private func principals(_ node: YAMLNode) throws(Failure) -> [Principal] {
    var principals: [Principal] = []
    for element in try reader.elements(node) {
      let fields = try FieldReader(
        element, reader, "a principal", keys: ["id", "kind", "emails", "roles", "keys"])
      let kind = try fields.optional("kind") { node throws(Failure) in
        try reader.word(node, as: Principal.Kind.self, called: "kind of principal")
      }
      principals.append(
        Principal(
          id: try reader.text(fields.required("id")), kind: kind ?? .person,
          emails: try fields.optional("emails", reader.texts) ?? [],
          roles: try fields.optional("roles", reader.texts) ?? [],
          keys: try fields.optional("keys", keys) ?? []))
    }
    return principals
  }

  private func keys(_ node: YAMLNode) throws(Failure) -> [TrustedKey] {
    var keys: [TrustedKey] = []
    for element in try reader.elements(node) {
      let fields = try FieldReader(
        element, reader, "a key", keys: ["key", "scheme", "valid_from", "valid_until", "revoked_at"])
      let keyNode = try fields.required("key")
      let line = try reader.text(keyNode)
      let key: PublicKey
      do throws(AttestationError) { key = try PublicKey(line: line) } catch {
        throw reader.failure(keyNode, error.message)
      }
      let scheme = try reader.word(fields.required("scheme"), as: SignatureScheme.self, called: "scheme")
      let validFrom = try fields.optional("valid_from", reader.time)
      let validUntil = try fields.optional("valid_until", reader.time)
      let revokedAt = try fields.optional("revoked_at", reader.time)
      keys.append(
        try placed(element) { () throws(Failure) in
          try TrustedKey(
            key: key, scheme: scheme, validFrom: validFrom, validUntil: validUntil, revokedAt: revokedAt,
            sha256: sha256)
        })
    }
    return keys
  }

  private func roles(_ node: YAMLNode) throws(Failure) -> [String: TrustRoot.RoleRule] {
    var roles: [String: TrustRoot.RoleRule] = [:]
    for entry in try reader.entries(node) {
      let fields = try FieldReader(entry.value, reader, "a role", keys: ["threshold", "members"])
      let threshold = try reader.integer(fields.required("threshold"), in: 1...TrustRoot.principalLimit)
      roles[entry.key] = TrustRoot.RoleRule(
        threshold: threshold, members: try fields.optional("members", reader.texts) ?? [])
    }
    return roles
  }

  /// Gives what a value of the domain refuses the place of its node.
  private func placed<Value>(
    _ node: YAMLNode, _ make: () throws(Failure) -> Value
  ) throws(Failure) -> Value {
    do throws(Failure) { return try make() } catch {
      throw reader.failure(node, error.message, hint: error.hint)
    }
  }
}
