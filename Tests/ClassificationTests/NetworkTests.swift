import Classification
import Exposure
import Findings
import Firewall
import PolicyYAML
import Repositories
import TestSupport
import Testing

@Suite("Network classifier")
struct NetworkTests {
  private func findings(_ base: MemoryTree, _ head: MemoryTree) throws -> [Finding] {
    try NetworkClassifier(parser: YAMLTrees()).classify(ChangeSet(from: base, to: head)).findings
  }

  private static let closed = "*filter\n:INPUT DROP [0:0]\nCOMMIT\n"
  private static let open = "*filter\n:INPUT DROP [0:0]\n-A INPUT -p tcp --dport 22 -j ACCEPT\nCOMMIT\n"

  @Test(
    "a dump is seen under any name",
    arguments: ["rules.v4", "a.txt", "notes.md", "x.png", "no-extension", "deep/er/iptables.save", "Ü.dat"])
  func anyName(_ path: String) throws {
    let found = try findings(MemoryTree([path: .text(Self.closed)]), MemoryTree([path: .text(Self.open)]))
    #expect(found.map(\.kind) == [.networkIngressAdminWorld])
  }

  @Test(
    "a script of nft is seen by its first command",
    arguments: [
      "#!/usr/sbin/nft -f\n", "#!/usr/bin/env -S nft -f\n", "# a comment\n\nflush ruleset\n",
      "define x = 1\n", "add table inet f\n", "table inet other { }\n",
    ])
  func anyScript(_ start: String) throws {
    let rules = "table inet f { chain i { type filter hook input priority 0; policy drop; RULE\n} }\n"
    let base = start + rules.replacing("RULE", with: "")
    let head = start + rules.replacing("RULE", with: "tcp dport 22 accept")
    let found = try findings(["x": .text(base)], ["x": .text(head)])
    #expect(found.map(\.kind) == [.networkIngressAdminWorld])
  }

  @Test(
    "a text that only quotes rules is no firewall file",
    arguments: [
      "Put this into rules.v4:\n\n*filter\n:INPUT ACCEPT [0:0]\nCOMMIT\n", "* filter\n", "*filters\n",
      "table of contents\n", "include \"a\"\ntable of contents\n", "def table():\n  chain = 1\n", "",
    ])
  func quotedRules(_ text: String) throws {
    let result = try NetworkClassifier(parser: YAMLTrees()).classify(
      ChangeSet(from: [:], to: ["README.md": .text(text)]))
    #expect(result.findings.isEmpty && result.governed.isEmpty)
  }

  @Test("rules of a dump that a symbolic link replaces, and back")
  func links() throws {
    let link: MemoryTree = ["rules.v4": .symbolicLink(to: "elsewhere")]
    #expect(try findings(["rules.v4": .text(Self.closed)], link).map(\.kind) == [.networkFileUnparsed])
    #expect(try findings(link, ["rules.v4": .text(Self.open)]).map(\.kind) == [.networkIngressAdminWorld])
  }

  @Test(
    "an include that leaves the tree or comes back to its script is not followed",
    arguments: [
      "../../secret.nft", "/etc/../secret.nft", "main.nft", "", "/", "*",
    ])
  func hostileIncludes(_ include: String) throws {
    let script = "include \"\(include)\"\ntable inet f { chain i { type filter hook input priority 0; } }\n"
    let found = try findings([:], ["fw/main.nft": .text(script), "secret.nft": "flush ruleset\n"])
    #expect(found.map(\.kind) == [.networkFileUnparsed])
  }

  @Test("scripts that include each other are judged once, and end")
  func mutualIncludes() throws {
    func tree(_ port: Int) -> MemoryTree {
      let chain = "chain i { type filter hook input priority 0; policy drop; tcp dport \(port) accept\n }"
      return [
        "a.nft": .text("include \"b.nft\"\ntable inet f { \(chain) }\n"),
        "b.nft": .text("include \"a.nft\"\n# \(port)\n"),
      ]
    }
    let kinds = try findings(tree(443), tree(22)).map(\.kind)
    #expect(kinds.count { $0 == .networkIngressAdminWorld } == 1)
  }

  @Test("what opens is told as loosening, what closes as tightening, and nothing else")
  func directions() throws {
    var random = SeededGenerator(seed: 6)
    for _ in 0..<300 {
      let (base, head) = (Self.dump(&random), Self.dump(&random))
      let outside = TrafficSet(TrafficBox(inInterfaces: InterfaceSet.loopback.complement))
      let before = try #require(IptablesSave.parse(Array(base.utf8)).reach(.input).value).accepted
      let after = try #require(IptablesSave.parse(Array(head.utf8)).reach(.input).value).accepted
      let opens = !after.subtracting(before).intersection(outside).isEmpty
      let closes = !before.subtracting(after).intersection(outside).isEmpty
      let directions = Set(try findings(["f": .text(base)], ["f": .text(head)]).map(\.kind.direction))
      #expect(directions.contains(.loosens) == opens, "\(base)\(head)")
      #expect(directions.contains(.tightens) == closes, "\(base)\(head)")
    }
  }

  private static func dump(_ random: inout SeededGenerator) -> String {
    func pick(_ choices: [String]) -> String { choices.randomElement(using: &random) ?? "" }
    let sources = ["", "-s 10.0.0.0/8 ", "-s 10.1.0.0/16 ", "-s 0.0.0.0/1 ", "-s 128.0.0.0/1 ", "-i lo "]
    let services = ["", "-p tcp ", "-p tcp --dport 22 ", "-p tcp --dport 443 ", "-p udp --dport 1:9999 "]
    var text = "*filter\n:INPUT \(pick(["DROP", "ACCEPT"])) [0:0]\n"
    for _ in 0..<Int.random(in: 0..<5, using: &random) {
      text += "-A INPUT \(pick(sources))\(pick(services))-j \(pick(["ACCEPT", "DROP"]))\n"
    }
    return text + "COMMIT\n"
  }

  @Test("damaged rules are read without a trap")
  func mutations() throws {
    var random = SeededGenerator(seed: 2)
    let originals = try Fixture.loadAll(domain: "network").flatMap { $0.head.files.values.map(\.bytes) }
      .filter { $0.count < 4096 }
    for bytes in originals {
      for _ in 0..<3 {
        let cut = Int.random(in: 0...bytes.count, using: &random)
        var damaged = Bool.random(using: &random) ? bytes : Array(bytes.prefix(cut))
        for _ in 0..<Int.random(in: 0..<4, using: &random) where !damaged.isEmpty {
          let place = Int.random(in: 0..<damaged.count, using: &random)
          damaged[place] = UInt8.random(in: 0...255, using: &random)
        }
        let base = MemoryTree(["rules.v4": MemoryTree.File(bytes: bytes)])
        let head = MemoryTree(["rules.v4": MemoryTree.File(bytes: damaged)])
        _ = try findings(base, head)
        _ = try findings(head, base)
      }
    }
  }

  @Test("two dumps of a thousand rules are compared in time")
  func large() throws {
    func dump(_ last: String) -> String {
      let rules = (0..<1000).map { index in
        "-A INPUT -s 10.\(index / 250).\(index % 250).0/24 -p tcp --dport \(1000 + index) -j ACCEPT"
      }
      return (["*filter", ":INPUT DROP [0:0]"] + rules + [last, "COMMIT", ""]).joined(separator: "\n")
    }
    let opening = "-A INPUT -p tcp --dport 22 -j ACCEPT"
    let found = try findings(["rules.v4": .text(dump("# nothing"))], ["rules.v4": .text(dump(opening))])
    #expect(found.map(\.kind) == [.networkIngressAdminWorld])
    #expect(found.first?.location.line == 1003)
  }
}
