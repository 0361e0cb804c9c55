import Crypto
public import Findings

extension SHA256Function {
  /// SHA-256 by swift-crypto.
  public static let crypto = SHA256Function { bytes in
    guard let digest = Digest(bytes: Array(SHA256.hash(data: bytes))) else {
      preconditionFailure("SHA-256 gives \(Digest.byteCount) bytes")
    }
    return digest
  }
}
