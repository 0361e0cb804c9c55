public import ArgumentParser
import Findings
import GitProcess
public import Policy
import Repositories

/// `gatehouse init`: writes a first policy, and says what comes next.
struct InitCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "init",
    abstract: "Write a first policy for this repository.",
    discussion: "Asks nothing and overwrites nothing.")

  @Option(help: "enforce blocks; shadow judges and only tells.")
  var enforcement: Enforcement = .enforce

  @Option(help: ArgumentHelp("The trunk's name; found if left out.", valueName: "branch"))
  var trunk: String?

  @OptionGroup var repository: RepositoryOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let session = Session(invocation, repository)
    guard let workTree = try session.queries.facts.workTree else {
      throw Failure(.usage, "a bare repository has no place for a policy", hint: "run init in a clone and push it")
    }
    let file = workTree + "/.gatehouse/policy.yaml"
    guard !Files.exists(file) else {
      throw Failure(.usage, ".gatehouse/policy.yaml exists", hint: "check it: gatehouse policy lint")
    }
    let branch = try trunk ?? Self.branchName(session.trunk().target.ref)
    try Files.makeDirectory(workTree + "/.gatehouse")
    try Files.write(Array(Self.policy(trunk: branch, enforcement).utf8), to: file)
    Terminal.note("wrote .gatehouse/policy.yaml (trunk \(branch), \(enforcement.rawValue))")
    Terminal.note("next: gatehouse trust init (--help shows how), commit .gatehouse, push it, then gatehouse install")
    return .allowed
  }

  private static func branchName(_ ref: String?) -> String {
    guard let ref, ref.hasPrefix("refs/heads/") else { return "main" }
    return String(ref.dropFirst("refs/heads/".count))
  }

  private static func policy(trunk: String, _ enforcement: Enforcement) -> String {
    """
    # The policy of this repository: what a change needs before it reaches a protected branch.
    # It takes effect from the tip of the branch that a change is for; a change to it needs an owner.
    # Check an edit with: gatehouse policy lint
    version: 1
    extends: [builtin:recommended]      # high needs one approval, critical two; medium is only told
    enforcement: \(enforcement.rawValue)                # off | shadow | enforce
    protected:
      trunk: "\(trunk)"
      refs: ["release/*"]

    # Paths that are production beside the usual names (prod/, production/, …):
    # environments:
    #   production: { paths: ["infra/live/**"], multiplier: 160 }

    # Who must sign what:
    # rules:
    #   - id: production-migration
    #     when: { all: [ { field: kind, op: matches, value: "^migration" }, { field: environment, op: "==", value: production } ] }
    #     action: require_approval
    #     roles: [dba]
    #     reason: Schema changes in production

    """
  }
}

extension Enforcement: ExpressibleByArgument {}
