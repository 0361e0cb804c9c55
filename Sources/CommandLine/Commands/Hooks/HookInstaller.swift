import Findings
import GitProcess
import Repositories

/// Puts hooks where git looks for them, beside what is there, and takes them away again byte for byte.
struct HookInstaller {
  let facts: RepositoryFacts

  /// What happened to one hook.
  enum Outcome: Hashable {
    case installed
    /// A hook of someone else is kept beside ours and runs with it.
    case chained
    case refreshed
    case removed
    case restored
    case absent
  }

  /// The most bytes of a hook that are read to know whose it is.
  private static let readLimit = 4 << 20

  /// Writes our hook; one that is there is kept as `<hook>.before-gatehouse`.
  func install(_ hook: String, program: String) throws(Failure) -> Outcome {
    try refuseForeignDirectory()
    let path = path(of: hook)
    let displaced = path + HookShim.displacedSuffix
    let script = Array(HookShim.script(for: hook, program: program).utf8)
    try Files.makeDirectory(facts.hooksDirectory)
    if try isOurs(path) {
      try Files.write(script, to: path, mode: 0o755)
      return .refreshed
    }
    guard Files.exists(path) else {
      try Files.write(script, to: path, mode: 0o755)
      return Files.exists(displaced) ? .chained : .installed
    }
    guard !Files.exists(displaced) else {
      throw Failure(
        .usage, "both \(hook) and \(hook)\(HookShim.displacedSuffix) exist in \(facts.hooksDirectory)",
        hint: "another tool replaced our hook; keep the one that you want and remove the other")
    }
    try Files.move(path, to: displaced)
    try Files.write(script, to: path, mode: 0o755)
    return .chained
  }

  /// Removes our hook and puts back what was there.
  func uninstall(_ hook: String) throws(Failure) -> Outcome {
    let path = path(of: hook)
    let displaced = path + HookShim.displacedSuffix
    guard try isOurs(path) else { return .absent }
    guard Files.exists(displaced) else {
      try Files.remove(path)
      return .removed
    }
    // One rename: at no moment is there no hook.
    try Files.move(displaced, to: path)
    return .restored
  }

  /// The path without links, as far down as it exists.
  private static func realPath(_ path: String) -> String {
    if let real = Files.realPath(path) { return real }
    guard let slash = path.lastIndex(of: "/"), slash != path.startIndex else { return path }
    return realPath(String(path[..<slash])) + path[slash...]
  }

  private func path(of hook: String) -> String { facts.hooksDirectory + "/" + hook }

  private func isOurs(_ path: String) throws(Failure) -> Bool {
    guard Files.isRegular(path) else { return false }
    let bytes = try Files.read(path, limit: Self.readLimit)
    return bytes.split(separator: UInt8(ascii: "\n")).prefix(3).contains { $0.elementsEqual(HookShim.mark.utf8) }
  }

  /// A hooks directory outside the repository belongs to every repository of the user: never written.
  private func refuseForeignDirectory() throws(Failure) {
    let homes = [facts.commonDirectory, facts.gitDirectory, facts.workTree].compactMap { $0 }
    // By real paths: a link or `..` inside the repository can lead out of it.
    let directory = Self.realPath(facts.hooksDirectory)
    guard !homes.map(Self.realPath).contains(where: { directory == $0 || directory.hasPrefix($0 + "/") }) else {
      return
    }
    throw Failure(
      .usage, "core.hooksPath is \(facts.hooksDirectory), outside this repository; it is not written to",
      hint: "call these from the hooks there: gatehouse hook pre-commit; gatehouse hook pre-push -- \"$@\"")
  }
}
