import Findings
import Repositories
import SQL

/// The files that a changelog names: `sqlFile`, `include`, `includeAll`.
///
/// A file that the change itself brings is judged where it stands. One that was there before runs for the first time
/// when a changelog begins to name it.
final class ChangelogReferences {
  /// What a name in a changelog comes to.
  enum Target {
    case scripts([MigrationSide])
    /// The file is judged where it stands.
    case elsewhere
    /// No such file, or more of them than are followed.
    case missing
  }

  /// References that are followed for one tree; a changelog names its own files, and rarely others.
  private static let limit = 1_000
  /// How deep changelogs include each other.
  private static let depth = 8

  private var left = limit
  private var open: [RepositoryPath] = []
  /// The files that were read for the changelog at hand, those of changelogs that it includes among them.
  private(set) var read: Set<RepositoryPath> = []

  /// Another changelog is read; one that is included belongs to the one that includes it.
  func begin() {
    if open.isEmpty { read = [] }
  }

  /// What `name` leads to from the changelog at `path`; `isRelative` when it counts from there and not from a root.
  func target(
    _ name: String, isRelative: Bool, from path: RepositoryPath, isFolder: Bool, _ reader: MigrationReader
  ) throws(Failure) -> Target {
    guard open.count < Self.depth, let place = try place(of: name, isRelative, path, isFolder, reader.listing) else {
      return .missing
    }
    var files = [place]
    if isFolder {
      files = try reader.listing.entries(in: place).filter(\.version.mode.isRegularFile)
        .map { place.appending($0.name) }
    }
    var sides: [MigrationSide] = []
    for file in files where !open.contains(file) {
      guard left > 0 else { return .missing }
      left -= 1
      guard try !isJudgedThere(file, path, reader), let version = try reader.listing.tree.version(at: file) else {
        continue
      }
      read.insert(file)
      open.append(path)
      defer { open.removeLast() }
      if let side = try reader.side(at: file, version) {
        sides.append(side)
      } else if let side = try reader.included(at: file, version) {
        sides.append(side)
      }
    }
    return sides.isEmpty ? .elsewhere : .scripts(sides)
  }

  /// Whether the file is judged by itself: a migration by its place, and no old one that is named anew.
  private func isJudgedThere(
    _ path: RepositoryPath, _ changelog: RepositoryPath, _ reader: MigrationReader
  ) throws(Failure) -> Bool {
    guard FolderWords.isSchema(path) else { return false }
    // A history of the base is read folder by folder.
    if reader.listing === reader.precedent { return path.directory == changelog.directory }
    return try reader.listing.tree.version(at: path) != reader.precedent.tree.version(at: path)
  }

  /// Names count from a root of the class path, which is one of the folders above the changelog.
  private func place(
    of name: String, _ isRelative: Bool, _ path: RepositoryPath, _ isFolder: Bool, _ listing: TreeListing
  ) throws(Failure) -> RepositoryPath? {
    var name = name[...]
    if name.hasPrefix("classpath:") { name = name.dropFirst("classpath:".count) }
    while name.hasPrefix("/") { name = name.dropFirst() }
    var folder = path.directory
    for _ in 0...path.components.count {
      let place = folder.followed(by: name)
      let entry = try place.flatMap { place throws(Failure) in try listing.tree.version(at: place) }
      if let place, isFolder ? try !listing.entries(in: place).isEmpty : entry?.mode.isRegularFile == true {
        return place
      }
      if isRelative || folder == .root { return nil }
      folder = folder.directory
    }
    return nil
  }
}

extension RepositoryPath {
  /// The path that `name` leads to from here; `nil` for one that leads out of the tree.
  fileprivate func followed(by name: Substring) -> RepositoryPath? {
    var place = self
    for part in name.split(separator: "/") where part != "." {
      if part == ".." {
        guard place != .root else { return nil }
        place = place.directory
      } else {
        place = place.appending(Array(part.utf8))
      }
    }
    return place == self ? nil : place
  }
}
