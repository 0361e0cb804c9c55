import ChildProcess
public import Findings
public import Repositories

/// The commits of a history as git lists them, read while git still lists: the first can be judged before the last is known.
public final class CommitListing {
  /// `nil` once git has ended.
  private var process: ChildProcess?
  private let failure: (ChildProcess.Outcome) -> Failure
  private let lineLength: Int
  private var buffer: [UInt8] = []
  private var position = 0

  init(_ process: consuming ChildProcess, format: ObjectFormat, failure: @escaping (ChildProcess.Outcome) -> Failure) {
    self.process = consume process
    self.failure = failure
    self.lineLength = format.byteCount * 2 + 1
  }

  /// The next commits, at most `count`; none at the end.
  ///
  /// - Throws: when git could not list the history to its end. What it listed before that has been given.
  public func next(_ count: Int) throws(Failure) -> [ObjectID] {
    var commits: [ObjectID] = []
    while commits.count < count {
      if buffer.count - position < lineLength {
        guard try fill() else { break }
        continue
      }
      guard buffer[position + lineLength - 1] == UInt8(ascii: "\n"),
        let commit = ObjectID(hex: buffer[position..<(position + lineLength - 1)])
      else { throw Failure(.process, "git rev-list gave an unreadable answer") }
      commits.append(commit)
      position += lineLength
    }
    if commits.isEmpty { try end() }
    return commits
  }

  /// Reads more of git's answer; `false` at its end.
  private func fill() throws(Failure) -> Bool {
    buffer.removeFirst(position)
    position = 0
    do {
      guard let chunk = try process?.read(upTo: 1 << 16), !chunk.isEmpty else { return false }
      buffer += chunk
      return true
    } catch {
      throw Failure(.process, "git rev-list could not be read (\(error))")
    }
  }

  /// Asks how git ended.
  private func end() throws(Failure) {
    guard let ended = process.take() else { return }
    let outcome: ChildProcess.Outcome
    do throws(ChildProcessError) {
      outcome = try ended.finish()
    } catch {
      throw Failure(.process, "git rev-list could not be waited for (\(error))")
    }
    guard outcome.succeeded else { throw failure(outcome) }
    guard buffer.count == position else { throw Failure(.process, "git rev-list gave an unreadable answer") }
  }
}

extension HistorySelection {
  fileprivate var arguments: [String] {
    var arguments = ["rev-list"]
    if firstParentOnly { arguments.append("--first-parent") }
    if let since { arguments.append("--since-as-filter=@\(since) +0000") }
    if let limit { arguments.append("--max-count=\(limit)") }
    arguments.append(head.hex)
    if let excluded { arguments.append("^" + excluded.hex) }
    return arguments + ["--"]
  }
}

extension GitQueries {
  /// Starts listing a history, newest first, in the order of `git log`.
  public func history(_ selection: HistorySelection) throws(Failure) -> CommitListing {
    let arguments = selection.arguments
    let facts = try facts
    return CommitListing(try git.start(arguments), format: facts.objectFormat) { outcome in
      let failure = GitRunner.failure(arguments, outcome)
      return Failure(
        .inputIncomplete, "the history could not be listed to its end: \(failure.message)",
        hint: facts.isShallow
          ? "this clone is shallow: git fetch --unshallow (in CI: fetch-depth: 0, GIT_DEPTH: 0)"
          : "fetch the missing history: git fetch --all; if that does not help, git fsck")
    }
  }

  /// Makes readers of the repository's objects through git, one for each thread that wants one.
  public func plumbingReaders() throws(Failure) -> @Sendable () -> any ObjectReader {
    let git = git
    let format = try facts.objectFormat
    return { PlumbingObjectReader(format: format, git: git) }
  }
}
