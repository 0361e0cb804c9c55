import Attestation
import ChildProcess
import Findings
import Foundation
import Signing
import Testing

@Suite("Signing with ssh-keygen")
struct SSHKeygenSignerTests {
  private let namespace = SignatureNamespace.approval
  private let message = Envelope.preAuthenticationEncoding(
    payloadType: PayloadType.inToto, payload: Array("{}".utf8))

  /// Without the agent of whoever runs the tests.
  private var environment: [String: String] {
    ProcessInfo.processInfo.environment.filter { $0.key != "SSH_AUTH_SOCK" }
  }

  @Test(
    "A key file signs, silently or not; ssh-keygen and our verifier accept it for its purpose only",
    arguments: ["ed25519", "ecdsa"], [false, true])
  func keyFiles(type: String, isInteractive: Bool) throws {
    let folder = try Folder()
    let file = try folder.makeKey("ana", type: type)
    let signer = try SSHKeygenSigner(
      keyFile: file, namespace: namespace, environment: environment, isInteractive: isInteractive)
    let signature = try signer.sign(message)
    #expect(verdict(signature, key: signer.publicKey) == .valid(nil))
    #expect(verdict(signature, key: signer.publicKey, namespace: "git") != .valid(nil))
    #expect(verdict(signature, key: signer.publicKey, message: message + [0]) != .valid(nil))
    let other = try KeyFile.publicKey(at: folder.makeKey("ben", type: type) + ".pub")
    #expect(verdict(signature, key: other) != .valid(nil))

    let allowed = try folder.write(
      "allowed", Array("ana namespaces=\"\(namespace)\" \(signer.publicKey.line)\n".utf8))
    let signatureFile = try folder.write("signature", signature)
    func stock(_ namespace: String, _ message: [UInt8]) throws -> Bool {
      try Oracle.run(
        "ssh-keygen", ["-Y", "verify", "-f", allowed, "-I", "ana", "-n", namespace, "-s", signatureFile],
        input: message
      ).succeeded
    }
    #expect(try stock(namespace, message))
    #expect(try !stock("git", message))
    #expect(try !stock(namespace, message + [0]))
    let fingerprint = try Oracle.run("ssh-keygen", ["-l", "-f", file + ".pub"])
    #expect(fingerprint.output.contains(" \(signer.keyID) "))
  }

  @Test("A .pub file signs through the agent")
  func agent() throws {
    let folder = try Folder()
    let file = try folder.makeKey("ana")
    let started = try Oracle.run("ssh-agent", ["-s", "-t", "60", "-a", "\(folder.path)/agent"])
    let digits = started.output.components(separatedBy: "SSH_AGENT_PID=").last?.prefix { $0.isNumber } ?? ""
    let agent = try #require(pid_t(digits), "\(started.output)")
    defer { kill(agent, SIGTERM) }
    var environment = environment
    environment["SSH_AUTH_SOCK"] = "\(folder.path)/agent"
    #expect(try Oracle.run("ssh-add", ["-q", file], environment: environment).succeeded)
    try FileManager.default.removeItem(atPath: file)
    let signer = try SSHKeygenSigner(
      keyFile: file + ".pub", namespace: namespace, environment: environment, isInteractive: false)
    #expect(verdict(try signer.sign(message), key: signer.publicKey) == .valid(nil))
  }

  @Test("A key with a passphrase fails in a hook, at once and without a question", .timeLimit(.minutes(20)))
  func passphrase() throws {
    let folder = try Folder()
    let file = try folder.makeKey("ana", passphrase: "secret words")
    let mark = "\(folder.path)/asked"
    let askpass = try folder.write("askpass", Array("#!/bin/sh\ntouch '\(mark)'\necho 'secret words'\n".utf8))
    try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: askpass)
    var environment = environment
    environment["SSH_ASKPASS"] = askpass
    environment["SSH_ASKPASS_REQUIRE"] = "force"
    environment["DISPLAY"] = ":0"
    let signer = try SSHKeygenSigner(
      keyFile: file, namespace: namespace, environment: environment, isInteractive: false)
    #expect { try signer.sign(message) } throws: {
      ($0 as? Failure)?.code == .signing
        && ($0 as? Failure)?.hint == "load the key into the agent first: ssh-add \(file)"
    }
    #expect(!FileManager.default.fileExists(atPath: mark))
    let interactive = try SSHKeygenSigner(
      keyFile: file, namespace: namespace, environment: environment, isInteractive: true)
    #expect(verdict(try interactive.sign(message), key: interactive.publicKey) == .valid(nil))
  }

  @Test("Interactive signing leaves no file behind, and a missing ssh-keygen is named")
  func leftovers() throws {
    let folder = try Folder()
    let file = try folder.makeKey("ana")
    let scratch = "\(folder.path)/tmp"
    try FileManager.default.createDirectory(atPath: scratch, withIntermediateDirectories: false)
    var environment = environment
    environment["TMPDIR"] = scratch
    let signer = try SSHKeygenSigner(
      keyFile: file, namespace: namespace, environment: environment, isInteractive: true)
    _ = try signer.sign(message)
    #expect(try FileManager.default.contentsOfDirectory(atPath: scratch).isEmpty)
    environment["TMPDIR"] = "\(folder.path)/nowhere"
    let lost = try SSHKeygenSigner(
      keyFile: file, namespace: namespace, environment: environment, isInteractive: true)
    #expect(throws: Failure.self) { try lost.sign(message) }
  }

  @Test("What is no key file is a signing failure that quotes nothing of it")
  func notKeys() throws {
    let folder = try Folder()
    for content in ["", "hello", "ssh-ed25519 AAAA", "-----BEGIN OPENSSH PRIVATE KEY-----\nAAAA\n"] {
      let file = try folder.write("key", Array(content.utf8))
      #expect { try KeyFile.publicKey(at: file) } throws: { ($0 as? Failure)?.code == .signing }
    }
    #expect(throws: Failure.self) { try KeyFile.publicKey(at: "\(folder.path)/missing") }
    #expect(throws: Failure.self) { try KeyFile.publicKey(at: folder.path) }
  }

  private func verdict(
    _ signature: [UInt8], key: PublicKey, message: [UInt8]? = nil, namespace: String? = nil
  ) -> SignatureVerdict {
    CryptoSignatureVerifier().verify(
      signature, over: message ?? self.message, key: key, scheme: .ssh, namespace: namespace ?? self.namespace
    )
  }
}
