public import Findings
public import Repositories

/// What a forge's pipeline is about, read from its environment and its event file.
public struct ForgeEvent: Hashable, Sendable {
  /// What changes.
  public enum Change: Hashable, Sendable {
    /// The forge has merged already: `commit` against its first parent is the whole effect.
    case mergeCommit(ref: String, commit: ObjectID)
    /// `head` is to be merged into the tip, or into the forge's branch of that name where no tip is given.
    case merge(ref: String, tip: ObjectID?, head: ObjectID)
    /// A ref moved; `before` is `nil` for a new one.
    case update(ref: String, before: ObjectID?, after: ObjectID)
    /// A ref was deleted.
    case deletion(ref: String)
  }

  public let change: Change

  /// The forge's name for whoever started the pipeline; shown and recorded, never trusted as an identity.
  public let actor: String?

  public init(change: Change, actor: String?) {
    self.change = change
    self.actor = actor
  }

  /// Reads the event of the forge that this environment belongs to.
  ///
  /// - Parameters:
  ///   - environment: the variables of the process.
  ///   - readEvent: gives the bytes of the file that `GITHUB_EVENT_PATH` names.
  /// - Throws: `usage` when this is no pipeline that we know, or its event changes nothing.
  public static func read(
    _ environment: [String: String], readEvent: (String) throws(Failure) -> [UInt8]
  ) throws(Failure) -> ForgeEvent {
    if environment["GITHUB_ACTIONS"] == "true" { return try gitHub(environment, readEvent: readEvent) }
    if environment["GITLAB_CI"] == "true" { return try gitLab(environment) }
    throw Failure(
      .usage, "this is neither a GitHub Actions job nor a GitLab CI job",
      hint: "elsewhere name the change: gatehouse check --target main --head HEAD")
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
}
