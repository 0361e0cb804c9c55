import Findings
import Repositories

/// What the commits of a change say: who wrote it, and which tickets it names.
public struct ChangeHistory {
  let writers: Set<String>
  /// The values of `Ticket`, `Change` and `Refs` trailers, sorted.
  let tickets: [String]
  /// A parent that is not here, so that the list of commits may be cut short; `nil` when history is whole.
  let missing: ObjectID?

  /// The trailers that name a ticket.
  public static let ticketTrailers = ["Ticket", "Change", "Refs"]

  init(of proposal: Proposal, reader: any ObjectReader) throws(Failure) {
    var writers: Set<String> = []
    var tickets: Set<String> = []
    var missing = proposal.missing
    let own = Set(proposal.commits)
    for id in proposal.commits {
      let commit = try reader.commit(id)
      writers.formUnion(commit.writers)
      for trailer in Self.ticketTrailers { tickets.formUnion(commit.trailers(trailer)) }
      // The end of a shallow clone: git lists the commit without its parents, the object still names them.
      for parent in commit.parents where missing == nil && !own.contains(parent) {
        if try reader.header(of: parent) == nil { missing = parent }
      }
    }
    self.writers = writers
    self.tickets = tickets.sorted()
    self.missing = missing
  }
}
