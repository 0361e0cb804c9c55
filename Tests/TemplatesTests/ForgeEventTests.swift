import Findings
import Gate
import Testing

@Suite("Forge events")
struct ForgeEventTests {
  private func read(_ environment: [String: String], _ event: [UInt8]? = nil) throws(Failure) -> ForgeEvent {
    var environment = environment
    if event != nil { environment["GITHUB_EVENT_PATH"] = "/event.json" }
    return try ForgeEvent.read(environment) { path throws(Failure) in
      guard path == "/event.json", let event else { throw Failure(.usage, "no such file") }
      return event
    }
  }

  @Test("Every event gives the change that it is about, or is refused", arguments: try EventFixture.all())
  func change(_ fixture: EventFixture) throws {
    if let expected = fixture.expected {
      #expect(try read(fixture.environment, fixture.event) == expected)
    } else {
      let failure = #expect(throws: Failure.self) { try read(fixture.environment, fixture.event) }
      #expect(failure?.code.exitCode.rawValue == fixture.exitCode)
      let expected = try Regex(try #require(fixture.refusal))
      #expect(failure?.message.contains(expected) == true, "\(String(describing: failure))")
    }
  }

  @Test("There are fixtures of both forges")
  func coverage() throws {
    #expect(try EventFixture.all("github").count >= 40)
    #expect(try EventFixture.all("gitlab").count >= 20)
  }

  /// Variables that a change cannot be read without, by fixture.
  static let needed: [(fixture: String, variable: String)] = [
    ("github-pull-request", "GITHUB_SHA"), ("github-pull-request", "GITHUB_BASE_REF"),
    ("github-pull-request", "GITHUB_EVENT_NAME"), ("github-pull-request", "GITHUB_ACTIONS"),
    ("github-pull-request", "GITHUB_REF"), ("github-push", "GITHUB_REF"), ("github-merge-group", "GITHUB_REF"),
    ("github-pull-request-target", "GITHUB_SHA"), ("github-pull-request-target", "GITHUB_BASE_REF"),
    ("gitlab-detached", "CI_COMMIT_SHA"), ("gitlab-detached", "GITLAB_CI"), ("gitlab-merged-result", "CI_COMMIT_SHA"),
    ("gitlab-branch", "CI_COMMIT_BRANCH"), ("gitlab-branch", "CI_COMMIT_BEFORE_SHA"), ("gitlab-tag", "CI_COMMIT_TAG"),
    ("gitlab-detached", "CI_MERGE_REQUEST_TARGET_BRANCH_NAME"), ("gitlab-new-branch", "CI_PIPELINE_SOURCE"),
  ]

  @Test("Without a variable that it needs, an event is refused and never guessed", arguments: needed)
  func missingVariable(_ fixture: String, _ variable: String) throws {
    let fixture = try EventFixture.named(fixture)
    for value in [nil, ""] {
      var environment = fixture.environment
      environment[variable] = value
      let failure = #expect(throws: Failure.self) { try read(environment, fixture.event) }
      #expect(failure?.code == .usage)
    }
  }

  @Test("A commit id that is zeros or no id is refused where a commit must be", arguments: ["0", "g", "1"])
  func badCommit(_ digit: String) throws {
    let count = digit == "1" ? 39 : 40
    for name in ["github-pull-request", "gitlab-detached", "gitlab-merged-result", "gitlab-tag"] {
      let fixture = try EventFixture.named(name)
      var environment = fixture.environment
      for variable in ["GITHUB_SHA", "CI_COMMIT_SHA"] where environment[variable] != nil {
        environment[variable] = String(repeating: digit, count: count)
      }
      let failure = #expect(throws: Failure.self, "\(name)") { try read(environment, fixture.event) }
      #expect(failure?.code == .usage)
    }
  }

  @Test("An event file that was cut short is refused", arguments: try EventFixture.all("github"))
  func truncatedEvent(_ fixture: EventFixture) throws {
    let event = try #require(fixture.event)
    let end = try #require(event.lastIndex(of: UInt8(ascii: "}")))
    for length in stride(from: 0, through: end, by: 5) {
      let failure = #expect(throws: Failure.self) { try read(fixture.environment, Array(event[..<length])) }
      #expect(failure?.code == .usage)
    }
  }

  @Test("Events that propose no change are refused", arguments: ["schedule", "workflow_dispatch", "issue_comment", ""])
  func otherEvents(_ name: String) throws {
    let fixture = try EventFixture.named("github-push")
    var environment = fixture.environment
    environment["GITHUB_EVENT_NAME"] = name
    let failure = #expect(throws: Failure.self) { try read(environment, fixture.event) }
    #expect(failure?.code == .usage)
  }

  @Test(
    "What is no name of a ref is refused",
    arguments: [
      "main ", "ma in", "main\n", "main..x", "main.lock", ".main", "a/.b", "a//b", "/main", "main/", "main.", "ma~in",
      "ma^in", "ma:in", "ma?n", "ma*", "ma[i]n", "ma\\in", "@{main", "\u{7F}", "main\u{0}",
    ])
  func oddNames(_ name: String) throws {
    var environment = try EventFixture.named("gitlab-detached").environment
    environment["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = name
    let failure = #expect(throws: Failure.self) { try read(environment) }
    #expect(failure?.code == .usage)
  }

  @Test(
    "Names that only look odd are names",
    arguments: ["refs/heads/main", "release/1.0/fix", "-main", "ü/ß", "@", "a{b", "main@", "HEAD", "MAIN", "\u{202E}"])
  func lookalikes(_ name: String) throws {
    var environment = try EventFixture.named("gitlab-detached").environment
    environment["CI_MERGE_REQUEST_TARGET_BRANCH_NAME"] = name
    guard case .merge(let ref, nil, _) = try read(environment).change else {
      Issue.record("not a merge")
      return
    }
    #expect(ref == "refs/heads/" + name)
  }

  @Test("The actor's name cannot bring control characters along")
  func actor() throws {
    let fixture = try EventFixture.named("gitlab-branch")
    var environment = fixture.environment
    environment["GITLAB_USER_LOGIN"] = "al\u{1B}[31mice\n::error::"
    let actor = try #require(try read(environment).actor)
    #expect(!actor.unicodeScalars.contains { $0.value < 0x20 })
  }
}
