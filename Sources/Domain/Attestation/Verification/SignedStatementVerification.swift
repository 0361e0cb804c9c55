public import Findings

/// A statement whose signature holds, with the bytes that were verified.
public struct VerifiedStatement: Hashable, Sendable {
  /// Parsed from ``payload``, and from nothing else.
  public let statement: Statement
  /// The exact bytes that were signed.
  public let payload: [UInt8]
  /// SHA-256 of the envelope's line: its name in reports and evidence.
  public let lineDigest: Digest
  /// At least one, each key once.
  public let signers: [VerifiedSigner]
}

/// From a line of a bundle to a statement that may be believed.
public struct SignedStatementVerification: Sendable {
  private let signatures: SignatureVerification
  private let sha256: SHA256Function

  /// - Parameter time: of a log or a witness, or now; never one that the signer asserts.
  public init(trustRoot: TrustRoot, time: Timestamp, verifier: any SignatureVerifier, sha256: SHA256Function) {
    signatures = SignatureVerification(trustRoot: trustRoot, time: time, verifier: verifier)
    self.sha256 = sha256
  }

  /// The statement of `line`, or why it does not count.
  ///
  /// - Parameters:
  ///   - line: one envelope in JSON, without a line feed.
  ///   - predicateTypes: the URIs that are meant here; another is
  ///     ``AttestationError/Code/wrongPredicateType``.
  public func verify(
    line: [UInt8], expecting expectation: SignatureExpectation, predicateTypes: Set<String>
  ) throws(AttestationError) -> VerifiedStatement {
    let envelope = try Envelope(parsing: line)
    let signers = try signatures.signers(of: envelope, expecting: expectation)
    let statement = try Statement(parsing: envelope.payload)
    guard predicateTypes.contains(where: { $0.utf8.elementsEqual(statement.predicateType.utf8) }) else {
      throw AttestationError(
        .wrongPredicateType, "the predicate type is not \(predicateTypes.sorted().joined(separator: " or "))")
    }
    return VerifiedStatement(
      statement: statement, payload: envelope.payload, lineDigest: sha256(line), signers: signers)
  }
}
