import ArgumentParser

/// A hook of git, and how git treats it.
enum GitHook: String, CaseIterable, Sendable {
  case preCommit = "pre-commit"
  case preMergeCommit = "pre-merge-commit"
  case commitMessage = "commit-msg"
  case prePush = "pre-push"
  case postCommit = "post-commit"
  case postMerge = "post-merge"
  case postRewrite = "post-rewrite"
  case preReceive = "pre-receive"
  case update

  /// The name of its file.
  var name: String { rawValue }

  /// Whether it runs where a push arrives, and not where it starts.
  var runsOnServer: Bool { self == .preReceive || self == .update }

  /// Whether git gives it something on standard input.
  var readsInput: Bool { self == .prePush || self == .postRewrite || self == .preReceive }

  /// Whether git gives it arguments.
  var takesArguments: Bool {
    switch self {
    case .commitMessage, .prePush, .postMerge, .postRewrite, .update: true
    case .preCommit, .preMergeCommit, .postCommit, .preReceive: false
    }
  }

  /// Whether it comes too late to stop anything.
  var onlyTells: Bool { self == .postCommit || self == .postMerge || self == .postRewrite }

  /// Whether a hook beside ours runs before it: such a hook may change what is staged, or the message.
  var followsOthers: Bool { self == .preCommit || self == .preMergeCommit || self == .commitMessage }
}

extension GitHook {
  /// The hooks that this program answers: the subcommands of ``HookCommand``, and no other list.
  static var answered: [GitHook] {
    let names = HookCommand.configuration.subcommands.map { $0._commandName }
    return allCases.filter { names.contains($0.name) }
  }

  /// The hooks that `install` puts into a clone when none is named.
  static var ofClones: [GitHook] { answered.filter { !$0.runsOnServer } }

  /// The hooks that `install --server` puts into a repository that is pushed to.
  ///
  /// `pre-receive` sees a push as a whole and refuses it as a whole; `update`, ref by ref, would judge all again.
  static var ofServers: [GitHook] {
    let hooks = answered.filter(\.runsOnServer)
    return hooks.contains(.preReceive) ? [.preReceive] : hooks
  }
}
