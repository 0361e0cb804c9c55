import Findings
import HCL

/// What the whole repository shows of a module that loses something: whether anybody applies it.
///
/// What goes is destroyed where Terraform runs in a root that is still there. A root of which nothing is left is not run
/// again, and a module that nobody calls has made nothing.
enum ModuleStanding: Hashable, Sendable {
  /// What it loses is destroyed, as far as anybody can tell.
  case applied
  /// Others called it and it is gone: each of them is compared with what it calls instead.
  case leftToCallers
  /// A module for others to call, which nobody here called.
  case uncalled
  /// A root of which no configuration is left. It `isBroken` where it called a module that was not there: nobody could run
  /// it as it was.
  case rootGone(isBroken: Bool)

  /// The kinds of findings that say that something is lost.
  static let losses: Set<String> = Set(
    [
      ChangeKind.terraformDestroyStateful, .terraformDestroyProtected, .terraformDestroyNetworkCore,
      .terraformModuleRemoved, .terraformModuleRenamed, .terraformDestroyConditional, .terraformRenameUnmoved,
      .terraformReplaceStateful, .terraformRepetitionChanged, .terraformRepetitionReduced,
      .terraformRepetitionShifted,
    ].map(\.id))

  /// Where `module` stands, one of the `modules` that a change touches.
  init(
    _ module: ModulePlan.Module, _ base: ModuleFiles, _ head: ModuleFiles, among modules: [ModulePlan.Module],
    _ reader: ModuleReader
  ) throws(Failure) {
    self = .applied
    guard module.base == module.head else { return }
    var isGone = !head.isRun
    if isGone { isGone = try reader.isNowhere(module.head, side: .head) }
    if isGone, !(try reader.callers(of: module.head, side: .head).isEmpty) { return }
    if !base.isSurelyRoot, !head.isSurelyRoot {
      if isGone, try Self.isCalled(module.base, reader) {
        self = .leftToCallers
        return
      }
      if try Self.isUncalled(base, .base, reader) {
        self = .uncalled
        return
      }
    }
    if isGone, base.isRun, !(try Self.isTakenOver(base, among: modules, reader)) {
      self = .rootGone(isBroken: try Self.isBroken(base, reader))
    }
  }

  /// Whether somebody called the module, and not only to show how that is done.
  private static func isCalled(_ directory: RepositoryPath, _ reader: ModuleReader) throws(Failure) -> Bool {
    for caller in try reader.callers(of: directory, side: .base).sorted() where !DefaultsOfCallers.isSample(caller) {
      if try !DefaultsOfCallers.calls(of: directory, in: caller, .base, reader).isEmpty { return true }
    }
    return false
  }

  /// Whether the module is one for others to call, and nobody here does.
  static func isUncalled(
    _ files: ModuleFiles, _ side: Finding.Side, _ reader: ModuleReader
  ) throws(Failure) -> Bool {
    guard !files.isSurelyRoot, try isLibrary(files, side, reader),
      try reader.isNamedNowhere(files.directory, side: side)
    else { return false }
    return try !reader.isMentioned(files.directory, side: side)
  }

  /// Whether the module is one for others to call: it stands among modules and cannot run without values that nobody gives it
  /// here.
  private static func isLibrary(
    _ files: ModuleFiles, _ side: Finding.Side, _ reader: ModuleReader
  ) throws(Failure) -> Bool {
    let folders = files.directory.components.dropLast()
    guard folders.contains(where: { namesModules($0) }),
      !files.files.contains(where: { $0.name == .terragrunt }),
      // Only a root may import.
      !files.files.contains(where: { $0.blocks.contains { $0.type == "import" } }),
      files.files.contains(where: { file in
        file.name.isConfiguration
          && file.blocks.contains { $0.type == "variable" && $0.attribute("default") == nil }
      })
    else { return false }
    var isGivenValues = false
    try reader.visitFiles(below: files.directory, side) { (_, name, _) in
      if name == .namedVariables || name == .automaticVariables { isGivenValues = true }
    }
    return !isGivenValues
  }

  /// Whether a folder is for modules by its name: `modules`, `shared-modules`.
  private static func namesModules(_ folder: ArraySlice<UInt8>) -> Bool {
    folder.split { $0 == UInt8(ascii: "-") || $0 == UInt8(ascii: "_") }.contains {
      $0.elementsEqual("modules".utf8) || $0.elementsEqual("module".utf8)
    }
  }

  /// Whether another root may go on with the state that the one in `base` leaves.
  private static func isTakenOver(
    _ base: ModuleFiles, among modules: [ModulePlan.Module], _ reader: ModuleReader
  ) throws(Failure) -> Bool {
    let dialect: TerraformDialect = base.dependsOnDialect ? .openTofu : .terraform
    guard let old = BackendChanged.settings(in: base.view(dialect)) else { return false }
    // Which state a root reads may be said in a file that only `init` is told of.
    if reader.changesBackendSettings { return true }
    return try keepers(among: modules, reader).contains {
      $0.directory != base.directory && BackendChanged.mayShareState(old, $0.settings, isNew: $0.isNew)
    }
  }

  /// The roots that keep a state after the change, of those that it touches.
  private static func keepers(
    among modules: [ModulePlan.Module], _ reader: ModuleReader
  ) throws(Failure) -> [StateKeeper] {
    if let known = reader.stateKeepers { return known }
    var keepers: [StateKeeper] = []
    for module in modules {
      let files = try reader.files(in: module.head, side: .head)
      guard files.isRun,
        let settings = BackendChanged.settings(in: files.view(files.dependsOnDialect ? .openTofu : .terraform))
      else { continue }
      let isNew = try !reader.files(in: module.base, side: .base).isRun
      keepers.append(StateKeeper(directory: module.head, settings: settings, isNew: isNew))
    }
    reader.stateKeepers = keepers
    return keepers
  }

  /// Whether the module called one of this repository that was not there.
  private static func isBroken(_ base: ModuleFiles, _ reader: ModuleReader) throws(Failure) -> Bool {
    let calls = base.view(base.dependsOnDialect ? .openTofu : .terraform).moduleCalls.values
    for directory in calls.compactMap({ $0.calledDirectory(from: base.directory) }) {
      if try !reader.isModule(directory, side: .base), try reader.isNowhere(directory, side: .base) { return true }
    }
    return false
  }

  /// What the findings about the module come to.
  func told(_ findings: [Finding], _ change: ModuleChange) -> [Finding] {
    switch self {
    case .applied: findings
    case .leftToCallers: []
    case .uncalled:
      findings.map { Self.losses.contains($0.kind.id) ? $0.told(as: .terraformDestroyUncalled) : $0 }
    case .rootGone(let isBroken):
      RootRemoved.finding(
        in: change, losesData: !isBroken && findings.contains { Self.losses.contains($0.kind.id) }
      ).map { [$0] } ?? findings
    }
  }
}

/// A root with the settings of its state.
struct StateKeeper {
  let directory: RepositoryPath
  let settings: [String: String]
  /// Whether there was no root before.
  let isNew: Bool
}

extension ModuleFiles {
  /// Whether Terraform or Terragrunt would run in the directory, or for it, or may, for all that can be read of it.
  var isRun: Bool { !unread.isEmpty || files.contains { $0.name.isConfiguration || $0.name == .terragrunt } }
}
