/// Whether a new version of a trust root may take the place of the old one.
///
/// As in TUF: the version grows by one, the repository stays, and both the old and the new version's `root`
/// role must have signed the new file's bytes by their thresholds.
public struct TrustRootSuccession: Sendable {
  private let time: Timestamp
  private let verifier: any SignatureVerifier

  public init(time: Timestamp, verifier: any SignatureVerifier) {
    self.time = time
    self.verifier = verifier
  }

  /// Checks a new version.
  ///
  /// - Parameters:
  ///   - new: the trust root that `bytes`, the file's content, hold.
  ///   - old: the version before; `nil` for version 1, which nothing but a pinned digest vouches for.
  ///   - signatures: the content of `trust.yaml.sigs`, one envelope a line, whose payload is the file itself.
  public func check(
    _ new: TrustRoot, bytes: [UInt8], after old: TrustRoot?, signatures: [UInt8]
  ) throws(AttestationError) {
    guard new.expires > time else {
      throw AttestationError(.brokenSuccession, "the new trust root expired at \(new.expires)")
    }
    if let old {
      guard new.version == old.version + 1 else {
        throw AttestationError(
          .brokenSuccession, "the new trust root has version \(new.version) and must have \(old.version + 1)")
      }
      guard new.repository.utf8.elementsEqual(old.repository.utf8) else {
        throw AttestationError(.brokenSuccession, "the new trust root is for another repository")
      }
    }
    let lines = try Bundle(parsing: signatures).lines.filter { $0.envelope.payload == bytes }
    for (root, name) in [(old, "old"), (new, "new")] {
      guard let root else { continue }
      try checkThreshold(of: root, named: name, lines)
    }
  }

  private func checkThreshold(
    of root: TrustRoot, named name: String, _ lines: [Bundle.Line]
  ) throws(AttestationError) {
    let verification = SignatureVerification(trustRoot: root, time: time, verifier: verifier)
    var signers: [VerifiedSigner] = []
    for line in lines {
      // What one envelope lacks another may have; the threshold is what decides.
      guard let found = try? verification.signers(of: line.envelope, expecting: .trustRoot) else { continue }
      signers += found
    }
    let needed = root.threshold(of: Role.root)
    let have = VerifiedSigner.count(signers)
    guard have >= needed else {
      throw AttestationError(
        .belowThreshold,
        "the \(name) trust root demands \(needed) signatures of its role root, and \(have) hold")
    }
  }
}
