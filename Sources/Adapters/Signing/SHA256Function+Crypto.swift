import Crypto
public import Findings

extension SHA256Function {
  /// SHA-256 by swift-crypto.
  public static let crypto = SHA256Function { bytes in
    // Its bytes as they lie: the digest's own iterator is generic, and costs more to set up than the digest of a commit.
    guard let digest = unsafe Digest(bytes: SHA256.hash(data: bytes).withUnsafeBytes { unsafe Array($0) }) else {
      preconditionFailure("SHA-256 gives \(Digest.byteCount) bytes")
    }
    return digest
  }
}
