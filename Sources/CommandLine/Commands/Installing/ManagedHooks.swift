import Findings
import GitProcess
import Repositories

/// The hooks of a clone that lefthook or pre-commit runs, if git takes none from its configuration.
///
/// Their files are rewritten by them, so that these hooks are better called from their own configuration.
struct ManagedHooks {
  private var managers: [(manager: HookManager, file: String)] = []
  private var missing: [GitHook] = []
  private var called: [GitHook] = []

  /// - Parameter hooks: those that nobody asked for by name.
  init(_ installer: HookInstaller, hooks: [GitHook]) throws(Failure) {
    guard case .directory(let directory) = installer.home else { return }
    managers = HookManager.found(in: installer.facts.workTree)
    for hook in hooks {
      let able = managers.filter { $0.manager.canRun(hook) }
      // One that is installed already stays.
      guard !able.isEmpty, try directory.owner(of: hook) != .ours else { continue }
      var isCalled = false
      for (manager, file) in able where try manager.calls(hook, file: file) { isCalled = true }
      if isCalled { called.append(hook) } else { missing.append(hook) }
    }
  }

  /// What becomes of a hook that a manager runs; `nil` if it is ours to install.
  func plan(_ hook: GitHook) throws(Failure) -> HookPlan? {
    guard let manager = managers.first(where: { $0.manager.canRun(hook) })?.manager else { return nil }
    if called.contains(hook) {
      return HookPlan(hook: hook, outcome: .left("\(manager.rawValue) runs it"), steps: [])
    }
    guard missing.contains(hook) else { return nil }
    let reason = "left to \(manager.rawValue), whose lines follow (to install it beside: --hook \(hook.name))"
    return HookPlan(hook: hook, outcome: .left(reason), steps: [])
  }

  /// Prints the lines for their configuration.
  func printSnippets() throws(Failure) {
    guard let (manager, file) = managers.first, !missing.isEmpty else { return }
    Terminal.note("add to \(DisplayText.escaping(Files.name(of: file))), then: \(manager.activation(missing))")
    try Terminal.output(manager.snippet(missing))
  }
}

extension HookPlan {
  /// Does what the plans say, or shows it.
  static func carryOut(
    _ plans: [HookPlan], _ queries: GitQueries, _ memory: InstallMemory, dryRun: Bool
  ) throws(Failure) {
    for plan in plans {
      for step in plan.steps {
        if dryRun { try Terminal.output(step.line + "\n") } else { try step.perform(queries, memory) }
      }
      Terminal.note(dryRun ? "\(plan.note) (not done)" : plan.note)
    }
  }
}
