import ArgumentParser
import Findings
import GitProcess
import JSON

/// `gatehouse doctor`: what could keep the gate from working in this clone, each fault with what mends it.
struct DoctorCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "doctor",
    abstract: "Tell what is wrong with this clone and how to mend it.",
    discussion: """
      Looks at git, at every hook and whose it is, at the shape of the repository, and at the policy, the trust root and the
      approvals that hold here. Writes nothing. Exits 0 when all is well, 1 when there is a fault, 5 when something could not
      be read.
      """)

  @Option(help: "The format of the report on standard output.")
  var format: ListFormat = .text

  @OptionGroup var repository: RepositoryOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let session = Session(invocation, repository)
    // Outside a repository there is nothing to look at.
    let facts = try session.queries.facts
    var checkup = Checkup()
    checkup.run("git") { findings throws(Failure) in try GitCheckup(session.queries).examine(&findings) }
    EnvironmentCheckup(invocation.environment).examine(&checkup)
    checkup.run("hooks") { findings throws(Failure) in try HookCheckup(session, facts).examine(&findings) }
    checkup.run("repository") { findings throws(Failure) in try ShapeCheckup(session.queries, facts).examine(&findings)
    }
    checkup.run("rules") { findings throws(Failure) in try RulesCheckup(session, facts).examine(&findings) }
    switch format {
    case .text: try Terminal.output(checkup.text)
    case .json: try Terminal.output(PrettyJSON.encode(checkup.json))
    }
    return checkup.exitStatus
  }
}
