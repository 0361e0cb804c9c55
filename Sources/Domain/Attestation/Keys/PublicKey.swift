public import Findings

/// A public key as OpenSSH writes it, the one notation for keys here whatever the signature's scheme.
public struct PublicKey: Hashable, Sendable {
  /// The key types of OpenSSH that people sign with.
  public enum Material: Hashable, Sendable {
    /// RFC 8709: the 32 bytes of RFC 8032.
    case ed25519([UInt8])
    /// RFC 5656: the uncompressed point, 65 bytes that start with 4.
    case ecdsaP256([UInt8])
    /// RFC 4253 §6.6: exponent and modulus. Recognised so that a refusal can say why.
    case rsa(exponent: [UInt8], modulus: [UInt8])
    /// OpenSSH PROTOCOL.u2f: an Ed25519 key that lives in a security key.
    case securityKeyEd25519([UInt8], application: String)
    /// OpenSSH PROTOCOL.u2f: a P-256 key that lives in a security key.
    case securityKeyECDSAP256([UInt8], application: String)
  }

  public let material: Material

  /// The wire form (RFC 4253 §6.6): what the middle word of a `.pub` line holds in base 64.
  public let blob: [UInt8]

  /// The largest wire form read: an RSA key of 16384 bits has 2100 bytes.
  private static let blobLimit = 4096

  /// Reads a wire form.
  public init(blob: [UInt8]) throws(AttestationError) {
    guard blob.count <= Self.blobLimit else {
      throw .malformed("the public key is larger than \(Self.blobLimit) bytes")
    }
    var reader = SSHWireReader(blob)
    guard let algorithm = reader.text() else { throw .malformed("the public key does not name its type") }
    guard let material = try Self.material(algorithm, &reader), reader.isAtEnd else {
      throw .malformed("the public key is not a well-formed \(Self.shown(algorithm)) key")
    }
    self.material = material
    self.blob = blob
  }

  /// Reads a line `type base64 [comment]`, as in a `.pub` file or a trust root; the comment is not kept.
  public init(line: String) throws(AttestationError) {
    let words = line.split(separator: " ", maxSplits: 2, omittingEmptySubsequences: true).map(String.init)
    guard words.count >= 2, !line.utf8.contains(where: { $0 < 0x20 }) else {
      throw .malformed("a public key is one line: its type, a space and base 64")
    }
    guard let blob = Base64.decode(words[1]) else { throw .malformed("the public key is not valid base 64") }
    try self.init(blob: blob)
    guard words[0].utf8.elementsEqual(algorithm.utf8) else {
      throw .malformed("the line says \(Self.shown(words[0])), the key itself \(algorithm)")
    }
  }

  /// The OpenSSH name of the key's type, for example `ssh-ed25519`.
  public var algorithm: String {
    switch material {
    case .ed25519: KeyAlgorithm.ed25519
    case .ecdsaP256: KeyAlgorithm.ecdsaP256
    case .rsa: KeyAlgorithm.rsa
    case .securityKeyEd25519: KeyAlgorithm.securityKeyEd25519
    case .securityKeyECDSAP256: KeyAlgorithm.securityKeyECDSAP256
    }
  }

  /// `type base64`, without a comment.
  public var line: String { "\(algorithm) \(Base64.encode(blob))" }

  /// The OpenSSH fingerprint `SHA256:…`, which is the key id everywhere.
  public func keyID(_ sha256: SHA256Function) -> String {
    "SHA256:" + Base64.encodeUnpadded(sha256(blob).bytes)
  }

  /// Whether the private half lives in a security key that reports a touch.
  public var isSecurityKey: Bool {
    switch material {
    case .securityKeyEd25519, .securityKeyECDSAP256: true
    case .ed25519, .ecdsaP256, .rsa: false
    }
  }

  /// What makes two keys the same key, however they are written: the point or the modulus.
  ///
  /// A security key's point under another application name would otherwise count as a second key.
  public var identity: [UInt8] {
    switch material {
    case .ed25519(let point), .ecdsaP256(let point): point
    case .securityKeyEd25519(let point, _), .securityKeyECDSAP256(let point, _): point
    case .rsa(_, let modulus): modulus
    }
  }

  private static func material(
    _ algorithm: String, _ reader: inout SSHWireReader
  ) throws(AttestationError) -> Material? {
    switch algorithm {
    case KeyAlgorithm.ed25519: return ed25519Point(&reader).map(Material.ed25519)
    case KeyAlgorithm.ecdsaP256: return p256Point(&reader).map(Material.ecdsaP256)
    case KeyAlgorithm.rsa:
      guard let exponent = reader.unsignedInteger(), let modulus = reader.unsignedInteger() else {
        return nil
      }
      return .rsa(exponent: exponent, modulus: modulus)
    case KeyAlgorithm.securityKeyEd25519:
      guard let point = ed25519Point(&reader), let application = reader.text() else { return nil }
      return .securityKeyEd25519(point, application: application)
    case KeyAlgorithm.securityKeyECDSAP256:
      guard let point = p256Point(&reader), let application = reader.text() else { return nil }
      return .securityKeyECDSAP256(point, application: application)
    default: throw .malformed("keys of type \(shown(algorithm)) are not supported")
    }
  }

  private static func ed25519Point(_ reader: inout SSHWireReader) -> [UInt8]? {
    guard let point = reader.string(), point.count == 32 else { return nil }
    return point
  }

  private static func p256Point(_ reader: inout SSHWireReader) -> [UInt8]? {
    guard reader.text() == "nistp256", let point = reader.string(), point.count == 65, point[0] == 4 else {
      return nil
    }
    return point
  }

  /// A name from outside is shown only where it is a plain word.
  private static func shown(_ name: String) -> String {
    let isPlain = name.utf8.count <= 64 && name.utf8.allSatisfy { (0x21...0x7E).contains($0) }
    return isPlain ? name : "unknown"
  }
}

/// The OpenSSH names of key types and of their signatures.
public enum KeyAlgorithm {
  public static let ed25519 = "ssh-ed25519"
  public static let ecdsaP256 = "ecdsa-sha2-nistp256"
  public static let rsa = "ssh-rsa"
  public static let securityKeyEd25519 = "sk-ssh-ed25519@openssh.com"
  public static let securityKeyECDSAP256 = "sk-ecdsa-sha2-nistp256@openssh.com"
}

/// How a key signs. The trust root says which; a signature never chooses for itself.
public enum SignatureScheme: String, Hashable, Sendable, CaseIterable {
  /// SSHSIG (OpenSSH PROTOCOL.sshsig), armoured, under a namespace.
  case ssh
  /// 64 raw bytes of RFC 8032.
  case ed25519
  /// ASN.1 DER, SHA-256 over the message.
  case ecdsaP256 = "ecdsa-p256"

  /// Whether keys of that type can sign by this scheme.
  public func accepts(_ material: PublicKey.Material) -> Bool {
    switch (self, material) {
    case (_, .rsa): false
    case (.ssh, _), (.ed25519, .ed25519), (.ecdsaP256, .ecdsaP256): true
    case (.ed25519, _), (.ecdsaP256, _): false
    }
  }
}
