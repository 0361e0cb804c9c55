public import Findings
public import Repositories

/// What a forge's pipeline is about, read from its environment and its event file.
///
/// It is a claim. The commits are looked up, compared with the checkout and with each other by whoever judges it.
public struct ForgeEvent: Hashable, Sendable {
  /// What changes.
  public enum Change: Hashable, Sendable {
    /// The forge has merged already: `commit` against its first parent is the whole effect.
    ///
    /// Its second parent is `head`, and its first descends from `tip`, where the event names them.
    case mergeCommit(ref: String, commit: ObjectID, tip: ObjectID?, head: ObjectID?)
    /// `head` is to be merged into the tip, or into the forge's branch of that name where no tip is given.
    case merge(ref: String, tip: ObjectID?, head: ObjectID)
    /// The forge has queued several changes on top of `base`; the last of them is `head`.
    case queue(ref: String, base: ObjectID, head: ObjectID)
    /// A ref moved; `before` is `nil` for a new one.
    case update(ref: String, before: ObjectID?, after: ObjectID)
    /// A ref was deleted.
    case deletion(ref: String, before: ObjectID?)
  }

  public let change: Change

  /// The commit that the runner has checked out; `nil` where the event has none of its own.
  public let checkout: ObjectID?

  /// The branch that the forge takes for the trunk, without `refs/heads/`; `nil` when it does not say.
  public let defaultBranch: String?

  /// The forge's name for whoever started the pipeline; shown and recorded, never trusted as an identity.
  public let actor: String?

  public init(change: Change, checkout: ObjectID?, defaultBranch: String?, actor: String?) {
    self.change = change
    self.checkout = checkout
    self.defaultBranch = defaultBranch
    self.actor = actor
  }

  /// Every commit that the event names.
  public var ids: [ObjectID] {
    let named: [ObjectID?] =
      switch change {
      case .mergeCommit(_, let commit, let tip, let head): [commit, tip, head]
      case .merge(_, let tip, let head): [tip, head]
      case .queue(_, let base, let head): [base, head]
      case .update(_, let before, let after): [before, after]
      case .deletion(_, let before): [before]
      }
    return (named + [checkout]).compactMap { $0 }
  }

  /// Reads the event of the forge that this environment belongs to.
  ///
  /// - Parameters:
  ///   - environment: the variables of the process.
  ///   - readEvent: gives the bytes of the file that `GITHUB_EVENT_PATH` names.
  /// - Throws: `usage` when this is no pipeline that we know, its event changes nothing, or its parts contradict each other.
  public static func read(
    _ environment: [String: String], readEvent: (String) throws(Failure) -> [UInt8]
  ) throws(Failure) -> ForgeEvent {
    if environment["GITHUB_ACTIONS"] == "true" { return try gitHub(environment, readEvent: readEvent) }
    if environment["GITLAB_CI"] == "true" { return try gitLab(environment) }
    throw Failure(
      .usage, "this is neither a GitHub Actions job nor a GitLab CI job",
      hint: "elsewhere name the change: gatehouse check --base origin/main --head HEAD")
  }

  /// An object id that must be there; zeros mean "none" to both forges.
  static func objectID(_ text: String?, _ name: String) throws(Failure) -> ObjectID? {
    guard let text, let id = ObjectID(hex: text) else {
      throw Failure(
        .usage, "\(name) is missing or no object id",
        hint: "run gatehouse in a job of the event itself, with the variables that the forge sets")
    }
    return id.isZero ? nil : id
  }

  /// An object id that must be there and not be zeros.
  static func requiredID(_ text: String?, _ name: String) throws(Failure) -> ObjectID {
    guard let id = try objectID(text, name) else { throw Failure(.usage, "\(name) is all zeros") }
    return id
  }

  /// The full name of a branch.
  static func branch(_ name: String?, _ source: String) throws(Failure) -> String {
    try ref((name ?? "").isEmpty ? nil : "refs/heads/" + (name ?? ""), source)
  }

  /// A full ref name that git would take. Without it a protected branch would be taken for a proposal.
  static func ref(_ name: String?, _ source: String) throws(Failure) -> String {
    guard let name, !name.isEmpty else {
      throw Failure(.usage, "\(source) is missing", hint: "it is set by the forge's runner")
    }
    guard RefName.isValid(name) else {
      throw Failure(
        .usage, "\(source) is no name of a ref: \(DisplayText.escaping(name))", hint: "it is set by the forge's runner")
    }
    return name
  }

  /// Two parts of an event that a forge never lets differ.
  static func requireSame(_ left: String?, _ right: String, _ names: String) throws(Failure) {
    guard let left, left.utf8.elementsEqual(right.utf8) else {
      throw Failure(
        .usage, "\(names) do not agree, so this is not one event",
        hint: "run gatehouse in a job of the event itself, with what the runner sets and writes for it")
    }
  }
}
