/// What a signed thing must be to count.
public struct SignatureExpectation: Hashable, Sendable {
  /// The exact payload type.
  public let payloadType: String
  /// The namespace that an SSHSIG must be for.
  public let namespace: String
  /// The role that the signer must hold; any when `nil`.
  public let role: String?
  /// What the signer must be.
  public let kinds: Set<Principal.Kind>

  public init(
    payloadType: String = PayloadType.inToto, namespace: String, role: String?,
    kinds: Set<Principal.Kind> = Set(Principal.Kind.allCases)
  ) {
    self.payloadType = payloadType
    self.namespace = namespace
    self.role = role
    self.kinds = kinds
  }

  /// An approval: by a person; which roles it counts for follows from the policy.
  public static let approval = SignatureExpectation(
    namespace: SignatureNamespace.approval, role: nil, kinds: [.person])
  /// Evidence or a decision, by whoever holds the role `evidence`.
  public static let evidence = SignatureExpectation(
    namespace: SignatureNamespace.evidence, role: Role.evidence)
  /// A trust root, by its `root` role.
  public static let trustRoot = SignatureExpectation(
    payloadType: PayloadType.trustRoot, namespace: SignatureNamespace.trustRoot, role: Role.root,
    kinds: [.person])
}

/// Checks the signatures of envelopes against a trust root at a point in time.
public struct SignatureVerification: Sendable {
  private let trustRoot: TrustRoot
  private let time: Timestamp
  private let verifier: any SignatureVerifier

  /// - Parameter time: of a log or a witness, or now; never one that the signer asserts.
  public init(trustRoot: TrustRoot, time: Timestamp, verifier: any SignatureVerifier) {
    self.trustRoot = trustRoot
    self.time = time
    self.verifier = verifier
  }

  /// The signers of `envelope` that meet `expectation`, at least one, each key once.
  ///
  /// As DSSE has it, a signature that does not count is passed over when another does. When none does, the
  /// error of the first that came furthest is thrown.
  public func signers(
    of envelope: Envelope, expecting expectation: SignatureExpectation
  ) throws(AttestationError) -> [VerifiedSigner] {
    guard envelope.payloadType.utf8.elementsEqual(expectation.payloadType.utf8) else {
      throw AttestationError(.wrongPayloadType, "the payload type is not \(expectation.payloadType)")
    }
    guard !envelope.signatures.isEmpty else {
      throw AttestationError(.noSignature, "the envelope carries no signature")
    }
    let message = envelope.preAuthenticationEncoding
    var signers: [VerifiedSigner] = []
    var failures: [AttestationError] = []
    for signature in envelope.signatures {
      do throws(AttestationError) {
        let candidates = candidates(for: signature, in: envelope)
        let signer = try signer(of: signature, over: message, among: candidates, expecting: expectation)
        if !signers.contains(where: { $0.key.keyID == signer.key.keyID }) { signers.append(signer) }
      } catch {
        failures.append(error)
      }
    }
    guard signers.isEmpty else { return signers }
    throw failures.first { $0.code != .unknownKey } ?? Self.unknownKey(envelope.signatures)
  }

  /// The keys that may have made the signature. One without a key id is tried with every key, which DSSE
  /// allows; only where it stands alone, so that nobody can make us verify every signature with every key.
  private func candidates(
    for signature: Envelope.Signature, in envelope: Envelope
  ) -> [(principal: Principal, key: TrustedKey)] {
    if signature.keyID.isEmpty { return envelope.signatures.count == 1 ? trustRoot.holders : [] }
    return trustRoot.holder(of: signature.keyID).map { [$0] } ?? []
  }

  private func signer(
    of signature: Envelope.Signature, over message: [UInt8],
    among candidates: [(principal: Principal, key: TrustedKey)],
    expecting expectation: SignatureExpectation
  ) throws(AttestationError) -> VerifiedSigner {
    var reason: String?
    for (principal, key) in candidates {
      let verdict = verifier.verify(
        signature.bytes, over: message, key: key.key, scheme: key.scheme, namespace: expectation.namespace)
      switch verdict {
      case .valid(let report):
        try check(principal, key, expectation)
        return VerifiedSigner(principal: principal, key: key, securityKey: report)
      case .invalid(let why): reason = "\(key.keyID): \(why)"
      }
    }
    guard !signature.keyID.isEmpty, let reason else { throw Self.unknownKey([signature]) }
    throw AttestationError(.badSignature, "the signature does not hold for the key \(reason)")
  }

  private func check(
    _ principal: Principal, _ key: TrustedKey, _ expectation: SignatureExpectation
  ) throws(AttestationError) {
    if let objection = key.objection(at: time) { throw objection }
    guard expectation.kinds.contains(principal.kind) else {
      throw AttestationError(
        .wrongPrincipalKind, "\(principal.id) is of kind \(principal.kind.rawValue) and cannot sign this")
    }
    if let role = expectation.role, !trustRoot.roles(of: principal).contains(role) {
      throw AttestationError(.wrongRole, "\(principal.id) does not hold the role \(role)")
    }
  }

  private static func unknownKey(_ signatures: [Envelope.Signature]) -> AttestationError {
    // A key id comes from outside: it is shown only where it has the form of a fingerprint.
    let named = signatures.map(\.keyID).first { id in
      id.utf8.count == 50 && id.hasPrefix("SHA256:") && id.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    }
    return AttestationError(
      .unknownKey,
      named.map { "the key \($0) is not in the trust root" } ?? "no key of the trust root signed this")
  }
}
