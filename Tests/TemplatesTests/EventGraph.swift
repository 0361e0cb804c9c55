import Foundation
import TestSupport

/// The commits that the event fixtures are about, by the digits that stand for them there.
///
///     6 ── 1 main ── 2 open-ssh ── a2 more          3 = 1+2   9 = 3+8   a3 = 2+a2   a4 = 7+2   a5 = 1+8
///     │    ├── a kept   f1 evil   a6 unprotecting   f2 = f1+2
///     ├── 7 release/1.0   8 docs   a7 conflict
///     └── c ── b = c+1 ── d = 1+b                   e gh-pages, of its own   a1 an annotated tag of 2
///
/// `2`, `c`, `f1` and `a6` open a firewall to the world; `f1` and `a6` bring a policy along that would allow it.
struct EventGraph: Sendable {
  let repository: TestRepository
  /// The real ids by the digits of the fixtures.
  var ids: [String: String]

  private static let sha1 = Result { try EventGraph("sha1") }
  private static let sha256 = Result { try EventGraph("sha256") }

  /// The graph that all tests share and none changes.
  static func shared(_ objectFormat: String) throws -> EventGraph {
    try (objectFormat == "sha256" ? sha256 : sha1).get()
  }

  /// The ids as a fixture writes them, with what stands for them.
  var replacements: [String: String] {
    Dictionary(
      uniqueKeysWithValues: ids.map { digits, id in
        (String(String(repeating: digits, count: id.count).prefix(id.count)), id)
      })
  }

  init(_ objectFormat: String) throws {
    let repository = try TestRepository(["--object-format=\(objectFormat)"])
    var ids: [String: String] = [:]
    func commit(_ digits: String, on parent: String, _ files: [String: String]) throws {
      try repository.git(["checkout", "--quiet", "--detach", try named(parent)])
      ids[digits] = try repository.commit("Commit \(digits)", files)
    }
    func merge(_ digits: String, _ first: String, _ second: String) throws {
      try repository.git(["checkout", "--quiet", "--detach", try named(first)])
      try repository.git(["merge", "--quiet", "--no-ff", "--message", "Merge \(digits)", try named(second)])
      ids[digits] = try repository.line(["rev-parse", "HEAD"])
    }
    func named(_ digits: String) throws -> String {
      guard let id = ids[digits] else { throw Project.Missing(name: "commit \(digits)") }
      return id
    }
    let open = ["rules.v4": Self.firewall(admitting: "0.0.0.0/0")]
    ids["6"] = try repository.commit(
      "A closed firewall",
      [
        ".gatehouse/policy.yaml": Self.policy("trunk: main, refs: [\"release/*\"]"),
        "rules.v4": Self.firewall(admitting: "10.0.0.0/8"), "README": "Shop\n",
      ])
    try commit("1", on: "6", ["README": "The shop\n"])
    try commit("2", on: "1", open)
    try merge("3", "1", "2")
    try commit("7", on: "6", ["RELEASE": "1.0\n"])
    try commit("8", on: "6", ["docs/guide.md": "How to shop\n"])
    try merge("9", "3", "8")
    try commit("a", on: "1", ["NOTES": "Dropped\n"])
    try commit("c", on: "6", open)
    try merge("b", "c", "1")
    try merge("d", "1", "b")
    try commit("a2", on: "2", ["MORE": "More\n"])
    try merge("a3", "2", "a2")
    try merge("a4", "7", "2")
    try merge("a5", "1", "8")
    let permissive = [".gatehouse/policy.yaml": Self.policy("trunk: evil", enforcement: "shadow")]
    try commit("f1", on: "1", permissive.merging(open) { first, _ in first })
    try merge("f2", "f1", "2")
    try commit("a6", on: "1", permissive.merging(open) { first, _ in first })
    try commit("a7", on: "6", ["README": "Another shop\n"])
    try repository.git(["tag", "--annotate", "--message", "2.0.0", "v2.0.0", try named("2")])
    ids["a1"] = try repository.line(["rev-parse", "v2.0.0"])
    try repository.git(["checkout", "--quiet", "--orphan", "gh-pages"])
    ids["e"] = try repository.commit("Pages", ["index.html": "<p>Shop</p>\n"])
    self.repository = repository
    self.ids = ids
  }

  private static func policy(_ protected: String, enforcement: String = "enforce") -> String {
    """
    version: 1
    extends: ["builtin:recommended"]
    enforcement: \(enforcement)
    protected: { \(protected) }

    """
  }

  /// A firewall that lets one network log in.
  static func firewall(admitting source: String) -> String {
    """
    *filter
    :INPUT DROP [0:0]
    :FORWARD DROP [0:0]
    :OUTPUT ACCEPT [0:0]
    -A INPUT -s \(source) -p tcp --dport 22 -j ACCEPT
    COMMIT

    """
  }
}
