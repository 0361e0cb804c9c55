import Findings
import Repositories

/// What an edit of a CODEOWNERS file does to the files that are there before and after it.
enum OwnersChange: Hashable, Sendable {
  /// The first file of the repository: nobody was asked before.
  case introduced
  /// A file loses its owners, or somebody may approve it who could not: as `before` and `after` say.
  case loosened(path: RepositoryPath, before: String, after: String)
  /// Files get owners who had none, or fewer may approve them.
  case tightened
  /// No file has other owners.
  case none
  /// The lines say what they said, in other blanks or words that mean nothing.
  case same

  /// The files that are looked at; the answer for a larger repository is that it is not known.
  private static let limit = 200_000

  /// The places where GitHub, GitLab, Gitea, Forgejo and Bitbucket look. Each takes the first that it finds, in an order of
  /// its own, so a second file can put the one in force aside.
  static let places = [
    "CODEOWNERS", ".github/CODEOWNERS", "docs/CODEOWNERS", ".gitlab/CODEOWNERS", ".gitea/CODEOWNERS",
    ".forgejo/CODEOWNERS", ".bitbucket/CODEOWNERS",
  ]

  /// `nil` when it is not known: a file that went or came beside another, or one that is not understood for certain.
  init?(_ file: ChangedFile, in change: ChangeSet) throws(Failure) {
    if file.change.old == nil, file.head.bytes != nil, Self.places.contains(file.path.display) {
      for place in Self.places {
        guard try change.base.version(at: RepositoryPath(place)) == nil else { return nil }
      }
      self = .introduced
      return
    }
    guard let base = file.base.bytes, let head = file.head.bytes else { return nil }
    let dialects: [CodeOwners.Dialect]
    switch file.path.directory.display {
    case ".github": dialects = [.gitHub]
    case ".gitlab": dialects = [.gitLab]
    case "", "docs": dialects = CodeOwners.Dialect.allCases
    // Gitea and Forgejo take regular expressions, Bitbucket groups of its own.
    default: return nil
    }
    var sides: [(before: CodeOwners, after: CodeOwners)] = []
    for dialect in dialects {
      guard let before = CodeOwners(base, dialect), let after = CodeOwners(head, dialect) else { return nil }
      if dialect == .gitHub, dialects.count > 1, before.hasSections || after.hasSections { continue }
      sides.append((before, after))
    }
    self = sides.allSatisfy { $0.before.rules == $0.after.rules } ? .same : .none
    if self == .same { return }
    let changed = sides.map { Self.changedPatterns($0.before.rules, $0.after.rules) }
    var directories = [RepositoryPath.root]
    var files = 0
    while let directory = directories.popLast() {
      for entry in try change.head.entries(in: directory) {
        let path = directory.appending(entry.name)
        if entry.version.mode.isDirectory {
          directories.append(path)
          continue
        }
        files += 1
        guard files <= Self.limit else { return nil }
        for (side, patterns) in zip(sides, changed) where patterns.contains(where: { $0.matches(path) }) {
          // Nobody loses what was not there.
          guard try change.base.version(at: path) != nil else { continue }
          let (old, new) = (side.before.owners(of: path), side.after.owners(of: path))
          if old == new { continue }
          if Self.isLooser(new, than: old) {
            self = .loosened(path: path, before: Self.shown(old), after: Self.shown(new))
            return
          }
          self = .tightened
        }
      }
    }
  }

  /// Whether a section asks nobody any more, or is satisfied by somebody who was not asked.
  private static func isLooser(
    _ new: [CodeOwners.Section: Set<String>], than old: [CodeOwners.Section: Set<String>]
  ) -> Bool {
    old.contains { section, owners in new[section].map { !$0.isSubset(of: owners) } ?? true }
  }

  private static func shown(_ owners: [CodeOwners.Section: Set<String>]) -> String {
    let names = Set(owners.values.flatMap(\.self)).sorted()
    return names.isEmpty ? "nobody" : names.joined(separator: " ")
  }

  /// The patterns of the lines that only one side has; of all, where those of both sides stand in another order. What
  /// none of them matches is decided by the same line as before.
  private static func changedPatterns(_ old: [CodeOwners.Rule], _ new: [CodeOwners.Rule]) -> [OwnedPath] {
    let (before, after) = (Set(old), Set(new))
    let common = old.filter(after.contains)
    guard common == new.filter(before.contains) else { return (old + new).map(\.pattern) }
    return old.filter { !after.contains($0) }.map(\.pattern) + new.filter { !before.contains($0) }.map(\.pattern)
  }
}
