import ArgumentParser
import Classification
import Findings
import Policy
import PolicyYAML
import PostgresGrammar
import Signing

/// `gatehouse policy`: checks a policy before it is proposed.
struct PolicyCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "policy", abstract: "Work on the policy.", subcommands: [LintPolicyCommand.self])
}

/// `gatehouse policy lint`: whether a policy file holds, and what in it has no effect.
struct LintPolicyCommand: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "lint", abstract: "Check a policy file strictly.")

  @Argument(help: "The policy file.")
  var file = ".gatehouse/policy.yaml"

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let policy = try PolicyFile.decode(try Files.read(file, limit: 1 << 20), name: file)
    try policy.validate(
      kinds: Catalogue.standard(statementParser: PostgresParser(), yamlParser: YAMLTrees()).kinds, signedByOwner: false)
    for note in policy.notes {
      Terminal.note("\(note.location): \(note.isUnmeetable ? "error" : "note"): \(note.message)")
    }
    let unmeetable = policy.notes.count { $0.isUnmeetable }
    guard unmeetable == 0 else {
      throw Failure(
        .configuration, "\(file) asks for what can never be given, \(unmeetable == 1 ? "once" : "\(unmeetable) times")",
        hint: "take out what is named above, or changes that need it stay blocked")
    }
    try Terminal.output("\(file) holds: \(policy.rules.count) rules, sha256:\(policy.digest(.crypto).hex)\n")
    return .allowed
  }
}
