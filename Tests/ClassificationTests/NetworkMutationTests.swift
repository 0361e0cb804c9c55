import Findings
import Foundation
import PolicyYAML
import Repositories
import TestSupport
import Testing

@testable import Classification

/// Damaged firewalls, manifests and templates through the whole classifier, in both directions.
///
/// `GATEHOUSE_MUTATIONS=400 swift test --filter NetworkMutationTests` damages every fixture so often, more than 100,000
/// times in all; a part of them is damaged every time.
@Suite("Network: damaged files") struct NetworkMutationTests {
  private static let rounds = ProcessInfo.processInfo.environment["GATEHOUSE_MUTATIONS"].flatMap { Int($0) }

  /// The longest that one input may take; a hang takes for ever, a busy machine does not take that long.
  private static let patience = Duration.seconds(30)

  private static let pieces = [
    "\"", "'", "{", "}", "[", "]", "(", ")", ":", "- ", "\n", "\t", "#", "!", "*", "&a ", "<<: ", "|\n", "${", "{{",
    "}}", "{% if x %}",
    "$(", "`", "<<EOF\n", "0.0.0.0/0", "::/0", "-A INPUT -j ", "jump ", "@set", "0-65535", "anchor \"x\" {",
    "Fn::ForEach::A",
    "!Ref ", "!If ", "<zone>", "</", "$patch: delete", "eval ", "f() {", "for i in ", "include ", "\u{0}", "1e999",
    "-9223372036854775808",
  ]

  @Test("every fixture, damaged at random, is judged both ways without a trap or a hang")
  func damaged() throws {
    var generator = SeededGenerator(seed: 0x6E65_7477)
    let classifier = NetworkClassifier(parser: YAMLTrees())
    let fixtures = try Fixture.loadAll(domain: "network")
    let pool = fixtures.flatMap { $0.head.files.values.map(\.bytes) }.filter { !$0.isEmpty && $0.count < 4_000 }
    let clock = ContinuousClock()
    for (index, fixture) in fixtures.enumerated() {
      // A part of them where nobody asks for more: they take time that every run of the tests has to wait.
      for _ in 0..<(Self.rounds ?? (index.isMultiple(of: 3) ? 1 : 0)) {
        let damaged = Self.damage(fixture.head, with: pool, using: &generator)
        let start = clock.now
        let forwards = try classifier.classify(ChangeSet(from: fixture.base, to: damaged))
        _ = try classifier.classify(ChangeSet(from: damaged, to: fixture.base))
        #expect(clock.now - start < Self.patience, "\(fixture)")
        for finding in forwards.findings { #expect(!finding.files.isEmpty, "\(fixture)") }
      }
    }
  }

  private static func damage(
    _ tree: MemoryTree, with pool: [[UInt8]], using generator: inout SeededGenerator
  ) -> MemoryTree {
    var files = tree.files
    guard let path = files.keys.sorted().randomElement(using: &generator), let file = files[path],
      file.bytes.count < 100_000
    else { return tree }
    var bytes = file.bytes
    for _ in 0...Int.random(in: 0..<4, using: &generator) {
      let place = Int.random(in: 0...bytes.count, using: &generator)
      switch Int.random(in: 0..<6, using: &generator) {
      case 0: bytes = Array(bytes[..<place])
      case 1: if place < bytes.count { bytes[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator) }
      case 2: if place < bytes.count { bytes.removeSubrange(place..<min(bytes.count, place + 9)) }
      case 3:
        // A piece of another file, of another language maybe.
        guard let other = pool.randomElement(using: &generator) else { continue }
        let start = Int.random(in: 0..<other.count, using: &generator)
        bytes.insert(contentsOf: other[start...].prefix(100), at: place)
      case 4:
        let piece = pieces.randomElement(using: &generator) ?? "{"
        let count = Int.random(in: 1...100, using: &generator)
        bytes.insert(contentsOf: String(repeating: piece, count: count).utf8, at: place)
      default: bytes.insert(contentsOf: (pieces.randomElement(using: &generator) ?? "{").utf8, at: place)
      }
    }
    files[path] = MemoryTree.File(mode: file.mode, bytes: bytes)
    return MemoryTree(files)
  }
}
