import ChildProcess
import Foundation
import JSON
import TestSupport
import Testing

/// The tools of `make setup` that these tests ask.
enum Oracle {
  static let absence: Comment =
    "python3 with PyYAML, check-jsonschema, zizmor or shellcheck is not installed (make setup)"

  /// Whether the tests run that ask them. Where oracles are required they run without them too, and fail.
  static let isWanted: Bool =
    ProcessInfo.processInfo.environment["GATEHOUSE_REQUIRE_ORACLES"] == "1"
    || ["check-jsonschema", "zizmor", "shellcheck"].allSatisfy(isOnPath) && hasYAML

  private static var hasYAML: Bool { (try? run("python3", ["-c", "import yaml"]).succeeded) ?? false }

  private static func isOnPath(_ tool: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)") }
  }

  /// Runs a tool in nobody's configuration.
  static func run(
    _ tool: String, _ arguments: [String], input: [UInt8] = []
  ) throws -> (succeeded: Bool, output: String) {
    let outcome = try ChildProcess.run(
      tool, arguments, environment: TestRepository.environment, standardInput: .bytes(input))
    return (
      outcome.succeeded, String(decoding: outcome.standardOutput + outcome.standardError, as: UTF8.self)
    )
  }

  /// The documents of a YAML text, as JSON. Every scalar is a text: YAML 1.1 would read the key `on` as a boolean.
  static func documents(_ yaml: [UInt8]) throws -> [JSONValue] {
    let program = """
      import json, sys, yaml
      print(json.dumps(list(yaml.load_all(sys.stdin.buffer, Loader=yaml.BaseLoader))))
      """
    let outcome = try ChildProcess.run(
      "python3", ["-c", program], environment: TestRepository.environment, standardInput: .bytes(yaml))
    guard outcome.succeeded else {
      throw CommandFailure(
        command: ["python3", "-c", program], message: String(decoding: outcome.standardError, as: UTF8.self))
    }
    return try JSONReader.parse(outcome.standardOutput, limits: .foreign).array ?? []
  }
}
