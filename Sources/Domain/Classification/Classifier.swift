public import Findings
public import Repositories

/// Recognises the dangerous changes of one domain.
///
/// A classifier is a pure function of the change set: no clock, no environment, no network. Content that it
/// cannot read is a finding of its own (an `…unparsed` or `…oversized` kind), never silence; it throws only
/// what the snapshot throws.
public protocol Classifier: Sendable {
  /// Every kind that this classifier can emit, in the order of the catalogue.
  var kinds: [ChangeKind] { get }

  /// Whether symbolic links are shown as links instead of what they lead to.
  ///
  /// A migration is what its runner opens; but that `.gatehouse/policy.yaml` became a link is what governance asks.
  var seesLinks: Bool { get }

  /// The findings of `change` and the files that were used to reach them.
  func classify(_ change: ChangeSet) throws(Failure) -> Classification
}

extension Classifier {
  public var seesLinks: Bool { false }
}

/// What a classifier found, and what it looked at to find it.
public struct Classification: Sendable {
  /// The findings in any order; the pipeline sorts them.
  public var findings: [Finding]

  /// Every file, changed or not, that the classifier used as input: the governed files.
  ///
  /// It holds files without a finding as well: a changed migration in which nothing dangerous was seen is
  /// governed.
  public var governed: Set<RepositoryPath>

  /// The parsers used, such as `postgres` = `libpg_query 15-4.0.0`; evidence names them.
  public var parsers: [String: String]

  /// The places at which the change shows through symbolic links, with the files behind each that git lists.
  public var places: [RepositoryPath: Set<RepositoryPath>] = [:]

  public init(findings: [Finding] = [], governed: Set<RepositoryPath> = [], parsers: [String: String] = [:]) {
    self.findings = findings
    self.governed = governed
    self.parsers = parsers
  }

  /// Whether nothing was found and nothing that changed is governed.
  public var isEmpty: Bool { findings.isEmpty && governed.isEmpty }

  /// Whether SQL was read: what that does hangs on the server that runs it.
  public var hasMigrations: Bool { parsers["sql"] != nil }

  /// Takes over everything of `other`.
  public mutating func merge(_ other: Classification) {
    findings += other.findings
    governed.formUnion(other.governed)
    parsers.merge(other.parsers) { first, _ in first }
  }
}
