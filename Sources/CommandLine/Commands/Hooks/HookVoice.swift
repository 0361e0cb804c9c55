import Findings

/// How a hook speaks to people: on standard error, and where GitLab is in between with the mark that it lets through.
struct HookVoice {
  private let prefix: String

  /// As on a terminal.
  static let plain = HookVoice(prefix: "")

  /// As the server that runs the hook wants it; GitLab shows lines with its mark to whoever pushes and drops all others.
  static func ofServer(_ environment: [String: String]) -> HookVoice {
    let isGitLab = ["GL_ID", "GL_PROJECT_PATH"].contains { !(environment[$0] ?? "").isEmpty }
    return isGitLab ? HookVoice(prefix: "GL-HOOK-ERR: ") : .plain
  }

  /// Says one or more lines.
  func note(_ text: String) {
    let lines = (text.hasSuffix("\n") ? String(text.dropLast()) : text).split(
      separator: "\n", omittingEmptySubsequences: false)
    Terminal.note(lines.map { prefix + $0 }.joined(separator: "\n"))
  }

  /// Says a failure.
  func report(_ failure: Failure) { note(failure.description) }

  /// Whether colour is of use: not through a server.
  func style(_ environment: [String: String]) -> Bool { prefix.isEmpty && ColourChoice.auto.isOn(environment) }
}
