import Approvals
import ArgumentParser
import Findings

/// `gatehouse approve`: shows the findings, runs the challenge, and signs with the reviewer's own SSH key.
struct ApproveCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "approve",
    abstract: "Approve a change with your own SSH key.",
    discussion: """
      Needs a terminal: without one there is no approval, never an automatic one.

      Example:
        gatehouse approve gh1-7f2a9d41c0de --role dba
        git push origin gatehouse/approvals

      What only a Terraform plan shows is seen and approved with the same plan: --plan infra/prod=plan.json
      """)

  @OptionGroup var signing: SigningOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    guard Terminal.isInteractive else {
      throw Failure(
        .signing, "approving needs a person at a terminal", hint: "run gatehouse approve yourself, not in a hook or CI")
    }
    return try ReviewerSession(invocation, signing).sign(.approved)
  }
}

/// `gatehouse reject`: a signed no, which wins over an older approval of the same person.
struct RejectCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "reject", abstract: "Reject a change; wins over your own older approval.")

  @OptionGroup var signing: SigningOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    try ReviewerSession(invocation, signing).sign(.rejected)
  }
}

/// `gatehouse withdraw`: takes an approval back.
struct WithdrawCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "withdraw", abstract: "Withdraw your approval of a change.")

  @OptionGroup var signing: SigningOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    try ReviewerSession(invocation, signing).sign(.withdrawn)
  }
}

/// What signing an approval, a rejection or a withdrawal takes.
struct SigningOptions: ParsableArguments {
  @Argument(help: ArgumentHelp("The change.", valueName: "change-id"))
  var change: String

  @Option(
    name: .customLong("role"),
    help: ArgumentHelp("Sign in this role; repeatable. Those that are needed and that you hold, if left out."))
  var roles: [String] = []

  @Option(
    help: ArgumentHelp(
      "Your SSH key: the private file, or the .pub file of a key in the agent. user.signingKey if left out.",
      valueName: "file"))
  var key: String?

  @Option(help: "A reference to record, such as a ticket.")
  var ticket: String?

  @OptionGroup var selection: ChangeSelection
  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var judging: JudgingOptions
}
