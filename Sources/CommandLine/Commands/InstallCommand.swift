import ArgumentParser
import Findings
import GitProcess
import Repositories

/// `gatehouse install`: puts the hooks into this clone.
struct InstallCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Install the git hooks of this clone.",
    discussion: """
      Git 2.54 and newer is told of them in the repository's configuration; an older git finds them as files, or as lines in
      .husky. A hook that is there already keeps running; uninstall puts everything back byte for byte. Where lefthook or
      pre-commit runs the hooks, their lines are printed; the push is always ours, since they hand on only a part of it.
      A core.hooksPath outside the repository is never written to.

      Examples:
        gatehouse install --dry-run           what would be done
        gatehouse install --hook pre-push     only this one
        gatehouse install --server            in a bare repository that is pushed to
      """)

  @Option(name: .customLong("hook"), help: ArgumentHelp("Install this hook only; repeatable.", valueName: "name"))
  var hooks: [GitHook] = []

  @Flag(help: "Install what judges pushes where they arrive.")
  var server = false

  @Flag(help: "Write files even where git takes hooks from its configuration.")
  var files = false

  @Flag(name: .customLong("dry-run"), help: "Show what would be done and do nothing.")
  var dryRun = false

  @OptionGroup var repository: RepositoryOptions

  @Option(help: .hidden)
  var program: String?

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let session = Session(invocation, repository)
    let chosen = try chosenHooks(isBare: try session.queries.facts.workTree == nil)
    let installer = try HookInstaller(session.queries, files: files)
    let program = try program ?? Files.pathOfThisProgram()
    let managed = try ManagedHooks(installer, hooks: hooks.isEmpty ? chosen : [])
    // Everything is planned before anything is done: what cannot be installed must not leave half of it behind.
    let plans = try chosen.map { hook throws(Failure) in
      if let plan = try managed.plan(hook) { return plan }
      return try installer.installing(hook, program: program)
    }
    try HookPlan.carryOut(plans, session.queries, installer.memory, dryRun: dryRun)
    try managed.printSnippets()
    if server {
      Terminal.note("GitLab runs another place: link hooks/<name> into custom_hooks/<name>.d/ of the repository")
    }
    return .allowed
  }

  private func chosenHooks(isBare: Bool) throws(Failure) -> [GitHook] {
    if let unknown = hooks.first(where: { !GitHook.answered.contains($0) }) {
      throw Failure(
        .usage, "this gatehouse has no \(unknown.name) hook",
        hint: "it has \(GitHook.answered.map(\.name).joined(separator: ", "))")
    }
    guard server != isBare || !hooks.isEmpty else {
      let hooks = server ? GitHook.ofServers : GitHook.ofClones
      guard hooks.isEmpty else { return hooks }
      throw Failure(
        .usage, "this gatehouse has no hooks for a server", hint: "judge pushes in CI: gatehouse check --ci")
    }
    guard hooks.isEmpty else { return hooks }
    throw isBare
      ? Failure(
        .usage, "this repository is bare: nobody commits in it",
        hint: "to judge what is pushed to it: gatehouse install --server")
      : Failure(
        .usage, "--server is for a bare repository that is pushed to", hint: "in a clone: gatehouse install")
  }
}

/// `gatehouse uninstall`: takes the hooks away again.
struct UninstallCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "uninstall", abstract: "Remove the git hooks and restore what was there.")

  @Flag(name: .customLong("dry-run"), help: "Show what would be done and do nothing.")
  var dryRun = false

  @OptionGroup var repository: RepositoryOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let session = Session(invocation, repository)
    let installer = try HookInstaller(session.queries)
    // All that git has, also those that only another version of this program answers.
    let plans = try GitHook.allCases.compactMap { hook throws(Failure) in try installer.uninstalling(hook) }
    try HookPlan.carryOut(plans, session.queries, installer.memory, dryRun: dryRun)
    guard plans.contains(where: { $0.outcome != .foreign }) else {
      Terminal.note("no hook of gatehouse is installed here")
      return .allowed
    }
    for plan in plans {
      guard case .changed(let path) = plan.outcome else { continue }
      throw Failure(
        .usage, "\(DisplayText.escaping(path)) was changed since gatehouse wrote it, and is left",
        hint: "take out what you need and remove the lines of gatehouse yourself")
    }
    return .allowed
  }
}

extension GitHook: ExpressibleByArgument {}
