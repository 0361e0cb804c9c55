import Exposure
import Findings
import Firewall

/// What a change does to what files say beside rules: switches of a host, patches and settings that take policies away.
struct MarkComparison {
  private struct Name: Hashable, Comparable {
    let meaning: DeclaredMark.Meaning
    let text: String

    static func < (left: Name, right: Name) -> Bool { left.text < right.text }
  }

  private var marks: [Finding.Side: [Name: (path: RepositoryPath, line: Int)]] = [:]

  var isEmpty: Bool { marks.isEmpty }

  mutating func add(_ new: [DeclaredMark], at path: RepositoryPath, _ side: Finding.Side) {
    for mark in new {
      marks[side, default: [:]][Name(meaning: mark.meaning, text: mark.name)] = (path, mark.origin.line)
    }
  }

  /// What was not said before, and what is said no longer; where in the change it is said does not matter.
  func findings() -> [Finding] {
    let (base, head) = (marks[.base] ?? [:], marks[.head] ?? [:])
    return head.keys.filter { base[$0] == nil }.sorted().map { finding($0, head[$0], .head) }
      + base.keys.filter { head[$0] == nil }.sorted().map { finding($0, base[$0], .base) }
  }

  private func finding(_ name: Name, _ place: (path: RepositoryPath, line: Int)?, _ side: Finding.Side) -> Finding {
    let path = place?.path ?? .root
    let isNew = side == .head
    return Finding(
      kind: Self.kind(of: name.meaning, isNew: isNew), confidence: .symbolic,
      location: Finding.Location(path, side: side, line: place?.line ?? 0), resource: "\(path.display): \(name.text)",
      before: isNew ? nil : .text(name.text), after: isNew ? .text(name.text) : nil,
      facts: [Finding.Fact("direction", "ingress")])
  }

  private static func kind(of meaning: DeclaredMark.Meaning, isNew: Bool) -> ChangeKind {
    switch meaning {
    case .routing: isNew ? .networkRoutingEnabled : .networkRoutingDisabled
    case .filterOff: isNew ? .networkPolicyDefaultAccept : .networkPolicyDefaultDrop
    case .policyDropped: isNew ? .networkIsolationRemoved : .networkIsolationAdded
    case .policyPresent: isNew ? .networkIsolationAdded : .networkIsolationRemoved
    // What a patch does that comes or goes is not followed: either may open.
    case .patched: .networkIngressUnresolved
    }
  }
}
