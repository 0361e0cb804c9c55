import Findings

/// Hooks of a clone that husky manages: `.husky/_` is husky's and rewritten at every install of packages, so that our lines
/// go into the user's own `.husky/<hook>`.
struct HuskyHooks {
  /// The folder with the user's hooks.
  let folder: String
  /// The scripts of this clone; `.husky` is shared with everyone, and must name nothing of this machine.
  let scripts: DirectoryHooks

  private static let end = "# gatehouse-hook end"

  /// Whether git's hooks directory is husky's: `.husky/_` since version 9, `.husky` before.
  init?(hooksDirectory: String, scripts: DirectoryHooks) {
    if Files.name(of: hooksDirectory) == "_",
      Files.exists(hooksDirectory + "/h") || Files.exists(hooksDirectory + "/husky.sh")
    {
      folder = Files.parent(of: hooksDirectory)
    } else if Files.exists(hooksDirectory + "/_/husky.sh") {
      folder = hooksDirectory
    } else {
      return nil
    }
    self.scripts = scripts
  }

  func path(of hook: GitHook) -> String { folder + "/" + hook.name }

  /// The user's hook, taken apart around our lines.
  struct Parts {
    var before: ArraySlice<[UInt8]>
    var block: ArraySlice<[UInt8]>
    var after: ArraySlice<[UInt8]>
    var owner: SealedText.Owner
  }

  /// `nil` if the file has no lines of ours.
  func parts(of hook: GitHook) throws(Failure) -> Parts? {
    guard let bytes = try Files.readIfPresent(path(of: hook), limit: DirectoryHooks.readLimit) else { return nil }
    let lines = Self.lines(bytes)
    guard let start = lines.firstIndex(where: SealedText.isMark) else { return nil }
    let last = lines[start...].firstIndex { $0.elementsEqual((Self.end + "\n").utf8) }
    let stop = last.map { $0 + 1 } ?? lines.endIndex
    let block = lines[start..<stop]
    return Parts(
      before: lines[..<start], block: block, after: lines[stop...],
      owner: last == nil ? .changed : SealedText.owner(of: Array(block.joined())))
  }

  func installing(_ hook: GitHook, program: String) throws(Failure) -> HookPlan {
    let path = path(of: hook)
    let script = InstallStep.write(
      HookShim.script(for: hook, program: program), to: scripts.path(of: hook), mode: 0o755)
    let block = SealedText.sealed(Self.body(hook))
    if let parts = try parts(of: hook) {
      guard parts.owner == .ours else {
        throw Failure(
          .usage, "the lines of gatehouse in \(DisplayText.escaping(path)) were changed",
          hint: "remove them, down to \"\(Self.end)\", and install again")
      }
      var steps = [script]
      if !parts.block.joined().elementsEqual(block) {
        let bytes = Array(parts.before.joined()) + block + Array(parts.after.joined())
        steps.append(.write(bytes, to: path, mode: Files.mode(of: path) ?? 0o755))
      }
      return HookPlan(hook: hook, outcome: .refreshed, steps: steps)
    }
    guard let there = try Files.readIfPresent(path, limit: DirectoryHooks.readLimit) else {
      return HookPlan(
        hook: hook, outcome: .installed,
        steps: [script, .create(Self.header(folder) + block, at: path, mode: 0o755)])
    }
    let lines = Self.lines(there)
    let place = Self.place(in: lines)
    let bytes = Array(lines[..<place].joined()) + block + Array(lines[place...].joined())
    return HookPlan(
      hook: hook, outcome: .chained, steps: [script, .write(bytes, to: path, mode: Files.mode(of: path) ?? 0o755)])
  }

  /// `nil` if there are no lines of ours.
  func uninstalling(_ hook: GitHook) throws(Failure) -> HookPlan? {
    let path = path(of: hook)
    guard let parts = try parts(of: hook) else { return nil }
    guard parts.owner == .ours else { return HookPlan(hook: hook, outcome: .changed(path), steps: []) }
    let rest = Array(parts.before.joined()) + Array(parts.after.joined())
    let isOnlyHeader = rest == Self.header(folder)
    return HookPlan(
      hook: hook, outcome: isOnlyHeader ? .removed : .restored,
      steps: [
        isOnlyHeader
          ? .removeIfMade(path, else: rest)
          : .write(rest, to: path, mode: Files.mode(of: path) ?? 0o755)
      ])
  }

  /// Before the user's own lines, which may end the script: after the first line and the call of husky itself.
  private static func place(in lines: [[UInt8]]) -> Int {
    let husky = lines.prefix(8).firstIndex { line in
      let text = String(decoding: line, as: UTF8.self)
      return text.hasPrefix(". ") && text.contains("husky.sh") && text.hasSuffix("\n")
    }
    if let husky { return husky + 1 }
    guard let first = lines.first, first.starts(with: "#!".utf8), first.last == UInt8(ascii: "\n") else { return 0 }
    return 1
  }

  /// What a hook that husky ran before version 9 must start with.
  private static func header(_ folder: String) -> [UInt8] {
    guard Files.exists(folder + "/_/husky.sh"), !Files.exists(folder + "/_/h") else { return [] }
    return Array("#!/usr/bin/env sh\n. \"$(dirname -- \"$0\")/_/husky.sh\"\n".utf8)
  }

  /// Our lines: the script of this clone, or the program on the PATH where it was not installed.
  private static func body(_ hook: GitHook) -> String {
    let arguments = hook.takesArguments ? " -- \"$@\"" : ""
    let call = """
      gatehouse_hook() {
        gatehouse_script="$(git rev-parse --git-common-dir)/gatehouse/hooks/\(hook.name)"
        if [ -x "$gatehouse_script" ]; then "$gatehouse_script" "$@"; else gatehouse hook \(hook.name)\(arguments); fi
      }

      """
    let failure = hook.onlyTells ? ":" : "exit $?"
    guard hook.readsInput else { return call + "gatehouse_hook \"$@\" || \(failure)\n\(end)\n" }
    return call + """
      # What follows must see all of standard input, too.
      gatehouse_input=$(cat; printf x)
      gatehouse_input=${gatehouse_input%x}
      printf '%s' "$gatehouse_input" 2>/dev/null | gatehouse_hook "$@" || \(failure)
      exec </dev/null
      [ -z "$gatehouse_input" ] || exec <<GATEHOUSE_INPUT
      ${gatehouse_input%?}
      GATEHOUSE_INPUT
      \(end)

      """
  }

  /// The lines of a file, each with its line feed.
  private static func lines(_ bytes: [UInt8]) -> [[UInt8]] {
    var lines: [[UInt8]] = []
    var rest = bytes[...]
    while let feed = rest.firstIndex(of: UInt8(ascii: "\n")) {
      lines.append(Array(rest[...feed]))
      rest = rest[(feed + 1)...]
    }
    if !rest.isEmpty { lines.append(Array(rest)) }
    return lines
  }
}
