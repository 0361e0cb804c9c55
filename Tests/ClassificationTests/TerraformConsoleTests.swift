import Foundation
import HCL
import Signing
import Testing

@testable import Classification

/// Compares the evaluator with `terraform console`, or with what Terraform 1.11.4 answered where there is none: Debian has no
/// package of it. `GATEHOUSE_RECORD=1 swift test --filter TerraformConsole` writes the answers anew.
@Suite("Terraform: static evaluation against terraform console")
struct TerraformConsoleTests {
  /// Expressions, one a line; `#` begins a comment.
  private static let expressions: [String] = {
    guard let text = try? String(contentsOf: file("console.txt"), encoding: .utf8) else { return [] }
    return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }()

  private static func file(_ name: String) -> URL {
    URL(fileURLWithPath: #filePath).deletingLastPathComponent().appendingPathComponent("Expressions/\(name)")
  }

  /// One JSON text for each expression, or `refused`.
  private static func answers() throws -> [String] {
    let recorded = file("answers.txt")
    guard Console.isInstalled else {
      return try String(contentsOf: recorded, encoding: .utf8).split(separator: "\n").map(String.init)
    }
    // `can` keeps one refused expression from refusing all.
    let answers = try Console.answers(
      to: expressions.map { "can(jsonencode(\($0))) ? jsonencode(\($0)) : \"refused\"" })
    if ProcessInfo.processInfo.environment["GATEHOUSE_RECORD"] == "1" {
      try Data((answers.joined(separator: "\n") + "\n").utf8).write(to: recorded)
    }
    return answers
  }

  @Test("every value that is computed is the one that Terraform computes")
  func agrees() throws {
    #expect(Self.expressions.count > 200)
    let answers = try Self.answers()
    try #require(answers.count == Self.expressions.count)
    let scope = StaticScope(files: StaticFiles(hashes: .crypto))
    var computed = 0
    for (expression, answer) in zip(Self.expressions, answers) {
      let parsed = HCL.parseExpression(Array(expression.utf8))
      #expect(parsed.diagnostics.isEmpty, "\(expression)")
      let value = Evaluator(scope: scope).value(of: parsed.expression)
      switch value {
      case .unknown, .encoded: continue
      case .failure: #expect(answer == "refused", "\(expression): Terraform has \(answer)")
      default:
        computed += 1
        #expect(JSONValues.encode(value) == answer, "\(expression)")
      }
    }
    // What is not computed is no mistake, but little may be left out.
    #expect(computed * 100 >= Self.expressions.count * 80, "\(computed) of \(Self.expressions.count)")
  }
}

/// Runs `terraform console` in an empty directory.
private enum Console {
  static var isInstalled: Bool {
    (ProcessInfo.processInfo.environment["PATH"] ?? "").split(separator: ":")
      .contains { FileManager.default.isExecutableFile(atPath: "\($0)/terraform") }
  }

  /// The text that each expression, which must give a string, evaluates to. They are asked for in one expression: of
  /// several lines of input the console answers the last only.
  static func answers(to expressions: [String]) throws -> [String] {
    let folder = FileManager.default.temporaryDirectory.appendingPathComponent("console-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let settings = folder.appendingPathComponent("settings.tfrc")
    try Data("disable_checkpoint = true\n".utf8).write(to: settings)
    let input = folder.appendingPathComponent("input")
    try Data("jsonencode([\(expressions.joined(separator: ", "))])\n".utf8).write(to: input)
    let process = Process()
    process.executableURL = URL(fileURLWithPath: "/usr/bin/env")
    process.arguments = ["terraform", "console"]
    process.currentDirectoryURL = folder
    process.environment = ProcessInfo.processInfo.environment.merging(
      ["TF_CLI_CONFIG_FILE": settings.path, "CHECKPOINT_DISABLE": "1", "TF_IN_AUTOMATION": "1"]) { $1 }
    let (output, errors) = (Pipe(), Pipe())
    process.standardInput = try FileHandle(forReadingFrom: input)
    process.standardOutput = output
    process.standardError = errors
    try process.run()
    let text = output.fileHandleForReading.readDataToEndOfFile()
    let complaint = errors.fileHandleForReading.readDataToEndOfFile()
    process.waitUntilExit()
    guard process.terminationStatus == 0 else { throw Failed(text: String(decoding: complaint, as: UTF8.self)) }
    // The answer is a quoted string that holds a list of JSON.
    let list = try JSONDecoder().decode(String.self, from: text)
    return try JSONDecoder().decode([String].self, from: Data(list.utf8))
  }

  private struct Failed: Error {
    let text: String
  }
}
