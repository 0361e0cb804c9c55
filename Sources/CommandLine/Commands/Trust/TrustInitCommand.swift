import ArgumentParser
import Attestation
import Findings

/// `gatehouse trust init`: writes version 1 of a trust root with its first owner.
struct TrustInitCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "init", abstract: "Write the first trust root.",
    discussion: """
      Example:
        gatehouse trust init --repository git+https://git.corp.example/shop --principal ana \\
          --email ana@corp.example --key ~/.ssh/id_ed25519.pub
      """)

  @Option(help: ArgumentHelp("The identity of the repository.", valueName: "uri"))
  var repository: String

  @Option(help: ArgumentHelp("When it ends; a year from now if left out.", valueName: "RFC 3339 time"))
  var expires: String?

  @OptionGroup var owner: PrincipalOptions
  @OptionGroup var repositoryOptions: RepositoryOptions

  private static let year: Int64 = 365 * 24 * 60 * 60

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let file = try TrustFile(session: Session(invocation, repositoryOptions))
    guard try file.bytes() == nil else {
      throw Failure(.usage, ".gatehouse/trust.yaml exists", hint: "add to it: gatehouse trust add")
    }
    var first = try TrustFile.principal(owner)
    first = Principal(
      id: first.id, kind: first.kind, emails: first.emails, roles: Set(first.roles + [Role.owner]).sorted(),
      keys: first.keys)
    let rule = TrustRoot.RoleRule(threshold: 1, members: [first.id])
    try file.write(
      TrustRoot(
        version: 1, repository: repository, expires: try expiry(invocation), principals: [first],
        roleRules: [Role.root: rule, Role.owner: TrustRoot.RoleRule(threshold: 1)]))
    return .allowed
  }

  private func expiry(_ invocation: Invocation) throws(Failure) -> Timestamp {
    guard let expires else { return Timestamp(seconds: invocation.now + Self.year) }
    guard let time = Timestamp(expires) else {
      throw Failure(.usage, "\(DisplayText.escaping(expires)) is no time", hint: "for example 2027-06-30T00:00:00Z")
    }
    return time
  }
}
