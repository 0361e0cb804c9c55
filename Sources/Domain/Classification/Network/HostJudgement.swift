import Findings
import Firewall
import Repositories

/// What a change does to host firewalls.
struct HostJudgement {
  private(set) var result = Classification()

  init(sides all: [FirewallSides]) {
    var pairs: [FirewallPairing.Pair] = []
    var removed: [FirewallFile] = []
    var added: [FirewallFile] = []
    for sides in all {
      result.governed.formUnion(sides.governed)
      result.findings += sides.unreadable
      switch (sides.base, sides.head) {
      case (let base?, let head?) where base.families == head.families:
        let areFragments = base.isFragment && head.isFragment
        pairs.append(
          FirewallPairing.Pair(
            base: areFragments ? base.refusingElse : base, head: areFragments ? head.refusingElse : head,
            families: head.families))
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
  }
}
