public import Attestation
public import Findings

/// A private key file of OpenSSH (PROTOCOL.key), as `ssh-keygen` writes it.
public struct OpenSSHPrivateKey: Sendable {
  /// Readable even when the private half is encrypted.
  public let publicKey: PublicKey
  /// The 32 bytes of an unencrypted Ed25519 key; `nil` for other types and for encrypted keys.
  let ed25519Seed: [UInt8]?

  /// The first line of such a file.
  static let header = "-----BEGIN OPENSSH PRIVATE KEY-----"
  private static let footer = "-----END OPENSSH PRIVATE KEY-----"
  private static let magic = Array("openssh-key-v1\0".utf8)
  /// An RSA key of 16384 bits takes 13 KB.
  static let sizeLimit = 1 << 16

  /// Reads the file's content. Errors never quote it.
  public init(parsing bytes: [UInt8]) throws(Failure) {
    guard bytes.count <= Self.sizeLimit, let text = String(validating: bytes, as: UTF8.self) else {
      throw Self.unusable("it is no text or too large")
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    while lines.last?.isEmpty == true { lines.removeLast() }
    guard lines.count > 2, lines.first == Self.header[...], lines.last == Self.footer[...],
      let blob = Base64.decode(lines.dropFirst().dropLast().joined())
    else { throw Self.unusable("it is no OpenSSH private key") }
    var reader = SSHWireReader(blob)
    guard reader.take(Self.magic.count) == Self.magic, let cipher = reader.text(), reader.text() != nil,
      reader.string() != nil, reader.uint32() == 1, let publicBlob = reader.string(),
      let secret = reader.string(),
      reader.isAtEnd
    else { throw Self.unusable("it is cut short or holds several keys") }
    do throws(AttestationError) {
      publicKey = try PublicKey(blob: publicBlob)
    } catch {
      throw Self.unusable(error.message)
    }
    ed25519Seed = cipher == "none" ? try Self.seed(in: secret, for: publicKey) : nil
  }

  private static func seed(in secret: [UInt8], for key: PublicKey) throws(Failure) -> [UInt8]? {
    guard case .ed25519(let point) = key.material else { return nil }
    var reader = SSHWireReader(secret)
    // The two check numbers are equal where decryption worked; unencrypted, they guard against damage.
    guard let check = reader.uint32(), reader.uint32() == check, reader.text() == KeyAlgorithm.ed25519,
      reader.string() == point, let pair = reader.string(), pair.count == 64, Array(pair.suffix(32)) == point
    else { throw unusable("its private half is damaged") }
    return Array(pair.prefix(32))
  }

  private static func unusable(_ reason: String) -> Failure {
    Failure(
      .signing, "the private key cannot be used: \(reason)", hint: "make one: ssh-keygen -t ed25519 -f <file>"
    )
  }
}
