public import Classification
public import Findings
public import Policy
public import Repositories

/// What a run is given from outside: the clock, who acts, and what was pinned.
public struct GateSettings: Sendable {
  /// When the change is judged, in seconds since 1970: suppressions and time locks follow it.
  public var now: Int64

  /// When keys and the trust root must be valid. Always the time of the run, also when an old judgement is repeated.
  public var keyTime: Int64

  /// The digest of the trust root, pinned outside the repository.
  public var pinnedRoot: Digest?

  /// A limit on the score from the command line.
  public var maximumScore: Int?

  /// Whether `denied` and `pending` end in exit 0 and are only printed.
  public var isAdvisory: Bool

  /// Who made the change.
  public var actor: ActorKind

  /// Whoever pushes, as they call themselves: an e-mail in lower case, or a forge's login.
  public var pusher: String?

  /// Tickets that are named beside the change's commits: by a push option, or in a message that is being written.
  public var tickets: [String]

  /// The commit that the receipts' notes ref holds, where commits without a receipt are to be counted.
  public var receipts: ObjectID?

  /// Plans of the change, which bear on the judgement.
  public var plans: [PlanFile] = []

  /// Envelopes that say which commit plans were made from; each is one line.
  public var planEnvelopes: [[UInt8]] = []

  public init(
    now: Int64, pinnedRoot: Digest? = nil, maximumScore: Int? = nil, isAdvisory: Bool = false,
    actor: ActorKind = .unknown, pusher: String? = nil, tickets: [String] = [], receipts: ObjectID? = nil
  ) {
    self.now = now
    self.keyTime = now
    self.pinnedRoot = pinnedRoot
    self.maximumScore = maximumScore
    self.isAdvisory = isAdvisory
    self.actor = actor
    self.pusher = pusher
    self.tickets = tickets
    self.receipts = receipts
  }
}

/// How strictly a verdict binds where it was asked for.
public enum Strictness: Hashable, Sendable {
  /// A commit: only a hard denial stops; nobody can approve what is on the author's disk alone.
  case commit
  /// A push to an unprotected ref: judged as a proposal for the trunk, and told.
  case proposal
  /// A protected ref, or CI: everything that is not allowed stops.
  case binding
}
