import Attestation
import Findings
import Foundation
import JSON
import Signing
import Testing

@Suite("Signing evidence with a key file")
struct Ed25519SignerTests {
  @Test(
    "The file that ssh-keygen makes signs, and openssl verifies",
    .enabled(if: Oracle.openSSL, "openssl is missing"))
  func openSSL() throws {
    let folder = try Folder()
    let signer = try Ed25519Signer(privateKeyFile: readKey(folder.makeKey("ci")))
    let envelope = try Envelope(signing: Array("{}".utf8), as: PayloadType.inToto, with: signer)
    let signature = try #require(envelope.signatures.first?.bytes)
    // The key as X.509 SubjectPublicKeyInfo (RFC 8410 §4): a fixed prefix and the point.
    let prefix: [UInt8] = [0x30, 0x2A, 0x30, 0x05, 0x06, 0x03, 0x2B, 0x65, 0x70, 0x03, 0x21, 0x00]
    let key = try folder.write("key.der", prefix + signer.publicKey.identity)
    let file = try folder.write("signature", signature)
    func stock(_ message: [UInt8]) throws -> Bool {
      try Oracle.run(
        "openssl",
        [
          "pkeyutl", "-verify", "-rawin", "-pubin", "-keyform", "DER", "-inkey", key, "-sigfile", file, "-in",
          folder.write("message", message),
        ]
      ).succeeded
    }
    #expect(try stock(envelope.preAuthenticationEncoding))
    #expect(try !stock(envelope.payload))
  }

  @Test("Signatures that openssl makes with P-256 verify", .enabled(if: Oracle.openSSL, "openssl is missing"))
  func ecdsa() throws {
    let folder = try Folder()
    let (key, publicKey) = ("\(folder.path)/key.pem", "\(folder.path)/public.pem")
    let message = Array("a message".utf8)
    let file = try folder.write("message", message)
    for arguments in [
      ["ecparam", "-name", "prime256v1", "-genkey", "-noout", "-out", key],
      ["ec", "-in", key, "-pubout", "-out", publicKey],
      ["dgst", "-sha256", "-sign", key, "-out", "\(folder.path)/signature", file],
    ] { #expect(try Oracle.run("openssl", arguments).succeeded) }
    let line = try Oracle.run("ssh-keygen", ["-i", "-m", "PKCS8", "-f", publicKey]).output
    let trusted = try PublicKey(line: String(line.prefix { $0 != "\n" }))
    let signature = try folder.read("signature")
    let verifier = CryptoSignatureVerifier()
    func verdict(_ signature: [UInt8], _ message: [UInt8]) -> SignatureVerdict {
      verifier.verify(signature, over: message, key: trusted, scheme: .ecdsaP256, namespace: "")
    }
    #expect(verdict(signature, message) == .valid(nil))
    #expect(verdict(signature, message + [0]) != .valid(nil))
    #expect(verdict(signature + [0], message) != .valid(nil))
    #expect(verdict([], message) != .valid(nil))
  }

  @Test(
    "securesystemslib verifies our envelopes, in-toto-attestation our statements; a changed one is refused",
    .enabled(if: Oracle.python, "the Python packages are missing: make setup"))
  func python() throws {
    let folder = try Folder()
    let signer = try Ed25519Signer(privateKeyFile: readKey(folder.makeKey("ci")))
    let statement = Statement(
      subjects: [
        .init(
          name: "head", uri: "git+https://host/org/repo",
          digests: [.init(algorithm: "gitCommit", hex: String(repeating: "ab", count: 20))],
          annotations: ["sourceRefs": ["refs/heads/main"]])
      ], predicateType: PredicateType.evidence, predicate: ["findings": []])
    let envelope = try Envelope(signing: statement.encoded(), as: PayloadType.inToto, with: signer)
    let program = """
      import json, sys
      from securesystemslib.dsse import Envelope
      from securesystemslib.signer import SSlibKey
      from in_toto_attestation.v1.statement import Statement
      from google.protobuf.json_format import ParseDict
      import in_toto_attestation.v1.statement_pb2 as pb
      envelope = Envelope.from_dict(json.load(sys.stdin))
      public = {"public": "\(Hex.encode(signer.publicKey.identity))"}
      key = SSlibKey("\(signer.keyID)", "ed25519", "ed25519", public)
      assert envelope.payload_type == "application/vnd.in-toto+json"
      assert len(envelope.verify([key], 1)) == 1
      Statement.copy_from_pb(ParseDict(json.loads(envelope.payload), pb.Statement())).validate()
      """
    let outcome = try Oracle.run("python3", ["-c", program], input: envelope.json)
    #expect(outcome.succeeded, "\(outcome.output)")
    let changed = Envelope(
      payloadType: envelope.payloadType, payload: envelope.payload + [0x20], signatures: envelope.signatures)
    #expect(try !Oracle.run("python3", ["-c", program], input: changed.json).succeeded)
  }

  @Test("An encrypted, foreign, damaged or truncated key file is refused")
  func refusals() throws {
    let folder = try Folder()
    let encrypted = try readKey(folder.makeKey("locked", passphrase: "secret words"))
    #expect(
      try KeyFile.publicKey(at: "\(folder.path)/locked") == KeyFile.publicKey(at: "\(folder.path)/locked.pub")
    )
    #expect { try Ed25519Signer(privateKeyFile: encrypted) } throws: {
      ($0 as? Failure)?.message == "the private key is encrypted or not of type Ed25519"
    }
    let ecdsa = try readKey(folder.makeKey("ecdsa", type: "ecdsa"))
    #expect(throws: Failure.self) { try Ed25519Signer(privateKeyFile: ecdsa) }
    let good = try readKey(folder.makeKey("ci"))
    let keyID = try Ed25519Signer(privateKeyFile: good).keyID
    for index in good.indices {
      #expect(
        index >= good.count - 1 || (try? Ed25519Signer(privateKeyFile: Array(good.prefix(index)))) == nil)
      var bytes = good
      bytes[index] ^= 1
      // Comment and padding are not part of the key; a change elsewhere must not give another key.
      if let signer = try? Ed25519Signer(privateKeyFile: bytes) { #expect(signer.keyID == keyID) }
    }
  }

  private func readKey(_ path: String) throws -> [UInt8] { try KeyFile.read(path) }
}
