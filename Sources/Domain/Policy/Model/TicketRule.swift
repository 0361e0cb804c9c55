public import RegularExpressions

/// Findings that need a change ticket.
public struct TicketRule: Hashable, Sendable {
  /// Judged for each finding by itself.
  public let when: Condition

  /// What a whole ticket id must look like.
  public let pattern: LinearRegex

  /// Where it is written, as `file:line`.
  public let location: String

  /// A rule that asks for a ticket.
  public init(when: Condition, pattern: LinearRegex, location: String = "") {
    self.when = when
    self.pattern = pattern
    self.location = location
  }
}
