import Findings
import GitProcess
import Repositories

/// Every hook: whether git runs ours, whose the others are, and what is in the way.
struct HookCheckup {
  private let session: Session
  private let configured: ConfiguredHooks
  private let takesConfiguration: Bool
  private let home: HookHome
  private let managers: [(manager: HookManager, file: String)]
  private var queries: GitQueries { session.queries }
  private let facts: RepositoryFacts

  init(_ session: Session, _ facts: RepositoryFacts) throws(Failure) {
    self.session = session
    self.facts = facts
    configured = try ConfiguredHooks(session.queries)
    takesConfiguration = try session.queries.takesHooksFromConfiguration()
    home = try HookHome.ofDirectory(session.queries)
    managers = HookManager.found(in: facts.workTree)
  }

  func examine(_ checkup: inout Checkup) throws(Failure) {
    try place(&checkup)
    for hook in facts.workTree == nil ? GitHook.ofServers : GitHook.ofClones { try examine(hook, &checkup) }
  }

  /// Where git looks for hooks, and who owns that place.
  private func place(_ checkup: inout Checkup) throws(Failure) {
    let setting = try queries.settings(matching: "^core\\.hookspath$").last
    let reason = setting.map { "core.hooksPath, \($0.scope) configuration" } ?? "git's own"
    let text = "\(facts.hooksDirectory) (\(reason))"
    switch home {
    case .husky: checkup.ok("hooks path", text + ", husky's")
    case .foreign where !takesConfiguration:
      let file = HookFile(facts.hooksDirectory + "/" + GitHook.prePush.name)
      if file?.contains("gatehouse hook pre-push") == true { return checkup.ok("hooks path", text) }
      checkup.fault(
        "hooks path", text + ", outside this repository and never written to",
        fix: "call from \(facts.hooksDirectory)/pre-push: gatehouse hook pre-push -- \"$@\"")
    case .foreign, .directory, .configuration: checkup.ok("hooks path", text)
    }
  }

  private func examine(_ hook: GitHook, _ checkup: inout Checkup) throws(Failure) {
    if try configured.has(hook) { return try examineConfigured(hook, &checkup) }
    if case .husky(let husky) = home, let parts = try husky.parts(of: hook) {
      return examineHusky(husky, parts, hook, &checkup)
    }
    let directory = DirectoryHooks(directory: facts.hooksDirectory)
    let path = directory.path(of: hook)
    switch try directory.owner(of: hook) {
    case .ours: examineOurs(directory, hook, &checkup)
    case .changed:
      checkup.fault(
        hook.name, "\(path) was changed since it was installed",
        fix: "move the added lines elsewhere, then: rm '\(path)' && gatehouse install")
    case .foreign: try examineForeign(path, hook, &checkup)
    case nil: try absent(hook, &checkup)
    }
  }

  private func examineConfigured(_ hook: GitHook, _ checkup: inout Checkup) throws(Failure) {
    guard takesConfiguration else {
      return checkup.fault(
        hook.name, "installed in the configuration, from which this git takes no hooks", fix: "gatehouse install")
    }
    let switches = [ConfiguredHooks.section(hook), "hook.\(hook.name)"].map { $0 + ".enabled" }
    let settings = try queries.settings(matching: "^hook\\.(gatehouse-)?\(hook.name)\\.enabled$")
    for key in switches {
      guard let setting = settings.last(where: { $0.key == key }), Self.isOff(setting.value) else { continue }
      return checkup.fault(
        hook.name, "switched off by \(key) in the \(setting.scope) configuration",
        fix: "git config --\(setting.scope) --unset-all \(key)")
    }
    guard try configured.scripts.owner(of: hook) == .ours else {
      return checkup.fault(
        hook.name, "its script \(configured.scripts.path(of: hook)) is gone or changed",
        fix: "rm -f '\(configured.scripts.path(of: hook))' && gatehouse install")
    }
    let beside = HookFile(facts.hooksDirectory + "/" + hook.name)
    examineScript(
      configured.scripts.path(of: hook), hook,
      "in the configuration" + (beside.map { ", beside \($0.author.map { "that of \($0)" } ?? "another")" } ?? ""),
      &checkup)
    if let defect = beside?.defect { checkup.fault(hook.name, defect.text, fix: defect.fix) }
  }

  private func examineHusky(
    _ husky: HuskyHooks, _ parts: HuskyHooks.Parts, _ hook: GitHook, _ checkup: inout Checkup
  ) {
    let path = husky.path(of: hook)
    guard parts.owner == .ours else {
      return checkup.fault(
        hook.name, "our lines in \(path) were changed", fix: "remove them from \(path) and run gatehouse install")
    }
    if let defect = HookFile(facts.hooksDirectory + "/" + hook.name)?.defect {
      return checkup.fault(hook.name, defect.text, fix: defect.fix)
    }
    guard Files.exists(facts.hooksDirectory + "/" + hook.name) else {
      return checkup.fault(
        hook.name, "husky has no \(hook.name) in \(facts.hooksDirectory): git runs nothing", fix: "npx husky")
    }
    let script = husky.scripts.path(of: hook)
    guard Files.exists(script) else {
      return checkup.note(
        hook.name, "\(path), with the gatehouse on the PATH: not installed in this clone", fix: "gatehouse install")
    }
    examineScript(script, hook, "in \(path)", &checkup)
  }

  private func examineOurs(_ directory: DirectoryHooks, _ hook: GitHook, _ checkup: inout Checkup) {
    let path = directory.path(of: hook)
    if let defect = HookFile(path)?.defect { return checkup.fault(hook.name, defect.text, fix: defect.fix) }
    let displaced = HookFile(directory.displacedPath(of: hook))
    examineScript(
      path, hook,
      displaced.map { "ours, then \($0.author.map { "that of \($0)" } ?? "the one that was there")" } ?? "ours",
      &checkup)
    if let defect = displaced?.defect { checkup.fault(hook.name, defect.text, fix: defect.fix) }
  }

  /// Whether a script of ours starts a program.
  private func examineScript(_ path: String, _ hook: GitHook, _ place: String, _ checkup: inout Checkup) {
    let bytes = HookFile(path)?.bytes ?? []
    guard let program = HookShim.program(in: bytes) else {
      return checkup.fault(hook.name, "\(path) names no program", fix: "rm '\(path)' && gatehouse install")
    }
    guard Files.isExecutable(program) else {
      let folders = (session.invocation.environment["PATH"] ?? "").split(separator: ":")
      if let found = folders.map({ $0 + "/gatehouse" }).first(where: Files.isExecutable) {
        return checkup.note(
          hook.name, "\(place); its program \(program) is gone, and \(found) is used", fix: "gatehouse install")
      }
      return checkup.fault(hook.name, "\(place); its program \(program) is gone", fix: "gatehouse install")
    }
    guard bytes == HookShim.script(for: hook, program: program) else {
      return checkup.note(hook.name, "\(place); written by another version", fix: "gatehouse install")
    }
    checkup.ok(hook.name, place)
  }

  private func examineForeign(_ path: String, _ hook: GitHook, _ checkup: inout Checkup) throws(Failure) {
    guard let file = HookFile(path) else { return }
    if let defect = file.defect {
      return checkup.fault(hook.name, defect.text, fix: defect.fix)
    }
    if file.contains("gatehouse hook \(hook.name)") { return checkup.ok(hook.name, "called from \(path)") }
    if let manager = try caller(hook) {
      guard file.author == manager.rawValue else {
        return checkup.fault(
          hook.name, "\(manager.rawValue) calls it from a hook that is not there: \(path) is of another",
          fix: manager.activation([hook]))
      }
      return checkup.ok(hook.name, "\(manager.rawValue) runs it")
    }
    try absent(hook, &checkup, beside: file.author ?? "another")
  }

  /// The manager whose file calls ours for a hook that it can run truthfully.
  private func caller(_ hook: GitHook) throws(Failure) -> HookManager? {
    for (manager, file) in managers where manager.canRun(hook) {
      if try manager.calls(hook, file: file) { return manager }
    }
    return nil
  }

  private func absent(_ hook: GitHook, _ checkup: inout Checkup, beside owner: String? = nil) throws(Failure) {
    let own = DirectoryHooks(directory: facts.commonDirectory + "/hooks")
    if own.directory != facts.hooksDirectory, try own.owner(of: hook) == .ours {
      return checkup.fault(
        hook.name, "installed in \(own.directory), where git does not look: core.hooksPath is \(facts.hooksDirectory)",
        fix: "gatehouse install")
    }
    let fix = "gatehouse install --hook \(hook.name)"
    if owner == nil, let manager = try caller(hook) {
      return checkup.fault(
        hook.name, "\(manager.rawValue) calls it, and is not installed itself", fix: manager.activation([hook]))
    }
    let text = owner.map { "not installed; the hook that is there is of \($0)" } ?? "not installed"
    // What judges a push is the gate; the others tell earlier.
    if hook == .prePush || hook.runsOnServer {
      checkup.fault(hook.name, text, fix: fix)
    } else {
      checkup.note(hook.name, text, fix: fix)
    }
  }

  /// The words by which git takes a setting for false.
  private static func isOff(_ value: String) -> Bool { ["false", "no", "off", "0", ""].contains(value.lowercased()) }
}
