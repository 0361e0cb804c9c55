public import Findings

/// A signed note (c2sp.org/signed-note): text, an empty line, and lines of signatures.
public struct SignedNote: Hashable, Sendable {
  /// One signature line.
  public struct Signature: Hashable, Sendable {
    public let name: String
    /// Tells keys of one name apart; no strong hash.
    public let keyHash: UInt32
    public let bytes: [UInt8]

    public init(name: String, keyHash: UInt32, bytes: [UInt8]) {
      self.name = name
      self.keyHash = keyHash
      self.bytes = bytes
    }
  }

  /// Ends in a line feed.
  public let text: String
  public let signatures: [Signature]

  /// The largest note read; the specification's own example of a large signature has 5 kB.
  public static let sizeLimit = 1 << 20
  /// The most signatures read; the specification demands at least 16.
  public static let signatureLimit = 64

  public init(text: String, signatures: [Signature]) {
    self.text = text
    self.signatures = signatures
  }

  /// Signs `text`, which must end in a line feed and hold no other control character.
  public init(signing text: String, key: NoteKey, with signer: any Signer, sha256: SHA256Function)
    throws(Failure)
  {
    guard text.utf8.last == UInt8(ascii: "\n"), Self.isPlain(text) else {
      throw Failure(.internal, "a note must end in a line feed and hold no control characters")
    }
    let bytes = try signer.sign(Array(text.utf8))
    self.init(
      text: text, signatures: [Signature(name: key.name, keyHash: key.hash(sha256), bytes: bytes)])
  }

  /// Reads a note; nothing in it is to be believed before ``verifiedText(by:verifier:sha256:)``.
  public init(parsing bytes: [UInt8]) throws(AttestationError) {
    guard bytes.count <= Self.sizeLimit else {
      throw .malformed("the note is larger than \(Self.sizeLimit) bytes")
    }
    guard let whole = String(validating: bytes, as: UTF8.self), Self.isPlain(whole) else {
      throw .malformed("the note is not text without control characters")
    }
    // The last empty line divides: the text may have empty lines of its own.
    var lines = whole.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)
    guard let end = lines.popLast(), end.isEmpty, let divider = lines.lastIndex(where: \.isEmpty), divider > 0
    else {
      throw .malformed("the note has no text, no empty line or no last line feed")
    }
    let signatureLines = lines[(divider + 1)...]
    guard (1...Self.signatureLimit).contains(signatureLines.count) else {
      throw .malformed("a note must have 1 to \(Self.signatureLimit) signatures")
    }
    var signatures: [Signature] = []
    for line in signatureLines { signatures.append(try Self.signature(String(Substring(line)))) }
    text = lines[..<divider].map { String(Substring($0)) + "\n" }.joined()
    self.signatures = signatures
  }

  /// The note as it is written to a file.
  public var bytes: [UInt8] {
    let lines = signatures.map { "— \($0.name) \(Base64.encode(SSHWire.uint32($0.keyHash) + $0.bytes))\n" }
    return Array((text + "\n" + lines.joined()).utf8)
  }

  /// The text, once one of `keys` has signed it. A signature of a known key that fails spoils the whole note.
  public func verifiedText(
    by keys: [NoteKey], verifier: any SignatureVerifier, sha256: SHA256Function
  ) throws(AttestationError) -> String {
    var isSigned = false
    for signature in signatures {
      let key = keys.first {
        $0.name.utf8.elementsEqual(signature.name.utf8) && $0.hash(sha256) == signature.keyHash
      }
      guard let key else { continue }
      let verdict = verifier.verify(
        signature.bytes, over: Array(text.utf8), key: key.publicKey, scheme: .ed25519, namespace: "")
      if case .invalid(let reason) = verdict {
        throw AttestationError(.badSignature, "the note's signature by \(key.name) does not hold: \(reason)")
      }
      isSigned = true
    }
    guard isSigned else { throw AttestationError(.unknownKey, "no known key signed the note") }
    return text
  }

  private static func signature(_ line: String) throws(AttestationError) -> Signature {
    let words = line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    guard words.count == 3, words[0].utf8.elementsEqual("—".utf8), NoteKey.isName(words[1]),
      let bytes = Base64.decode(words[2]), bytes.count > 4
    else { throw .malformed("a signature line of the note is not well-formed") }
    let hash = bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
    return Signature(name: words[1], keyHash: hash, bytes: Array(bytes.dropFirst(4)))
  }

  private static func isPlain(_ text: String) -> Bool {
    text.utf8.allSatisfy { $0 >= 0x20 || $0 == UInt8(ascii: "\n") }
  }
}

/// An Ed25519 key under a name, as logs are known by (a "vkey" of c2sp.org/signed-note).
public struct NoteKey: Hashable, Sendable {
  public let name: String
  public let publicKey: PublicKey
  private let point: [UInt8]

  /// The type byte of Ed25519 signatures.
  private static let ed25519: UInt8 = 0x01

  /// A name without white space or plus sign, and an Ed25519 key; `nil` for anything else.
  public init?(name: String, publicKey: PublicKey) {
    guard Self.isName(name), case .ed25519(let point) = publicKey.material else { return nil }
    self.name = name
    self.publicKey = publicKey
    self.point = point
  }

  /// Reads `name+hash+base64`.
  public init(parsing text: String, sha256: SHA256Function) throws(AttestationError) {
    let parts = text.split(separator: "+", maxSplits: 2, omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 3, let bytes = Base64.decode(parts[2]), bytes.count == 33, bytes[0] == Self.ed25519
    else {
      throw .malformed("not an Ed25519 verifier key of the form name+hash+base64")
    }
    let blob = SSHWire.string(KeyAlgorithm.ed25519) + SSHWire.string(Array(bytes.dropFirst()))
    guard let key = NoteKey(name: parts[0], publicKey: try PublicKey(blob: blob)) else {
      throw .malformed("the verifier key's name is empty or holds white space")
    }
    guard Hex.decode(parts[1]) == SSHWire.uint32(key.hash(sha256)) else {
      throw .malformed("the verifier key's hash is not that of its name and key")
    }
    self = key
  }

  /// The first four bytes of SHA-256 over name, line feed, type and key.
  public func hash(_ sha256: SHA256Function) -> UInt32 {
    let digest = sha256(Array(name.utf8) + [UInt8(ascii: "\n"), Self.ed25519] + point)
    return digest.bytes.prefix(4).reduce(UInt32(0)) { $0 << 8 | UInt32($1) }
  }

  /// `name+hash+base64`.
  public func text(_ sha256: SHA256Function) -> String {
    "\(name)+\(Hex.encode(SSHWire.uint32(hash(sha256))))+\(Base64.encode([Self.ed25519] + point))"
  }

  static func isName(_ name: String) -> Bool {
    !name.isEmpty && name.unicodeScalars.allSatisfy { !$0.properties.isWhitespace && $0 != "+" }
  }
}
