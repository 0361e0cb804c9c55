import ArgumentParser
import Findings
import Gate
import GitProcess
import Policy
import RegularExpressions
import Reports
import Repositories

/// The commit-msg hook: tells of a ticket that merging will need and the message does not name, and of what merging will
/// need where no hook before it has.
///
/// It stops nothing: a denial was the pre-commit hook's to say, and a ticket may still come with another commit.
struct CommitMessageHook: GatehouseSubcommand {
  static let configuration = CommandConfiguration(
    commandName: "commit-msg", abstract: "Tell what merging will need, by the message and what is staged.")

  @Argument(help: "The file of the message, as git gives it.")
  var file: String

  @OptionGroup var repository: RepositoryOptions
  @OptionGroup var judging: JudgingOptions

  /// The largest message that is read, in bytes: a `-v` diff may stand in it.
  static let messageLimit = 64 << 20

  /// What a change may say that it is for.
  static let intents = ["rollback", "standard", "systemic", "migration"]

  func execute(_ invocation: Invocation) throws -> ExitStatus {
    let judge = StagedJudge(invocation, repository.choice, judging.choice)
    let session = judge.session
    let file = MessageFile(bytes: try Files.read(file, limit: Self.messageLimit), session: session)
    try tellUnknownIntent(file)
    let (judged, evaluation) = try judge.judge(isMerge: nil) { () throws(Failure) in
      ChangeHistory.ticketTrailers.flatMap(try file.message().trailers)
    }
    guard let evaluation, evaluation.decision.verdict == .pending else { return .allowed }
    if try HookPlace(session).kept() != judged, let note = TextReport.note(evaluation) {
      Terminal.note(note)
    }
    for ticket in try missing(evaluation, session) {
      Terminal.note("gatehouse  NOTE  merging will need a ticket: a trailer 'Ticket: …' that matches \(ticket)")
    }
    return .allowed
  }

  private func tellUnknownIntent(_ file: MessageFile) throws(Failure) {
    guard file.mentionsIntent else { return }
    for intent in try file.message().trailers("Intent") where !Self.intents.contains(intent.lowercased()) {
      Terminal.note(
        "gatehouse  NOTE  the trailer 'Intent: \(DisplayText.escaping(intent))' means nothing; "
          + "known are \(Self.intents.joined(separator: ", "))")
    }
  }

  /// The patterns of tickets that neither this message nor an earlier commit of the branch names.
  private func missing(_ evaluation: Evaluation, _ session: Session) throws(Failure) -> [String] {
    let unmet = evaluation.decision.tickets.filter { !$0.isMet }.map(\.requirement.pattern)
    guard !unmet.isEmpty, let head = try session.queries.facts.head else { return unmet.map(\.source) }
    let reader = try session.queries.objects()
    var earlier: [String] = []
    for id in try session.queries.commits(of: head, excluding: [evaluation.proposal.targetTip].compactMap { $0 }) {
      let commit = try reader.commit(id)
      earlier += ChangeHistory.ticketTrailers.flatMap(commit.trailers)
    }
    return unmet.filter { pattern in !earlier.contains { pattern.matchesWhole($0) } }.map(\.source)
  }
}

/// The file in which git shows a hook the message that is being written.
private struct MessageFile {
  let bytes: [UInt8]
  let session: Session

  /// Whether it is worth asking git how the message will be cleaned.
  var mentionsIntent: Bool {
    bytes.split(separator: UInt8(ascii: "\n")).contains { line in
      line.count > 7 && String(decoding: line.prefix(7), as: UTF8.self).lowercased() == "intent:"
    }
  }

  /// The message as git will store it.
  func message() throws(Failure) -> CommitMessage {
    let cleanup = try session.queries.configuration("commit.cleanup").flatMap(CommitMessage.Cleanup.init) ?? .standard
    let told = try session.queries.configuration("core.commentString")
    let comment = if let told { told } else { try session.queries.configuration("core.commentChar") ?? "#" }
    // Git gives its hooks this editor where it opens none.
    let isEdited = session.invocation.environment["GIT_EDITOR"] != ":"
    return CommitMessage(bytes).cleaned(cleanup, comment: comment == "auto" ? nil : comment, isEdited: isEdited)
  }
}
