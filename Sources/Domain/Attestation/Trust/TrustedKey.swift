public import Findings

/// A key of the trust root: what it is, how it signs and when it counts.
public struct TrustedKey: Hashable, Sendable {
  public let key: PublicKey
  public let scheme: SignatureScheme
  /// The OpenSSH fingerprint `SHA256:…`.
  public let keyID: String
  /// The first second at which it counts; always when `nil`.
  public let validFrom: Timestamp?
  /// The first second at which it no longer counts; never when `nil`.
  public let validUntil: Timestamp?
  /// From this second on nothing that it signed counts unless a log or witness saw it before.
  public let revokedAt: Timestamp?

  /// A key with its scheme and times.
  ///
  /// - Throws: a configuration failure where keys of that type cannot sign by that scheme, or times
  ///   contradict.
  public init(
    key: PublicKey, scheme: SignatureScheme, validFrom: Timestamp? = nil, validUntil: Timestamp? = nil,
    revokedAt: Timestamp? = nil, sha256: SHA256Function
  ) throws(Failure) {
    if case .rsa = key.material {
      throw Failure(
        .configuration, "RSA keys cannot sign here: \(key.keyID(sha256))",
        hint: "use an Ed25519 or security key: ssh-keygen -t ed25519, or -t ed25519-sk")
    }
    guard scheme.accepts(key.material) else {
      throw Failure(
        .configuration, "a key of type \(key.algorithm) cannot sign by the scheme \(scheme.rawValue)",
        hint: "write scheme: ssh")
    }
    if let validFrom, let validUntil, validUntil <= validFrom {
      throw Failure(.configuration, "the key \(key.keyID(sha256)) ends at \(validUntil), before it begins")
    }
    self.key = key
    self.scheme = scheme
    keyID = key.keyID(sha256)
    self.validFrom = validFrom
    self.validUntil = validUntil
    self.revokedAt = revokedAt
  }

  /// Why the key does not count at `time`; `nil` when it does.
  ///
  /// - Parameter time: of a log or a witness, or now; never one that the signer asserts.
  public func objection(at time: Timestamp) -> AttestationError? {
    if let revokedAt, time >= revokedAt {
      return AttestationError(.keyRevoked, "the key \(keyID) was revoked at \(revokedAt)")
    }
    if let validFrom, time < validFrom {
      return AttestationError(.keyNotYetValid, "the key \(keyID) is valid only from \(validFrom)")
    }
    if let validUntil, time >= validUntil {
      return AttestationError(.keyExpired, "the key \(keyID) expired at \(validUntil)")
    }
    return nil
  }
}
