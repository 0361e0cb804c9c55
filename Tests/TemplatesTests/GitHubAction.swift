import ChildProcess
import Foundation
import JSON
import TestSupport

/// Runs the steps of `action.yml` as GitHub's runner does.
struct GitHubAction {
  let definition: JSONValue

  private static let parsed = Result { try Oracle.documents(try Project.bytes("action.yml")) }

  init() throws {
    guard let first = try Self.parsed.get().first else { throw Project.Missing(name: "action.yml") }
    definition = first
  }

  var steps: [JSONValue] { definition["runs"]?["steps"]?.array ?? [] }

  /// Runs every step until one fails.
  ///
  /// - Parameter tools: a directory that comes first on the `PATH`.
  func run(in repository: EventRepository, inputs: [String: String], tools: String? = nil) throws -> JobOutcome {
    let event = repository.fixture
    let files = repository.runnerDirectory
    let eventFile = files.appending(path: "event.json")
    try Data(event.event ?? []).write(to: eventFile)
    let summary = files.appending(path: "summary.md")
    try Data().write(to: summary)
    var outputs: [String: String] = [:]
    var log = ""
    var exitCode: Int32 = 0
    for step in steps where exitCode == 0 {
      let outputFile = files.appending(path: "output-\(UUID().uuidString)")
      try Data().write(to: outputFile)
      var environment = TestRepository.environment.merging(event.environment) { _, new in new }
      environment["GITHUB_EVENT_PATH"] = eventFile.path(percentEncoded: false)
      environment["GITHUB_OUTPUT"] = outputFile.path(percentEncoded: false)
      environment["GITHUB_STEP_SUMMARY"] = summary.path(percentEncoded: false)
      environment["RUNNER_TEMP"] = files.path(percentEncoded: false)
      if let tools { environment["PATH"] = tools + ":" + (environment["PATH"] ?? "") }
      for member in step["env"]?.object?.members ?? [] {
        environment[member.key] = evaluate(member.value.string ?? "", inputs: inputs, outputs: outputs)
      }
      // The command line of `shell: bash`, docs.github.com, "Workflow syntax".
      let script = files.appending(path: "step.sh")
      try Data((step["run"]?.string ?? "exit 70").utf8).write(to: script)
      let outcome = try ChildProcess.run(
        "bash", ["--noprofile", "--norc", "-eo", "pipefail", script.path(percentEncoded: false)],
        environment: environment, directory: repository.workspace.path)
      log += String(decoding: outcome.standardOutput + outcome.standardError, as: UTF8.self)
      exitCode = outcome.exitCode
      if let id = step["id"]?.string {
        for line in try String(contentsOf: outputFile, encoding: .utf8).split(separator: "\n") {
          let parts = line.split(separator: "=", maxSplits: 1).map(String.init)
          outputs["\(id).outputs.\(parts[0])"] = parts.count == 2 ? parts[1] : ""
        }
      }
    }
    return JobOutcome(
      exitCode: exitCode, log: log, summary: try String(contentsOf: summary, encoding: .utf8),
      directory: files.appending(path: "gatehouse"), repository: repository)
  }

  /// The value of an `env:` entry: a text, or exactly one expression.
  private func evaluate(_ text: String, inputs: [String: String], outputs: [String: String]) -> String {
    guard text.hasPrefix("${{"), text.hasSuffix("}}") else { return text }
    let expression = text.dropFirst(3).dropLast(2).trimmingCharacters(in: .whitespaces)
    if expression.hasPrefix("inputs.") {
      let name = String(expression.dropFirst("inputs.".count))
      return inputs[name] ?? definition["inputs"]?[name]?["default"]?.string ?? ""
    }
    return outputs[String(expression.dropFirst("steps.".count))] ?? ""
  }
}
