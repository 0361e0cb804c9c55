public import Findings

/// Why something signed is not accepted: a stable code and a sentence.
public struct AttestationError: Error, Hashable, Sendable, CustomStringConvertible {
  /// The reasons, one for each way to be refused.
  public enum Code: String, Hashable, Sendable, CaseIterable {
    /// The bytes are no envelope, statement, key, note or proof of the expected form, or exceed a limit.
    case malformed
    /// The envelope's payload type is not the expected one.
    case wrongPayloadType = "wrong-payload-type"
    /// The statement's predicate type is not one of the expected ones.
    case wrongPredicateType = "wrong-predicate-type"
    /// The envelope carries no signature at all.
    case noSignature = "no-signature"
    /// No signature is by a key of the trust root.
    case unknownKey = "unknown-key"
    /// The key is known and the signature is not by it, or not over these bytes.
    case badSignature = "bad-signature"
    case keyNotYetValid = "key-not-yet-valid"
    case keyExpired = "key-expired"
    case keyRevoked = "key-revoked"
    /// The signer does not hold the role that signs such a statement.
    case wrongRole = "wrong-role"
    /// The signer is a machine or an agent where only a person can sign, or the like.
    case wrongPrincipalKind = "wrong-principal-kind"
    /// Fewer distinct signers than the role demands.
    case belowThreshold = "below-threshold"
    /// A Merkle proof does not lead to the root.
    case wrongProof = "wrong-proof"
    /// A trust root does not follow its predecessor.
    case brokenSuccession = "broken-succession"
  }

  public let code: Code
  /// One sentence without a full stop.
  public let message: String

  /// An error of that code, in those words.
  public init(_ code: Code, _ message: String) {
    self.code = code
    self.message = message
  }

  public var description: String { message }

  /// The same as a ``Failure`` that ends a command with exit code 4.
  public var failure: Failure { Failure(.verification, message) }

  static func malformed(_ message: String) -> AttestationError { AttestationError(.malformed, message) }
}
