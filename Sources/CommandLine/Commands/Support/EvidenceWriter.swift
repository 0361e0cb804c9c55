import Attestation
import Findings
import Gate
import GitProcess
import Repositories
import Signing

/// Writes the evidence bundle of an evaluation, signed where there is a key for it.
struct EvidenceWriter {
  let session: Session

  /// The variable that names the file of the evidence key.
  static let keyVariable = "GATEHOUSE_KEY_FILE"

  func write(_ evaluation: Evaluation, to file: String) throws(Failure) {
    let signer = try signer()
    if let signer, let root = evaluation.rules.trustRoot { try require(signer, root) }
    if signer == nil {
      Terminal.note("note: \(Self.keyVariable) is not set: the evidence is provisional and carries no signature")
    }
    let bundle = try EvidenceBundle(
      of: evaluation, objectFormat: try session.queries.facts.objectFormat, toolVersion: ToolVersion.current,
      binary: try? SHA256Function.crypto(Files.read(Files.pathOfThisProgram(), limit: 1 << 30)), signer: signer,
      sha256: .crypto)
    try Files.deliver(bundle.bytes, to: file)
  }

  /// The key of role `evidence`; `nil` where none is set.
  func signer() throws(Failure) -> (any Signer)? {
    guard let file = session.invocation.environment[Self.keyVariable], !file.isEmpty else { return nil }
    try KeyPlace(session: session).refuseWorkTree(
      file, "the evidence key", hint: "keep keys outside the repository; in CI write the secret to $RUNNER_TEMP")
    return try Ed25519Signer(privateKeyFile: try Files.read(file, limit: 1 << 16))
  }

  /// That `verify` will count what the key signs: where nobody is trusted yet, that is seen later.
  private func require(_ signer: any Signer, _ root: TrustRoot) throws(Failure) {
    guard let holder = root.holder(of: signer.keyID), root.roles(of: holder.principal).contains(Role.evidence) else {
      throw Failure(
        .configuration, "the key \(signer.keyID) of \(Self.keyVariable) is of no principal with the role evidence",
        hint: "an owner enrols it: gatehouse trust add --role evidence")
    }
  }
}
