public import Attestation
import ChildProcess
public import Findings

/// Signs with a person's own key through `ssh-keygen -Y sign`: a file, the agent or a security key.
///
/// The private key never enters this process.
public struct SSHKeygenSigner: Signer {
  public let keyID: String
  public let publicKey: PublicKey
  private let keyFile: String
  private let namespace: String
  private let environment: [String: String]
  private let isInteractive: Bool

  /// Takes a key by its file.
  ///
  /// - Parameters:
  ///   - keyFile: a private key, or a `.pub` file whose private half the agent holds.
  ///   - namespace: see `SignatureNamespace`.
  ///   - environment: the whole environment of `ssh-keygen`; the agent needs `SSH_AUTH_SOCK`.
  ///   - isInteractive: whether `ssh-keygen` may ask for a passphrase, a PIN or a touch on the terminal.
  ///     Without it no question is ever asked, whatever the environment says: what a hook needs.
  public init(
    keyFile: String, namespace: String, environment: [String: String], isInteractive: Bool
  ) throws(Failure) {
    publicKey = try KeyFile.publicKey(at: keyFile)
    keyID = publicKey.keyID(.crypto)
    self.keyFile = keyFile
    self.namespace = namespace
    self.environment = environment
    self.isInteractive = isInteractive
  }

  public func sign(_ message: [UInt8]) throws(Failure) -> [UInt8] {
    let signature = isInteractive ? try signInteractively(message) : try signSilently(message)
    // The agent decides which key signs: what comes back is checked before anything relies on it.
    let verdict = CryptoSignatureVerifier().verify(
      signature, over: message, key: publicKey, scheme: .ssh, namespace: namespace)
    if case .invalid(let reason) = verdict {
      throw Failure(.signing, "the signature that ssh-keygen made does not hold for \(keyID): \(reason)")
    }
    return signature
  }

  private func signSilently(_ message: [UInt8]) throws(Failure) -> [UInt8] {
    // With standard input a pipe, ssh-keygen asks through an askpass program if it must; this one answers
    // "no".
    var silent = environment
    silent["SSH_ASKPASS"] = "/bin/false"
    silent["SSH_ASKPASS_REQUIRE"] = "force"
    return try run([], environment: silent, standardInput: .bytes(message), standardError: .captured)
      .standardOutput
  }

  /// Standard input must be the terminal for a passphrase to be asked there, so the message goes through a
  /// file.
  private func signInteractively(_ message: [UInt8]) throws(Failure) -> [UInt8] {
    let folder = try ScratchFolder(parent: environment["TMPDIR"] ?? "/tmp")
    let file = try folder.write(message: message)
    _ = try run([file], environment: environment, standardInput: .inherited, standardError: .inherited)
    return try KeyFile.read(file + ".sig", limit: SSHSignature.sizeLimit)
  }

  private func run(
    _ files: [String], environment: [String: String], standardInput: ChildProcess.StandardInput,
    standardError: ChildProcess.StandardError
  ) throws(Failure) -> ChildProcess.Outcome {
    let outcome: ChildProcess.Outcome
    do throws(ChildProcessError) {
      outcome = try ChildProcess.run(
        "ssh-keygen", ["-Y", "sign", "-q", "-n", namespace, "-f", keyFile] + files, environment: environment,
        standardInput: standardInput, standardError: standardError)
    } catch {
      throw Failure(
        .signing, "ssh-keygen could not be started: \(error)", hint: "install the OpenSSH client 8.2 or later"
      )
    }
    guard outcome.succeeded else {
      let complaint = String(decoding: outcome.standardError.prefix(500), as: UTF8.self)
        .unicodeScalars.map { $0.value < 0x20 || $0.value == 0x7F ? " " : String($0) }.joined()
      throw Failure(
        .signing, "ssh-keygen did not sign with \(keyID)" + (complaint.isEmpty ? "" : ": \(complaint)"),
        hint: isInteractive ? nil : "load the key into the agent first: ssh-add \(keyFile)")
    }
    return outcome
  }
}
