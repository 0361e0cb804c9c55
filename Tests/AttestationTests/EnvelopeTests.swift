import Attestation
import JSON
import Signing
import Testing

@Suite("DSSE envelopes, statements and bundles")
struct EnvelopeTests {
  @Test(
    "The pre-authentication encoding counts bytes (go-securesystemslib `dsse/sign_test.go`)",
    arguments: [
      ("", "", "DSSEv1 0  0 "),
      (
        "http://example.com/HelloWorld", "hello world",
        "DSSEv1 29 http://example.com/HelloWorld 11 hello world"
      ),
      ("ಠ", "ಠ", "DSSEv1 3 ಠ 3 ಠ"),
    ])
  func preAuthenticationEncoding(type: String, body: String, expected: String) {
    #expect(
      Envelope.preAuthenticationEncoding(payloadType: type, payload: Array(body.utf8)) == Array(expected.utf8)
    )
  }

  /// DSSE's `protocol.md`; its raw `r ‖ s` is written as DER here, which is what the scheme `ecdsa-p256`
  /// takes.
  @Test("The published vector verifies, and no other payload does")
  func protocolVector() throws {
    let key = try PublicKey(
      line:
        "ecdsa-sha2-nistp256 AAAAE2VjZHNhLXNoYTItbmlzdHAyNTYAAAAIbmlzdHAyNTYAAABBBGfNOQ93"
        + "qjWcsIwiNfZSJwSTqe2DKwq8"
        + "wB9wlUwDkNI4DHgr1U4mkSWkT0Qzr/FDLOlOErynOqZ6yAzqEmCN33Q=")
    let envelope = try Envelope(
      parsing: Array(
        (#"{"payload":"aGVsbG8gd29ybGQ=","payloadType":"http://example.com/HelloWorld","signatures":[{"sig":"#
          + #""MEQCIANyarEBrVbCdjtsaqyOSHJ14qeRk6CdxfhZ2fjvPEo7AiBR6rDAajabZKci"#
          + #"JTfUiHqJPcIAriEGAHTVeCUjW2JIZA=="}]}"#)
          .utf8))
    let verifier = CryptoSignatureVerifier()
    let signature = try #require(envelope.signatures.first)
    #expect(signature.keyID == "")
    func verdict(_ message: [UInt8]) -> SignatureVerdict {
      verifier.verify(signature.bytes, over: message, key: key, scheme: .ecdsaP256, namespace: "")
    }
    #expect(verdict(envelope.preAuthenticationEncoding) == .valid(nil))
    #expect(verdict(envelope.preAuthenticationEncoding + [0]) != .valid(nil))
    #expect(verdict(envelope.payload) != .valid(nil))
  }

  @Test("An envelope is written as one canonical line and reads back the same")
  func roundTrip() throws {
    let signer = try TestKeys.signer(TestKeys.ci)
    let envelope = try Envelope(signing: Array("{}".utf8), as: PayloadType.inToto, with: signer)
    #expect(try Envelope(parsing: envelope.json) == envelope)
    #expect(!envelope.json.contains(UInt8(ascii: "\n")))
    #expect(try CanonicalJSON.encode(JSONReader.parse(envelope.json)) == envelope.json)
    #expect(envelope.signatures.map(\.keyID) == ["SHA256:bIMBL18kMmSeDKwdEFMP+Rd75R2KTJpk7A2ijj03Asc"])
  }

  @Test("Both alphabets of base 64 and unknown members are accepted, as DSSE demands")
  func liberal() throws {
    let text = #"{"payload":"-_8","payloadType":"t","x":1,"signatures":[{"sig":"+/8=","keyid":null,"y":[]}]}"#
    let envelope = try Envelope(parsing: Array(text.utf8))
    #expect(envelope.payload == [0xFB, 0xFF])
    #expect(envelope.signatures == [Envelope.Signature(keyID: "", bytes: [0xFB, 0xFF])])
  }

  @Test(
    "What is no envelope is malformed",
    arguments: [
      "", "[]", "{}", #"{"payload":"","payloadType":"t"}"#,
      #"{"payload":1,"payloadType":"t","signatures":[]}"#,
      #"{"payload":"*","payloadType":"t","signatures":[]}"#,
      #"{"payload":"","payload":"","payloadType":"t","signatures":[]}"#,
      #"{"payload":"","payloadType":"t","signatures":[{}]}"#,
      #"{"payload":"","payloadType":"t","signatures":[{"sig":5}]}"#,
      #"{"payload":"","payloadType":"t","signatures":[]} x"#,
    ])
  func malformed(text: String) {
    #expect(code { try Envelope(parsing: Array(text.utf8)) } == .malformed)
  }

  @Test("Too many signatures and too many bytes are refused")
  func limits() {
    let many = Array(repeating: #"{"sig":""}"#, count: Envelope.signatureLimit + 1).joined(separator: ",")
    #expect(
      code { try Envelope(parsing: Array(#"{"payload":"","payloadType":"t","signatures":[\#(many)]}"#.utf8)) }
        == .malformed)
    #expect(
      code { try Envelope(parsing: Array(repeating: 0x20, count: Envelope.sizeLimit + 1)) } == .malformed)
    let lines = Array(repeating: UInt8(ascii: "x"), count: 1).flatMap { [$0, UInt8(ascii: "\n")] }
    let bundle = Array(repeating: lines, count: Bundle.lineLimit + 1).flatMap { $0 }
    #expect(code { try Bundle(parsing: bundle) } == .malformed)
  }

  @Test("A bundle's foreign lines are passed over and named")
  func bundle() throws {
    let envelope = Envelope(payloadType: "t", payload: [1], signatures: [])
    var bytes = Bundle.encode([envelope.json])
    bytes += Array("\n{\"tlogProof\":\"x\"}\nnot json\n".utf8) + envelope.json
    let bundle = try Bundle(parsing: bytes)
    #expect(bundle.lines.map(\.number) == [1, 5])
    #expect(bundle.lines.map(\.envelope) == [envelope, envelope])
    #expect(bundle.lines[1].bytes == envelope.json)
    #expect(bundle.ignored.map(\.number) == [3, 4])
    #expect(bundle.ignored[0].reason == "not a DSSE envelope: $.payloadType is missing")
  }

  @Test("A statement is written canonically and reads back the same")
  func statement() throws {
    let statement = Statement(
      subjects: [
        .init(
          name: "head", uri: "git+https://host/org/repo",
          digests: [.init(algorithm: "gitCommit", hex: "ab12")],
          annotations: ["sourceRefs": ["refs/heads/main"]]),
        .init(name: "change.rawdiff", digests: [.init(algorithm: "sha256", hex: "00ff")]),
      ], predicateType: PredicateType.evidence, predicate: ["b": 1, "a": nil])
    let bytes = try statement.encoded()
    #expect(
      String(decoding: bytes, as: UTF8.self)
        == #"{"_type":"https://in-toto.io/Statement/v1","predicate":{"a":null,"b":1},"#
        + #""predicateType":"https://gatehouse.dev/attestation/change-evidence/v0.1","#
        + #""subject":[{"annotations":"#
        + #"{"sourceRefs":["refs/heads/main"]},"digest":{"gitCommit":"ab12"},"name":"head","#
        + #""uri":"git+https://host/org/repo"},{"digest":{"sha256":"00ff"},"name":"change.rawdiff"}]}"#)
    let read = try Statement(parsing: bytes)
    #expect(read.subject(named: "change.rawdiff")?.digest("sha256") == "00ff")
    #expect(try read.encoded() == bytes)
  }

  @Test(
    "What is no statement is malformed",
    arguments: [
      ("https://in-toto.io/Statement/v1", "https://in-toto.io/Statement/v0.1"), (#""_type""#, #""type""#),
      (#"[{"digest":{"sha256":"00ff"}}]"#, "[]"), (#"{"sha256":"00ff"}"#, "{}"), ("00ff", "00FF"),
      ("00ff", ""),
      (#""predicate":{}"#, #""predicate":[]"#), (#""predicate":{}"#, #""predicate":{"a":1.5}"#),
      (#""predicate":{}"#, #""predicate":{},"predicate":{}"#), (#""predicateType":"p","#, ""),
      ("{}}", "{}} {}"),
    ])
  func notStatements(part: String, replacement: String) throws {
    let good =
      #"{"_type":"https://in-toto.io/Statement/v1","subject":[{"digest":{"sha256":"00ff"}}],"#
      + #""predicateType":"p","predicate":{}}"#
    #expect(throws: Never.self) { try Statement(parsing: Array(good.utf8)) }
    let bad = good.replacing(part, with: replacement)
    #expect(bad != good)
    #expect(code { try Statement(parsing: Array(bad.utf8)) } == .malformed)
  }
}

/// The code of the attestation error that `body` throws; `nil` when it throws none.
func code(_ body: () throws -> some Any) -> AttestationError.Code? {
  do {
    _ = try body()
    return nil
  } catch {
    return (error as? AttestationError)?.code
  }
}
