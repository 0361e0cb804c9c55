import ChildProcess
import Foundation
import Testing

/// A stock tool that checks our work.
enum Oracle {
  /// Whether a tool can be used. With `GATEHOUSE_REQUIRE_ORACLES=1` a tool that is missing fails its tests.
  static func isUsable(_ command: String, _ arguments: [String]) -> Bool {
    let environment = ProcessInfo.processInfo.environment
    if environment["GATEHOUSE_REQUIRE_ORACLES"] == "1" { return true }
    let outcome = try? ChildProcess.run(command, arguments, environment: environment)
    return outcome?.succeeded ?? false
  }

  static let openSSL = isUsable("openssl", ["version"])
  static let python = isUsable(
    "python3", ["-c", "import securesystemslib.dsse, in_toto_attestation.v1.statement"])

  /// Runs a tool and gives what it wrote and whether it succeeded.
  static func run(
    _ command: String, _ arguments: [String], input: [UInt8] = [], environment: [String: String] = [:]
  ) throws -> (succeeded: Bool, output: String) {
    let outcome = try ChildProcess.run(
      command, arguments, environment: ProcessInfo.processInfo.environment.merging(environment) { $1 },
      standardInput: .bytes(input))
    return (
      outcome.succeeded,
      String(decoding: outcome.standardOutput, as: UTF8.self)
        + String(decoding: outcome.standardError, as: UTF8.self)
    )
  }
}

/// A folder that goes away with the test.
final class Folder: Sendable {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "gatehouse-tests-\(UUID().uuidString)"
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  @discardableResult
  func write(_ name: String, _ bytes: [UInt8]) throws -> String {
    try Data(bytes).write(to: URL(fileURLWithPath: "\(path)/\(name)"))
    return "\(path)/\(name)"
  }

  /// Makes a key pair with ssh-keygen and gives the private key's path.
  func makeKey(_ name: String, type: String = "ed25519", passphrase: String = "") throws -> String {
    let file = "\(path)/\(name)"
    let outcome = try Oracle.run("ssh-keygen", ["-q", "-t", type, "-N", passphrase, "-C", name, "-f", file])
    try #require(outcome.succeeded, "\(outcome.output)")
    return file
  }

  func read(_ name: String) throws -> [UInt8] {
    Array(try Data(contentsOf: URL(fileURLWithPath: "\(path)/\(name)")))
  }
}
