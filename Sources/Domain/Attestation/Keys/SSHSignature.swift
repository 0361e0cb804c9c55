public import Findings

/// A signature by `ssh-keygen -Y sign` (OpenSSH PROTOCOL.sshsig), taken apart but not verified.
public struct SSHSignature: Hashable, Sendable {
  /// The hash that the message went through first.
  public enum HashAlgorithm: String, Hashable, Sendable {
    case sha256, sha512
  }

  /// The signature proper.
  public enum Value: Hashable, Sendable {
    /// 64 bytes of RFC 8032.
    case ed25519([UInt8])
    /// `r ‖ s`, 32 bytes each.
    case ecdsaP256([UInt8])
  }

  /// The key that the signature names; it proves nothing until the signature is verified with a key of the
  /// trust root.
  public let publicKey: PublicKey
  public let namespace: String
  public let hashAlgorithm: HashAlgorithm
  public let value: Value
  /// What a security key says about the touch; `nil` for other keys.
  public let securityKey: SecurityKeyReport?

  /// The largest armoured signature read; a P-256 security key's has under 700 bytes, an RSA one of 16384
  /// bits 6 KB.
  public static let sizeLimit = 16384

  private static let preamble = Array("SSHSIG".utf8)
  private static let header = "-----BEGIN SSH SIGNATURE-----"
  private static let footer = "-----END SSH SIGNATURE-----"

  /// Reads the armoured form: header, base 64 in lines, footer.
  public init(armored: [UInt8]) throws(AttestationError) {
    guard armored.count <= Self.sizeLimit else {
      throw .malformed("the SSH signature is larger than \(Self.sizeLimit) bytes")
    }
    guard let text = String(validating: armored, as: UTF8.self) else {
      throw .malformed("the SSH signature is not text")
    }
    var lines = text.split(separator: "\n", omittingEmptySubsequences: false)
    if lines.last?.isEmpty == true { lines.removeLast() }
    guard lines.count > 2, lines.first == Self.header[...], lines.last == Self.footer[...],
      let blob = Base64.decode(lines.dropFirst().dropLast().joined())
    else { throw .malformed("the signature is not an armoured SSH signature") }
    try self.init(blob: blob)
  }

  /// Reads the form without armour.
  public init(blob: [UInt8]) throws(AttestationError) {
    var reader = SSHWireReader(blob)
    guard reader.take(Self.preamble.count) == Self.preamble, reader.uint32() == 1 else {
      throw .malformed("the signature is not an SSH signature of version 1")
    }
    guard let keyBlob = reader.string(), let namespace = reader.text(), !namespace.isEmpty,
      let reserved = reader.string(), let hashName = reader.text(), let signature = reader.string(),
      reader.isAtEnd
    else { throw .malformed("the SSH signature is cut short or has no namespace") }
    // OpenSSH verifies with the field empty, so a value there is a signature that OpenSSH would not accept.
    guard reserved.isEmpty else { throw .malformed("the SSH signature uses a reserved field") }
    guard let hashAlgorithm = HashAlgorithm(rawValue: hashName) else {
      throw .malformed("the SSH signature uses a hash other than SHA-256 or SHA-512")
    }
    publicKey = try PublicKey(blob: keyBlob)
    self.namespace = namespace
    self.hashAlgorithm = hashAlgorithm
    (value, securityKey) = try Self.parts(of: signature, by: publicKey)
  }

  /// The bytes that the key signed, given the hash of the message.
  public static func signedData(
    namespace: String, hashAlgorithm: HashAlgorithm, messageHash: [UInt8]
  ) -> [UInt8] {
    preamble + SSHWire.string(namespace) + SSHWire.string([]) + SSHWire.string(hashAlgorithm.rawValue)
      + SSHWire.string(messageHash)
  }

  /// The armoured form of a blob, in lines of 70 characters as `ssh-keygen` writes them.
  public static func armor(_ blob: [UInt8]) -> String {
    let text = Array(Base64.encode(blob).utf8)
    let lines = stride(from: 0, to: text.count, by: 70).map { start in
      String(decoding: text[start..<min(start + 70, text.count)], as: UTF8.self)
    }
    return ([header] + lines + [footer]).joined(separator: "\n") + "\n"
  }

  private static func parts(
    of signature: [UInt8], by key: PublicKey
  ) throws(AttestationError) -> (Value, SecurityKeyReport?) {
    var reader = SSHWireReader(signature)
    // Each key type has exactly one signature algorithm here: no RSA with SHA-1, no WebAuthn wrapping.
    guard reader.text() == key.algorithm, let content = reader.string() else {
      throw .malformed("the SSH signature's algorithm is not that of its \(key.algorithm) key")
    }
    let value: Value?
    switch key.material {
    case .ed25519, .securityKeyEd25519: value = content.count == 64 ? .ed25519(content) : nil
    case .ecdsaP256, .securityKeyECDSAP256: value = ecdsaValue(content)
    case .rsa:
      throw .malformed("signatures by RSA keys are not accepted; use an Ed25519, P-256 or security key")
    }
    var report: SecurityKeyReport?
    if key.isSecurityKey, let flags = reader.byte(), let counter = reader.uint32() {
      report = SecurityKeyReport(flags: flags, counter: counter)
    }
    guard let value, reader.isAtEnd, key.isSecurityKey == (report != nil) else {
      throw .malformed("the SSH signature is not a well-formed \(key.algorithm) signature")
    }
    return (value, report)
  }

  private static func ecdsaValue(_ content: [UInt8]) -> Value? {
    var reader = SSHWireReader(content)
    guard let r = reader.unsignedInteger(), let s = reader.unsignedInteger(), reader.isAtEnd, r.count <= 32,
      s.count <= 32
    else { return nil }
    return .ecdsaP256([r, s].flatMap { Array(repeating: 0, count: 32 - $0.count) + $0 })
  }
}

/// What a security key signed about the moment of signing (OpenSSH PROTOCOL.u2f).
public struct SecurityKeyReport: Hashable, Sendable {
  public let flags: UInt8
  public let counter: UInt32

  /// Flags and counter as the key reported them.
  public init(flags: UInt8, counter: UInt32) {
    self.flags = flags
    self.counter = counter
  }

  /// Someone touched the key.
  public var userPresence: Bool { flags & 0x01 != 0 }
  /// Someone proved to the key who they are, by PIN or fingerprint.
  public var userVerified: Bool { flags & 0x04 != 0 }

  /// What the security key signs in place of `data`.
  public func signedData(application: String, data: [UInt8], sha256: SHA256Function) -> [UInt8] {
    sha256(Array(application.utf8)).bytes + [flags] + SSHWire.uint32(counter) + sha256(data).bytes
  }
}
