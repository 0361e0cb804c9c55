import ChildProcess
import Foundation
import JSON
import TestSupport
import Testing

/// The folder `attestations/` and the tools that read it.
enum Documents {
  static let root = URL(filePath: #filePath).deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent()
  static let folder = root.appending(path: "attestations")
  static let examples = folder.appending(path: "examples")

  static func path(_ url: URL) -> String { url.path(percentEncoded: false) }

  static func text(_ name: String) throws -> String {
    String(decoding: try Data(contentsOf: folder.appending(path: name)), as: UTF8.self)
  }

  static func example(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: examples.appending(path: name)))
  }

  static func json(_ name: String) throws -> JSONValue { try JSONReader.parse(try example(name)) }

  /// The fenced blocks of shell commands on a page.
  static func commands(_ page: String) throws -> [String] {
    try text(page).components(separatedBy: "```sh\n").dropFirst().map {
      $0.components(separatedBy: "\n```")[0] + "\n"
    }
  }

  /// The program under test: `GATEHOUSE_BINARY`, or the one that was built beside these tests.
  static func program() throws -> String {
    if let told = ProcessInfo.processInfo.environment["GATEHOUSE_BINARY"], !told.isEmpty { return told }
    let tests = URL(filePath: try FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
    let program = path(tests.deletingLastPathComponent().appending(path: "gatehouse"))
    try #require(FileManager.default.isExecutableFile(atPath: program), "build it first: make build")
    return program
  }

  static func run(
    _ tool: String, _ arguments: [String], in directory: URL = folder
  ) throws -> (succeeded: Bool, output: String) {
    let outcome = try ChildProcess.run(
      tool, arguments, environment: TestRepository.environment, directory: path(directory))
    return (
      outcome.succeeded, String(decoding: outcome.standardOutput + outcome.standardError, as: UTF8.self)
    )
  }
}

/// The tools of `make setup` that these tests ask.
enum Oracle {
  static let absence: Comment =
    "openssl, ssh-keygen, or python3 with rfc8785, jsonschema, securesystemslib and in-toto-attestation is missing (make setup)"

  private static let modules = "cryptography, in_toto_attestation, jsonschema, rfc8785, securesystemslib"

  /// Whether the tests run that ask them. Where oracles are required they run without them too, and fail.
  static let isWanted: Bool =
    ProcessInfo.processInfo.environment["GATEHOUSE_REQUIRE_ORACLES"] == "1"
    || ["openssl", "ssh-keygen", "git"].allSatisfy(isOnPath) && hasModules

  private static var hasModules: Bool {
    (try? Documents.run("python3", ["-c", "import \(modules)"]).succeeded) ?? false
  }

  private static func isOnPath(_ tool: String) -> Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: "\($0)/\(tool)") }
  }
}

/// A copy of the examples that a test may change, removed with this object.
final class ExamplesCopy {
  let folder = FileManager.default.temporaryDirectory.appending(path: "gatehouse-examples-\(UUID().uuidString)")

  init() throws { try FileManager.default.copyItem(at: Documents.examples, to: folder) }

  deinit { try? FileManager.default.removeItem(at: folder) }
}
