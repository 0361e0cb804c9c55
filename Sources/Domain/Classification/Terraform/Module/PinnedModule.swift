import Findings
import HCL
import Repositories

/// A module that a call takes from a commit of a repository by its full id.
///
/// The id is the digest of all that the commit holds. Where a commit of that id is among the objects here, what it holds is
/// what the call gets: from a host that has no branch of such a name. Git asks for a name before it asks for an id, so that any
/// other host may give what it likes (tried with Terraform 1.11).
struct PinnedModule {
  let commit: ObjectID
  let folder: RepositoryPath
  /// Whether the address is that of a host, and not a way within this repository.
  let isHosted: Bool

  /// What a pinned module has in common with a folder here.
  enum Likeness {
    case same
    /// Programs are others, which Terraform runs and does not read.
    case sameButPrograms
    /// It holds something else, or is not here.
    case other
  }

  /// How many files and folders are compared.
  private static let limit = 2_000

  /// `nil` for any other source: of archives, registries, tags and branches, and ids that are cut short.
  init?(_ call: ConfigurationBlock) {
    guard call.attribute("version") == nil, let source = call.attribute("source")?.expression.literalString,
      source.hasPrefix("git::") || source.hasPrefix("github.com/") || source.hasPrefix("git@")
    else { return nil }
    // What a URL encodes could be another parameter, or another folder, than is read here.
    let halves = source.split(separator: "?", maxSplits: 1)
    guard halves.count == 2, !source.contains(where: { "%#;\\ ".contains($0) }) else { return nil }
    guard halves[1].hasPrefix("ref="), let commit = ObjectID(hex: String(halves[1].dropFirst("ref=".utf8.count))) else {
      return nil
    }
    var place = halves[0]
    if place.hasPrefix("git::") { place = place.dropFirst("git::".utf8.count) }
    // Without a scheme, Terraform takes what is behind `github.com/owner/name` for a folder in it.
    let isShort = place.hasPrefix("github.com/")
    let scheme = ["https://", "ssh://"].first(where: place.hasPrefix)
    place = place.dropFirst((scheme ?? "").utf8.count)
    guard !place.contains("://"), !place.contains("::"), Self.isOfKnownHost(place, isURL: scheme != nil || isShort)
    else {
      return nil
    }
    var components = place.split(separator: "/", omittingEmptySubsequences: false)
    let end = components.firstIndex(of: "")
    if isShort {
      guard components.count >= 3, end == nil || end == 3 else { return nil }
      components.removeFirst(end == nil ? 3 : 4)
    } else if let end {
      components.removeSubrange(...end)
    } else {
      components = []
    }
    guard components.allSatisfy({ !["", ".", ".."].contains($0) }) else { return nil }
    self.commit = commit
    isHosted = scheme != nil || !place.hasPrefix("..")
    folder = RepositoryPath(components.joined(separator: "/"))
  }

  /// Hosts that refuse branches and tags that look like an id.
  private static let hosts = ["github.com", "gitlab.com"]

  private static func isOfKnownHost(_ place: Substring, isURL: Bool) -> Bool {
    // `../../..` leads to the repository that the call stands in.
    let way = place.split(separator: "/", omittingEmptySubsequences: false).prefix { !$0.isEmpty }
    if !isURL, !way.isEmpty, way.allSatisfy({ $0 == ".." }) { return true }
    let address = place.hasPrefix("git@") ? place.dropFirst("git@".utf8.count) : place
    return hosts.contains { address.hasPrefix($0 + (isURL ? "/" : ":")) }
  }

  /// What the commit holds, with all that the module leads to from there, beside what stands in `directory` of `tree`.
  func likeness(to directory: RepositoryPath, in tree: any TreeSnapshot) throws(Failure) -> Likeness {
    do throws(Failure) {
      guard let state = try tree.state(of: commit), try state.version(at: folder)?.mode.isDirectory == true else {
        return .other
      }
      return try Self.likeness(folder, in: state, directory, in: tree)
    } catch {
      // Of a partial clone the commit may be here and its files not.
      guard error.code == .inputIncomplete else { throw error }
      return .other
    }
  }

  private static func likeness(
    _ folder: RepositoryPath, in state: any TreeSnapshot, _ directory: RepositoryPath, in tree: any TreeSnapshot
  ) throws(Failure) -> Likeness {
    var open = [Pair(theirs: folder, ours: directory)]
    var seen = Set(open)
    var likeness = Likeness.same
    while let pair = open.popLast() {
      guard seen.count <= limit else { return .other }
      let (their, our) = (try state.version(at: pair.theirs), try tree.version(at: pair.ours))
      if their == nil, our == nil { continue }
      guard let their, let our, their.mode == our.mode else { return .other }
      var found: [Pair] = []
      if their.mode.isDirectory {
        let (left, right) = (try state.entries(in: pair.theirs), try tree.entries(in: pair.ours))
        guard left.map(\.name) == right.map(\.name) else { return .other }
        found = left.map { Pair(theirs: pair.theirs.appending($0.name), ours: pair.ours.appending($0.name)) }
      } else {
        // Links and submodules may lead anywhere.
        guard their.mode.isRegularFile else { return .other }
        if their.id != our.id {
          guard programs.end(pair.theirs.name) else { return .other }
          likeness = .sameButPrograms
          continue
        }
        // What people read leads to what is not run.
        if pair.theirs.hasSuffix(".md") { continue }
        guard case .bytes(let bytes) = try state.contents(of: their, limit: ClassifierLimits.fileBytes) else {
          return .other
        }
        for path in waysUp(in: bytes) {
          switch (pair.theirs.directory.resolving(path), pair.ours.directory.resolving(path)) {
          case (nil, nil): continue
          case (let theirs?, let ours?): found.append(Pair(theirs: theirs, ours: ours))
          default: return .other
          }
        }
      }
      open += found.filter { seen.insert($0).inserted }
    }
    return likeness
  }

  private static let programs = NameEndings([".py", ".sh", ".js", ".mjs", ".ts", ".rb", ".go", ".pl", ".ps1"])

  private struct Pair: Hashable {
    let theirs: RepositoryPath
    let ours: RepositoryPath
  }

  /// The paths in a text that start with `..`, as in `../s3` and `${path.module}/../../files/a.json`.
  private static func waysUp(in bytes: [UInt8]) -> Set<[UInt8]> {
    var ways: Set<[UInt8]> = []
    for run in bytes.split(whereSeparator: { !$0.isASCIILetterOrDigit && !"._-/".utf8.contains($0) }) {
      let steps = run.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
      guard let first = steps.firstIndex(where: { $0.elementsEqual("..".utf8) }) else { continue }
      ways.insert(Array(steps[first...].joined(separator: CollectionOfOne(UInt8(ascii: "/")))))
    }
    return ways
  }
}
