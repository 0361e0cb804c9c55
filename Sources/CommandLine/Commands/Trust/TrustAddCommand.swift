import ArgumentParser
import Attestation
import Findings
import GitProcess

/// `gatehouse trust add`: adds a principal to a trust root that is being prepared.
struct TrustAddCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "add", abstract: "Add a principal with a key and roles.",
    discussion: """
      Examples:
        gatehouse trust add --principal ben --email ben@corp.example --key ben.pub --role dba
        gatehouse trust add --principal ci --kind machine --key ci.pub --role evidence
      """)

  @OptionGroup var principal: PrincipalOptions
  @OptionGroup var repository: RepositoryOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let session = Session(invocation, repository)
    let file = try TrustFile(session: session)
    let root = try file.read()
    // A trust root that others hold already gets a new number; one that was never committed stays version 1.
    let isPublished =
      try session.queries.commit(named: "HEAD").map { head throws(Failure) in
        try session.contents(of: ".gatehouse/trust.yaml", at: head) == file.bytes()
      } ?? false
    try file.write(
      TrustRoot(
        version: isPublished ? root.version + 1 : root.version, repository: root.repository, expires: root.expires,
        principals: root.principals + [try TrustFile.principal(principal)], roleRules: root.roleRules))
    return .allowed
  }
}
