import Exposure
import Findings

/// One thing that a change of rules does to what can be reached.
struct ReachChange: Sendable {
  let kind: ChangeKind
  /// The packets that pass now and did not, or the other way round: what to look for in the rules.
  let traffic: TrafficSet
  /// Who could reach the same services before, and who can now, in people's words.
  let before: String?
  let after: String?
  /// `symbolic` where the change depends on something that the rules only name.
  let confidence: Finding.Confidence
  let facts: [Finding.Fact]
}
