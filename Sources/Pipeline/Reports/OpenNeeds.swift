public import Policy
import RegularExpressions

/// What a decision still waits for beside approvals, in people's words.
public enum OpenNeeds {
  /// A name and a sentence for each ticket and time lock that is not met.
  public static func beside(_ decision: Decision) -> [(name: String, text: String)] {
    let tickets = decision.tickets.filter { !$0.isMet }.map { state in
      ("ticket", "a commit trailer 'Ticket: …' that matches \(state.requirement.pattern.source)")
    }
    let locks = decision.timeLocks.filter { !$0.isMet }.map { ("wait", "\($0.requirement.wait) s after approval") }
    return tickets + locks
  }
}
