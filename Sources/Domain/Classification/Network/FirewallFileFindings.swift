import Exposure
import Findings
import Firewall

/// The findings about a firewall file as a whole.
enum FirewallFileFindings {
  /// A file that restricted something is gone and no other took over from it.
  static func removed(_ file: FirewallFile) -> Finding {
    Finding(
      kind: .networkFileRemoved, location: file.location(nil), resource: file.path.display,
      before: .text(summary(file)), after: nil, files: file.included)
  }

  /// A file went to another place, whatever became of its rules on the way. A translation is a new file of
  /// its own.
  static func moved(from base: FirewallFile?, to head: FirewallFile) -> [Finding] {
    guard let base, base.path != head.path, base.format.isSameLanguage(as: head.format), base.restricts else {
      return []
    }
    return [
      Finding(
        kind: .networkFileMoved, location: head.location(nil), resource: base.path.display,
        before: .text(base.path.display), after: .text(head.path.display), files: [base.path])
    ]
  }

  /// Something in the new rules cannot be read, or can no longer be followed; one finding for a file.
  static func unparsed(base: FirewallFile?, head: FirewallFile) -> [Finding] {
    // What is understood and not modelled is told once, when it comes.
    let known = Set(base?.gaps.map(\.message) ?? [])
    let problems = head.obstacles + head.gaps.filter { !known.contains($0.message) }
    guard let first = problems.min(by: { $0.origin < $1.origin }) else { return [] }
    let more = problems.count > 1 ? " (and \(problems.count - 1) more)" : ""
    return [unparsed(at: head.location(first.origin), first.message + more)]
  }

  static func unparsed(
    at location: Finding.Location, _ reason: String, as kind: ChangeKind = .networkFileUnparsed
  ) -> Finding {
    Finding(
      kind: kind, confidence: .symbolic, location: location, resource: location.path.display,
      before: nil, after: .text(reason))
  }

  static func oversized(_ path: RepositoryPath, _ side: Finding.Side, size: Int) -> Finding {
    Finding(
      kind: .networkFileOversized, confidence: .symbolic, location: Finding.Location(path, side: side),
      resource: path.display, before: side == .base ? .text("\(size) bytes") : nil,
      after: side == .head ? .text("\(size) bytes") : nil)
  }

  static func tooComplex(_ file: FirewallFile) -> Finding {
    Finding(
      kind: .networkFileOversized, confidence: .symbolic, location: file.location(nil),
      resource: file.path.display, before: nil, after: "more rules than can be compared",
      files: file.included)
  }

  private static func summary(_ file: FirewallFile) -> String {
    let policies = file.ruleset.policies.filter { $0.policy == .drop }.map { "\($0.key) drops by default" }
    let count = file.ruleset.denyRules.count
    let rules = count == 0 ? [] : ["\(count) deny rule\(count == 1 ? "" : "s")"]
    return (policies + rules).joined(separator: ", ")
  }
}
