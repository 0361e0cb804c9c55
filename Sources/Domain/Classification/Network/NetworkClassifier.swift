public import Findings
public import Repositories

/// Recognises what changes of host firewalls open and close, in iptables dumps and nftables scripts.
///
/// It decides by the packets that may open a connection before and after, so rules that are written
/// differently and let in the same packets give nothing.
public struct NetworkClassifier: Classifier {
  public init() {}

  public var kinds: [ChangeKind] {
    IngressJudgement.kinds + [
      .networkDenyRemoved, .networkDenyAdded, .networkPolicyDefaultAccept, .networkPolicyDefaultDrop,
      .networkForwardOpened, .networkForwardNarrowed, .networkFileRemoved, .networkFileMoved,
      .networkFileUnparsed, .networkFileOversized,
    ]
  }

  public func classify(_ change: ChangeSet) throws(Failure) -> Classification {
    var result = Classification()
    var pairs: [FirewallPairing.Pair] = []
    var removed: [FirewallFile] = []
    var added: [FirewallFile] = []
    for sides in try FirewallSides.all(in: change) {
      result.governed.formUnion(sides.governed)
      result.findings += sides.unreadable
      switch (sides.base, sides.head) {
      case (let base?, let head?) where base.families == head.families:
        pairs.append(FirewallPairing.Pair(base: base, head: head, families: head.families))
      case (let base, let head):
        if let base, sides.isHeadReadable { removed.append(base) }
        if let head { added.append(head) }
      }
    }
    let pairing = FirewallPairing(removed: removed, added: added)
    var told: Set<RepositoryPath> = []
    for pair in pairs + pairing.pairs {
      if told.insert(pair.head.path).inserted {
        result.findings += FirewallFileFindings.unparsed(base: pair.base, head: pair.head)
      }
      result.findings += FirewallFileFindings.moved(from: pair.base, to: pair.head)
      let comparison = FirewallComparison(base: pair.base, head: pair.head, families: pair.families)
      result.findings += comparison.findings() ?? [FirewallFileFindings.tooComplex(pair.head)]
    }
    result.findings += pairing.removed.filter(\.restricts).map(FirewallFileFindings.removed)
    return result
  }
}
