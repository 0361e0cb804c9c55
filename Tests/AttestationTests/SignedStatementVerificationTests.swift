import Attestation
import Findings
import JSON
import Signing
import Testing

@Suite("Verification of signed statements")
struct SignedStatementVerificationTests {
  private let statement = Statement(
    subjects: [.init(name: "change", digests: [.init(algorithm: "sha256", hex: "00ff")])],
    predicateType: PredicateType.approval, predicate: ["decision": "APPROVED"])

  @Test("An approval by a person's SSH key and evidence by a machine's key hold")
  func good() throws {
    let approval = try verify(approvalLine())
    #expect(approval.signers.map(\.principal.id) == ["ana"])
    #expect(approval.statement == statement)
    #expect(approval.payload == (try statement.encoded()))
    let evidence = try verify(evidenceLine(), expecting: .evidence, predicate: PredicateType.evidence)
    #expect(evidence.signers.map(\.principal.id) == ["ci"])
  }

  @Test("Each way not to count has its own code")
  func codes() throws {
    let ana = try envelope(TestKeys.ana)
    #expect(code { try verify(Array("{".utf8)) } == .malformed)
    #expect(code { try verify(line(ana, signatures: [])) } == .noSignature)
    #expect(code { try verify(line(ana, type: "application/vnd.gittuf+json")) } == .wrongPayloadType)
    #expect(code { try verify(approvalLine(), predicate: PredicateType.evidence) } == .wrongPredicateType)
    #expect(code { try verify(approvalLine(namespace: "git")) } == .badSignature)
    #expect(code { try verify(line(ana, payload: [1])) } == .badSignature)
    let relabelled = ana.signatures.map { Envelope.Signature(keyID: "SHA256:unknown", bytes: $0.bytes) }
    #expect(code { try verify(line(ana, signatures: relabelled)) } == .unknownKey)
    let stripped = ana.signatures.map { Envelope.Signature(keyID: "", bytes: $0.bytes) }
    #expect(try verify(line(ana, signatures: stripped)).signers.map(\.principal.id) == ["ana"])
    #expect(code { try verify(line(ana, signatures: stripped + stripped)) } == .unknownKey)
    let benID = try TestKeys.signer(TestKeys.ben).keyID
    let stolen = ana.signatures.map { Envelope.Signature(keyID: benID, bytes: $0.bytes) }
    #expect(code { try verify(line(ana, signatures: stolen)) } == .badSignature)
    #expect(code { try verify(approvalLine(), root: trustRoot(anaRevoked: now)) } == .keyRevoked)
    #expect(code { try verify(approvalLine(), root: trustRoot(anaUntil: now)) } == .keyExpired)
    #expect(
      code { try verify(approvalLine(), root: trustRoot(anaFrom: Timestamp(seconds: now.seconds + 1))) }
        == .keyNotYetValid)
    #expect(code { try verify(approvalLine(), root: trustRoot(anaKind: .agent)) } == .wrongPrincipalKind)
    #expect(
      code {
        try verify(
          evidenceLine(), expecting: .evidence, root: trustRoot(ciRoles: []),
          predicate: PredicateType.evidence)
      } == .wrongRole)
    #expect(code { try verify(evidenceLine(), predicate: PredicateType.evidence) } == .wrongPrincipalKind)
  }

  @Test("The scheme is the trust root's: raw for SSHSIG is refused, and SSHSIG for raw")
  func schemes() throws {
    let payload = try statement.encoded()
    let raw = try Envelope(signing: payload, as: PayloadType.inToto, with: TestKeys.signer(TestKeys.ana))
    #expect(code { try verify(raw.json) } == .badSignature)
    let signer = InProcessSSHSigner(
      base: try TestKeys.signer(TestKeys.ci), namespace: SignatureNamespace.evidence)
    let armored = try Envelope(signing: payload, as: PayloadType.inToto, with: signer)
    #expect(code { try verify(armored.json, expecting: .evidence) } == .badSignature)
  }

  @Test("One key that signs twice is one signer, and a bad signature beside a good one is passed over")
  func several() throws {
    let ana = try envelope(TestKeys.ana)
    let ben = try envelope(TestKeys.ben)
    let broken = Envelope.Signature(keyID: ben.signatures[0].keyID, bytes: [1])
    let all = ana.signatures + ana.signatures + [broken]
    #expect(try verify(line(ana, signatures: all)).signers.map(\.principal.id) == ["ana"])
    let both = try verify(line(ana, signatures: ana.signatures + ben.signatures)).signers
    #expect(both.map(\.principal.id) == ["ana", "ben"])
    #expect(VerifiedSigner.count(both) == 2)
  }

  @Test("No byte of an envelope can be changed into another verified statement")
  func tampering() throws {
    for (good, expectation, predicate) in [
      (try approvalLine(), SignatureExpectation.approval, PredicateType.approval),
      (try evidenceLine(), .evidence, PredicateType.evidence),
    ] {
      let verification = SignedStatementVerification(
        trustRoot: try trustRoot(), time: now, verifier: CryptoSignatureVerifier(), sha256: .crypto)
      let truth = try verification.verify(line: good, expecting: expectation, predicateTypes: [predicate])
      var refused = 0
      for index in good.indices {
        var bytes = good
        bytes[index] ^= 1 << (index % 7)
        do throws(AttestationError) {
          // A byte that says nothing (the name of the optional key id, a line break of the armour) may
          // differ.
          let other = try verification.verify(
            line: bytes, expecting: expectation, predicateTypes: [predicate])
          #expect(other.payload == truth.payload && other.signers == truth.signers, "byte \(index)")
        } catch {
          refused += 1
        }
        #expect(throws: AttestationError.self) {
          try verification.verify(
            line: Array(good.prefix(index)), expecting: expectation, predicateTypes: [predicate])
        }
      }
      #expect(refused >= good.count - 8)
    }
  }

  private func envelope(_ file: String, namespace: String = SignatureNamespace.approval) throws -> Envelope {
    let signer = InProcessSSHSigner(base: try TestKeys.signer(file), namespace: namespace)
    return try Envelope(signing: statement.encoded(), as: PayloadType.inToto, with: signer)
  }

  private func approvalLine(namespace: String = SignatureNamespace.approval) throws -> [UInt8] {
    try envelope(TestKeys.ana, namespace: namespace).json
  }

  private func evidenceLine() throws -> [UInt8] {
    let evidence = Statement(
      subjects: statement.subjects, predicateType: PredicateType.evidence, predicate: ["findings": []])
    return try Envelope(
      signing: evidence.encoded(), as: PayloadType.inToto, with: TestKeys.signer(TestKeys.ci)
    ).json
  }

  private func line(
    _ envelope: Envelope, type: String? = nil, payload: [UInt8]? = nil,
    signatures: [Envelope.Signature]? = nil
  ) -> [UInt8] {
    Envelope(
      payloadType: type ?? envelope.payloadType, payload: payload ?? envelope.payload,
      signatures: signatures ?? envelope.signatures
    ).json
  }

  private func verify(
    _ line: [UInt8], expecting expectation: SignatureExpectation = .approval, root: TrustRoot? = nil,
    predicate: String = PredicateType.approval
  ) throws -> VerifiedStatement {
    try SignedStatementVerification(
      trustRoot: root ?? trustRoot(), time: now, verifier: CryptoSignatureVerifier(), sha256: .crypto
    ).verify(line: line, expecting: expectation, predicateTypes: [predicate])
  }
}
