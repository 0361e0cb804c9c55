import Findings
import Foundation
import Repositories
import TestSupport
import Testing

@testable import Classification

@Suite("Terraform: damaged and hostile modules") struct TerraformMutationTests {
  /// How often each fixture is damaged. `GATEHOUSE_MUTATIONS=200` makes more than 100,000 damaged modules of them.
  private static let rounds =
    ProcessInfo.processInfo.environment["GATEHOUSE_MUTATIONS"].flatMap { Int($0) } ?? 1

  private static let pieces = [
    "\"", "${", "%{", "}", "{", "(", ")", "[", "]", "\n", "=", "<<EOT\n", ".", ",", "*", "each.value", "null", "\\",
    "#",
    "for x in y : ", "if ", "?", ":", "...", "1e9", "jsonencode(", "local.a", "dynamic \"a\" {", "count = 0\n", "\u{0}",
  ]

  @Test("Every fixture, damaged at random, is judged both ways and once more the same")
  func damaged() throws {
    var generator = SeededGenerator(seed: 4)
    for fixture in try Fixture.loadAll(domain: "terraform") {
      for _ in 0..<Self.rounds {
        let damaged = Self.damage(fixture.head, using: &generator)
        let forwards = try TerraformClassifier().classify(ChangeSet(from: fixture.base, to: damaged))
        _ = try TerraformClassifier().classify(ChangeSet(from: damaged, to: fixture.base))
        for finding in forwards.findings { #expect(!finding.files.isEmpty, "\(fixture)") }
      }
    }
  }

  private static func damage(_ tree: MemoryTree, using generator: inout SeededGenerator) -> MemoryTree {
    var files = tree.files
    guard let path = files.keys.sorted().randomElement(using: &generator), let file = files[path] else { return tree }
    var bytes = file.bytes
    for _ in 0...Int.random(in: 0..<3, using: &generator) {
      let place = Int.random(in: 0...bytes.count, using: &generator)
      switch Int.random(in: 0..<4, using: &generator) {
      case 0: bytes = Array(bytes[..<place])
      case 1: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator) }
      case 2: if place < bytes.count { bytes.remove(at: place) }
      default: bytes.insert(contentsOf: (pieces.randomElement(using: &generator) ?? "{").utf8, at: place)
      }
    }
    files[path] = MemoryTree.File(mode: file.mode, bytes: bytes)
    return MemoryTree(files)
  }

  /// Each would take minutes or more if something in it were done for every pair.
  private static let hostile: [(name: String, text: @Sendable (Int) -> String)] = [
    (
      "resources",
      { n in (0..<n).map { "resource \"aws_s3_bucket\" \"b\($0)\" {\n  bucket = \"x\($0)\"\n}\n" }.joined() }
    ),
    (
      "locals",
      { n in "locals {\n" + (0..<n).map { "  l\($0 + 1) = \"${local.l\($0)}x\"\n" }.joined() + "  l0 = \"\"\n}\n" }
    ),
    (
      "loops",
      { n in
        "locals {\n"
          + (0..<n / 20).map { "  l\($0) = [for a in range(1000) : [for b in range(1000) : a + b]]\n" }.joined()
          + "}\n"
      }
    ),
    (
      "documents",
      { n in
        (0..<n).map {
          "data \"aws_iam_policy_document\" \"d\($0)\" {\n  source_policy_documents = [data.aws_iam_policy_document.d\($0 + 1).json]\n"
            + "  statement {\n    actions = [\"s3:*\"]\n  }\n}\n"
        }.joined()
      }
    ),
    (
      "policy",
      { n in
        let actions = (0..<n / 4).map { "\"s3:a\($0)*\"" }.joined(separator: ",")
        return
          "resource \"aws_iam_policy\" \"p\" {\n  policy = jsonencode({ Statement = [{ Effect = \"Allow\", Action = [\(actions)],"
          + " Resource = [\(actions)] }] })\n}\n"
      }
    ),
    (
      "moves",
      { n in (0..<n).map { "moved {\n  from = aws_s3_bucket.b\($0)\n  to = aws_s3_bucket.b\($0 + 1)\n}\n" }.joined() }
    ),
    (
      "instances",
      { n in
        "resource \"aws_s3_bucket\" \"b\" {\n  for_each = toset([\((0..<n).map { "\"k\($0)\"" }.joined(separator: ","))])\n"
          + "  bucket = each.key\n}\n"
      }
    ),
  ]

  @Test("A large module of one shape is judged in time", .timeLimit(.minutes(20)), arguments: hostile.indices)
  func large(index: Int) throws {
    let text = Self.hostile[index].text(1_000)
    let base: MemoryTree = ["main.tf": .text(text)]
    let head: MemoryTree = ["main.tf": .text(text + "locals {\n  more = 1\n}\n")]
    _ = try TerraformClassifier().classify(ChangeSet(from: base, to: head))
  }
}
