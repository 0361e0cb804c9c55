/// A commit that took the place of others, as git tells a post-rewrite hook: `<old oid> <new oid>` and perhaps more.
public struct RewrittenCommit: Hashable, Sendable {
  public let new: ObjectID
  /// In the order in which they were applied; more than one for commits that were squashed.
  public let old: [ObjectID]

  public init(new: ObjectID, old: [ObjectID]) {
    self.new = new
    self.old = old
  }

  /// Reads a hook's standard input; a line of another form is passed over.
  public static func parse(_ input: [UInt8]) -> [RewrittenCommit] {
    var order: [ObjectID] = []
    var oldOf: [ObjectID: [ObjectID]] = [:]
    for line in input.split(separator: UInt8(ascii: "\n")) {
      let fields = line.split(separator: UInt8(ascii: " "))
      guard fields.count >= 2, let old = ObjectID(hex: fields[0]), let new = ObjectID(hex: fields[1]) else { continue }
      if oldOf[new] == nil { order.append(new) }
      oldOf[new, default: []].append(old)
    }
    return order.map { RewrittenCommit(new: $0, old: oldOf[$0] ?? []) }
  }
}
