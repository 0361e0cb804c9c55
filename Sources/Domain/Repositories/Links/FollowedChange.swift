public import Findings

/// A change as it shows at every path at which its files can be opened.
///
/// One edited file that 24 directories link to changes 24 places; a link that is pointed elsewhere changes what stands
/// behind it although no file was touched.
public struct FollowedChange {
  /// The change with links followed: files at the paths of links, and what links lead to in place of links.
  public let change: ChangeSet

  /// Of each path in ``change`` that git does not list itself, or lists as a link: the changed files and links that
  /// make it differ.
  public let sources: [RepositoryPath: Set<RepositoryPath>]

  /// The most places that are looked at for one change; beyond it the answer is "incomplete".
  public static let placeLimit = 10_000

  /// The paths that git lists for what shows at `paths`.
  public func listed(_ paths: Set<RepositoryPath>) -> Set<RepositoryPath> {
    guard !sources.isEmpty else { return paths }
    var listed = paths
    for path in paths { listed.formUnion(sources[path] ?? []) }
    return listed
  }

  /// The change as git lists it, and the places beside it: links are links here.
  public func showingLinks(of listed: ChangeSet) -> ChangeSet {
    guard !sources.isEmpty else { return listed }
    let paths = Set(listed.files.map(\.path))
    return ChangeSet(
      files: listed.files + change.files.filter { !paths.contains($0.path) }, base: change.base, head: change.head,
      memory: listed.memory, plainBlobs: listed.plainBlobs)
  }
}

extension ChangeSet {
  /// The change as it shows through links.
  public func followingLinks() throws(Failure) -> FollowedChange {
    let before = try base.symbolicLinks()
    let after = try before.applying(files, in: head)
    guard !before.isEmpty || !after.isEmpty else { return FollowedChange(change: self, sources: [:]) }
    var search = PlaceSearch(
      change: self, base: FollowedTree(base, links: before), head: FollowedTree(head, links: after),
      links: [before, after])
    return try search.run()
  }
}

/// Finds every place at which a change shows.
private struct PlaceSearch {
  let change: ChangeSet
  let base: FollowedTree
  let head: FollowedTree
  /// Those of the base, then those of the head.
  let links: [SymbolicLinks]

  /// The links whose way ends at a path, on either side.
  private var endingAt: [RepositoryPath: Set<RepositoryPath>] = [:]
  /// The links whose way leads over another link, on either side.
  private var leadingOver: [RepositoryPath: Set<RepositoryPath>] = [:]
  private var files: [RepositoryPath: FileChange] = [:]
  private var sources: [RepositoryPath: Set<RepositoryPath>] = [:]
  /// The links over which a place was found. None is taken twice: links that lead up the tree would never end.
  private var ways: [RepositoryPath: Set<RepositoryPath>] = [:]
  private var pending: [RepositoryPath] = []
  private var visited = 0

  init(change: ChangeSet, base: FollowedTree, head: FollowedTree, links: [SymbolicLinks]) {
    self.change = change
    self.base = base
    self.head = head
    self.links = links
    for side in links {
      for link in side.targets.keys {
        // A link up the tree shows everything again and again, and nothing that does not stand elsewhere already.
        guard let destination = side.destination(of: link), !side.leadsUp(link) else { continue }
        endingAt[destination.path, default: []].insert(link)
        for other in destination.links where other != link { leadingOver[other, default: []].insert(link) }
      }
    }
  }

  mutating func run() throws(Failure) -> FollowedChange {
    for file in change.files {
      if file.old?.mode.isSymbolicLink == true || file.new?.mode.isSymbolicLink == true {
        try expand(file.path, because: [file.path])
      } else {
        files[file.path] = file
        pending.append(file.path)
      }
    }
    while let path = pending.popLast() {
      let reason = sources[path] ?? [path]
      let way = ways[path] ?? []
      var ancestor = path
      while true {
        for link in endingAt[ancestor] ?? [] where link != path && !way.contains(link) {
          try show(link.appending(suffixOf: path, below: ancestor), over: way.union([link]), because: reason)
        }
        if ancestor == .root { break }
        ancestor = ancestor.directory
      }
    }
    return FollowedChange(
      change: ChangeSet(
        files: Array(files.values), base: base, head: head, memory: change.memory, plainBlobs: change.plainBlobs),
      sources: sources)
  }

  /// Everything at and below a link whose way has changed.
  private mutating func expand(_ link: RepositoryPath, because reason: Set<RepositoryPath>) throws(Failure) {
    let places = [link] + (leadingOver[link] ?? [])
    for place in places where !leadsUp(place) { try compare(place, over: [place], because: reason) }
  }

  private mutating func compare(
    _ path: RepositoryPath, over way: Set<RepositoryPath>, because reason: Set<RepositoryPath>
  ) throws(Failure) {
    try visit()
    let old = try base.version(at: path)
    let new = try head.version(at: path)
    guard old != new else { return }
    guard old?.mode.isDirectory == true || new?.mode.isDirectory == true else {
      return try show(path, over: [], because: reason)
    }
    if old?.mode.isDirectory == false || new?.mode.isDirectory == false {
      try show(path, over: [], because: reason)
    }
    let names = try Set((base.entries(in: path) + head.entries(in: path)).map(\.name))
    for name in names {
      let crossed = crossedLinks(to: name, in: path)
      if way.isDisjoint(with: crossed.links), !crossed.leadUp {
        try compare(path.appending(name), over: way.union(crossed.links), because: reason)
      }
    }
  }

  /// The links that an entry of a directory is, on each side by that side's own links.
  private func crossedLinks(
    to name: [UInt8], in directory: RepositoryPath
  ) -> (links: Set<RepositoryPath>, leadUp: Bool) {
    var crossed: Set<RepositoryPath> = []
    var leadUp = false
    for side in links {
      guard let place = side.destination(of: directory)?.path.appending(name), side.targets[place] != nil else {
        continue
      }
      crossed.insert(place)
      leadUp = leadUp || side.leadsUp(place)
    }
    return (crossed, leadUp)
  }

  /// Whether a link leads up the tree after the change, or did when it was removed.
  private func leadsUp(_ link: RepositoryPath) -> Bool {
    links.last { $0.targets[link] != nil }?.leadsUp(link) ?? false
  }

  private mutating func visit() throws(Failure) {
    visited += 1
    guard visited <= FollowedChange.placeLimit else {
      throw Failure(
        .inputIncomplete, "the change shows at more than \(FollowedChange.placeLimit) places through symbolic links",
        hint: "remove links that lead to large directories")
    }
  }

  /// Notes that `path` differs, if it does.
  private mutating func show(
    _ path: RepositoryPath, over way: Set<RepositoryPath>, because reason: Set<RepositoryPath>
  ) throws(Failure) {
    try visit()
    let known = sources[path]
    let all = (known ?? []).union(reason)
    guard all != known else { return }
    if files[path] == nil {
      let old = try base.version(at: path).flatMap { $0.mode.isDirectory ? nil : $0 }
      let new = try head.version(at: path).flatMap { $0.mode.isDirectory ? nil : $0 }
      guard old != new else { return }
      files[path] = FileChange(path: path, old: old, new: new)
    } else if known == nil {
      // Git lists this file itself.
      return
    }
    sources[path] = all
    if ways[path] == nil { ways[path] = way }
    pending.append(path)
  }
}

extension SymbolicLinks {
  /// Whether a link leads to a directory that it stands in.
  fileprivate func leadsUp(_ link: RepositoryPath) -> Bool {
    destination(of: link).map { link.isBelow($0.path) } ?? false
  }
}

extension RepositoryPath {
  /// Whether the path stands in `directory`, at any depth.
  fileprivate func isBelow(_ directory: RepositoryPath) -> Bool {
    directory == .root
      || bytes.count > directory.bytes.count && bytes[directory.bytes.count] == UInt8(ascii: "/")
        && bytes.starts(with: directory.bytes)
  }

  /// This path with what `path` has beyond its ancestor `above`.
  fileprivate func appending(suffixOf path: RepositoryPath, below above: RepositoryPath) -> RepositoryPath {
    guard path != above else { return self }
    return appending(path.bytes.dropFirst(above == .root ? 0 : above.bytes.count + 1))
  }
}
