import Findings
import Foundation
import PostgresGrammar
import Repositories
import SQL
import TestSupport
import Testing

@testable import Classification

/// Damaged migrations, in SQL and in code, through the whole classifier and PostgreSQL's own parser.
///
/// `GATEHOUSE_FUZZ=100000 swift test --filter MigrationFuzz` tries as many; a few are tried every time.
@Suite("Damaged migrations") struct MigrationFuzzTests {
  private static let rounds = ProcessInfo.processInfo.environment["GATEHOUSE_FUZZ"].flatMap { Int($0) } ?? 600

  /// The longest that one input may take; a hang takes for ever, a busy machine does not take that long.
  private static let patience = Duration.seconds(30)

  @Test("no damaged input crashes or hangs the classifier, and each is judged alike twice")
  func damaged() throws {
    var random = SeededGenerator(seed: 0x6675_7a7a)
    let classifier = MigrationClassifier(parser: PostgresParser())
    let seeds = try Fixture.loadAll(domain: "migration").flatMap(\.head.files)
      .filter { (1..<4_000).contains($0.value.bytes.count) }.sorted { $0.key < $1.key }
    let clock = ContinuousClock()
    for round in 0..<Self.rounds {
      let (path, file) = try #require(seeds.randomElement(using: &random))
      let other = try #require(seeds.randomElement(using: &random)).value.bytes
      let bytes = Self.damage(file.bytes, with: other, &random)
      let head = MemoryTree([path.display: MemoryTree.File(bytes: bytes)])
      let change = try ChangeSet(from: [:], to: head)
      let start = clock.now
      let findings = try classifier.classify(change).findings
      #expect(clock.now - start < Self.patience, "\(path.display) in round \(round)")
      if round % 50 == 0 { #expect(try classifier.classify(change).findings == findings) }
    }
  }

  private static func damage(_ bytes: [UInt8], with other: [UInt8], _ random: inout SeededGenerator) -> [UInt8] {
    var bytes = bytes
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      let index = Int.random(in: 0...bytes.count, using: &random)
      switch Int.random(in: 0..<6, using: &random) {
      case 0: bytes = Array(bytes.prefix(index))
      case 1 where index < bytes.count: bytes[index] = UInt8.random(in: 0...255, using: &random)
      case 2: bytes.insert(contentsOf: "'\"`$(){}[];:#-/*\\\n".utf8.shuffled(using: &random).prefix(3), at: index)
      case 3:
        // A piece of another file, of another language maybe.
        let start = Int.random(in: 0..<max(1, other.count), using: &random)
        bytes.insert(contentsOf: other[min(start, other.count)...].prefix(80), at: index)
      case 4 where index < bytes.count: bytes.removeSubrange(index..<min(bytes.count, index + 12))
      default:
        let unit =
          ["(", "do ", "[", "CASE WHEN ", "-- +goose Down\n", "$$", "{{", "BEGIN "].randomElement(using: &random) ?? "("
        bytes.insert(
          contentsOf: String(repeating: unit, count: Int.random(in: 1...200, using: &random)).utf8, at: index)
      }
    }
    return bytes
  }
}
