import Attestation
import Findings
import Signing
import Testing

@Suite("Signed notes, checkpoints and transparency proofs (C2SP)")
struct TransparencyTests {
  private let verifier = CryptoSignatureVerifier()

  /// The example of c2sp.org/signed-note.
  private static let key = "example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k"
  private static let note = """
    This is an example message.

    — example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg\
    1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=

    """

  @Test("The specification's example verifies and is written the same")
  func example() throws {
    let key = try NoteKey(parsing: Self.key, sha256: .crypto)
    #expect(key.text(.crypto) == Self.key)
    let note = try SignedNote(parsing: Array(Self.note.utf8))
    #expect(note.bytes == Array(Self.note.utf8))
    #expect(try text(note, [key]) == "This is an example message.\n")
  }

  @Test("An unknown key is passed over, a known key's bad signature spoils the note")
  func keys() throws {
    let key = try NoteKey(parsing: Self.key, sha256: .crypto)
    let note = try SignedNote(parsing: Array(Self.note.utf8))
    let stranger = SignedNote.Signature(name: "example.com/bar", keyHash: 1, bytes: [1])
    let mixed = SignedNote(text: note.text, signatures: [stranger] + note.signatures)
    #expect(try text(SignedNote(parsing: mixed.bytes), [key]) == note.text)
    #expect(code { try text(SignedNote(text: note.text, signatures: [stranger]), [key]) } == .unknownKey)
    #expect(code { try text(note, []) } == .unknownKey)
    let forged = SignedNote.Signature(
      name: key.name, keyHash: key.hash(.crypto), bytes: Array(repeating: 0, count: 64))
    #expect(
      code { try text(SignedNote(text: note.text, signatures: note.signatures + [forged]), [key]) }
        == .badSignature)
    #expect(
      code { try text(SignedNote(text: "Other.\n", signatures: note.signatures), [key]) } == .badSignature)
  }

  @Test("Empty lines belong to the text, up to the last")
  func emptyLines() throws {
    let signer = try TestKeys.signer(TestKeys.ci)
    let key = try #require(NoteKey(name: "log.example", publicKey: signer.publicKey))
    let note = try SignedNote(signing: "a\n\nb: è\n", key: key, with: signer, sha256: .crypto)
    #expect(try text(SignedNote(parsing: note.bytes), [key]) == "a\n\nb: è\n")
    #expect(NoteKey(name: "a b", publicKey: signer.publicKey) == nil)
    #expect(NoteKey(name: "a+b", publicKey: signer.publicKey) == nil)
    #expect(throws: Failure.self) {
      try SignedNote(signing: "no end", key: key, with: signer, sha256: .crypto)
    }
  }

  @Test(
    "What is no note is malformed",
    arguments: [
      "", "\n", "\n\n", "text\n", "text\n\n", "text\n\n— a\n", "text\n\n— a b c\n", "text\n\n- a AAAAAAA=\n",
      "text\n— a AAAAAAA=\n",
      "\n— a AAAAAAA=\n", "text\n\n— a AAAAAA==\n", "text\n\n— a AAAAAAA=", "te\txt\n\n— a AAAAAAA=\n",
      "text\n\n— a AAAAAAA=\n\n", "text\r\n\r\n— a AAAAAAA=\r\n", "text\n\n— a+b AAAAAAA=\n",
    ])
  func notNotes(text: String) {
    #expect(code { try SignedNote(parsing: Array(text.utf8)) } == .malformed)
  }

  @Test("A checkpoint's text goes there and back; anything else is malformed")
  func checkpoints() throws {
    let text = "example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n"
    let checkpoint = try Checkpoint(parsing: text)
    #expect(checkpoint.size == 20_852_163 && checkpoint.origin == "example.com/behind-the-sofa")
    #expect(checkpoint.text == text)
    for (part, other) in [
      ("20852163", "020852163"), ("20852163", "-1"), ("20852163", "99999999999999999999"), ("20852163", ""),
      ("CsUY", "AAAACsUY"), ("example.com/behind-the-sofa", ""), ("q2I=\n", "q2I=\nextension\n"),
      ("q2I=\n", "q2I="),
    ] {
      #expect(code { try Checkpoint(parsing: text.replacing(part, with: other)) } == .malformed, "\(other)")
    }
  }

  /// The cases of transparency-dev/formats `proof/tlog_proof_test.go`.
  @Test("Transparency proofs are written as the reference implementation writes them")
  func proofs() throws {
    let hash1 = SHA256Function.crypto(Array("hash1".utf8))
    let hash2 = SHA256Function.crypto(Array("hash2".utf8))
    let lines = [hash1, hash2].map { Base64.encode($0.bytes) }
    let note = Array("test checkpoint\n".utf8)
    let extra = Array("extra information".utf8)
    for (proof, text) in [
      (
        TransparencyProof(index: 5, hashes: [hash1, hash2], checkpoint: note),
        "c2sp.org/tlog-proof@v1\nindex 5\n\(lines[0])\n\(lines[1])\n\ntest checkpoint\n"
      ),
      (
        TransparencyProof(extra: extra, index: 10, hashes: [hash1], checkpoint: note),
        "c2sp.org/tlog-proof@v1\nextra \(Base64.encode(extra))\nindex 10\n\(lines[0])\n\ntest checkpoint\n"
      ),
      (
        TransparencyProof(index: 0, hashes: [], checkpoint: note),
        "c2sp.org/tlog-proof@v1\nindex 0\n\ntest checkpoint\n"
      ),
    ] {
      #expect(String(decoding: proof.bytes, as: UTF8.self) == text)
      #expect(try TransparencyProof(parsing: proof.bytes) == proof)
    }
  }

  @Test(
    "What is no transparency proof is malformed",
    arguments: [
      "", "wrong-header\nindex 0\n\ncheckpoint\n",
      "c2sp.org/tlog-proof@v1\nextra !!notbase64!!\nindex 0\n\ncheckpoint\n",
      "c2sp.org/tlog-proof@v1\n\n\ncheckpoint\n", "c2sp.org/tlog-proof@v1\nindex notanumber\n\ncheckpoint\n",
      "c2sp.org/tlog-proof@v1\nindex -5\n\ncheckpoint\n", "c2sp.org/tlog-proof@v1\nindex 00\n\ncheckpoint\n",
      "c2sp.org/tlog-proof@v1\nindex 0\n!!notbase64!!\n\ncheckpoint\n",
      "c2sp.org/tlog-proof@v1\nindex 0\nAAAA\n\ncheckpoint\n",
      "c2sp.org/tlog-proof@v1\nindex 0\n", "c2sp.org/tlog-proof@v1\nindex 0\n\n",
      "c2sp.org/tlog-proof@v1\nindex 0\n" + String(repeating: "a", count: 66_560) + "\n",
    ])
  func notProofs(text: String) {
    #expect(code { try TransparencyProof(parsing: Array(text.utf8)) } == .malformed)
  }

  @Test("A proof leads from an entry to a signed checkpoint, and from no other entry, log or key")
  func verification() throws {
    let signer = try TestKeys.signer(TestKeys.ci)
    let key = try #require(NoteKey(name: "log.example", publicKey: signer.publicKey))
    let tree = MerkleTree(.crypto)
    let leaves = (UInt8(0)..<5).map { tree.leafHash([$0]) }
    let head = Checkpoint(origin: "log.example", size: 5, root: tree.root(leaves))
    let note = try SignedNote(signing: head.text, key: key, with: signer, sha256: .crypto)
    let proof = TransparencyProof(
      index: 3, hashes: try #require(tree.inclusionProof(of: 3, in: leaves)), checkpoint: note.bytes)
    func verify(
      _ proof: TransparencyProof, entry: [UInt8] = [3], origin: String = "log.example", keys: [NoteKey]
    ) throws -> Checkpoint {
      try proof.verify(entry: entry, origin: origin, keys: keys, verifier: verifier, sha256: .crypto)
    }
    #expect(try verify(TransparencyProof(parsing: proof.bytes), keys: [key]) == head)
    #expect(code { try verify(proof, entry: [2], keys: [key]) } == .wrongProof)
    #expect(code { try verify(proof, origin: "other", keys: [key]) } == .wrongProof)
    #expect(code { try verify(proof, keys: []) } == .unknownKey)
    for index in proof.bytes.indices {
      var bytes = proof.bytes
      bytes[index] ^= 1
      #expect((try? verify(TransparencyProof(parsing: bytes), keys: [key])) == nil, "byte \(index)")
    }
  }

  private func text(_ note: SignedNote, _ keys: [NoteKey]) throws -> String {
    try note.verifiedText(by: keys, verifier: verifier, sha256: .crypto)
  }
}
