import ChildProcess
public import Foundation

/// A real git repository in a directory of its own, removed with this object.
///
/// Commits have fixed authors and dates, so that their ids are the same in every run.
public final class TestRepository: Sendable {
  /// The work tree, or the git directory of a bare repository.
  public let directory: URL
  private let removes: Bool

  /// Makes a repository.
  ///
  /// - Parameter options: for `git init`, such as `--bare` or `--object-format=sha256`.
  public init(_ options: [String] = []) throws {
    directory = URL(filePath: NSTemporaryDirectory()).appending(path: "gatehouse-test-\(UUID().uuidString)")
    removes = true
    try FileManager.default.createDirectory(at: directory, withIntermediateDirectories: true)
    try git(["init", "--quiet", "--initial-branch=main"] + options)
  }

  /// Wraps a directory that git made, such as a linked work tree.
  public init(existing directory: URL) {
    self.directory = directory
    removes = false
  }

  deinit { if removes { try? FileManager.default.removeItem(at: directory) } }

  /// The path of the repository.
  public var path: String { directory.path(percentEncoded: false) }

  /// The environment in which git and we run: nobody's configuration, fixed identities and dates.
  public static let environment: [String: String] = [
    "PATH": ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin",
    "HOME": "/nonexistent",
    "TMPDIR": NSTemporaryDirectory(),
    "GIT_CONFIG_GLOBAL": "/dev/null",
    "GIT_CONFIG_NOSYSTEM": "1",
    "GIT_AUTHOR_NAME": "Alice", "GIT_AUTHOR_EMAIL": "alice@corp.example",
    "GIT_COMMITTER_NAME": "Alice", "GIT_COMMITTER_EMAIL": "alice@corp.example",
    "GIT_AUTHOR_DATE": "2026-01-01T00:00:00Z", "GIT_COMMITTER_DATE": "2026-01-01T00:00:00Z",
  ]

  /// Runs git here; any other status than 0 throws.
  @discardableResult
  public func git(
    _ arguments: [String], environment: [String: String] = [:], input: [UInt8] = []
  ) throws -> [UInt8] {
    let outcome = try ChildProcess.run(
      "git", arguments, environment: Self.environment.merging(environment) { _, new in new }, directory: path,
      standardInput: .bytes(input))
    guard outcome.succeeded else {
      throw CommandFailure(command: arguments, message: String(decoding: outcome.standardError, as: UTF8.self))
    }
    return outcome.standardOutput
  }

  /// Runs git and gives the first line it prints.
  public func line(_ arguments: [String]) throws -> String {
    String(decoding: try git(arguments).prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }

  /// Runs git and gives the lines it prints.
  public func lines(_ arguments: [String]) throws -> [String] {
    String(decoding: try git(arguments), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// Writes a file of the work tree.
  public func write(_ text: String, to path: String) throws {
    let file = directory.appending(path: path)
    try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
    try Data(text.utf8).write(to: file)
  }

  /// Makes a shell script that can be run, in a folder of its own beside the work tree's files.
  ///
  /// Written by another process: a file that this one has open for writing cannot be run, and a child that is being started
  /// on another thread keeps it open for a moment.
  ///
  /// - Returns: the folder.
  public func script(_ name: String, _ text: String) throws -> String {
    let folder = directory.appending(path: "programs").path(percentEncoded: false)
    try FileManager.default.createDirectory(atPath: folder, withIntermediateDirectories: true)
    let outcome = try ChildProcess.run(
      "sh", ["-c", "cat >\"$1\" && chmod +x \"$1\"", "sh", folder + "/" + name], environment: Self.environment,
      standardInput: .bytes(Array(text.utf8)))
    guard outcome.succeeded else {
      throw CommandFailure(command: [name], message: String(decoding: outcome.standardError, as: UTF8.self))
    }
    return folder
  }

  /// Writes files (`nil` removes one), stages everything and commits.
  ///
  /// - Returns: the commit's id in hexadecimal.
  @discardableResult
  public func commit(_ message: String, _ files: [String: String?]) throws -> String {
    for (path, text) in files {
      if let text {
        try write(text, to: path)
      } else {
        try FileManager.default.removeItem(at: directory.appending(path: path))
      }
    }
    try git(["add", "--all"])
    try git(["commit", "--quiet", "--allow-empty", "--message", message])
    return try line(["rev-parse", "HEAD"])
  }
}

/// A program that did not succeed.
public struct CommandFailure: Error, CustomStringConvertible {
  public let command: [String]
  public let message: String

  public init(command: [String], message: String) {
    self.command = command
    self.message = message
  }

  public var description: String { "\(command.joined(separator: " ")): \(message)" }
}
