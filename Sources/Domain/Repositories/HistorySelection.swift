/// Which commits of a history are meant.
public struct HistorySelection: Hashable, Sendable {
  /// The newest commit.
  public var head: ObjectID
  /// Left out, with everything that is reachable from it.
  public var excluded: ObjectID?
  /// Whether only the first parent of a merge is followed.
  public var firstParentOnly: Bool
  /// Commits made before this second since 1970 are left out; those behind them are not, for a date can be made up.
  public var since: Int64?
  /// The most commits, from the newest on.
  public var limit: Int?

  public init(
    head: ObjectID, excluded: ObjectID? = nil, firstParentOnly: Bool = false, since: Int64? = nil, limit: Int? = nil
  ) {
    self.head = head
    self.excluded = excluded
    self.firstParentOnly = firstParentOnly
    self.since = since
    self.limit = limit
  }
}
