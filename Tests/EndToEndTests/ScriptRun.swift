import ChildProcess
import Foundation

/// One run of a script: a fresh directory, a scrubbed environment, and the state that steps leave to one another.
final class ScriptRun {
  private let script: Script
  private let work: URL
  private var environment: [String: String]
  private var directory: String
  private var last = Output(exit: 0, stdout: "", stderr: "")

  private struct Output {
    var exit: Int32
    var stdout: String
    var stderr: String
  }

  /// The most seconds that one step may take: a hook that waits for a person must fail and not hang.
  private static let stepSeconds = 120

  /// The longest output that a failure shows, in characters.
  private static let shownOutput = 6000

  init(_ script: Script, program: URL) throws {
    self.script = script
    // The real path: what git prints, and what scripts compare with.
    work = URL(filePath: NSTemporaryDirectory()).resolvingSymlinksInPath()
      .appending(path: "gatehouse-e2e-\(UUID().uuidString)")
    directory = work.path(percentEncoded: false)
    environment = Self.environment(work: directory, program: program)
    for folder in ["home", "tmp", "bin"] {
      try FileManager.default.createDirectory(
        at: work.appending(path: folder), withIntermediateDirectories: true)
    }
    // A link of its own on the PATH, so that a script can take the program away.
    try FileManager.default.createSymbolicLink(at: work.appending(path: "bin/gatehouse"), withDestinationURL: program)
    for (path, text) in script.files {
      let file = work.appending(path: path)
      try FileManager.default.createDirectory(at: file.deletingLastPathComponent(), withIntermediateDirectories: true)
      try Data(text.utf8).write(to: file)
    }
  }

  deinit { try? FileManager.default.removeItem(at: work) }

  /// Nobody's configuration, no terminal, no forge: what a script needs of these it sets.
  static func environment(work: String, program: URL) -> [String: String] {
    [
      "WORK": work, "HOME": work + "/home", "TMPDIR": work + "/tmp",
      "PATH": work + "/bin:" + (ProcessInfo.processInfo.environment["PATH"] ?? "/usr/bin:/bin"),
      "PROGRAM": program.path(percentEncoded: false),
      "HELPERS": Script.folder.appending(path: "helpers.sh").path(percentEncoded: false),
      "GIT_CONFIG_GLOBAL": "/dev/null", "GIT_CONFIG_NOSYSTEM": "1", "LC_ALL": "C.UTF-8", "TZ": "UTC",
    ]
  }

  /// Runs every step.
  ///
  /// - Throws: ``ScriptError`` at the first step that does not end as the script says.
  func run() throws {
    for step in script.steps {
      switch step.action {
      case .run(let exit, let command):
        last = try shell(command)
        guard last.exit == exit else { throw failure(step, "exit code \(last.exit), expected \(exit)") }
      case .assign(let variable, let command):
        last = try shell(command)
        guard last.exit == 0 else { throw failure(step, "exit code \(last.exit), expected 0") }
        environment[variable] = last.stdout.trimmingCharacters(in: .newlines)
      case .environment(let variable, let value): environment[variable] = try expanded(value)
      case .directory(let path):
        let path = try expanded(path)
        directory = path.hasPrefix("/") ? path : directory + "/" + path
        guard FileManager.default.fileExists(atPath: directory) else { throw failure(step, "there is no \(directory)") }
      case .expect(let stream, let pattern, let matches):
        let text = stream == .stdout ? last.stdout : last.stderr
        let regex = try Regex(try expanded(pattern)).anchorsMatchLineEndings()
        guard text.contains(regex) == matches else {
          throw failure(step, matches ? "\(stream) does not match" : "\(stream) matches")
        }
      case .needs(let program):
        guard try shell("command -v \(program)").exit == 0 else { throw MissingProgram(name: program) }
      }
    }
  }

  /// Runs a command line without a terminal: in a session of its own, so that `/dev/tty` cannot be opened either.
  private func shell(_ command: String) throws -> Output {
    let outcome = try ChildProcess.run(
      "setsid", ["--wait", "timeout", "\(Self.stepSeconds)", "sh", "-c", ". \"$HELPERS\"\n\(command)"],
      environment: environment, directory: directory)
    let exit: Int32 =
      switch outcome.status {
      case .exited(let code): code
      case .signalled(let signal): 128 + signal
      }
    return Output(
      exit: exit, stdout: String(decoding: outcome.standardOutput, as: UTF8.self),
      stderr: String(decoding: outcome.standardError, as: UTF8.self))
  }

  /// Replaces `$NAME` by the variable.
  private func expanded(_ text: String) throws -> String {
    var text = text
    for (name, value) in environment.sorted(by: { $0.key.count > $1.key.count }) {
      text = text.replacingOccurrences(of: "$" + name, with: value)
    }
    return text
  }

  private func failure(_ step: Script.Step, _ reason: String) -> ScriptError {
    ScriptError(
      """
      \(script.name):\(step.line): \(reason)
          \(step.text)
      --- stdout
      \(last.stdout.prefix(Self.shownOutput))
      --- stderr
      \(last.stderr.prefix(Self.shownOutput))
      """)
  }
}

/// A script needs a program that this machine does not have.
struct MissingProgram: Error {
  let name: String
}
