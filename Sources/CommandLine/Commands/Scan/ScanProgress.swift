import Findings

/// Says on standard error how far a scan has come: on a terminal one line that is written over, in a pipeline's log a line now
/// and then, anywhere else nothing.
struct ScanProgress {
  private enum Place {
    case terminal
    case pipeline
    case nowhere
  }

  /// A scan that is over before this has nothing to say.
  private static let patience = 500
  /// Between two states of the line on a terminal.
  private static let refresh = 100
  /// Between two lines of a log.
  private static let logInterval = 10_000

  private let place: Place
  private let invocation: Invocation
  private var isShown = false
  private var lastShown = 0

  init(_ invocation: Invocation) {
    self.invocation = invocation
    let isPipeline = ["CI", "GITHUB_ACTIONS", "GITLAB_CI"].contains { invocation.environment[$0]?.isEmpty == false }
    if Terminal.errorIsTerminal, invocation.environment["TERM"] != "dumb" {
      place = .terminal
    } else {
      place = isPipeline ? .pipeline : .nowhere
    }
  }

  /// Shows the state, if it is time to.
  mutating func show(commits: Int, withFindings: Int) {
    let now = invocation.elapsedMilliseconds
    let text = "scanned \(commits) commits, \(withFindings) with findings"
    switch place {
    case .nowhere: return
    case .terminal:
      guard now >= Self.patience, now - lastShown >= Self.refresh else { return }
      Terminal.overwriteLine(text)
      isShown = true
    case .pipeline:
      guard now - lastShown >= Self.logInterval else { return }
      Terminal.note(text)
    }
    lastShown = now
  }

  /// Takes the line off the terminal, before anything else is written to it.
  mutating func clear() {
    guard isShown else { return }
    Terminal.overwriteLine("")
    isShown = false
  }
}
