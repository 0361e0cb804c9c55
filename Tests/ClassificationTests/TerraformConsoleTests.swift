import Foundation
import HCL
import Testing

@testable import Classification

/// Compares the evaluator with `terraform console`.
@Suite("Terraform: static evaluation against terraform console")
struct TerraformConsoleTests {
  /// Expressions, one a line; `#` begins a comment.
  private static let expressions: [String] = {
    let file = URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("Expressions/console.txt")
    guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
    return text.split(separator: "\n").map(String.init).filter { !$0.hasPrefix("#") }
  }()

  @Test(
    "every value that is computed is the one that Terraform computes", .enabled(if: Console.isWanted, Console.absence))
  func agrees() throws {
    #expect(Self.expressions.count > 200)
    // `can` keeps one refused expression from refusing all.
    let answers = try Console.answers(
      to: Self.expressions.map { "can(jsonencode(\($0))) ? jsonencode(\($0)) : \"refused\"" })
    try #require(answers.count == Self.expressions.count)
    var computed = 0
    for (expression, answer) in zip(Self.expressions, answers) {
      let parsed = HCL.parseExpression(Array(expression.utf8))
      #expect(parsed.diagnostics.isEmpty, "\(expression)")
      let value = Evaluator(scope: StaticScope()).value(of: parsed.expression)
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
  static let absence: Comment = "terraform is not installed"

  static var isWanted: Bool {
    ProcessInfo.processInfo.environment["GATEHOUSE_REQUIRE_ORACLES"] == "1" || isInstalled
  }

  private static var isInstalled: Bool {
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
