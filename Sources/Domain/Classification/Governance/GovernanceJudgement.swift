import Findings
import Repositories

/// What one changed governed file amounts to.
struct GovernanceJudgement {
  let file: ChangedFile
  let area: GovernanceArea

  /// What an edit of code owners does, where it is known.
  var owners: OwnersChange?

  /// The finding; `nil` when the edit means nothing.
  var finding: Finding? {
    if isMeaningless || owners == .same { return nil }
    if let bumps { return finding(for: bumps) }
    switch preCommitEdit {
    case .same: return nil
    case .versions(let bumps): return finding(for: bumps)
    case .additions(let added): return finding(.governanceHookAdded, added)
    case .selections(let hooks): return finding(.governanceHookSelection, hooks)
    case .options(let hooks): return finding(.governanceHookOptions, hooks)
    case .environments(let hooks): return finding(.governanceHookEnvironment, hooks)
    case nil: break
    }
    if let owners { return finding(for: owners) }
    return Finding(
      kind: kind, location: location, resource: file.path.display,
      before: .text(describe(file.base, file.change.old)), after: .text(stateAfter),
      facts: [Fact("file", file.path.display), Fact("change", action)])
  }

  private typealias Fact = Finding.Fact

  private var isAdded: Bool { file.change.old == nil }
  private var isDeleted: Bool { file.change.new == nil }

  private var isMeaningless: Bool {
    guard let base = file.base.bytes, let head = file.head.bytes else { return false }
    if area == .hook, file.change.old?.mode != file.change.new?.mode { return false }
    return commentSyntax.areEqual(base, head)
  }

  private var commentSyntax: CommentSyntax {
    switch area {
    case .policy, .trustRoot, .gate, .agentSettings: return .none
    case .codeowners, .attributes: return .lines
    case .submodules: return .shell
    case .hook, .workflow:
      if file.path.hasSuffix(".yml") || file.path.hasSuffix(".yaml") { return .yaml }
      if area == .hook { return isShell ? .shell : .none }
      return .none
    }
  }

  /// Whether both sides are shell scripts by their first line, or, as husky's files, have neither such a line
  /// nor a file name extension.
  private var isShell: Bool {
    [file.base.bytes, file.head.bytes].allSatisfy { bytes in
      guard let first = bytes?.prefix(while: { $0 != UInt8(ascii: "\n") }) else { return false }
      guard first.starts(with: "#!".utf8) else {
        return !file.path.name.contains(UInt8(ascii: ".")) || file.path.hasSuffix(".sh")
      }
      let words = first.split { $0.isBlank || $0 == UInt8(ascii: "/") }
      return words.contains { word in Self.shells.contains { word.elementsEqual($0.utf8) } }
    }
  }

  private static let shells = ["sh", "bash", "dash", "zsh", "ksh"]

  private var mentionsGate: Bool {
    [file.base.bytes, file.head.bytes].contains { $0.map(GateMention.stands) ?? false }
  }

  private var kind: ChangeKind {
    switch area {
    case .policy where isAdded && area.isMainFile(file.path): .governancePolicyIntroduced
    case .policy where isDeleted && area.isMainFile(file.path): .governancePolicyRemoved
    case .policy: .governancePolicyChanged
    case .trustRoot where isAdded && area.isMainFile(file.path): .governanceTrustRootIntroduced
    case .trustRoot where isDeleted && area.isMainFile(file.path): .governanceTrustRootRemoved
    case .trustRoot: .governanceTrustRootChanged
    case .gate: .governanceGatehouseFileChanged
    case .hook: .governanceHookChanged
    case .codeowners: .governanceCodeownersChanged
    case .workflow: mentionsGate ? .governanceGateWorkflowChanged : .governanceWorkflowChanged
    case .attributes: .governanceAttributesChanged
    case .submodules: .governanceSubmoduleChanged
    case .agentSettings: mentionsGate ? .governanceHookChanged : .governanceAgentSettingsChanged
    }
  }

  private var bumps: [ActionVersions.Bump]? {
    guard area == .workflow, let base = file.base.bytes, let head = file.head.bytes else { return nil }
    return ActionVersions.bumps(from: base, to: head)
  }

  private var preCommitEdit: PreCommitConfiguration.Edit? {
    // Where the gate itself is one of the hooks, its version and its neighbours decide what judges the next change.
    guard area == .hook, file.path.isNamed(".pre-commit-config.yaml"), !mentionsGate, let head = file.head.bytes else {
      return nil
    }
    if isAdded { return PreCommitConfiguration.creation(of: head) }
    return file.base.bytes.flatMap { PreCommitConfiguration.edit(from: $0, to: head) }
  }

  private func finding(for owners: OwnersChange) -> Finding {
    func finding(_ kind: ChangeKind, _ before: String, _ after: String, _ facts: [Fact]) -> Finding {
      Finding(
        kind: kind, location: location, resource: file.path.display, before: .text(before), after: .text(after),
        facts: [Fact("file", file.path.display)] + facts)
    }
    switch owners {
    case .loosened(let path, let before, let after):
      return finding(
        .governanceCodeownersChanged, "\(path.display): \(before)", "\(path.display): \(after)",
        [Fact("path", path.display), Fact("from", before), Fact("to", after)])
    case .introduced: return finding(.governanceCodeownersIntroduced, "absent", "present", [])
    case .tightened: return finding(.governanceCodeownersAdded, "present", "changed", [])
    case .none, .same: return finding(.governanceCodeownersReserved, "present", "changed", [])
    }
  }

  private func finding(_ kind: ChangeKind, _ hooks: [String]) -> Finding {
    Finding(
      kind: kind, location: location, resource: file.path.display,
      after: .text(hooks.joined(separator: ", ")), facts: hooks.map { Fact("hook", $0) })
  }

  private func finding(for bumps: [ActionVersions.Bump]) -> Finding {
    func list(_ version: KeyPath<ActionVersions.Bump, String>) -> Finding.Value {
      .text(bumps.map { "\($0.action)@\($0[keyPath: version])" }.joined(separator: ", "))
    }
    return Finding(
      kind: .governanceActionVersionChanged, location: location, resource: file.path.display,
      before: list(\.from), after: list(\.to),
      facts: bumps.flatMap { [Fact("action", $0.action), Fact("from", $0.from), Fact("to", $0.to)] })
  }
}

extension GovernanceJudgement {
  private var action: String { isAdded ? "added" : isDeleted ? "removed" : "changed" }

  private var location: Finding.Location {
    Finding.Location(file.path, side: isDeleted ? .base : .head, line: firstChangedLine)
  }

  /// The first line of the head that is not as it was; 0 where the whole file came, went or has no lines.
  private var firstChangedLine: Int {
    guard let base = file.base.bytes, let head = file.head.bytes, base != head else { return 0 }
    let common = zip(base, head).prefix { $0 == $1 }.count
    return head[..<common].count { $0 == UInt8(ascii: "\n") } + 1
  }

  /// What stands at the path after the change: "changed" where it is what it was but for its content.
  private var stateAfter: String {
    let before = describe(file.base, file.change.old)
    let after = describe(file.head, file.change.new)
    return before == after ? "changed" : after
  }

  private func describe(_ side: FileReading, _ version: FileVersion?) -> String {
    guard let mode = version?.mode else { return "absent" }
    if mode.isSymbolicLink { return "symbolic link" }
    if mode.isGitlink { return "submodule" }
    // git skips a hook that is not executable, so for a hook the bit is part of what it does.
    let bitChanged = area == .hook && !isAdded && !isDeleted && file.change.old?.mode != file.change.new?.mode
    return bitChanged ? (mode == .executable ? "executable" : "not executable") : "present"
  }
}
