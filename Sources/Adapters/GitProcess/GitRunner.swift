import ChildProcess
import Findings
import Glibc

/// Runs git with an environment that cannot change what the answers mean.
struct GitRunner: Sendable {
  /// The oldest git whose answers are understood: `merge-tree --write-tree` came with 2.38.
  static let minimumVersion = "2.38"

  private let environment: [String: String]
  private let directory: String?
  /// Looked up once: a spawn by name tries every folder of the PATH each time.
  private let program: String

  /// - Parameters:
  ///   - environment: of the whole process; it is cleaned here.
  ///   - directory: where git runs; the working directory when `nil`.
  init(environment: [String: String], directory: String?) {
    self.environment = Self.cleaned(environment)
    self.directory = directory
    self.program = Self.find("git", in: environment["PATH"] ?? "")
  }

  private init(cleaned: [String: String], directory: String?, program: String) {
    self.environment = cleaned
    self.directory = directory
    self.program = program
  }

  /// The first executable of that name; the bare name if there is none, so that starting it tells why.
  private static func find(_ name: String, in path: String) -> String {
    let candidates = path.split(separator: ":").lazy.filter { $0.hasPrefix("/") }.map { "\($0)/\(name)" }
    return candidates.first { unsafe access($0, X_OK) == 0 } ?? name
  }

  /// The same runner with more variables.
  func adding(_ variables: [String: String]) -> GitRunner {
    GitRunner(cleaned: environment.merging(variables) { _, new in new }, directory: directory, program: program)
  }

  /// The same runner in another repository, which `variables` name.
  func moved(_ variables: [String: String]) -> GitRunner {
    let places: Set = ["GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_QUARANTINE_PATH"]
    let rest = environment.filter { !places.contains($0.key) }
    return GitRunner(cleaned: rest.merging(variables) { _, new in new }, directory: directory, program: program)
  }

  /// A variable of the cleaned environment.
  func variable(_ name: String) -> String? { environment[name] }

  /// The variables through which git tells a hook where the repository, its index and its objects are. Everything else that
  /// starts with `GIT_` could redirect or reformat the answers and is dropped.
  private static let kept: Set<String> = [
    "GIT_DIR", "GIT_WORK_TREE", "GIT_COMMON_DIR", "GIT_INDEX_FILE", "GIT_OBJECT_DIRECTORY",
    "GIT_ALTERNATE_OBJECT_DIRECTORIES", "GIT_QUARANTINE_PATH", "GIT_EXEC_PATH", "GIT_CEILING_DIRECTORIES",
    "GIT_DISCOVERY_ACROSS_FILESYSTEM", "GIT_CONFIG_GLOBAL", "GIT_CONFIG_SYSTEM", "GIT_CONFIG_NOSYSTEM",
  ]

  private static func cleaned(_ environment: [String: String]) -> [String: String] {
    var clean = environment.filter { !$0.key.hasPrefix("GIT_") || kept.contains($0.key) }
    clean["LC_ALL"] = "C"
    // Replace refs and grafts are a local view; the server and libgit2 see the real objects.
    clean["GIT_NO_REPLACE_OBJECTS"] = "1"
    clean["GIT_GRAFT_FILE"] = "/dev/null"
    clean["GIT_OPTIONAL_LOCKS"] = "0"
    clean["GIT_TERMINAL_PROMPT"] = "0"
    // Nothing is fetched: git before 2.45 knows only the second of these.
    clean["GIT_NO_LAZY_FETCH"] = "1"
    clean["GIT_ALLOW_PROTOCOL"] = "none"
    // Into a pipe, git would write each commit of a walk by itself.
    clean["GIT_FLUSH"] = "0"
    // A user's trace2.* settings would write between git's words.
    for target in ["GIT_TRACE2", "GIT_TRACE2_EVENT", "GIT_TRACE2_PERF"] { clean[target] = "0" }
    return clean
  }

  /// Settings that override a user's own: they could start programs, or put advice before git's words.
  private static let settings = ["-c", "core.fsmonitor=false", "-c", "advice.graftFileDeprecated=false"]
  private static let noHooks = ["-c", "core.hooksPath=/dev/null"]

  private func wrapped(_ arguments: [String], hooksPath: Bool) -> [String] {
    Self.settings + (hooksPath ? [] : Self.noHooks) + arguments
  }

  /// Runs git to its end, whatever its status.
  ///
  /// - Parameter hooksPath: whether the answer depends on the real `core.hooksPath`.
  func run(
    _ arguments: [String], input: [UInt8] = [], hooksPath: Bool = false
  ) throws(Failure) -> ChildProcess.Outcome {
    do {
      return try ChildProcess.run(
        program, wrapped(arguments, hooksPath: hooksPath), environment: environment, directory: directory,
        standardInput: .bytes(input))
    } catch {
      throw unavailable(error)
    }
  }

  /// A git that was started and answers by itself; its output waits in the pipe.
  final class Started {
    private var process: ChildProcess?

    fileprivate init(_ process: consuming ChildProcess) { self.process = consume process }

    /// Reads the answer to its end. Asked once.
    func finish() throws(Failure) -> ChildProcess.Outcome {
      guard let process = process.take() else { throw Failure(.internal, "an answer of git was read twice") }
      do {
        return try process.finish()
      } catch {
        throw GitRunner.unavailable(error)
      }
    }
  }

  /// Starts git and does not wait for it.
  func begin(_ arguments: [String], hooksPath: Bool = false) throws(Failure) -> Started {
    do {
      return Started(
        try ChildProcess(
          starting: program, wrapped(arguments, hooksPath: hooksPath), environment: environment, directory: directory))
    } catch {
      throw unavailable(error)
    }
  }

  /// Runs git and gives its output; any other status than 0 is a failure.
  func output(_ arguments: [String], input: [UInt8] = []) throws(Failure) -> [UInt8] {
    let outcome = try run(arguments, input: input)
    guard outcome.succeeded else { throw Self.failure(arguments, outcome) }
    return outcome.standardOutput
  }

  /// Starts git with a pipe to its input, for `cat-file --batch`.
  func start(_ arguments: [String]) throws(Failure) -> ChildProcess {
    do {
      return try ChildProcess(
        starting: program, wrapped(arguments, hooksPath: false), environment: environment, directory: directory,
        standardInput: .pipe)
    } catch {
      throw unavailable(error)
    }
  }

  private func unavailable(_ error: ChildProcessError) -> Failure { Self.unavailable(error, in: directory) }

  private static func unavailable(_ error: ChildProcessError, in directory: String? = nil) -> Failure {
    if let directory, unsafe access(directory, X_OK) != 0 {
      return Failure(
        .repositoryUnavailable, "the directory \(DisplayText.escaping(directory)) cannot be entered",
        hint: "name a repository with --repo")
    }
    return Failure(
      .repositoryUnavailable, "git could not be run (\(error))",
      hint: "install git \(minimumVersion) or newer and put it on the PATH")
  }

  /// Git's own words, with what they mean for the user.
  static func failure(_ arguments: [String], _ outcome: ChildProcess.Outcome) -> Failure {
    GitComplaint(outcome.standardError).failure(of: arguments.first ?? "")
  }
}
