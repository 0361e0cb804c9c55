import ChildProcess
import Foundation
import JSON
import TestSupport
import Testing

@Suite("Templates, run on a real change", .enabled(if: Oracle.isWanted, Oracle.absence))
struct TemplateRunTests {
  /// The inputs that every template needs.
  private static func inputs(_ more: [String: String] = [:]) throws -> [String: String] {
    let program = try Project.program()
    return ["binary": program, "binary-sha256": try sha256(program)].merging(more) { _, new in new }
  }

  private static func sha256(_ file: String) throws -> String {
    String(try Oracle.run("sha256sum", ["--", file]).output.prefix(64))
  }

  @Test(
    "The GitHub action ends with the exit code of its event",
    arguments: [
      "github-pull-request", "github-pull-request-target", "github-merge-group", "github-push", "github-push-tag",
      "github-push-new-branch", "github-push-pages", "github-push-delete", "github-push-delete-protected",
      "github-push-delete-approvals", "github-push-edited-ref", "github-push-unknown-before", "github-schedule",
    ])
  func gitHub(_ name: String) throws {
    let repository = try EventRepository(name)
    let outcome = try GitHubAction().run(in: repository, inputs: try Self.inputs())
    #expect(outcome.exitCode == repository.fixture.exitCode, "\(outcome.log)")
    try expectFiles(outcome, report: "report.json", of: repository.fixture)
    #expect(outcome.summary.hasPrefix("<!-- gatehouse -->\n\n### gatehouse: "))
  }

  @Test(
    "The GitLab component ends with the exit code of its event",
    arguments: [
      "gitlab-merged-result", "gitlab-merge-train", "gitlab-detached", "gitlab-detached-retargeted", "gitlab-branch",
      "gitlab-new-branch", "gitlab-tag", "gitlab-schedule", "gitlab-fork-pipeline",
    ])
  func gitLab(_ name: String) throws {
    let repository = try EventRepository(name)
    let outcome = try GitLabComponent().run(in: repository, inputs: try Self.inputs())
    #expect(outcome.exitCode == repository.fixture.exitCode, "\(outcome.log)")
    try expectFiles(outcome, report: "gatehouse-report.json", of: repository.fixture)
  }

  @Test("The shell script judges what the target would receive")
  func shell() throws {
    let repository = try EventRepository("gitlab-detached")
    let program = try Project.program()
    var environment = TestRepository.environment
    environment["TARGET_BRANCH"] = "main"
    environment["GATEHOUSE_BINARY"] = program
    environment["GATEHOUSE_BINARY_SHA256"] = try Self.sha256(program)
    let script = Project.path("ci-templates/shell/gatehouse.sh")
    func run(_ more: [String: String]) throws -> JobOutcome {
      let outcome = try ChildProcess.run(
        "sh", [script], environment: environment.merging(more) { _, new in new },
        directory: repository.workspace.path)
      return JobOutcome(
        exitCode: outcome.exitCode,
        log: String(decoding: outcome.standardOutput + outcome.standardError, as: UTF8.self), summary: "",
        directory: repository.workspace.directory, repository: repository)
    }
    let head = try run([:])
    #expect(head.exitCode == 3, "\(head.log)")
    try expectFiles(head, report: "gatehouse-report.json", of: repository.fixture)
    #expect(try head.report("gatehouse-report.json")["change"]?["head"]?.string == repository.fixture.commit)
    #expect(try run(["HEAD_COMMIT": "origin/main"]).exitCode == 0)
    #expect(try run(["GATEHOUSE_BINARY_SHA256": String(repeating: "0", count: 64)]).exitCode == 4)
    #expect(try run(["TARGET_BRANCH": "no-such-branch"]).exitCode != 0)
  }

  @Test("A plan that is named and missing ends the job")
  func missingPlan() throws {
    let inputs = try Self.inputs(["plans": "\ninfra/prod=no such plan.json\n"])
    let action = try GitHubAction().run(in: try EventRepository("github-pull-request"), inputs: inputs)
    let component = try GitLabComponent().run(in: try EventRepository("gitlab-merged-result"), inputs: inputs)
    for outcome in [action, component] {
      #expect(![0, 1, 3].contains(outcome.exitCode), "\(outcome.log)")
      #expect(outcome.log.contains("no such plan.json"))
    }
  }

  /// Either a judgement, or a report that says why there is none; evidence where a change was judged.
  private func expectFiles(_ outcome: JobOutcome, report: String, of fixture: EventFixture) throws {
    let report = try outcome.report(report)
    #expect(report["schema"]?.string == "gatehouse.report/v1")
    #expect((report["verdict"]?.string == "incomplete") == (fixture.judged == nil))
    #expect(outcome.has("change.intoto.jsonl") == (fixture.judged?["base"] != nil))
  }

  @Test("Advisory inputs report the same and exit 0")
  func advisory() throws {
    let action = try GitHubAction().run(
      in: try EventRepository("github-pull-request"), inputs: try Self.inputs(["advisory": "true"]))
    #expect(action.exitCode == 0, "\(action.log)")
    #expect(try action.report("report.json")["verdict"]?.string == "pending")
    let deletion = try GitHubAction().run(
      in: try EventRepository("github-push-delete-protected"), inputs: try Self.inputs(["advisory": "true"]))
    #expect(deletion.exitCode == 0, "\(deletion.log)")
    #expect(try deletion.report("report.json")["verdict"]?.string == "denied")
    let component = try GitLabComponent().run(
      in: try EventRepository("gitlab-merged-result"), inputs: try Self.inputs(["advisory": "true"]))
    #expect(component.exitCode == 0, "\(component.log)")
    #expect(try component.report("gatehouse-report.json")["verdict"]?.string == "pending")
  }

  @Test("A program with another digest is never run")
  func wrongDigest() throws {
    let zeros = String(repeating: "0", count: 64)
    for digest in [zeros, "", "\(zeros)  /dev/null\n\(try Self.sha256("/dev/null"))"] {
      let inputs = try Self.inputs(["binary-sha256": digest])
      let action = try GitHubAction().run(in: try EventRepository("github-push"), inputs: inputs)
      #expect(action.exitCode == 4, "\(action.log)")
      #expect(!action.has("report.json"))
      let component = try GitLabComponent().run(in: try EventRepository("gitlab-branch"), inputs: inputs)
      #expect(component.exitCode == 4, "\(component.log)")
      #expect(!component.has("gatehouse-report.json"))
    }
  }

  @Test("Without a program or an address the action says so")
  func noProgram() throws {
    let outcome = try GitHubAction().run(
      in: try EventRepository("github-push"), inputs: ["binary-sha256": String(repeating: "0", count: 64)])
    #expect(outcome.exitCode == 2)
    #expect(outcome.log.contains("give the action binary or binary-url"))
  }

  @Test("A fetched program is run when its digest is right, and only then")
  func fetchedProgram() throws {
    let repository = try EventRepository("github-push")
    let tools = repository.runnerDirectory.appending(path: "tools")
    try FileManager.default.createDirectory(at: tools, withIntermediateDirectories: true)
    let program = try Project.program()
    // A curl that knows one address: the argument after --output is the file, the last one the address.
    let curl = """
      #!/bin/sh
      while [ $# -gt 1 ]; do if [ "$1" = --output ]; then file=$2; fi; shift; done
      [ "$1" = https://downloads.example.com/gatehouse ] || exit 22
      exec cp '\(program)' "$file"
      """
    let file = tools.appending(path: "curl").path(percentEncoded: false)
    try Data(curl.utf8).write(to: URL(filePath: file))
    try FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: file)
    func run(_ address: String, _ digest: String) throws -> Int32 {
      try GitHubAction().run(
        in: repository, inputs: ["binary-url": address, "binary-sha256": digest],
        tools: tools.path(percentEncoded: false)
      ).exitCode
    }
    let address = "https://downloads.example.com/gatehouse"
    #expect(try run(address, Self.sha256(program)) == 3)
    #expect(try run(address, String(repeating: "0", count: 64)) == 4)
    #expect(try run("https://downloads.example.com/other", Self.sha256(program)) == 22)
  }

  @Test("The approvals are fetched where there are some, and nothing fails where there are none")
  func approvals() throws {
    let repository = try EventRepository("github-pull-request")
    let before = try GitHubAction().run(in: repository, inputs: try Self.inputs())
    #expect(before.exitCode == 3)
    #expect(before.log.contains("There is no approvals branch"))
    try repository.addOrphanBranch("gatehouse/approvals")
    let after = try GitHubAction().run(in: repository, inputs: try Self.inputs())
    #expect(after.exitCode == 3)
    #expect(after.log.contains("The approvals are at hand."))
    let tip = try repository.forge.line(["rev-parse", "gatehouse/approvals"])
    #expect(try repository.workspace.line(["rev-parse", "refs/remotes/origin/gatehouse/approvals"]) == tip)
  }

  @Test("GitLab's job fetches approvals that came after its clone")
  func gitLabApprovals() throws {
    let repository = try EventRepository("gitlab-detached")
    try repository.addOrphanBranch("gatehouse/approvals")
    let outcome = try GitLabComponent().run(in: repository, inputs: try Self.inputs())
    #expect(outcome.exitCode == 3, "\(outcome.log)")
    let tip = try repository.forge.line(["rev-parse", "gatehouse/approvals"])
    #expect(try repository.workspace.line(["rev-parse", "refs/remotes/origin/gatehouse/approvals"]) == tip)
  }

  @Test("No name that the change has chosen is read as a command by GitHub's runner")
  func workflowCommands() throws {
    var graph = try EventGraph("sha1")
    try graph.repository.git(["checkout", "--quiet", "--detach", try #require(graph.ids["2"])])
    graph.ids["2"] = try graph.repository.commit(
      "Odd", ["##[add-mask]critical/::stop.v4": EventGraph.firewall(admitting: "0.0.0.0/0")])
    let repository = try EventRepository("github-push-new-branch", graph: graph)
    let outcome = try GitHubAction().run(in: repository, inputs: try Self.inputs())
    let lines = outcome.log.split(separator: "\n", omittingEmptySubsequences: false)
    #expect(outcome.log.contains("[add-mask]critical"), "the report shows the name, else this test shows nothing")
    let start = try #require(lines.firstIndex { $0.hasPrefix("::stop-commands::") })
    let token = lines[start].dropFirst("::stop-commands::".count)
    #expect(token.count == 32)
    let end = try #require(lines.firstIndex { $0 == "::\(token)::" })
    let isCommand = { (line: Substring) in line.hasPrefix("::") || line.contains("##[") }
    #expect(!lines[..<start].contains(where: isCommand))
    #expect(!lines[(end + 1)...].contains(where: isCommand))
    #expect(end > start + 1)
  }
}
