public import Attestation
public import Findings
public import Policy
public import Repositories

/// The policy and the trust root that hold for a change: those at the tip of its target, never those it brings.
public struct TargetRules: Sendable {
  public let policy: Policy
  /// Where the policy comes from: `builtin:recommended`, or `.gatehouse/policy.yaml as of main@4b6a8de`.
  public let policySource: String

  /// Whether the target has a policy of its own.
  public let hasPolicyFile: Bool

  /// `nil` where the target has none: then nothing can be approved.
  public let trustRoot: TrustRoot?
  /// SHA-256 of the trust root's bytes.
  public let trustRootDigest: Digest?
  /// Why the trust root that stands there does not hold, if so.
  public let trustRootObjection: String?

  let sha256: SHA256Function

  /// The digest of the policy's canonical form; few ask for it, and it takes as long as reading the policy.
  public var policyDigest: Digest { policy.digest(sha256) }

  /// The `repository:` URI of the trust root; empty without one.
  public var repository: String { trustRoot?.repository ?? "" }

  /// The place of the policy.
  public static let policyPath: RepositoryPath = ".gatehouse/policy.yaml"
  /// The place of the trust root.
  public static let trustRootPath: RepositoryPath = ".gatehouse/trust.yaml"
  /// The largest policy or trust root that is read, in bytes.
  public static let fileLimit = 1 << 20
}

/// Reads policies and trust roots: the one place that knows their file format is an adapter.
public struct ConfigurationDecoder: Sendable {
  public let policy: @Sendable (_ bytes: [UInt8], _ name: String) throws(Failure) -> Policy
  public let trustRoot: @Sendable (_ bytes: [UInt8], _ name: String) throws(Failure) -> TrustRoot

  public init(
    policy: @escaping @Sendable (_ bytes: [UInt8], _ name: String) throws(Failure) -> Policy,
    trustRoot: @escaping @Sendable (_ bytes: [UInt8], _ name: String) throws(Failure) -> TrustRoot
  ) {
    self.policy = policy
    self.trustRoot = trustRoot
  }
}

/// Loads ``TargetRules`` from the tip of a target.
public struct TargetRulesLoader {
  private let decoder: ConfigurationDecoder
  private let sha256: SHA256Function

  public init(decoder: ConfigurationDecoder, sha256: SHA256Function) {
    self.decoder = decoder
    self.sha256 = sha256
  }

  /// The rules at `target`.
  ///
  /// - Parameters:
  ///   - head: the state after the change. It is asked for one thing only: where the target has no trust root yet, a
  ///     version 1 that the change brings counts if `pinnedRoot` names its digest.
  ///   - pinnedRoot: the digest of the trust root that was pinned outside the repository.
  ///   - now: seconds since 1970; a trust root past its expiry does not hold.
  public func load(
    _ target: Target, head: (any TreeSnapshot)?, pinnedRoot: Digest?, now: Int64, reader: any ObjectReader
  ) throws(Failure) -> TargetRules {
    let base = StoredTree(root: try target.tip.map { id throws(Failure) in try reader.commit(id).tree }, reader: reader)
    let place = target.tip.map { tip in " as of \(Self.shortName(target.ref))@\(tip.hex.prefix(7))" } ?? ""
    let policy: Policy
    let source: String
    let policyBytes = try read(TargetRules.policyPath, in: base)
    if let policyBytes {
      policy = try decoder.policy(policyBytes, TargetRules.policyPath.display)
      source = TargetRules.policyPath.display + place
    } else {
      policy = Policy.recommended
      source = Policy.recommendedName
    }
    var rootBytes = try read(TargetRules.trustRootPath, in: base)
    var objection: String?
    if rootBytes == nil, let pinnedRoot, let head, let introduced = try read(TargetRules.trustRootPath, in: head),
      sha256(introduced) == pinnedRoot
    {
      rootBytes = introduced
    }
    var root: TrustRoot?
    var rootDigest: Digest?
    if let rootBytes {
      let decoded = try decoder.trustRoot(rootBytes, TargetRules.trustRootPath.display)
      let digest = sha256(rootBytes)
      rootDigest = digest
      objection = Self.objection(to: decoded, digest: digest, pinned: pinnedRoot, now: now)
      if objection == nil { root = decoded }
    }
    return TargetRules(
      policy: policy, policySource: source,
      hasPolicyFile: policyBytes != nil, trustRoot: root,
      trustRootDigest: rootDigest, trustRootObjection: objection, sha256: sha256)
  }

  private func read(_ path: RepositoryPath, in tree: any TreeSnapshot) throws(Failure) -> [UInt8]? {
    guard let version = try tree.version(at: path) else { return nil }
    // The bytes of a link are the place that it points to, which could be read as YAML.
    switch version.mode.isRegularFile ? try tree.contents(of: version, limit: TargetRules.fileLimit) : .none {
    case .bytes(let bytes): return bytes
    case .oversized, .none:
      throw Failure(
        .configuration, "\(path.display) is no file of at most \(TargetRules.fileLimit) bytes",
        hint: "put the file itself there, neither a link, a folder nor a submodule")
    }
  }

  /// Why a trust root does not hold now, `nil` when it does.
  ///
  /// Whoever can push could bring a trust root along, so it counts only by its digest, pinned outside the repository.
  private static func objection(to root: TrustRoot, digest: Digest, pinned: Digest?, now: Int64) -> String? {
    if root.expires.seconds <= now { return "the trust root expired on \(root.expires.text)" }
    guard let pinned else { return "the trust root is not pinned: sha256:\(digest.hex)" }
    guard pinned == digest else { return "the trust root's digest is \(digest.hex), not the pinned \(pinned.hex)" }
    return nil
  }

  private static func shortName(_ ref: String?) -> String {
    guard let ref else { return "base" }
    return DisplayText.escaping(ref.hasPrefix("refs/heads/") ? String(ref.dropFirst("refs/heads/".count)) : ref)
  }
}
