import ArgumentParser
import Findings

/// The command line as a whole.
struct GatehouseCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "gatehouse",
    abstract: "Stands between a change and production.",
    discussion: """
      Reads what a commit, a push or a pull request changes, recognises what hurts, and gates it by policy and signed approvals.

      Start here:
        gatehouse init                          write a policy; commit it and push it to the trunk
        gatehouse install                       then let git's hooks ask the gate
        gatehouse check main..HEAD              judge a range
        gatehouse explain gh1-7f2a9d41c0de      why a change needs what it needs

      Exit codes: 0 allowed · 1 denied · 2 usage or configuration · 3 approval pending · 4 verification failed · 5 input
      incomplete · 70 internal error.
      """,
    version: "gatehouse \(ToolVersion.current)",
    subcommands: [
      InitCommand.self, InstallCommand.self, UninstallCommand.self, DoctorCommand.self, CheckCommand.self,
      HookCommand.self, ExplainCommand.self, StatusCommand.self, KindsCommand.self, ApproveCommand.self,
      RejectCommand.self, WithdrawCommand.self, VerifyCommand.self, AuditCommand.self, PolicyCommand.self,
      TrustCommand.self, ScanCommand.self, PlanCommand.self,
    ])
}

/// A command that does something: it gets everything from outside through its invocation, and gives an exit code.
protocol GatehouseSubcommand: ParsableCommand {
  func execute(_ invocation: Invocation) throws -> ExitStatus
}

extension GatehouseSubcommand {
  /// Commands run through ``execute(_:)``; the parser's own entry would drop the exit code.
  func run() throws {
    throw Failure(.internal, "\(Self._commandName) was run without its invocation")
  }
}

/// The version of this program.
enum ToolVersion {
  static let current = "0.1.0"
}
