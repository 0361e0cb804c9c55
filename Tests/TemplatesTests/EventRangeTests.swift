import ChildProcess
import Foundation
import JSON
import TestSupport
import Testing

/// What each event is judged as, in clones as the forges' runners make them: of the whole history, two commits deep, one deep.
@Suite("Events in real clones")
struct EventRangeTests {
  /// What is refused before the repository is read is tested with ``ForgeEvent``.
  private static let events = Result { try EventFixture.all().filter { $0.expected != nil }.map(\.name) }

  /// Judges the event in the runner's checkout.
  private func judge(_ repository: EventRepository) throws -> (exitCode: Int32, report: JSONValue) {
    let file = repository.runnerDirectory.appending(path: "event.json")
    var environment = TestRepository.environment.merging(repository.fixture.environment) { _, new in new }
    if let event = repository.fixture.event {
      try Data(event).write(to: file)
      environment["GITHUB_EVENT_PATH"] = file.path(percentEncoded: false)
    }
    let outcome = try ChildProcess.run(
      try Project.program(), ["check", "--ci", "--format", "json"], environment: environment,
      directory: repository.workspace.path)
    return (outcome.exitCode, try JSONReader.parse(outcome.standardOutput, limits: .foreign))
  }

  /// The verdict, what it is about, and nothing else.
  private func expect(_ report: JSONValue, gives judged: JSONValue, commits: Int64? = nil) {
    #expect(report["verdict"] == judged["verdict"])
    if let reference = judged["reference"] {
      #expect(report["reference"]?["ref"] == reference)
      return
    }
    let change = report["change"]
    #expect(change?["targetRef"] == judged["target"])
    #expect(change?["targetTip"] == judged["base"])
    #expect(change?["head"] == judged["head"])
    #expect(change?["commits"]?.integer == commits ?? judged["commits"]?.integer)
  }

  @Test("With the whole history, every event has its verdict, base, head and commits", arguments: try events.get())
  func wholeHistory(_ name: String) throws {
    let repository = try EventRepository(name)
    let (exitCode, report) = try judge(repository)
    #expect(exitCode == repository.fixture.exitCode, "\(report)")
    if let judged = repository.fixture.judged {
      expect(report, gives: judged)
    } else {
      let reason = report["incomplete"]?[0]?["reason"]?.string ?? ""
      let expected = try Regex(try #require(repository.fixture.refusal))
      #expect(reason.contains(expected), "\(reason)")
      #expect(report["incomplete"]?[0]?["hint"]?.string?.isEmpty == false)
    }
  }

  @Test("Cut short, it has the same verdict or none", arguments: try events.get(), [1, 2])
  func cutShort(_ name: String, _ depth: Int) throws {
    let repository = try EventRepository(name, depth: depth)
    let fixture = repository.fixture
    let (exitCode, report) = try judge(repository)
    #expect(exitCode == fixture.exitCode(depth: depth), "\(report)")
    // Nothing but the whole history's own word, or a refusal: depth must not turn a check green.
    #expect(exitCode == fixture.exitCode || exitCode == 5)
    if exitCode == 5 {
      #expect(report["verdict"]?.string == "incomplete")
    } else if let judged = fixture.judged {
      expect(report, gives: judged, commits: fixture.commits(depth: depth))
    }
  }

  @Test(
    "The commands that the hints name complete the clone",
    arguments: [
      "github-pull-request", "github-pull-request-release", "github-pull-request-stacked", "github-pull-request-target",
      "github-merge-group-of-two", "github-push-new-branch-sha256", "github-push-pages", "gitlab-detached-behind",
    ])
  func hints(_ name: String) throws {
    let repository = try EventRepository(name, depth: 1)
    var (exitCode, report) = try judge(repository)
    for _ in 0..<4 where exitCode == 5 {
      let hint = try #require(report["incomplete"]?[0]?["hint"]?.string)
      let start = try #require(hint.range(of: "git fetch"), "\(hint)").lowerBound
      let command = hint[start...].prefix { $0 != "(" && $0 != ";" }.split(separator: " ").map(String.init)
      try repository.workspace.git(Array(command.dropFirst()))
      (exitCode, report) = try judge(repository)
    }
    #expect(exitCode == repository.fixture.exitCode, "\(report)")
    expect(
      report, gives: try #require(repository.fixture.judged), commits: report["change"]?["commits"]?.integer)
  }
}
