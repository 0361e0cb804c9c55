import ArgumentParser
import Classification
import Findings
import Gate
import PolicyYAML
import PostgresGrammar
import Reports

/// `gatehouse explain`: what a kind means, or why a change scores and needs what it does.
struct ExplainCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract: "Explain a change, or a kind of change.",
    discussion: """
      Examples:
        gatehouse explain                              the change from the trunk to HEAD, or what is staged
        gatehouse explain gh1-7f2a9d41c0de             a change by its id
        gatehouse explain migration.column.dropped     a kind
      """)

  @Argument(help: ArgumentHelp("A change id or a kind.", valueName: "change-id | kind"))
  var subject: String?

  @OptionGroup var selection: ChangeSelection
  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var judging: JudgingOptions

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    if let subject, !subject.hasPrefix("gh1-") { return try explainKind(subject) }
    let session = Session(invocation, repository)
    let found = try selection.find(subject, session, judging, staged: subject == nil)
    try Terminal.output(ExplainReport.make(found))
    return .allowed
  }

  private func explainKind(_ id: String) throws(Failure) -> ExitStatus {
    let catalogue = Catalogue.standard(statementParser: PostgresParser(), yamlParser: YAMLTrees())
    guard let kind = catalogue.kind(id) else {
      throw Failure(
        .usage, "there is no kind \(DisplayText.escaping(id))", hint: "gatehouse kinds lists them all")
    }
    try Terminal.output(ExplainReport.make(kind))
    return .allowed
  }
}
