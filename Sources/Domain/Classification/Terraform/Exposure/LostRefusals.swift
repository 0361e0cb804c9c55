import Exposure
import Findings

/// Rules that refuse packets on one side of a change and no longer do on the other.
struct LostRefusals {
  /// A rule that used to refuse `traffic`.
  struct Loss {
    let rule: CloudRule
    let traffic: TrafficSet
    /// The rule that lets the packets through although the refusal stands as it was.
    let overtaking: CloudRule?
    /// Whether a narrower refusal of the same resource is left.
    let isNarrowed: Bool
  }

  let losses: [Loss]

  /// The packets that these account for.
  var explained: TrafficSet { TrafficSet.union(of: losses.map(\.traffic)) }

  /// Compares where `strict` refuses and `lax` does not.
  ///
  /// - Parameter traffic: the packets that `lax` lets through and `strict` does not.
  /// - Returns: `nil` beyond the limits of Exposure.
  init?(_ group: CloudRuleGroup, strict: [CloudRule], lax: [CloudRule], traffic: TrafficSet) {
    guard strict.contains(where: \.rule.denies), !traffic.isEmpty else {
      losses = []
      return
    }
    guard let refusing = group.list(strict).contributions(to: traffic).value else { return nil }
    let known = Set(strict.map(\.signature.content))
    var losses: [Loss] = []
    for refusal in refusing where refusal.action == .drop && !refusal.isPolicy {
      let rule = strict[refusal.origin.line - 1]
      guard !rule.isConditional else { continue }
      let remains = lax.contains { $0.signature.content == rule.signature.content }
      var overtaking: CloudRule?
      if remains {
        guard let letting = group.list(lax).contributions(to: refusal.traffic).value else { return nil }
        let rules = letting.filter { $0.action == .accept && !$0.isPolicy }.map { lax[$0.origin.line - 1] }
        // A new rule that accepts is an opening of its own.
        guard rules.allSatisfy({ known.contains($0.signature.content) }) else { continue }
        overtaking = rules.first ?? lax.first { $0.signature.content == rule.signature.content }
      }
      let isNarrowed = lax.contains {
        $0.rule.denies && $0.owner == rule.owner && !$0.rule.traffic.isDisjoint(with: rule.rule.traffic)
      }
      losses.append(
        Loss(rule: rule, traffic: refusal.traffic, overtaking: overtaking, isNarrowed: !remains && isNarrowed))
    }
    self.losses = losses
  }
}

extension LostRefusals.Loss {
  var kind: ChangeKind {
    if overtaking != nil { return .networkDenyShadowed }
    return isNarrowed ? .networkDenyNarrowed : .networkDenyRemoved
  }
}
