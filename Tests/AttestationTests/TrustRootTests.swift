import Attestation
import Findings
import Signing
import Testing

@Suite("Trust root")
struct TrustRootTests {
  @Test("Roles come from the principal and from the table")
  func roles() throws {
    let root = try trustRoot()
    let ana = try #require(root.principal("ana"))
    #expect(root.roles(of: ana) == ["dba", "root"])
    #expect(root.members(of: "root").map(\.id) == ["ana", "ben"])
    #expect(root.threshold(of: "root") == 2)
    #expect(root.threshold(of: "nobody") == 1)
    #expect(root.holder(of: ana.keys[0].keyID)?.principal.id == "ana")
    #expect(root.holder(of: "SHA256:x") == nil)
  }

  @Test("A key counts from its first second, up to its last, and not once revoked")
  func validity() throws {
    let key = try TrustedKey(
      key: TestKeys.signer(TestKeys.ana).publicKey, scheme: .ssh, validFrom: Timestamp(seconds: 100),
      validUntil: Timestamp(seconds: 300), revokedAt: Timestamp(seconds: 200), sha256: .crypto)
    let codes = [99, 100, 199, 200, 300].map { key.objection(at: Timestamp(seconds: $0))?.code }
    #expect(codes == [.keyNotYetValid, nil, nil, .keyRevoked, .keyRevoked])
    #expect(throws: Failure.self) {
      try TrustedKey(
        key: key.key, scheme: .ssh, validFrom: Timestamp(seconds: 2), validUntil: Timestamp(seconds: 2),
        sha256: .crypto)
    }
  }

  @Test("A key cannot sign by a scheme that is not its type's")
  func schemes() throws {
    let key = try TestKeys.signer(TestKeys.ana).publicKey
    #expect(throws: Failure.self) { try TrustedKey(key: key, scheme: .ecdsaP256, sha256: .crypto) }
    let security = try PublicKey(line: OpenSSHVectors.all[2].publicKey)
    #expect(throws: Failure.self) { try TrustedKey(key: security, scheme: .ed25519, sha256: .crypto) }
    #expect(
      try TrustedKey(key: security, scheme: .ssh, sha256: .crypto).keyID == OpenSSHVectors.all[2].fingerprint)
  }

  @Test("A trust root whose parts contradict each other is a configuration failure")
  func contradictions() throws {
    let key = try TrustedKey(key: TestKeys.signer(TestKeys.ana).publicKey, scheme: .ssh, sha256: .crypto)
    func make(
      version: Int64 = 1, repository: String = "r", _ principals: [Principal],
      _ rules: [String: TrustRoot.RoleRule] = [:]
    ) throws -> TrustRoot {
      try TrustRoot(
        version: version, repository: repository, expires: now, principals: principals, roleRules: rules)
    }
    let ana = Principal(id: "ana", keys: [key])
    #expect(throws: Never.self) { try make([ana]) }
    let bad: [() throws -> TrustRoot] = [
      { try make(version: 0, [ana]) }, { try make(repository: "", [ana]) }, { try make([Principal(id: "")]) },
      { try make([ana, Principal(id: "ana")]) }, { try make([ana, Principal(id: "ben", keys: [key])]) },
      { try make([Principal(id: "ana", keys: [key, key])]) },
      { try make([ana], ["r": .init(threshold: 1, members: ["ben"])]) },
      { try make([ana], ["r": .init(threshold: 0)]) },
      { try make([ana], ["r": .init(threshold: 2, members: ["ana"])]) },
    ]
    for make in bad {
      #expect { try make() } throws: { ($0 as? Failure)?.code == .configuration }
    }
  }

  @Test("Thresholds count distinct people and distinct keys")
  func counting() throws {
    let root = try trustRoot()
    let (ana, ben) = (try #require(root.principal("ana")), try #require(root.principal("ben")))
    let (anaKey, benKey) = (ana.keys[0], ben.keys[0])
    func count(_ pairs: [(Principal, TrustedKey)]) -> Int {
      VerifiedSigner.count(pairs.map { VerifiedSigner(principal: $0, key: $1) })
    }
    #expect(count([]) == 0)
    #expect(count([(ana, anaKey), (ana, anaKey)]) == 1)
    #expect(count([(ana, anaKey), (ana, benKey)]) == 1, "one person, two keys")
    #expect(count([(ana, anaKey), (ben, anaKey)]) == 1, "one key, two people")
    #expect(count([(ana, anaKey), (ben, benKey)]) == 2)
    let sameKeyOtherID = try TrustedKey(key: anaKey.key, scheme: .ed25519, sha256: .crypto)
    #expect(count([(ana, anaKey), (ben, sameKeyOtherID)]) == 1, "one key under two schemes")
  }

  @Test("A new version needs the thresholds of the old and the new one, over its very bytes")
  func succession() throws {
    let bytes = Array("version: 2\n".utf8)
    let (old, new) = (try trustRoot(), try trustRoot(version: 2))
    let succession = TrustRootSuccession(time: now, verifier: CryptoSignatureVerifier())
    func signature(_ file: String, over payload: [UInt8], namespace: String = SignatureNamespace.trustRoot)
      throws -> [UInt8]
    {
      let signer = InProcessSSHSigner(base: try TestKeys.signer(file), namespace: namespace)
      return try Envelope(signing: payload, as: PayloadType.trustRoot, with: signer).json
    }
    func check(_ new: TrustRoot, after old: TrustRoot?, _ lines: [[UInt8]]) -> AttestationError.Code? {
      code { try succession.check(new, bytes: bytes, after: old, signatures: Bundle.encode(lines)) }
    }
    let (ana, ben) = (try signature(TestKeys.ana, over: bytes), try signature(TestKeys.ben, over: bytes))
    #expect(check(new, after: old, [ana, ben]) == nil)
    #expect(check(new, after: old, [ana]) == .belowThreshold)
    #expect(check(new, after: old, [ana, ana]) == .belowThreshold)
    #expect(check(new, after: old, [ana, try signature(TestKeys.ben, over: [1])]) == .belowThreshold)
    #expect(
      check(new, after: old, [ana, try signature(TestKeys.ben, over: bytes, namespace: "git")])
        == .belowThreshold)
    #expect(check(try trustRoot(version: 3), after: old, [ana, ben]) == .brokenSuccession)
    #expect(check(old, after: old, [ana, ben]) == .brokenSuccession)
    #expect(check(try trustRoot(version: 2, repository: "x"), after: old, [ana, ben]) == .brokenSuccession)
    #expect(
      check(try trustRoot(version: 2, expires: "2020-01-01T00:00:00Z"), after: old, [ana, ben])
        == .brokenSuccession)
    #expect(
      check(try trustRoot(version: 2, rootThreshold: 1), after: old, [ana]) == .belowThreshold,
      "the old one decides too")
    #expect(check(try trustRoot(rootThreshold: 1), after: nil, [ana]) == nil)
  }
}
