import ArgumentParser
import Classification
import Findings
import Gate
import Signing

/// `gatehouse plan`: what CI has to say of Terraform's plans.
struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Vouch for a Terraform plan.",
    subcommands: [PlanSignCommand.self])
}

/// `gatehouse plan sign`: says which commit a plan was made from, signed with the evidence key.
struct PlanSignCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "sign",
    abstract: "Sign which commit a plan was made from.",
    discussion: """
      Any plan that is given to check adds findings. One that is signed for the very commit that is judged also takes back what
      the text alone could not tell. Sign only in a job that the change cannot edit, right after terraform plan and in the
      workspace that the plan will be applied in. The envelope holds the digest of the plan and no value of it.

      Example:
        terraform show -json plan.bin > plan.json
        GATEHOUSE_KEY_FILE=$RUNNER_TEMP/ci gatehouse plan sign infra/prod=plan.json > plan.intoto.json
        gatehouse check --ci --plan infra/prod=plan.json --plan-envelope plan.intoto.json
      """)

  @Argument(help: ArgumentHelp("The root module and the plan in JSON.", valueName: "directory=file"))
  var plan: String

  @Option(help: ArgumentHelp("The commit that the plan was made from; HEAD if left out.", valueName: "revision"))
  var head: String?

  @OptionGroup var repository: RepositoryOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let session = Session(invocation, repository)
    let file = try PlanChoice.file(plan, session)
    try file.check()
    guard let module = file.module ?? file.folder else {
      throw Failure(
        .usage, "\(DisplayText.escaping(file.name)) lies outside the work tree, so its root module is not known",
        hint: "name it: gatehouse plan sign <directory>=\(DisplayText.escaping(file.name))")
    }
    guard let signer = try EvidenceWriter(session: session).signer() else {
      throw Failure(
        .signing, "\(EvidenceWriter.keyVariable) is not set",
        hint: "let it name the file of the key that the trust root gives the role evidence")
    }
    let statement = PlanStatement(
      module: module, plan: SHA256Function.crypto(file.bytes), head: try session.commit(named: head ?? "HEAD"))
    try Terminal.output(statement.envelope(signer: signer) + [UInt8(ascii: "\n")])
    return .allowed
  }
}
