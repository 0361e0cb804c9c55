import Foundation
import JSON
import TestSupport
import Testing

@Suite("Templates, read by other tools", .enabled(if: Oracle.isWanted, Oracle.absence))
struct TemplateLintTests {
  static let workflows = ["ci-templates/github/gatehouse.yml", "ci-templates/github/gatehouse-evidence.yml"]

  @Test("The workflows, the action and the component fit the forges' own schemas")
  func schemas() throws {
    var checks = Self.workflows.map { ("vendor.github-workflows", Project.path($0)) }
    checks.append(("vendor.github-actions", Project.path("action.yml")))
    let rendered = FileManager.default.temporaryDirectory.appending(path: "gatehouse-\(UUID().uuidString).json")
    defer { try? FileManager.default.removeItem(at: rendered) }
    let component = try GitLabComponent().configuration(["binary-sha256": String(repeating: "0", count: 64)])
    // Our reading of YAML gives texts only; the schema wants this one as the boolean that GitLab reads.
    let typed = PrettyJSON.text(component)
      .replacingOccurrences(of: "\"interruptible\": \"false\"", with: "\"interruptible\": false")
    try Data(typed.utf8).write(to: rendered)
    checks.append(("vendor.gitlab-ci", rendered.path(percentEncoded: false)))
    for (schema, file) in checks {
      let result = try Oracle.run("check-jsonschema", ["--builtin-schema", schema, file])
      #expect(result.succeeded, "\(file): \(result.output)")
    }
  }

  @Test("zizmor finds nothing, not even as an auditor")
  func zizmor() throws {
    let result = try Oracle.run(
      "zizmor",
      ["--offline", "--no-progress", "--color=never", "--persona=auditor", Project.path("action.yml")]
        + Self.workflows.map(Project.path))
    #expect(result.succeeded, "\(result.output)")
  }

  @Test("shellcheck finds nothing in any step")
  func shellcheck() throws {
    var scripts = try GitHubAction().steps.compactMap { $0["run"]?.string }.map { ("bash", $0) }
    for workflow in Self.workflows {
      for step in try steps(of: workflow) { if let run = step["run"]?.string { scripts.append(("bash", run)) } }
    }
    let job = try GitLabComponent().configuration([:]).object?.members.first?.value
    scripts.append(("sh", (job?["script"]?.array ?? []).compactMap(\.string).joined(separator: "\n")))
    scripts.append(("sh", try Project.text("ci-templates/shell/gatehouse.sh")))
    #expect(scripts.count >= 7)
    for (shell, script) in scripts {
      let result = try Oracle.run("shellcheck", ["--shell", shell, "-"], input: Array(script.utf8))
      #expect(result.succeeded, "\(script)\n\(result.output)")
    }
  }

  @Test("Every action is pinned to a commit, and the version beside it is readable")
  func pins() throws {
    for workflow in Self.workflows {
      for step in try steps(of: workflow) {
        guard let uses = step["uses"]?.string else { continue }
        let parts = uses.split(separator: "@")
        #expect(parts.count == 2 && parts[1].count == 40 && parts[1].allSatisfy(\.isHexDigit), "\(uses)")
      }
      let lines = try Project.text(workflow).split(separator: "\n").filter { $0.contains("uses: actions/") }
      #expect(lines.count == 2 && lines.allSatisfy { $0.contains(" # v") })
    }
  }

  @Test("The required job cannot be skipped, and gets no secret and no right to write")
  func requiredJob() throws {
    let workflow = try document("ci-templates/github/gatehouse.yml")
    let job = try #require(workflow["jobs"]?["gatehouse"])
    #expect(job["if"] == nil)
    #expect(job["name"]?.string == "gatehouse")
    #expect(job["permissions"] == ["contents": "read"])
    #expect(workflow["permissions"]?.object?.members.isEmpty == true)
    #expect(Set(workflow["on"]?.object?.keys ?? []) == ["pull_request", "merge_group", "push"])
    for event in workflow["on"]?.object?.members ?? [] {
      #expect(event.value["paths"] == nil && event.value["paths-ignore"] == nil)
    }
    #expect(!(try Project.text("ci-templates/github/gatehouse.yml")).contains("secrets."))
    let gate = job["steps"]?.array?.first { $0["uses"]?.string?.contains("/gatehouse@") == true }
    #expect(gate?["if"] == nil && gate?["continue-on-error"] == nil)
  }

  @Test("The evidence key is in no workflow that a pull request starts")
  func evidenceKey() throws {
    let workflow = try document("ci-templates/github/gatehouse-evidence.yml")
    #expect(workflow["on"]?.object?.keys == ["push"])
    #expect(workflow["jobs"]?["evidence"]?["environment"]?.string == "gatehouse-evidence")
  }

  @Test("Checkouts bring the whole history and leave no credential behind")
  func checkouts() throws {
    for workflow in Self.workflows {
      let steps = try steps(of: workflow)
      let checkout = try #require(steps.first { $0["uses"]?.string?.hasPrefix("actions/checkout@") == true })
      #expect(checkout["with"]?["fetch-depth"]?.string == "0")
      #expect(checkout["with"]?["persist-credentials"]?.string == "false")
      #expect(checkout["with"]?["ref"] == nil, "the gate judges what the forge made of the event")
      #expect(steps.last?["if"]?.string == "always()", "the report is kept in whatever way the gate ends")
    }
    let job = try GitLabComponent().configuration([:]).object?.members.first?.value
    #expect(job?["variables"]?["GIT_DEPTH"]?.string == "0")
    #expect(job?["artifacts"]?["when"]?.string == "always")
    #expect(job?["allow_failure"] == nil && job?["when"] == nil)
  }

  @Test("No step has an expression in its script: values come through the environment")
  func injections() throws {
    var scripts = try GitHubAction().steps.compactMap { $0["run"]?.string }
    for workflow in Self.workflows { scripts += try steps(of: workflow).compactMap { $0["run"]?.string } }
    #expect(scripts.allSatisfy { !$0.contains("${{") })
    let component = try Project.text(GitLabComponent.file)
    let script = try #require(
      component.components(separatedBy: "  script:").last?.components(separatedBy: "  artifacts:").first)
    #expect(!script.contains("$[["))
  }

  @Test("Every input is documented")
  func documentation() throws {
    let readme = try Project.text("ci-templates/README.md")
    for input in try GitHubAction().definition["inputs"]?.object?.members ?? [] {
      #expect(input.value["description"]?.string?.isEmpty == false)
      #expect(readme.contains("`\(input.key)`"), "\(input.key)")
    }
    let gitLab = try Project.text("ci-templates/gitlab/README.md")
    for input in try GitLabComponent().inputs {
      #expect(input.definition["description"]?.string?.isEmpty == false)
      #expect(gitLab.contains("`\(input.name)`"), "\(input.name)")
    }
  }

  private func document(_ file: String) throws -> JSONValue {
    try #require(try Oracle.documents(try Project.bytes(file)).first)
  }

  private func steps(of workflow: String) throws -> [JSONValue] {
    (try document(workflow)["jobs"]?.object?.members ?? []).flatMap { $0.value["steps"]?.array ?? [] }
  }
}
