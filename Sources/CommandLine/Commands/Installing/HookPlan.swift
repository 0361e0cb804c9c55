import Findings
import GitProcess

/// What installing or uninstalling does about one hook, as data: a dry run shows it, a real one does it.
struct HookPlan {
  let hook: GitHook
  let outcome: Outcome
  let steps: [InstallStep]

  /// What becomes of a hook.
  enum Outcome: Hashable {
    case installed
    /// A hook of someone else is kept beside ours and runs with it.
    case chained
    case refreshed
    /// A hook manager runs it, or could.
    case left(String)
    case removed
    case restored
    /// What stands there is of someone else.
    case foreign
    /// It was ours and someone changed it: it is not touched.
    case changed(String)

    /// Which of several places is told of.
    var weight: Int {
      switch self {
      case .changed: 3
      case .restored: 2
      case .foreign: 0
      default: 1
      }
    }
  }

  func adding(_ more: [InstallStep], outcome: Outcome? = nil) -> HookPlan {
    HookPlan(hook: hook, outcome: outcome ?? self.outcome, steps: steps + more)
  }

  /// The sentence for the user.
  var note: String {
    switch outcome {
    case .installed: "\(hook.name): installed"
    case .chained: "\(hook.name): installed; the hook that was there runs with it"
    case .refreshed: "\(hook.name): was installed, written anew"
    case .left(let reason): "\(hook.name): \(reason)"
    case .removed: "\(hook.name): removed"
    case .restored: "\(hook.name): removed; the hook that was there before is back"
    case .foreign: "\(hook.name): not ours, left as it is"
    case .changed(let path):
      "\(hook.name): changed since it was installed, left as it is: \(DisplayText.escaping(path))"
    }
  }
}

/// One thing that is done to a clone.
enum InstallStep: Hashable {
  case write([UInt8], to: String, mode: UInt32)
  /// Writes a file that was not there.
  case create([UInt8], at: String, mode: UInt32)
  case move(String, to: String)
  case remove(String)
  /// Removes a file that we made; one that was there before gets these bytes.
  case removeIfMade(String, else: [UInt8])
  /// A directory that we made, unless somebody put something there.
  case removeEmptyDirectory(String)
  case set(String, to: String)
  case removeSection(String)

  /// The step as a line for a person.
  var line: String {
    switch self {
    case .write(_, let path, _), .create(_, let path, _), .removeIfMade(let path, _):
      "write \(DisplayText.escaping(path))"
    case .move(let path, let other): "move \(DisplayText.escaping(path)) to \(DisplayText.escaping(other))"
    case .remove(let path): "remove \(DisplayText.escaping(path))"
    case .removeEmptyDirectory(let path): "remove \(DisplayText.escaping(path)) if it is empty"
    case .set(let key, let value): "git config --local \(key) '\(DisplayText.escaping(value))'"
    case .removeSection(let name): "git config --local --remove-section \(name)"
    }
  }

  func perform(_ queries: GitQueries, _ memory: InstallMemory) throws(Failure) {
    switch self {
    case .write(let bytes, let path, let mode):
      try memory.makeDirectory(Files.parent(of: path))
      try Files.write(bytes, to: path, mode: mode)
    case .create(let bytes, let path, let mode):
      try memory.rememberMaking(path)
      try Files.write(bytes, to: path, mode: mode)
    case .move(let path, let other): try Files.move(path, to: other)
    case .remove(let path): try Files.remove(path)
    case .removeIfMade(let path, let rest):
      guard try memory.hasMade(path) else {
        return try Files.write(rest, to: path, mode: Files.mode(of: path) ?? 0o755)
      }
      try Files.remove(path)
      try memory.forgetMaking(path)
    case .removeEmptyDirectory(let path): try memory.removeDirectoryIfMade(path)
    case .set(let key, let value):
      try memory.rememberEnding()
      try queries.setLocal(key, to: value)
    case .removeSection(let name):
      try queries.removeLocalSection(name)
      try memory.restoreEnding()
    }
  }
}
