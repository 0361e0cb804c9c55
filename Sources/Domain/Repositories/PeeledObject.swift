public import Findings

/// What an object stands for once every annotated tag around it is taken off.
public struct PeeledObject: Hashable, Sendable {
  public let id: ObjectID
  /// Never a tag.
  public let kind: ObjectKind

  /// The most tags around tags that are followed.
  public static let depthLimit = 100
}

extension ObjectReader {
  /// Follows annotated tags, tags of tags included, to what they are about.
  ///
  /// - Throws: `input-incomplete` for an object on the way that is not here.
  public func peeled(_ id: ObjectID) throws(Failure) -> PeeledObject {
    var current = id
    var expected = ObjectKind.commit
    for _ in 0..<PeeledObject.depthLimit {
      guard let header = try header(of: current) else { throw missing(current, expected) }
      guard header.kind == .tag else { return PeeledObject(id: current, kind: header.kind) }
      let lines = try require(current, .tag).split(separator: UInt8(ascii: "\n"), maxSplits: 2)
      guard lines.count >= 2, lines[0].starts(with: "object ".utf8), lines[1].starts(with: "type ".utf8),
        let target = ObjectID(hex: lines[0].dropFirst("object ".utf8.count)),
        let kind = ObjectKind(rawValue: String(decoding: lines[1].dropFirst("type ".utf8.count), as: UTF8.self))
      else {
        throw Failure(
          .repositoryUnavailable, "tag \(current) is malformed", hint: "run git fsck: the repository may be damaged")
      }
      current = target
      expected = kind
    }
    throw Failure(
      .inputIncomplete, "\(id) is a tag of more than \(PeeledObject.depthLimit) tags",
      hint: "tag the commit itself")
  }
}
