import Findings
import Gate
import Policy
import Signing
import Testing

@testable import Repositories

@Suite("The summary of a scan")
struct ScanSummaryTests {
  private static func kind(_ name: String, _ score: Int, _ direction: Direction = .loosens) -> ChangeKind {
    ChangeKind(
      id: "test.\(name).changed", title: name, baseScore: score, direction: direction, reversible: true, why: "why",
      instead: "instead")
  }

  /// A commit in which a policy finds these kinds.
  private static func scanned(_ kinds: [ChangeKind], suppressing: Bool = false) throws -> ScannedCommit {
    let findings = kinds.enumerated().map { index, kind in
      Finding(kind: kind, location: .init("a.tf", line: index + 1), resource: "a")
    }
    let suppressions = kinds.map { kind in
      Suppression(subject: .kind(kind.id, path: Glob("**")), reason: "known", owner: "ana", expires: 10)
    }
    let policy = Policy(suppressions: suppressing ? suppressions : [])
    let assessment = policy.assess(
      findings, context: AssessmentContext(targetRef: "refs/heads/main", evaluationTime: 0, sha256: .crypto))
    let id = try #require(ObjectID(bytes: [UInt8](repeating: 1, count: 20)))
    let person = "A <a@b> 1 +0000"
    let commit = try Commit.parse(Array("tree \(id)\nauthor \(person)\ncommitter \(person)\n\n".utf8), id: id)
    return ScannedCommit(
      id: id, filesChanged: 2,
      outcome: .judged(commit: commit, findings: assessment.findings))
  }

  private static func unread() throws -> ScannedCommit {
    ScannedCommit(
      id: try #require(ObjectID(bytes: [UInt8](repeating: 2, count: 20))), filesChanged: 0,
      outcome: .incomplete(Failure(.inputIncomplete, "not here", hint: "fetch")))
  }

  @Test("counts findings and commits kind by kind, the worst first, from the reported level on")
  func counts() throws {
    var summary = ScanSummary(minimumLevel: .high)
    summary.add(try Self.scanned([Self.kind("door", 700), Self.kind("door", 700), Self.kind("wall", 900)]))
    summary.add(try Self.scanned([Self.kind("door", 700), Self.kind("mat", 100)]))
    summary.add(try Self.scanned([Self.kind("mat", 100)]))
    #expect(summary.kinds.map(\.kind.id) == ["test.wall.changed", "test.door.changed"])
    #expect(summary.kinds.map(\.findings) == [1, 3])
    #expect(summary.kinds.map(\.commits) == [1, 2])
    #expect(summary.commits == 3)
    #expect(summary.commitsWithFindings == 2)
    #expect(summary.filesChanged == 6)
    #expect(summary.isComplete)
  }

  @Test("fails from the level that was named on, and only for what loosens")
  func failing() throws {
    var summary = ScanSummary(minimumLevel: .low)
    summary.add(try Self.scanned([Self.kind("lock", 900, .tightens)]))
    #expect(summary.exitStatus(failingAt: .low) == .allowed)
    summary.add(try Self.scanned([Self.kind("door", 700)]))
    #expect(summary.exitStatus(failingAt: nil) == .allowed)
    #expect(summary.exitStatus(failingAt: .critical) == .allowed)
    #expect(summary.exitStatus(failingAt: .high) == .denied)
    #expect(summary.exitStatus(failingAt: .low) == .denied)
  }

  @Test("is never clean for what was not read")
  func incomplete() throws {
    var summary = ScanSummary(minimumLevel: .high)
    summary.add(try Self.unread())
    #expect(summary.exitStatus(failingAt: nil) == .incomplete)
    #expect(summary.firstFailure?.message == "not here")
    summary.add(try Self.scanned([Self.kind("door", 900)]))
    #expect(summary.exitStatus(failingAt: .high) == .denied)
    var unlisted = ScanSummary(minimumLevel: .high)
    unlisted.noteUnlisted(Failure(.inputIncomplete, "git stopped"))
    #expect(!unlisted.isComplete)
    #expect(unlisted.exitStatus(failingAt: nil) == .incomplete)
  }

  @Test("counts a suppressed finding apart")
  func suppressed() throws {
    var summary = ScanSummary(minimumLevel: .high)
    summary.add(try Self.scanned([Self.kind("door", 900)], suppressing: true))
    #expect(summary.suppressed == 1)
    #expect(summary.kinds.isEmpty)
    #expect(summary.exitStatus(failingAt: .high) == .allowed)
  }
}
