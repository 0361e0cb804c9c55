public import Findings

/// Everything that an assessment depends on beside the policy and the findings; recorded in the evidence.
public struct AssessmentContext: Sendable {
  /// The ref that the change is for, such as `refs/heads/main`.
  public var targetRef: String

  /// When the change is judged, in seconds since 1970; suppressions expire by it.
  public var evaluationTime: Int64

  /// Who made the change.
  public var actor: ActorKind

  /// The trust that the gate's log gives the actor, in per mille; `nil` is neutral.
  public var trust: Int?

  /// How many files the change touches, governed or not.
  public var filesChanged: Int

  /// The strategy of each deployment, by the resource of its finding. Lowers findings of the domain
  /// `delivery` only.
  public var strategies: [String: DeliveryStrategy]

  /// A limit from the command line; the policy's own `max_score` holds as well.
  public var maximumScore: Int?

  /// Whether an owner signed the policy: only then an override may lower a score.
  public var policySignedByOwner: Bool

  /// How many owners the trust root wants for a change of `.gatehouse/`.
  public var ownerThreshold: Int

  /// The hash for fingerprints.
  public var sha256: SHA256Function

  /// The recorded inputs; what has a default is neutral.
  public init(
    targetRef: String, evaluationTime: Int64, actor: ActorKind = .unknown, trust: Int? = nil,
    filesChanged: Int = 0, strategies: [String: DeliveryStrategy] = [:], maximumScore: Int? = nil,
    policySignedByOwner: Bool = false, ownerThreshold: Int = 1, sha256: SHA256Function
  ) {
    self.targetRef = targetRef
    self.evaluationTime = evaluationTime
    self.actor = actor
    self.trust = trust
    self.filesChanged = filesChanged
    self.strategies = strategies
    self.maximumScore = maximumScore
    self.policySignedByOwner = policySignedByOwner
    self.ownerThreshold = max(1, ownerThreshold)
    self.sha256 = sha256
  }

  /// The target as policies name it, without `refs/heads/`.
  public var targetBranch: String { ProtectedRefs.branch(of: targetRef) }
}
