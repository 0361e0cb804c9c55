import Policy
import YAML

/// Finds what a file asks for that this version cannot carry out.
struct UnmetSettings: Sendable {
  let reader: NodeReader
  let own: Policy

  /// A note for each such setting that is written in `fields`.
  func notes(_ fields: FieldReader) -> [PolicyNote] {
    var notes: [PolicyNote] = []
    func add(_ location: String, _ message: String, isUnmeetable: Bool = false) {
      notes.append(PolicyNote(location: location, message: message, isUnmeetable: isUnmeetable))
    }
    for lock in own.timeLocks {
      add(
        lock.location, "this time lock never opens: nothing witnesses yet when an approval was signed",
        isUnmeetable: true)
    }
    if let node = fields["approvals"] {
      for level in RiskLevel.allCases {
        let challenge = own.approvals(for: level).challenge
        guard !challenge.isRunnable, own.approvals(for: level).count > 0 else { continue }
        add(
          reader.file.location(node.position),
          "the challenge '\(challenge.rawValue)' cannot be run yet, so nothing of level '\(level.rawValue)' can be approved",
          isUnmeetable: true)
      }
    }
    for rule in own.rules {
      if rule.sla != nil { add(rule.location, "the sla of '\(rule.id)' is kept and has no effect yet") }
      if rule.when.tests.contains(where: { $0.field == .actor && !$0.literals.contains("unknown") }) {
        add(rule.location, "nothing says yet whether a person or an agent wrote a change: '\(rule.id)' sees 'unknown'")
      }
    }
    return notes
  }
}
