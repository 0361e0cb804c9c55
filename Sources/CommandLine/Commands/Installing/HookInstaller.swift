import Findings
import GitProcess
import Repositories

/// Puts hooks where git runs them, beside what is there, and takes them away again byte for byte.
struct HookInstaller {
  let queries: GitQueries
  let home: HookHome
  let memory: InstallMemory
  let facts: RepositoryFacts
  private let configured: ConfiguredHooks

  /// - Parameter files: whether hooks are written as files though this git takes them from its configuration.
  init(_ queries: GitQueries, files: Bool = false) throws(Failure) {
    self.queries = queries
    home = try HookHome.find(queries, files: files)
    facts = try queries.facts
    memory = InstallMemory(commonDirectory: facts.commonDirectory)
    configured = try ConfiguredHooks(queries)
  }

  /// What installing one hook takes.
  func installing(_ hook: GitHook, program: String) throws(Failure) -> HookPlan {
    switch home {
    case .configuration(let hooks):
      let plan = try hooks.installing(hook, program: program)
      let files = try uninstallingFiles(hook)
      // One that was written as a file before would judge everything twice.
      let steps = files.filter { $0.outcome != .foreign }.flatMap(\.steps)
      let isAlone = !files.contains { $0.outcome == .foreign || $0.outcome == .restored }
      return plan.adding(steps, outcome: plan.outcome == .installed && !isAlone ? .chained : plan.outcome)
    case .directory(let hooks):
      return try hooks.installing(hook, program: program).adding(try configured.uninstalling(hook)?.steps ?? [])
    case .husky(let hooks):
      let section = try configured.has(hook) ? [InstallStep.removeSection(ConfiguredHooks.section(hook))] : []
      return try hooks.installing(hook, program: program).adding(section)
    case .foreign(let directory):
      let calls = GitHook.ofClones.map {
        "gatehouse hook \($0.name)" + ($0.takesArguments ? " -- \"$@\"" : "")
      }
      throw Failure(
        .usage,
        "core.hooksPath is \(DisplayText.escaping(directory)), outside this repository; it is not written to",
        hint: "call these from the hooks there: \(calls.joined(separator: "; "))")
    }
  }

  /// What uninstalling one hook takes, wherever it was put; `nil` if there is no hook at all.
  func uninstalling(_ hook: GitHook) throws(Failure) -> HookPlan? {
    let files = try uninstallingFiles(hook)
    let plans = files + [try configured.uninstalling(hook)].compactMap { $0 }
    let worst = plans.max { $0.outcome.weight < $1.outcome.weight }
    return worst.map { HookPlan(hook: hook, outcome: $0.outcome, steps: plans.flatMap(\.steps)) }
  }

  /// Where a hook can be a file or lines in one: git's own directory, and what `core.hooksPath` names.
  private func uninstallingFiles(_ hook: GitHook) throws(Failure) -> [HookPlan] {
    let own = DirectoryHooks(directory: facts.commonDirectory + "/hooks")
    var plans = [try own.uninstalling(hook)]
    switch try HookHome.ofDirectory(queries) {
    case .directory(let hooks) where Files.realPath(hooks.directory) != Files.realPath(own.directory):
      plans.append(try hooks.uninstalling(hook))
    case .husky(let hooks): plans.append(try hooks.uninstalling(hook))
    case .directory, .configuration, .foreign: break
    }
    return plans.compactMap { $0 }
  }
}
