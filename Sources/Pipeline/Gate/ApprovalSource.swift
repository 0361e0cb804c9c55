public import Approvals
public import Attestation
public import Findings
public import Repositories

/// Gives the approvals that a gate may count.
public protocol ApprovalSource {
  /// The approvals whose signatures hold against `trustRoot`, and those that were refused.
  ///
  /// - Parameters:
  ///   - branch: the name of the approvals branch, from the policy.
  ///   - now: when keys must be valid, in seconds since 1970.
  func approvals(
    for changeID: String, branch: String, trustRoot: TrustRoot, now: Int64
  ) throws(Failure) -> CollectedApprovals
}

/// Approvals with good signatures, and why others were refused.
public struct CollectedApprovals: Sendable {
  public let approvals: [SignedApproval]
  public let refused: [ApprovalTally.Discounted]

  public init(approvals: [SignedApproval], refused: [ApprovalTally.Discounted]) {
    self.approvals = approvals
    self.refused = refused
  }
}

/// The approvals of the approvals branch.
public struct BranchApprovals: ApprovalSource {
  private let openBranch: (String) -> any AppendOnlyBranch
  private let verifier: any SignatureVerifier
  private let sha256: SHA256Function

  public init(
    verifier: any SignatureVerifier, sha256: SHA256Function, openBranch: @escaping (String) -> any AppendOnlyBranch
  ) {
    self.openBranch = openBranch
    self.verifier = verifier
    self.sha256 = sha256
  }

  public func approvals(
    for changeID: String, branch: String, trustRoot: TrustRoot, now: Int64
  ) throws(Failure) -> CollectedApprovals {
    let files = try openBranch(branch).files().sorted { $0.key < $1.key }
    let collector = ApprovalCollector(trustRoot: trustRoot, now: now, verifier: verifier, sha256: sha256)
    let own = files.filter { $0.key.directory == RepositoryPath(changeID) }.map(\.value)
    // Others count too, finding by finding: those of the parts of a merge-queue batch, or from before a rebase. What is wrong
    // with them is not this change's business.
    let others = files.filter { $0.key.directory != RepositoryPath(changeID) }.map(\.value)
    let collected = collector.collect(own)
    return CollectedApprovals(
      approvals: collected.approvals + collector.collect(others).approvals, refused: collected.refused)
  }
}

/// The approvals that a bundle carries: `verify` counts those and no others.
public struct BundledApprovals: ApprovalSource {
  private let envelopes: [[UInt8]]
  private let verifier: any SignatureVerifier
  private let sha256: SHA256Function

  public init(envelopes: [[UInt8]], verifier: any SignatureVerifier, sha256: SHA256Function) {
    self.envelopes = envelopes
    self.verifier = verifier
    self.sha256 = sha256
  }

  public func approvals(
    for changeID: String, branch: String, trustRoot: TrustRoot, now: Int64
  ) throws(Failure) -> CollectedApprovals {
    let collector = ApprovalCollector(trustRoot: trustRoot, now: now, verifier: verifier, sha256: sha256)
    let collected = collector.collect(envelopes)
    return CollectedApprovals(approvals: collected.approvals, refused: collected.refused)
  }
}
