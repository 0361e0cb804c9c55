import Exposure
import Findings
import Firewall

/// What a change does to what manifests, compose files and templates of cloud providers declare.
enum DeclaredJudgement {
  static func judge(_ sides: inout DeclaredSides) throws(Failure) -> Classification {
    let pairs = try sides.pairs()
    let paths = Dictionary(sides.governed.map { ($0.display, $0) }) { first, _ in first }
    var result = Classification(findings: sides.unreadable + sides.marks.findings(), governed: sides.governed)
    var told: Set<Told> = []
    for pair in pairs {
      let comparison = GroupComparison(base: pair.base, head: pair.head, paths: paths, causes: sides.causes)
      let found = comparison.findings() ?? [comparison.tooComplex]
      // Rules without a policy are asked about under both; what both tell is one change.
      result.findings += found.filter { pair.assumes == nil || told.insert(Told($0)).inserted }
    }
    return result
  }
}

extension GroupComparison {
  /// Told instead of what cannot be computed.
  var tooComplex: Finding {
    let side = head ?? base
    let label = side?.group.origin.label ?? ""
    let path = paths[label] ?? RepositoryPath(label)
    return Finding(
      kind: .networkFileOversized, confidence: .symbolic,
      location: Finding.Location(path, side: head == nil ? .base : .head, line: side?.group.origin.line ?? 0),
      resource: side?.group.key.name ?? path.display, before: nil, after: "more rules than can be compared")
  }
}

/// What two findings about one change have in common.
private struct Told: Hashable {
  let kind: String
  let location: Finding.Location
  let resource: String

  init(_ finding: Finding) {
    kind = finding.kind.id
    location = finding.location
    resource = finding.resource
  }
}
