import Findings

/// Hooks as files in the directory where git looks for them. One that is there is kept as `<hook>.before-gatehouse` and runs
/// with ours.
struct DirectoryHooks {
  let directory: String

  /// The most bytes of a hook that are read to know whose it is.
  static let readLimit = 4 << 20

  func path(of hook: GitHook) -> String { directory + "/" + hook.name }

  func displacedPath(of hook: GitHook) -> String { path(of: hook) + HookShim.displacedSuffix }

  /// Whose the hook's file is; `nil` if there is none.
  func owner(of hook: GitHook) throws(Failure) -> SealedText.Owner? {
    let path = path(of: hook)
    guard Files.exists(path) else { return nil }
    // We write files and never links, even where a link leads to a script of ours.
    guard Files.isRegular(path) else { return .foreign }
    return SealedText.owner(of: try Files.read(path, limit: Self.readLimit))
  }

  func installing(_ hook: GitHook, program: String) throws(Failure) -> HookPlan {
    let path = path(of: hook)
    let displaced = displacedPath(of: hook)
    let script = HookShim.script(for: hook, program: program)
    let write = InstallStep.write(script, to: path, mode: 0o755)
    switch try owner(of: hook) {
    case nil:
      return HookPlan(hook: hook, outcome: Files.exists(displaced) ? .chained : .installed, steps: [write])
    case .ours: return HookPlan(hook: hook, outcome: .refreshed, steps: [write])
    case .changed:
      throw Failure(
        .usage, "\(DisplayText.escaping(path)) was written by gatehouse and changed since",
        hint: "move the added lines into a hook of their own, remove the file and install again")
    case .foreign:
      guard !Files.isDirectory(path) else {
        throw Failure(
          .usage, "\(DisplayText.escaping(path)) is a directory, which git runs nothing of",
          hint: "move it elsewhere and install again")
      }
      guard Files.exists(displaced) else {
        // The script is complete before anything moves: a full disk must not cost the hook that is there.
        let new = path + ".gatehouse"
        return HookPlan(
          hook: hook, outcome: .chained,
          steps: [
            .write(script, to: new, mode: 0o755), .move(path, to: displaced), .move(new, to: path),
          ])
      }
      // A hook manager wrote its hook anew, the same as we keep.
      if Files.isRegular(displaced), Files.isRegular(path),
        try Files.read(path, limit: Self.readLimit) == Files.read(displaced, limit: Self.readLimit)
      {
        return HookPlan(hook: hook, outcome: .chained, steps: [write])
      }
      throw Failure(
        .usage,
        "both \(hook.name) and \(hook.name)\(HookShim.displacedSuffix) exist in \(DisplayText.escaping(directory))",
        hint: "another tool replaced our hook; keep the one that you want and remove the other")
    }
  }

  /// Takes ours away and puts back what was there; `nil` if nothing is there.
  func uninstalling(_ hook: GitHook) throws(Failure) -> HookPlan? {
    let path = path(of: hook)
    let displaced = displacedPath(of: hook)
    let directory = InstallStep.removeEmptyDirectory(directory)
    switch try owner(of: hook) {
    case nil:
      guard Files.exists(displaced) else { return nil }
      return HookPlan(hook: hook, outcome: .restored, steps: [.move(displaced, to: path)])
    case .foreign: return HookPlan(hook: hook, outcome: .foreign, steps: [])
    case .changed: return HookPlan(hook: hook, outcome: .changed(path), steps: [])
    case .ours:
      guard Files.exists(displaced) else {
        return HookPlan(hook: hook, outcome: .removed, steps: [.remove(path), directory])
      }
      // One rename: at no moment is there no hook.
      return HookPlan(hook: hook, outcome: .restored, steps: [.move(displaced, to: path)])
    }
  }
}
