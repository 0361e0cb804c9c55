import ChildProcess
import Foundation
import JSON
import TestSupport

/// Runs the job of the GitLab component as GitLab's runner does.
struct GitLabComponent {
  static let file = "ci-templates/gitlab/templates/gatehouse.yml"

  let inputs: [(name: String, definition: JSONValue)]
  private let template: JSONValue

  private static let parsed = Result { try Oracle.documents(try Project.bytes(file)) }

  init() throws {
    let documents = try Self.parsed.get()
    guard documents.count == 2, let members = documents[0]["spec"]?["inputs"]?.object?.members else {
      throw Project.Missing(name: "header of \(Self.file)")
    }
    inputs = members.map { ($0.key, $0.value) }
    template = documents[1]
  }

  /// The configuration with its inputs put in.
  func configuration(_ values: [String: String]) -> JSONValue {
    var known = Dictionary(uniqueKeysWithValues: inputs.map { ($0.name, $0.definition["default"]?.string ?? "") })
    known.merge(values) { _, new in new }
    return interpolate(template, known)
  }

  private func interpolate(_ value: JSONValue, _ values: [String: String]) -> JSONValue {
    func replaced(_ text: String) -> String {
      values.reduce(text) { $0.replacingOccurrences(of: "$[[ inputs.\($1.key) ]]", with: $1.value) }
    }
    switch value {
    case .string(let text):
      // An input that is a list, put in alone: its elements are given with commas between them.
      for input in inputs where input.definition["type"]?.string == "array" && text == "$[[ inputs.\(input.name) ]]" {
        return .array((values[input.name] ?? "").split(separator: ",").map { .string(String($0)) })
      }
      return .string(replaced(text))
    case .array(let elements): return .array(elements.map { interpolate($0, values) })
    case .object(let object):
      return .object(
        JSONObject(object.members.map { .init(key: replaced($0.key), value: interpolate($0.value, values)) }))
    default: return value
    }
  }

  /// Runs the job's script in the plainest shell that a runner may find.
  func run(in repository: EventRepository, inputs: [String: String]) throws -> JobOutcome {
    guard let job = configuration(inputs).object?.members.first?.value else {
      throw Project.Missing(name: "job of \(Self.file)")
    }
    var environment = TestRepository.environment.merging(repository.fixture.environment) { _, new in new }
    for member in job["variables"]?.object?.members ?? [] { environment[member.key] = member.value.string ?? "" }
    let script = (job["script"]?.array ?? []).compactMap(\.string).joined(separator: "\n")
    let outcome = try ChildProcess.run(
      "sh", ["-e", "-c", script], environment: environment, directory: repository.workspace.path)
    return JobOutcome(
      exitCode: outcome.exitCode,
      log: String(decoding: outcome.standardOutput + outcome.standardError, as: UTF8.self), summary: "",
      directory: repository.workspace.directory, repository: repository)
  }
}
