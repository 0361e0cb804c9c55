import ChildProcess
public import Findings

/// One value of git's configuration, with where it stands.
public struct GitSetting: Hashable, Sendable {
  /// `local`, `worktree`, `global`, `system` or `command`.
  public let scope: String
  /// The key: section and name in lower case, the part between as written.
  public let key: String
  /// The value; empty where the file gives none.
  public let value: String
}

/// Git's configuration and what this git can do: for installing hooks, and for telling what is wrong with them.
extension GitQueries {
  /// The oldest git whose answers are understood.
  public static var minimumVersion: String { GitRunner.minimumVersion }

  /// What `git version` prints after "git version ".
  public func version() throws(Failure) -> String {
    let words = line(try git.output(["version"]))
    return words.hasPrefix("git version ") ? String(words.dropFirst("git version ".count)) : words
  }

  /// Whether this git takes hooks from its configuration (2.54 and newer).
  ///
  /// Asked and not read off a version, which vendors number in their own way: an older git knows no `hook list`.
  public func takesHooksFromConfiguration() throws(Failure) -> Bool {
    try git.run(["hook", "list", "pre-push"]).status != .exited(129)
  }

  /// Why git refuses its configured hooks, if it does: then every command that has hooks fails.
  public func objectionToConfiguredHooks() throws(Failure) -> String? {
    let outcome = try git.run(["hook", "list", "pre-push"])
    guard case .exited(128) = outcome.status else { return nil }
    return DisplayText.escaping(line(outcome.standardError))
  }

  /// The settings whose keys match, in the order in which git reads them: of several values the last one counts.
  public func settings(matching pattern: String) throws(Failure) -> [GitSetting] {
    let arguments = ["config", "--show-scope", "-z", "--get-regexp", pattern]
    let outcome = try git.run(arguments, hooksPath: true)
    switch outcome.status {
    case .exited(0): break
    case .exited(1): return []
    default: throw GitRunner.failure(arguments, outcome)
    }
    let fields = outcome.standardOutput.split(separator: 0, omittingEmptySubsequences: false)
    return stride(from: 0, to: fields.count - 1, by: 2).map { index in
      let parts = fields[index + 1].split(
        separator: UInt8(ascii: "\n"), maxSplits: 1, omittingEmptySubsequences: false
      ).map { String(decoding: $0, as: UTF8.self) }
      return GitSetting(
        scope: String(decoding: fields[index], as: UTF8.self), key: parts.first ?? "",
        value: parts.count > 1 ? parts[1] : "")
    }
  }

  /// Writes a setting of this repository, which all its work trees share.
  public func setLocal(_ key: String, to value: String) throws(Failure) {
    _ = try git.output(["config", "--local", key, value])
  }

  /// Removes a section of this repository's configuration.
  public func removeLocalSection(_ name: String) throws(Failure) {
    _ = try git.output(["config", "--local", "--remove-section", name])
  }

  /// One line that `git rev-parse` answers; `nil` where this git does not know the question or has no answer.
  public func revParse(_ question: String) throws(Failure) -> String? {
    let outcome = try git.run(["rev-parse", question])
    let answer = line(outcome.standardOutput)
    // An unknown question comes back as it is.
    return outcome.succeeded && !answer.isEmpty && answer != question ? answer : nil
  }

  private func line(_ output: [UInt8]) -> String {
    String(decoding: output.prefix { $0 != UInt8(ascii: "\n") }, as: UTF8.self)
  }
}
