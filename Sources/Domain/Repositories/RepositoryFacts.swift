/// What git says of a repository, settled once at the start by git's own rules (ownership included).
public struct RepositoryFacts: Hashable, Sendable {
  /// The absolute git directory of this work tree.
  public let gitDirectory: String
  /// The absolute git directory that all work trees share.
  public let commonDirectory: String
  /// The absolute directory of loose objects and packs; in a push's quarantine, the quarantine.
  public let objectDirectory: String
  /// More object directories to read from (a quarantine's way to the real one).
  public let alternateObjectDirectories: [String]
  /// The absolute directory that git runs hooks from (`core.hooksPath` honoured).
  public let hooksDirectory: String
  /// The absolute root of the work tree; `nil` in a bare repository.
  public let workTree: String?
  public let objectFormat: ObjectFormat
  /// Whether history ends at a boundary here.
  public let isShallow: Bool
  /// The commit that `HEAD` leads to; `nil` where it leads to none, and in a bare repository, where nobody needs it.
  public let head: ObjectID?
  /// What the remote's `HEAD` points to, where git said so along with the rest, which saves a start of git; `nil` says nothing.
  public let remoteHead: Reference?

  public init(
    gitDirectory: String, commonDirectory: String, objectDirectory: String, alternateObjectDirectories: [String],
    hooksDirectory: String, workTree: String?, objectFormat: ObjectFormat, isShallow: Bool,
    head: ObjectID?, remoteHead: Reference? = nil
  ) {
    self.gitDirectory = gitDirectory
    self.commonDirectory = commonDirectory
    self.objectDirectory = objectDirectory
    self.alternateObjectDirectories = alternateObjectDirectories
    self.hooksDirectory = hooksDirectory
    self.workTree = workTree
    self.objectFormat = objectFormat
    self.isShallow = isShallow
    self.head = head
    self.remoteHead = remoteHead
  }
}
