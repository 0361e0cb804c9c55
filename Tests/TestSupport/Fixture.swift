public import Findings
public import Foundation
public import Repositories

/// One case of a classifier: `Fixtures/<domain>/<kind-id>/<case>/{base,head}/…` and `expected.json`.
///
/// A missing `base` or `head` is the empty tree. Files of `plans` are Terraform plans of the module in whose folder they
/// stand, those of `signed-plans` such as CI signed. A folder of `commits` is the state of the commit whose id is its
/// name. On disk, a name that starts with `dot_` stands for one that
/// starts with a full stop, so that a fixture's `.gitattributes` does not act on our own checkout; a file
/// `x.gitlink` that holds 40 hexadecimal digits stands for a submodule `x` pinned to that commit; a file
/// `x.repeated` of a number, a line feed and a text stands for a file `x` that holds the text so many times.
/// Symbolic links and the executable bit are taken from the disk.
public struct Fixture: Sendable, CustomStringConvertible {
  /// The folders' names: `network`, `network.ingress.world`, `any-source`.
  public let domain: String
  public let kind: String
  public let name: String

  public let base: MemoryTree
  public let head: MemoryTree
  public let expected: Expectation

  /// The plans beside the change.
  public let plans: [Plan]

  /// A plan and its root module.
  public struct Plan: Sendable {
    public let module: RepositoryPath
    public let bytes: [UInt8]
    public let isSigned: Bool
  }

  public var description: String { "\(domain)/\(kind)/\(name)" }

  /// `Tests/Fixtures` of this checkout.
  public static var root: URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
      .appendingPathComponent("Fixtures", isDirectory: true)
  }

  /// Every case under `root`, or those of one domain, in the order of their names. A case without
  /// `expected.json` is an error.
  public static func loadAll(under root: URL = Fixture.root, domain only: String? = nil) throws -> [Fixture] {
    var fixtures: [Fixture] = []
    for domain in try FixtureFolder(root).folders() where only == nil || only == domain.name {
      for kind in try domain.folders() {
        for folder in try kind.folders() {
          fixtures.append(try load(folder, domain: domain.name, kind: kind.name))
        }
      }
    }
    return fixtures
  }

  /// What differs between the two trees.
  public func changeSet() throws(Failure) -> ChangeSet { try ChangeSet(from: base, to: head) }

  /// The other way round: what undoes the change.
  public func invertedChangeSet() throws(Failure) -> ChangeSet { try ChangeSet(from: head, to: base) }

  private static func plans(_ folder: FixtureFolder, _ name: String, isSigned: Bool) throws -> [Plan] {
    try folder.tree(name).files.sorted { $0.key < $1.key }.map { path, file in
      Plan(module: path.directory, bytes: file.bytes, isSigned: isSigned)
    }
  }

  private static func states(_ folder: FixtureFolder) throws -> [ObjectID: MemoryTree] {
    let commits = FixtureFolder(folder.url.appendingPathComponent("commits", isDirectory: true))
    guard FileManager.default.fileExists(atPath: commits.url.path) else { return [:] }
    var states: [ObjectID: MemoryTree] = [:]
    for commit in try commits.folders() {
      guard let id = ObjectID(hex: commit.name) else { throw FixtureError("\(commit.name) is no id of a commit") }
      states[id] = try commits.tree(commit.name)
    }
    return states
  }

  private static func load(_ folder: FixtureFolder, domain: String, kind: String) throws -> Fixture {
    let text = try Data(contentsOf: folder.url.appendingPathComponent("expected.json"))
    do {
      var (base, head) = (try folder.tree("base"), try folder.tree("head"))
      base.states = try states(folder)
      head.states = base.states
      return Fixture(
        domain: domain, kind: kind, name: folder.name, base: base, head: head,
        expected: try Expectation(json: Array(text)),
        plans: try plans(folder, "plans", isSigned: false) + plans(folder, "signed-plans", isSigned: true))
    } catch {
      throw FixtureError("\(domain)/\(kind)/\(folder.name): \(error)")
    }
  }
}

/// Why a fixture cannot be read.
public struct FixtureError: Error, CustomStringConvertible {
  public let description: String

  init(_ description: String) { self.description = description }
}
