import ArgumentParser
import Attestation
import Findings
import Signing

/// `gatehouse trust show`: who is trusted with what, and the digest to pin.
struct TrustShowCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "show", abstract: "Show the trust root of the work tree and its digest.")

  @OptionGroup var repository: RepositoryOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let session = Session(invocation, repository)
    let file = try TrustFile(session: session)
    let root = try file.read()
    let digest = SHA256Function.crypto(try file.bytes() ?? [])
    let isPinned = try session.memory.pinnedRoot(invocation) == digest
    var lines = [
      "version     \(root.version)", "repository  \(DisplayText.escaping(root.repository))",
      "expires     \(root.expires.text)",
      "digest      sha256:\(digest.hex)\(isPinned ? "   pinned here" : "   not pinned here")",
    ]
    for principal in root.principals {
      let roles = root.roles(of: principal).sorted().joined(separator: ", ")
      lines.append("")
      lines.append("\(principal.id)   \(principal.kind.rawValue)   \(roles.isEmpty ? "no role" : roles)")
      if !principal.emails.isEmpty { lines.append("    \(principal.emails.joined(separator: ", "))") }
      for key in principal.keys {
        let objection = key.objection(at: Timestamp(seconds: invocation.now)).map { "   \($0.message)" } ?? ""
        lines.append("    \(key.keyID)   \(key.scheme.rawValue)\(objection)")
      }
    }
    try Terminal.output(lines.joined(separator: "\n") + "\n")
    return .allowed
  }
}

/// `gatehouse trust pin`: remembers in this clone which trust root holds.
struct TrustPinCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "pin", abstract: "Pin the trust root of this clone by its digest.")

  @Argument(help: ArgumentHelp("The digest, as someone you trust told you.", valueName: "sha256:…"))
  var digest: String

  @OptionGroup var repository: RepositoryOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let session = Session(invocation, repository)
    let digest = try Session.digest(digest)
    try session.memory.pin(digest)
    Terminal.note("pinned sha256:\(digest.hex)")
    return .allowed
  }
}
