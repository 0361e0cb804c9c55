import Findings
import Repositories

/// What git says on its standard error when it cannot answer, and what that means for whoever reads it.
///
/// Every error of git ends in exit 5: "could not read" must never look like "nothing found".
struct GitComplaint {
  private let lines: [String]
  private let text: String

  init(_ bytes: [UInt8]) {
    lines = bytes.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
    text = lines.joined(separator: "\n")
  }

  /// The line that says why: traces and warnings may stand before it.
  private var reason: String {
    let cause = lines.first { $0.hasPrefix("fatal: ") } ?? lines.first { $0.hasPrefix("error: ") }
    return DisplayText.escaping(cause ?? lines.first ?? "no message")
  }

  /// Whether what is missing was left on the server of a partial clone, from which we fetch nothing.
  var isAboutPromisedObject: Bool {
    text.contains("from promisor remote") || text.contains("lazy fetching disabled")
  }

  /// The object that git could not read, if it names one with its kind.
  var unreadableObject: (id: ObjectID, kind: ObjectKind)? {
    guard let line = lines.first(where: { $0.contains("unable to read ") }) else { return nil }
    let words = line.split { " ():".contains($0) }.map { String($0) }
    guard let id = words.lazy.compactMap({ ObjectID(hex: $0) }).first,
      let kind = words.lazy.compactMap({ ObjectKind(rawValue: $0) }).first
    else { return nil }
    return (id, kind)
  }

  /// Whether something is said of the object with that id.
  func names(_ id: String) -> Bool { text.contains(id) }

  /// The failure of `git <command>`.
  func failure(of command: String) -> Failure {
    if isAboutPromisedObject {
      return Failure(
        .inputIncomplete, "git \(command) needs objects that this partial clone left out",
        hint: "complete the clone: git fetch --refetch --no-filter")
    }
    return Failure(.repositoryUnavailable, "git \(command) failed: \(reason)", hint: hint)
  }

  private var hint: String {
    if text.contains("dubious ownership") {
      // Git prints the command with the path that it compares.
      let command =
        lines.first { $0.contains("git config --global --add safe.directory ") }
        ?? "git config --global --add safe.directory \"$PWD\""
      return "the repository belongs to another user; if you trust it: "
        + DisplayText.escaping(String(command.drop { $0.isWhitespace }))
    }
    if text.contains("not a git repository") { return "run gatehouse inside a repository, or name one with --repo" }
    if text.contains("cannot use bare repository") { return "name it to git as well: GIT_DIR=\"$PWD\" gatehouse …" }
    if text.contains("unknown repository extension") { return newerGit }
    if text.contains("Expected git repo version") { return Self.unknownFormat }
    if text.contains("empty string is not a valid path") {
      return "core.hooksPath is empty, which switches every hook off: git config --unset-all core.hooksPath "
        + "(git config --show-origin core.hooksPath tells where it is set)"
    }
    if text.contains("bad config") { return "correct the configuration file that git names" }
    if text.contains("commit-graph") { return "write it anew: git commit-graph write --reachable" }
    if text.contains("multi-pack-index") { return "write it anew: git multi-pack-index write" }
    return "run git fsck and try again; git \(GitRunner.minimumVersion) or newer is needed"
  }

  private static let unknownFormat = "install a newer git: this one does not know the repository's format"

  /// The git that knows the extensions which git lists here, each on a line of its own.
  private var newerGit: String {
    let named = lines.filter { $0.hasPrefix("\t") }.map { String($0.drop { $0.isWhitespace }).lowercased() }
    let versions = named.compactMap { Self.firstVersion[$0] }
    guard !named.isEmpty, versions.count == named.count, let newest = versions.max() else {
      return Self.unknownFormat
    }
    return "install git \(newest) or newer: it knows " + named.map { "extensions.\($0)" }.joined(separator: " and ")
  }

  /// The git that first knew an extension of the repository format, for those that came after ``GitRunner/minimumVersion``.
  private static let firstVersion = ["refstorage": "2.45", "compatobjectformat": "2.45", "relativeworktrees": "2.48"]
}
