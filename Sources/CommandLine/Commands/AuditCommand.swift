import ArgumentParser
import Findings
import Ledger
import LedgerSQLite

/// `gatehouse audit`: the ledger of this clone.
struct AuditCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "audit", abstract: "Work on the ledger.", subcommands: [AuditVerifyCommand.self])
}

/// `gatehouse audit verify`: whether nothing in the ledger was changed, inserted or cut off.
struct AuditVerifyCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "verify",
    abstract: "Check the whole ledger.",
    discussion:
      "Recomputes the Merkle tree over every entry. Exits 4 and names the entry and the cause if it does not hold.")

  @OptionGroup var repository: RepositoryOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let session = Session(invocation, repository)
    let memory = try session.memory
    let store = SQLiteLedgerStore(path: memory.ledgerFile)
    guard Files.exists(memory.ledgerFile) || Files.exists(store.checkpointPath) else {
      throw Failure(
        .verification, "there is no ledger in \(memory.directory)",
        hint: "it begins with the first enforcing check or approval of this clone")
    }
    let audit = try LedgerWriter.log(session).audit()
    if let problem = audit.problem { throw Failure(.verification, problem.description) }
    try Terminal.output("\(audit.size) entries hold   root sha256:\(audit.root.hex)\n")
    return .allowed
  }
}
