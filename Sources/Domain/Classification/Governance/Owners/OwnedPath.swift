import Findings

/// The pattern of one line of a CODEOWNERS file.
struct OwnedPath: Hashable, Sendable {
  private let globs: [Glob]

  /// `nil` for a pattern that is not understood for certain.
  init?(_ written: Substring, _ dialect: CodeOwners.Dialect) {
    guard !written.hasPrefix("!"), !written.contains(where: { "[]\\{}".contains($0) }) else { return nil }
    let isDirectory = written.hasSuffix("/")
    let path = written.drop { $0 == "/" }
    let body = isDirectory ? path.dropLast() : path
    // GitHub takes a slash inside for the top of the repository, as gitignore does; GitLab only one at the start.
    let isAnchored = written.hasPrefix("/") || (dialect == .gitHub && body.contains("/"))
    let glob = (isAnchored ? "" : "**/") + body
    if body.isEmpty {
      globs = [Glob("**")]
    } else if isDirectory {
      globs = [Glob(glob + "/**")]
    } else if dialect == .gitLab || (isAnchored && (body == "*" || body.hasSuffix("/*"))) {
      // `docs/*` is the files of the directory and not of those in it.
      globs = [Glob(glob)]
    } else {
      globs = [Glob(glob), Glob(glob + "/**")]
    }
  }

  func matches(_ path: RepositoryPath) -> Bool { globs.contains { $0.matches(path) } }
}
