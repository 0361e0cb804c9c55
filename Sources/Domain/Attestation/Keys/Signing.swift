public import Findings

/// Signs bytes with one key. The bytes are always a pre-authentication encoding or a note, never a bare
/// payload.
public protocol Signer: Sendable {
  /// The key id of the signing key, `SHA256:…`.
  var keyID: String { get }

  /// The signature over `message` as it stands in an envelope: an armoured SSHSIG, 64 raw bytes, or DER.
  func sign(_ message: [UInt8]) throws(Failure) -> [UInt8]
}

/// Checks signatures; the mathematics live in an adapter.
public protocol SignatureVerifier: Sendable {
  /// Whether `signature` is `key`'s over `message` by `scheme`.
  ///
  /// - Parameter namespace: what an SSHSIG must be for; other schemes have none.
  func verify(
    _ signature: [UInt8], over message: [UInt8], key: PublicKey, scheme: SignatureScheme, namespace: String
  ) -> SignatureVerdict
}

/// What a ``SignatureVerifier`` found.
public enum SignatureVerdict: Hashable, Sendable {
  /// The signature holds; a security key's report comes along.
  case valid(SecurityKeyReport?)
  /// It does not, with the reason as the end of a sentence.
  case invalid(String)
}

/// The namespaces of our SSH signatures: a signature made for one purpose is refused for every other.
public enum SignatureNamespace {
  /// For approvals; never git's own `git`, so that a signed commit cannot be passed off as an approval.
  public static let approval = "change-approval@gatehouse.dev"
  /// For evidence and decisions where a machine signs with an SSH scheme.
  public static let evidence = "change-evidence@gatehouse.dev"
  /// For trust roots.
  public static let trustRoot = "trust-root@gatehouse.dev"
}
