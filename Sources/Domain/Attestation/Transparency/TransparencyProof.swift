public import Findings

/// A proof that something is in a log, checkable offline (c2sp.org/tlog-proof): the content of a
/// `.tlog-proof` file.
public struct TransparencyProof: Hashable, Sendable {
  /// Whatever the application adds; not protected by anything.
  public let extra: [UInt8]?
  /// The position of the entry, from 0.
  public let index: Int64
  /// From the leaf's sibling up.
  public let hashes: [Digest]
  /// The checkpoint's note, byte for byte.
  public let checkpoint: [UInt8]

  /// A path in a tree of 2^63 entries has no more hashes.
  public static let hashLimit = 63

  private static let header = "c2sp.org/tlog-proof@v1"

  public init(extra: [UInt8]? = nil, index: Int64, hashes: [Digest], checkpoint: [UInt8]) {
    self.extra = extra
    self.index = index
    self.hashes = hashes
    self.checkpoint = checkpoint
  }

  /// The file's content.
  public var bytes: [UInt8] {
    var lines = [Self.header]
    if let extra { lines.append("extra \(Base64.encode(extra))") }
    lines.append("index \(index)")
    lines += hashes.map { Base64.encode($0.bytes) }
    return Array((lines.joined(separator: "\n") + "\n\n").utf8) + checkpoint
  }

  /// Reads a file's content; nothing is verified yet.
  public init(parsing bytes: [UInt8]) throws(AttestationError) {
    guard bytes.count <= SignedNote.sizeLimit else {
      throw .malformed("the proof is larger than \(SignedNote.sizeLimit) bytes")
    }
    var lines = bytes.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false)[...]
    func next() throws(AttestationError) -> String {
      guard let line = lines.popFirst(), let text = String(validating: line, as: UTF8.self) else {
        throw .malformed("the proof is cut short or not text")
      }
      return text
    }
    guard try next() == Self.header else {
      throw .malformed("the file is no transparency proof of version 1")
    }
    var line = try next()
    if line.hasPrefix("extra ") {
      guard let extra = Base64.decode(String(line.dropFirst(6))) else {
        throw .malformed("the proof's extra data is not base 64")
      }
      self.extra = extra
      line = try next()
    } else {
      extra = nil
    }
    guard line.hasPrefix("index "), let index = DecimalNumber.parse(String(line.dropFirst(6))) else {
      throw .malformed("the proof has no index")
    }
    self.index = index
    var hashes: [Digest] = []
    line = try next()
    while !line.isEmpty {
      guard hashes.count < Self.hashLimit else {
        throw .malformed("the proof has more than \(Self.hashLimit) hashes")
      }
      guard let hash = Base64.decode(line).flatMap(Digest.init(bytes:)) else {
        throw .malformed("a hash of the proof is not 32 bytes of base 64")
      }
      hashes.append(hash)
      line = try next()
    }
    self.hashes = hashes
    guard let start = lines.first?.startIndex, start < bytes.count else {
      throw .malformed("the proof has no checkpoint")
    }
    checkpoint = Array(bytes[start...])
  }

  /// Checks that `entry` is in the log `origin`, whose head one of `keys` signed, and gives that head.
  public func verify(
    entry: [UInt8], origin: String, keys: [NoteKey], verifier: any SignatureVerifier, sha256: SHA256Function
  ) throws(AttestationError) -> Checkpoint {
    let note = try SignedNote(parsing: checkpoint)
    let head = try Checkpoint(parsing: note.verifiedText(by: keys, verifier: verifier, sha256: sha256))
    guard head.origin.utf8.elementsEqual(origin.utf8) else {
      throw AttestationError(.wrongProof, "the checkpoint is of another log")
    }
    let tree = MerkleTree(sha256)
    try tree.verifyInclusion(
      of: tree.leafHash(entry), at: index, size: head.size, proof: hashes, root: head.root)
    return head
  }
}
