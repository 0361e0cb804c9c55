public import Findings

/// A finding with what the policy makes of it.
public struct AssessedFinding: Hashable, Sendable {
  /// `F1`, `F2`, … in report order; valid within one assessment only.
  public let id: String

  /// What the classifier found.
  public let finding: Finding

  /// What stays the same when the change is rebased; see ``Finding/fingerprint(_:)``.
  public let fingerprint: Digest

  /// The environment, `nil` where no map matches.
  public let environment: String?

  /// Its own score; the breadth of the change is not in it.
  public let score: Score
  /// The level of its own score.
  public let level: RiskLevel

  /// The suppression that is in force for it; such a finding has no effect.
  public let suppressed: Suppression?

  /// The controls of its kind and of the rules that fired for it, sorted.
  public internal(set) var controls: [String]

  /// Whether the finding only tightens or informs: nothing has to be signed, filed or waited for because of
  /// it.
  ///
  /// A finding of base score info that an amplifier or override lifted to medium is information no longer.
  public var isInformational: Bool {
    finding.kind.direction == .tightens || (finding.kind.baseScore <= BaseScore.info && level == .low)
  }

  /// Whether it touches the gate's own files, which an owner must sign whatever else the policy says.
  public var touchesGovernance: Bool { Self.touchesGovernance(finding) }

  /// Whether the score counts and somebody may have to sign.
  var isWeighty: Bool { suppressed == nil && !isInformational }

  static func touchesGovernance(_ finding: Finding) -> Bool {
    let kinds = ["governance.policy.", "governance.trust-root."]
    return kinds.contains { finding.kind.id.utf8.starts(with: $0.utf8) }
      || finding.location.path.isInGatehouseFolder
  }
}

extension RepositoryPath {
  /// Whether the path is `.gatehouse` or lies in it, in any spelling: a checkout that ignores case reads
  /// `.Gatehouse` as well.
  fileprivate var isInGatehouseFolder: Bool {
    guard let first = components.first else { return false }
    let lowered = first.map { (0x41...0x5A).contains($0) ? $0 | 0x20 : $0 }
    return lowered.elementsEqual(".gatehouse".utf8)
  }
}
