import ArgumentParser
import Findings

/// `gatehouse hook <name>`: what git runs. Never asks, never writes to the work tree, is silent when all is well.
struct HookCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "hook",
    abstract: "Run as a git hook (git calls this; see install).",
    subcommands: [
      PreCommitHook.self, PreMergeCommitHook.self, CommitMessageHook.self, PostCommitHook.self, PostMergeHook.self,
      PostRewriteHook.self, PrePushHook.self, PreReceiveHook.self, UpdateHook.self,
    ])
}
