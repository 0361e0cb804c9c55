import Crypto
public import Findings

extension HashFunctions {
  /// The digests of swift-crypto.
  public static let crypto = HashFunctions { algorithm, bytes in
    switch algorithm {
    case .md5: Array(Insecure.MD5.hash(data: bytes))
    case .sha1: Array(Insecure.SHA1.hash(data: bytes))
    case .sha256: Array(SHA256.hash(data: bytes))
    case .sha512: Array(SHA512.hash(data: bytes))
    }
  }
}
