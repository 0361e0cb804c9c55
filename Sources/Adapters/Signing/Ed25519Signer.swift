public import Attestation
import Crypto
public import Findings

/// Signs with an Ed25519 key held in memory: evidence, decisions and checkpoints in CI.
///
/// Its signatures are 64 raw bytes, which cosign, securesystemslib and openssl verify. A person's approval
/// is never signed this way; see ``SSHKeygenSigner``.
public struct Ed25519Signer: Signer {
  public let keyID: String
  public let publicKey: PublicKey
  private let privateKey: Curve25519.Signing.PrivateKey

  /// Takes the content of an OpenSSH private key file without a passphrase.
  public init(privateKeyFile bytes: [UInt8]) throws(Failure) {
    let file = try OpenSSHPrivateKey(parsing: bytes)
    guard let seed = file.ed25519Seed else {
      throw Failure(
        .signing, "the private key is encrypted or not of type Ed25519",
        hint: "a machine's key has no passphrase: ssh-keygen -t ed25519 -N '' -f <file>")
    }
    guard let privateKey = try? Curve25519.Signing.PrivateKey(rawRepresentation: seed) else {
      throw Failure(.signing, "the private key's bytes are no Ed25519 key")
    }
    guard case .ed25519(let point) = file.publicKey.material,
      Array(privateKey.publicKey.rawRepresentation) == point
    else { throw Failure(.signing, "the private key file's two halves do not belong together") }
    self.privateKey = privateKey
    publicKey = file.publicKey
    keyID = file.publicKey.keyID(.crypto)
  }

  public func sign(_ message: [UInt8]) throws(Failure) -> [UInt8] {
    guard let signature = try? privateKey.signature(for: message) else {
      throw Failure(.signing, "the key \(keyID) could not sign")
    }
    return Array(signature)
  }
}
