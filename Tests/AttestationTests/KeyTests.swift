import Attestation
import Findings
import Signing
import Testing

@Suite("Public keys and SSH signatures")
struct KeyTests {
  @Test("A key line gives its type, its fingerprint and itself again", arguments: OpenSSHVectors.all)
  func keys(vector: OpenSSHVectors.Vector) throws {
    let key = try PublicKey(line: vector.publicKey)
    #expect(key.keyID(.crypto) == vector.fingerprint)
    #expect(vector.publicKey.hasPrefix(key.line))
    #expect(try PublicKey(blob: key.blob) == key)
    #expect(key.isSecurityKey == vector.name.hasSuffix("_sk"))
  }

  @Test("OpenSSH's own signatures verify, and tell of the touch", arguments: OpenSSHVectors.all)
  func signatures(vector: OpenSSHVectors.Vector) throws {
    let key = try PublicKey(line: vector.publicKey)
    let verdict = verify(vector.signature, key: key)
    if key.isSecurityKey {
      guard case .valid(let report?) = verdict else {
        Issue.record("\(verdict)")
        return
      }
      #expect(report == SecurityKeyReport(flags: 1, counter: 0x1234_5678))
      #expect(report.userPresence && !report.userVerified)
    } else {
      #expect(verdict == .valid(nil))
    }
  }

  @Test("Another message, namespace, key or scheme is refused", arguments: OpenSSHVectors.all)
  func refusals(vector: OpenSSHVectors.Vector) throws {
    let key = try PublicKey(line: vector.publicKey)
    let other = try TestKeys.signer(TestKeys.ana).publicKey
    for verdict in [
      verify(vector.signature, key: key, message: [1]), verify(vector.signature, key: key, namespace: "git"),
      verify(vector.signature, key: other), verify(vector.signature, key: key, scheme: .ed25519),
      verify(vector.signature, key: key, scheme: .ecdsaP256),
    ] {
      guard case .invalid = verdict else {
        Issue.record("accepted")
        continue
      }
    }
  }

  @Test("No bit of a signature can be turned", arguments: OpenSSHVectors.all)
  func mutations(vector: OpenSSHVectors.Vector) throws {
    let key = try PublicKey(line: vector.publicKey)
    let lines = vector.signature.split(separator: "\n").dropFirst().dropLast()
    let blob = try #require(Base64.decode(lines.joined()))
    for index in blob.indices {
      var bytes = blob
      bytes[index] ^= 1 << (index % 8)
      guard case .invalid = verify(SSHSignature.armor(bytes), key: key) else {
        Issue.record("byte \(index) of \(vector.name)")
        continue
      }
      #expect(code { try SSHSignature(blob: Array(blob.prefix(index))) } == .malformed)
    }
    #expect(code { try SSHSignature(blob: blob + [0]) } == .malformed)
  }

  @Test("WebAuthn and RSA signatures are refused by name")
  func otherAlgorithms() {
    #expect(code { try SSHSignature(armored: Array(OpenSSHVectors.webAuthn.utf8)) } == .malformed)
    #expect(
      throws: AttestationError(
        .malformed, "signatures by RSA keys are not accepted; use an Ed25519, P-256 or security key")
    ) {
      var blob = Array("SSHSIG".utf8) + SSHWire.uint32(1)
      blob += SSHWire.string(try PublicKey(line: OpenSSHVectors.rsaKey).blob) + SSHWire.string("n")
      blob +=
        SSHWire.string([]) + SSHWire.string("sha512")
        + SSHWire.string(SSHWire.string("ssh-rsa") + SSHWire.string([1]))
      _ = try SSHSignature(blob: blob)
    }
    #expect(code { try SSHSignature(armored: Array(OpenSSHVectors.rsaSignature.utf8)) } == .malformed)
  }

  @Test("A reserved field, an empty namespace and another version are refused")
  func header() throws {
    let signer = InProcessSSHSigner(base: try TestKeys.signer(TestKeys.ana), namespace: "n")
    let armored = try signer.sign([1, 2, 3])
    let signature = try SSHSignature(armored: armored)
    let key = signer.base.publicKey
    #expect(
      verify(String(decoding: armored, as: UTF8.self), key: key, message: [1, 2, 3], namespace: "n")
        == .valid(nil))
    let value = SSHWire.string(KeyAlgorithm.ed25519) + SSHWire.string(Array(repeating: 0, count: 64))
    func blob(version: UInt32 = 1, namespace: String = "n", reserved: [UInt8] = [], hash: String = "sha256")
      -> [UInt8]
    {
      Array("SSHSIG".utf8) + SSHWire.uint32(version) + SSHWire.string(key.blob) + SSHWire.string(namespace)
        + SSHWire.string(reserved) + SSHWire.string(hash) + SSHWire.string(value)
    }
    #expect(try SSHSignature(blob: blob()).publicKey == signature.publicKey)
    for bad in [
      blob(version: 2), blob(namespace: ""), blob(reserved: [1]), blob(hash: "sha1"), blob(hash: ""),
    ] {
      #expect(code { try SSHSignature(blob: bad) } == .malformed)
    }
  }

  @Test("An RSA key is recognised, and cannot be trusted")
  func rsa() throws {
    let key = try PublicKey(line: OpenSSHVectors.rsaKey)
    #expect(key.keyID(.crypto).hasPrefix("SHA256:"))
    #expect(throws: Failure.self) { try TrustedKey(key: key, scheme: .ssh, sha256: .crypto) }
  }

  @Test(
    "What is no key line is malformed",
    arguments: [
      "", "ssh-ed25519", "ssh-ed25519 AAAA", "ssh-ed25519 !!!!", "ssh-dss AAAAB3NzaC1kc3M=",
      "ssh-rsa AAAAC3NzaC1lZDI1NTE5AAAAIIlizSIN3DQV78VPNjVvvwjgf+P5HqbPYCYu3BOMdjAE",
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIlizSIN3DQV78VPNjVvvwjgf+P5HqbPYCYu3BOMdjA=",
      "ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIlizSIN3DQV78VPNjVvvwjgf+P5HqbPYCYu3BOMdjAEAA==",
      "ssh-ed25519\tAAAAC3NzaC1lZDI1NTE5AAAAIIlizSIN3DQV78VPNjVvvwjgf+P5HqbPYCYu3BOMdjAE",
      "command=\"x\" ssh-ed25519 AAAAC3NzaC1lZDI1NTE5AAAAIIlizSIN3DQV78VPNjVvvwjgf+P5HqbPYCYu3BOMdjAE",
    ])
  func notKeys(line: String) {
    #expect(code { try PublicKey(line: line) } == .malformed)
  }

  @Test("Truncated and bit-flipped keys are answered", arguments: OpenSSHVectors.all)
  func keyMutations(vector: OpenSSHVectors.Vector) throws {
    let blob = try PublicKey(line: vector.publicKey).blob
    for index in blob.indices {
      #expect(code { try PublicKey(blob: Array(blob.prefix(index))) } == .malformed)
      for bit in 0..<8 {
        var bytes = blob
        bytes[index] ^= 1 << bit
        #expect((try? PublicKey(blob: bytes))?.blob != blob)
      }
    }
  }

  private func verify(
    _ signature: String, key: PublicKey, message: [UInt8] = OpenSSHVectors.message,
    namespace: String = OpenSSHVectors.namespace, scheme: SignatureScheme = .ssh
  ) -> SignatureVerdict {
    CryptoSignatureVerifier().verify(
      Array(signature.utf8), over: message, key: key, scheme: scheme, namespace: namespace)
  }
}
