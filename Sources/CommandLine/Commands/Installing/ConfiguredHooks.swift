import Findings
import GitProcess
import Repositories

/// Hooks that git (2.54 and newer) takes from the repository's configuration. It runs them beside those in the hooks
/// directory, each with standard input of its own, so that no tool is in another's way; nor is a `core.hooksPath`.
struct ConfiguredHooks {
  let queries: GitQueries

  /// Where the scripts are that the configuration names: with the repository, whatever its hooks directory is.
  let scripts: DirectoryHooks

  init(_ queries: GitQueries) throws(Failure) {
    self.queries = queries
    scripts = DirectoryHooks(directory: try queries.facts.commonDirectory + "/gatehouse/hooks")
  }

  /// The part of the configuration for a hook. Git refuses a name that is an event's.
  static func section(_ hook: GitHook) -> String { "hook.gatehouse-\(hook.name)" }

  /// What git runs, by a shell: found from the repository, so that it may be moved.
  static func command(_ hook: GitHook) -> String {
    "\"$(git rev-parse --git-common-dir)/gatehouse/hooks/\(hook.name)\""
  }

  /// The settings of a hook in any scope.
  func settings(_ hook: GitHook) throws(Failure) -> [GitSetting] {
    try queries.settings(matching: "^hook\\.gatehouse-\(hook.name)\\.")
  }

  /// Whether the repository's configuration names ours.
  func has(_ hook: GitHook) throws(Failure) -> Bool {
    try settings(hook).contains { $0.scope == "local" && $0.value == Self.command(hook) }
  }

  func installing(_ hook: GitHook, program: String) throws(Failure) -> HookPlan {
    let script = HookShim.script(for: hook, program: program)
    let wasThere = try has(hook)
    var steps: [InstallStep] = [.write(script, to: scripts.path(of: hook), mode: 0o755)]
    // The command before the event: git refuses to run at all with an event that has no command.
    let local = try settings(hook).filter { $0.scope == "local" }
    for (name, value) in [("command", Self.command(hook)), ("event", hook.name)] {
      let key = Self.section(hook) + "." + name
      if local.filter({ $0.key == key }).map(\.value) != [value] { steps.append(.set(key, to: value)) }
    }
    return HookPlan(hook: hook, outcome: wasThere ? .refreshed : .installed, steps: steps)
  }

  /// `nil` if the configuration names nothing of ours.
  func uninstalling(_ hook: GitHook) throws(Failure) -> HookPlan? {
    var steps: [InstallStep] = []
    if try has(hook) { steps.append(.removeSection(Self.section(hook))) }
    steps += try removingScript(hook)
    return steps.isEmpty ? nil : HookPlan(hook: hook, outcome: .removed, steps: steps)
  }

  /// Takes away the script of a hook.
  func removingScript(_ hook: GitHook) throws(Failure) -> [InstallStep] {
    guard try scripts.owner(of: hook) == .ours else { return [] }
    return [.remove(scripts.path(of: hook)), .removeEmptyDirectory(scripts.directory)]
  }
}
