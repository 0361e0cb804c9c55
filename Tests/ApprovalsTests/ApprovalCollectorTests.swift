import Approvals
import Attestation
import Findings
import Signing
import Testing

@Suite("From envelopes to approvals")
struct ApprovalCollectorTests {
  /// Holds what the signer below made; the mathematics of signatures are tested with their adapter.
  private struct EchoVerifier: SignatureVerifier {
    func verify(
      _ signature: [UInt8], over message: [UInt8], key: PublicKey, scheme: SignatureScheme, namespace: String
    ) -> SignatureVerdict {
      signature == message + Array(namespace.utf8) ? .valid(nil) : .invalid("it is another message")
    }
  }

  private struct EchoSigner: Signer {
    let keyID: String
    var namespace = SignatureNamespace.approval

    func sign(_ message: [UInt8]) throws(Failure) -> [UInt8] { message + Array(namespace.utf8) }
  }

  private static let now: Int64 = 1_700_000_000

  private func key(_ number: UInt8, validUntil: Int64? = nil, revokedAt: Int64? = nil) throws -> TrustedKey {
    // RFC 8709: the type's name and 32 bytes, each with its length.
    let blob = [0, 0, 0, 11] + Array("ssh-ed25519".utf8) + [0, 0, 0, 32] + [UInt8](repeating: number, count: 32)
    return try TrustedKey(
      key: try PublicKey(blob: blob), scheme: .ssh, validUntil: validUntil.map { Timestamp(seconds: $0) },
      revokedAt: revokedAt.map { Timestamp(seconds: $0) }, sha256: .crypto)
  }

  private func root() throws -> TrustRoot {
    try TrustRoot(
      version: 1, repository: Sample.repository, expires: Timestamp(seconds: Self.now + 1000),
      principals: [
        Principal(id: "ana", emails: ["Ana@Corp.Example"], roles: ["dba"], keys: [try key(1)]),
        Principal(id: "ci", kind: .machine, roles: ["dba"], keys: [try key(2)]),
        Principal(id: "bot", kind: .agent, roles: ["dba"], keys: [try key(3)]),
        Principal(id: "old", emails: ["old@x"], keys: [try key(4, validUntil: Self.now)]),
        Principal(id: "lost", emails: ["lost@x"], keys: [try key(5, revokedAt: Self.now)]),
      ], roleRules: ["owner": .init(threshold: 1, members: ["ana"])])
  }

  private func collector() throws -> ApprovalCollector {
    ApprovalCollector(trustRoot: try root(), now: Self.now, verifier: EchoVerifier(), sha256: .crypto)
  }

  private func envelope(
    _ statement: Statement, key number: UInt8 = 1, namespace: String = SignatureNamespace.approval
  ) throws -> [UInt8] {
    let signer = EchoSigner(keyID: try key(number).keyID, namespace: namespace)
    return try Envelope(signing: try statement.encoded(), as: PayloadType.inToto, with: signer).json
  }

  @Test("A person's good signature becomes an approval, with what the trust root says about the person now")
  func good() throws {
    let statement = try Sample().statement()
    let line = try envelope(statement.statement)
    let approval = try #require(try collector().read(line).first)
    #expect(approval.statement == statement)
    #expect(approval.principal == "ana")
    #expect(approval.emails == ["ana@corp.example"])
    #expect(approval.roles == ["dba", "owner"])
    #expect(approval.envelope == line)
    #expect(approval.digest == SHA256Function.crypto(line))
  }

  @Test(
    "Machines, agents, ended, revoked and unknown keys are refused",
    arguments: [
      (2, AttestationError.Code.wrongPrincipalKind), (3, .wrongPrincipalKind), (4, .keyExpired), (5, .keyRevoked),
      (6, .unknownKey),
    ] as [(UInt8, AttestationError.Code)])
  func refusedKeys(_ number: UInt8, _ code: AttestationError.Code) throws {
    let line = try envelope(try Sample().statement().statement, key: number)
    let error = #expect(throws: AttestationError.self) { try collector().read(line) }
    #expect(error?.code == code)
  }

  @Test("A signature that was made for another purpose is refused")
  func namespaces() throws {
    let line = try envelope(try Sample().statement().statement, namespace: SignatureNamespace.evidence)
    let error = #expect(throws: AttestationError.self) { try collector().read(line) }
    #expect(error?.code == .badSignature)
  }

  @Test("A statement of another type, or about another subject than it speaks of, is no approval")
  func otherStatements() throws {
    let statement = try Sample().statement().statement
    let other = Statement(
      subjects: statement.subjects, predicateType: PredicateType.evidence, predicate: statement.predicate)
    #expect(throws: AttestationError.self) { try collector().read(try envelope(other)) }
    let foreign = Statement(
      subjects: [.init(name: "change", digests: [.init(algorithm: "sha256", hex: String(repeating: "0", count: 64))])],
      predicateType: statement.predicateType, predicate: statement.predicate)
    #expect(throws: AttestationError.self) { try collector().read(try envelope(foreign)) }
  }

  @Test("What is refused is counted with its reason and takes nothing else with it")
  func collect() throws {
    let good = try envelope(try Sample().statement().statement)
    let collected = try collector().collect([
      Array("{".utf8), good, [], try envelope(try Sample().statement().statement, key: 2),
    ])
    #expect(collected.approvals.map(\.principal) == ["ana"])
    #expect(collected.refused.count == 3)
    #expect(collected.refused.allSatisfy { !$0.reason.isEmpty })
  }

  @Test("One altered byte anywhere in an envelope is refused or changes nothing that is signed")
  func mutations() throws {
    let line = try envelope(try Sample().statement().statement)
    let expected = try collector().read(line).first?.statement
    for index in stride(from: 0, to: line.count, by: 7) {
      var changed = line
      changed[index] ^= 1
      let statements = try collector().collect([changed]).approvals.map(\.statement)
      #expect(statements.isEmpty || statements == [expected], "byte \(index)")
    }
  }
}
