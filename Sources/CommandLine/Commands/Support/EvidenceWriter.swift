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
    if signer == nil {
      Terminal.note("note: \(Self.keyVariable) is not set: the evidence is provisional and carries no signature")
    }
    let bundle = try EvidenceBundle(
      of: evaluation, objectFormat: try session.queries.facts.objectFormat, toolVersion: ToolVersion.current,
      binary: try? SHA256Function.crypto(Files.read(Files.pathOfThisProgram(), limit: 1 << 30)), signer: signer,
      sha256: .crypto)
    try Files.write(bundle.bytes, to: file)
  }

  /// The key of role `evidence`; `nil` where none is set.
  func signer() throws(Failure) -> (any Signer)? {
    guard let file = session.invocation.environment[Self.keyVariable], !file.isEmpty else { return nil }
    try refuseTrackedKey(file)
    return try Ed25519Signer(privateKeyFile: try Files.read(file, limit: 1 << 16))
  }

  /// A key inside the work tree is one `git add` away from everybody.
  private func refuseTrackedKey(_ file: String) throws(Failure) {
    let facts = try session.queries.facts
    guard let workTree = facts.workTree, let path = Files.realPath(file),
      path.hasPrefix(workTree + "/"), !path.hasPrefix(facts.gitDirectory + "/")
    else { return }
    throw Failure(
      .usage, "the evidence key \(DisplayText.escaping(file)) lies inside the work tree",
      hint: "keep keys outside the repository; in CI write the secret to $RUNNER_TEMP")
  }
}
