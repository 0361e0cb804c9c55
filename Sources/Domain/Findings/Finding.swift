/// One classified change: what changed, where, from what to what, and how sure the classifier is.
///
/// A finding says nothing about score, environment or verdict; policy adds those.
public struct Finding: Hashable, Sendable {
  /// What kind of change it is.
  public private(set) var kind: ChangeKind

  /// How far the facts were known when it was classified.
  public let confidence: Confidence

  /// Where a reader should look.
  public let location: Location

  /// What changed, in the domain's own name and independent of line numbers: `infra/prod: aws_db_instance.main`,
  /// `public.users.ssn`, `filter/INPUT tcp 22`.
  public let resource: String

  /// The value before, `nil` where there was none.
  public let before: Value?

  /// The value after, `nil` where there is none.
  public let after: Value?

  /// The files that the classifier used to reach this finding: what an approval of it must cover.
  public private(set) var files: [RepositoryPath]

  /// Where the thing lives, besides the files: names of a state, an account or a workspace, in the form of paths. Only
  /// the environment is found by them.
  public private(set) var places: [RepositoryPath] = []

  /// Typed facts of the change (`table` = `users`), from which challenges are made.
  public let facts: [Fact]

  /// A finding. `files` always comes to include `location.path`; order and duplicates do not matter.
  public init(
    kind: ChangeKind, confidence: Confidence = .literal, location: Location, resource: String,
    before: Value? = nil, after: Value? = nil, files: [RepositoryPath] = [], facts: [Fact] = []
  ) {
    self.kind = kind
    self.confidence = confidence
    self.location = location
    self.resource = DisplayText.escaping(resource)
    self.before = before
    self.after = after
    self.files = Set(files + [location.path]).sorted()
    self.facts = facts
  }

  /// The same finding, which an approval covers only with these files too.
  public func covering(_ more: Set<RepositoryPath>) -> Finding {
    var copy = self
    var all = more
    for file in files { all.insert(file) }
    copy.files = all.sorted()
    return copy
  }

  /// The same facts under another kind, where more is known of what they come to.
  public func told(as kind: ChangeKind) -> Finding {
    var copy = self
    copy.kind = kind
    return copy
  }

  /// The same finding about something that lives at these places.
  public func placed(at places: [RepositoryPath]) -> Finding {
    var copy = self
    copy.places = places
    return copy
  }

  /// How far the facts behind a finding were known.
  public enum Confidence: String, Hashable, Sendable, CaseIterable {
    /// The value stands in the text.
    case literal
    /// The value was computed from what stands in the tree.
    case resolved
    /// Part of the value is known only at run time.
    case symbolic
    /// A plan file says so.
    case plan
  }

  /// A place in a file, in the tree that still has the lines: the head, or the base when they were removed.
  public struct Location: Hashable, Sendable {
    public let path: RepositoryPath
    /// The side whose line numbers these are.
    public let side: Side
    /// The first line, counted from 1; 0 when the whole file is meant.
    public let line: Int
    /// The last line, not less than ``line``.
    public let endLine: Int

    /// A place; `endLine` is raised to `line` if it is less.
    public init(_ path: RepositoryPath, side: Side = .head, line: Int = 0, endLine: Int? = nil) {
      self.path = path
      self.side = side
      self.line = line
      self.endLine = max(line, endLine ?? line)
    }
  }

  /// Before or after the change.
  public enum Side: String, Hashable, Sendable {
    case base
    case head
  }

  /// A value that a reader may see, or the fact that there is one that nobody may see.
  public enum Value: Hashable, Sendable, ExpressibleByStringLiteral {
    /// Text in a normal form: two spellings of one value give one text.
    case text(String)
    /// A secret. It enters output and fingerprint as a constant.
    case sensitive

    public init(stringLiteral value: String) { self = .text(value) }

    /// What may be shown.
    public var shown: String {
      switch self {
      case .text(let text): DisplayText.escaping(text)
      case .sensitive: "(sensitive)"
      }
    }
  }

  /// A name and a value, such as `column` = `ssn`.
  public struct Fact: Hashable, Sendable {
    public let name: String
    public let value: String

    public init(_ name: String, _ value: String) {
      self.name = name
      self.value = DisplayText.escaping(value)
    }
  }
}

extension Finding {
  /// What stays the same when the change is rebased or moves down the file: kind, resource, before and after.
  ///
  /// Line numbers, commit ids and the path of the file are left out on purpose; a sensitive value enters as a constant.
  public func fingerprint(_ sha256: SHA256Function) -> Digest {
    Self.fingerprint(
      kind: kind.id, resource: resource, before: before.map(\.shown), after: after.map(\.shown), sha256)
  }

  /// The fingerprint of a finding from its parts, as they were shown.
  public static func fingerprint(
    kind: String, resource: String, before: String?, after: String?, _ sha256: SHA256Function
  ) -> Digest {
    var bytes: [UInt8] = []
    for field in [kind, resource, before, after] {
      // Length before text, so that no two lists of fields run together to the same bytes.
      guard let field else {
        bytes.append(contentsOf: "-;".utf8)
        continue
      }
      bytes.append(contentsOf: "\(field.utf8.count):".utf8)
      bytes.append(contentsOf: field.utf8)
      bytes.append(UInt8(ascii: ";"))
    }
    return sha256(bytes)
  }

  /// The order of reports: by path, line, kind and resource, so that the same findings give the same bytes.
  public static func reportOrder(_ left: Finding, _ right: Finding) -> Bool {
    if left.location.path != right.location.path { return left.location.path < right.location.path }
    if left.location.line != right.location.line { return left.location.line < right.location.line }
    if left.kind.id != right.kind.id { return left.kind.id < right.kind.id }
    if left.resource != right.resource { return left.resource < right.resource }
    return (left.before?.shown ?? "", left.after?.shown ?? "") < (right.before?.shown ?? "", right.after?.shown ?? "")
  }
}
