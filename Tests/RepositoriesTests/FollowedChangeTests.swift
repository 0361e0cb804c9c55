import Findings
import Repositories
import TestSupport
import Testing

@Suite("A change shows at every place to which links lead")
struct FollowedChangeTests {
  /// The places of the change from `base` to `head`, each with the files that git lists behind it.
  private func places(_ base: MemoryTree, _ head: MemoryTree) throws -> [String: [String]] {
    let followed = try ChangeSet(from: base, to: head).followingLinks()
    return Dictionary(
      uniqueKeysWithValues: followed.change.files.map { file in
        (file.path.display, followed.listed([file.path]).subtracting([file.path]).map(\.display).sorted())
      })
  }

  @Test("without links a change is what git lists")
  func noLinks() throws {
    #expect(try places(["a/x.tf": "1", "b": "1"], ["a/x.tf": "2", "b": "1"]) == ["a/x.tf": []])
  }

  @Test("an edited file shows at the links that lead to it, over other links too")
  func editedTarget() throws {
    let links: [String: MemoryTree.File] = [
      "prod/main.tf": .symbolicLink(to: "../shared/main.tf"), "dev/main.tf": .symbolicLink(to: "../prod/main.tf"),
      "other": "1",
    ]
    let base = MemoryTree(links.merging(["shared/main.tf": "1"]) { $1 })
    let head = MemoryTree(links.merging(["shared/main.tf": "2"]) { $1 })
    #expect(
      try places(base, head) == [
        "shared/main.tf": [], "prod/main.tf": ["shared/main.tf"], "dev/main.tf": ["shared/main.tf"],
      ])
    let change = try ChangeSet(from: base, to: head).followingLinks().change
    let file = try #require(change.files.first { $0.path == "dev/main.tf" })
    #expect(file.old?.mode == .regular && file.new?.mode == .regular)
    #expect(try change.head.contents(at: "dev/main.tf", limit: 10) == .bytes(Array("2".utf8)))
    #expect(try change.base.contents(at: "dev/main.tf", limit: 10) == .bytes(Array("1".utf8)))
    #expect(try change.head.entries(in: "dev").first?.version.mode == .regular)
  }

  @Test("a linked directory shows all that changes below it, through directories of links too")
  func linkedDirectory() throws {
    let links: [String: MemoryTree.File] = [
      "env/prod": .symbolicLink(to: "../stacks/web"), "all": .symbolicLink(to: "env"), "stacks/web/b.tf": "same",
    ]
    let base = MemoryTree(links.merging(["stacks/web/deep/a.tf": "1"]) { $1 })
    let head = MemoryTree(links.merging(["stacks/web/deep/a.tf": "2"]) { $1 })
    #expect(
      try places(base, head) == [
        "stacks/web/deep/a.tf": [], "env/prod/deep/a.tf": ["stacks/web/deep/a.tf"],
        "all/prod/deep/a.tf": ["stacks/web/deep/a.tf"],
      ])
  }

  @Test("a link that is pointed elsewhere changes what stands behind it, and behind links over it")
  func retargeted() throws {
    let files: [String: MemoryTree.File] = [
      "v1/a.tf": "1", "v1/same.tf": "=", "v2/a.tf": "2", "v2/same.tf": "=", "v2/new.tf": "+",
      "user": .symbolicLink(to: "current"),
    ]
    let base = MemoryTree(files.merging(["current": .symbolicLink(to: "v1")]) { $1 })
    let head = MemoryTree(files.merging(["current": .symbolicLink(to: "v2")]) { $1 })
    #expect(
      try places(base, head) == [
        "current/a.tf": ["current"], "current/new.tf": ["current"], "user/a.tf": ["current"],
        "user/new.tf": ["current"],
      ])
  }

  @Test("a file that gives way to a link is compared with what the link leads to")
  func replaced() throws {
    let same = try places(["a": "1", "b": "1"], ["a": "1", "b": .symbolicLink(to: "a")])
    #expect(same == [:])
    let other = try places(["a": "1", "b": "2"], ["a": "1", "b": .symbolicLink(to: "a")])
    #expect(other == ["b": []])
  }

  @Test(
    "a link that leads out of the tree, nowhere or in a circle stays a link",
    arguments: ["/etc/passwd", "../outside", "nowhere", "b", "./b/x", ""])
  func unfollowed(_ target: String) throws {
    let change = try ChangeSet(from: ["a": "1"], to: ["a": "1", "b": .symbolicLink(to: target)]).followingLinks().change
    #expect(change.files.map(\.path) == ["b"])
    #expect(change.files.first?.new?.mode == .symbolicLink)
    #expect(try change.head.version(at: "b")?.mode == .symbolicLink)
  }

  @Test("links that lead up the tree show nothing that does not stand elsewhere, until they lead elsewhere")
  func upward() throws {
    let links: [String: MemoryTree.File] = [
      "a/up": .symbolicLink(to: ".."), "b/up": .symbolicLink(to: "../a/.."), "self": .symbolicLink(to: "."),
    ]
    let base = MemoryTree(links.merging(["x": "1"]) { $1 })
    let head = MemoryTree(links.merging(["x": "2"]) { $1 })
    let found = try places(base, head)
    #expect(found == ["x": []])
    let turned = MemoryTree(
      links.merging(["x": "1", "self": .symbolicLink(to: "v"), "v/y": "1"]) { $1 })
    #expect(try places(base, turned)["self/y"] == ["self", "v/y"])
  }

  @Test("on random trees, every place differs and none is missed")
  func random() throws {
    var generator = SeededGenerator(seed: 20)
    for _ in 0..<100 {
      let base = Self.randomTree(&generator)
      var head = base
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let path = RepositoryPath(["d/f", "e/f", "d/l", "e/m", "t"].randomElement(using: &generator) ?? "t")
        head = head.replacing(path, with: Self.randomFile(&generator))
      }
      let followed = try ChangeSet(from: base, to: head).followingLinks()
      let links = (try base.symbolicLinks(), try head.symbolicLinks())
      let before = FollowedTree(base, links: links.0)
      let after = FollowedTree(head, links: links.1)
      let shown = Set(followed.change.files.map(\.path))
      for path in Self.paths where !Self.crossesUpward(path, links.0) && !Self.crossesUpward(path, links.1) {
        let old = try before.version(at: path).flatMap { $0.mode.isDirectory ? nil : $0 }
        let new = try after.version(at: path).flatMap { $0.mode.isDirectory ? nil : $0 }
        #expect((old != new) == shown.contains(path), "\(path.display): \(base.files) → \(head.files)")
      }
    }
  }

  /// Whether the way of `path` takes a link to a directory that the link stands in.
  private static func crossesUpward(_ path: RepositoryPath, _ links: SymbolicLinks) -> Bool {
    let ways = [path, path.directory, path.directory.directory].compactMap { links.destination(of: $0)?.links }
    return ways.joined().contains { link in
      guard let end = links.destination(of: link)?.path else { return false }
      return end == .root || link.bytes.starts(with: end.bytes + [UInt8(ascii: "/")])
    }
  }

  /// Every path that can be spelled over the names of the random trees, three deep.
  private static let paths: [RepositoryPath] = {
    let names = ["d", "e", "f", "l", "m", "t"]
    var paths: [RepositoryPath] = []
    for first in names.map({ RepositoryPath($0) }) {
      paths.append(first)
      for second in names.map({ first.appending($0) }) {
        paths.append(second)
        paths += names.map { second.appending($0) }
      }
    }
    return paths
  }()

  private static func randomTree(_ generator: inout SeededGenerator) -> MemoryTree {
    var tree: MemoryTree = ["d/f": "0", "e/f": "0"]
    for path in ["d/l", "e/m", "t"] { tree = tree.replacing(RepositoryPath(path), with: randomFile(&generator)) }
    return tree
  }

  private static func randomFile(_ generator: inout SeededGenerator) -> MemoryTree.File? {
    switch Int.random(in: 0..<8, using: &generator) {
    case 0: nil
    case 1: .text("\(Int.random(in: 0..<3, using: &generator))")
    default:
      .symbolicLink(
        to: ["f", "../d", "../e", "d", "e/f", "../t", "../e/m", "..", "d/l", "../nowhere", "l", "/t"]
          .randomElement(using: &generator) ?? "f")
    }
  }
}
