import Exposure

/// What the policies of one scope add up to for the pods that they select.
///
/// A pod that no policy selects is reached by everything; one that is selected is reached by what any of the policies
/// lets through (Kubernetes, "Network Policies"). For each selector, the pods are asked about that have its labels and
/// no others: the broader policies (`{}`) select them as well.
public enum PodIsolation {
  /// A set of pods that is compared.
  public struct PodSet: Hashable, Sendable {
    let engine: PodPolicy.Engine
    let namespace: String
    let selector: LabelSelector
  }

  /// Every set of pods that one of the policies selects.
  public static func podSets(of policies: [PodPolicy]) -> Set<PodSet> {
    Set(policies.map { PodSet(engine: $0.engine, namespace: $0.namespace, selector: $0.selector) })
  }

  /// The groups of both ways for each of `sets`, under `policies`.
  public static func groups(of sets: Set<PodSet>, under policies: [PodPolicy]) -> [ReachGroup] {
    // Asked about by engine and namespace, so that many namespaces are not compared each with each.
    let places = Dictionary(grouping: policies) { Place(engine: $0.engine, namespace: $0.namespace) }
    return sets.flatMap { set in
      let own = places[Place(engine: set.engine, namespace: set.namespace)] ?? []
      let shared = set.namespace == "*" ? [] : places[Place(engine: set.engine, namespace: "*")] ?? []
      let selecting = (own + shared).filter { set.selector.implies($0.selector) }
      return [ReachGroup.Way.ingress, .egress].map { group(set, $0, selecting) }
    }
  }

  private struct Place: Hashable {
    let engine: PodPolicy.Engine
    let namespace: String
  }

  private static func group(_ set: PodSet, _ way: ReachGroup.Way, _ policies: [PodPolicy]) -> ReachGroup {
    let isolating = policies.filter { $0.isolates.contains(way) || !($0.rules[way] ?? []).isEmpty }
    let isRestricted = policies.contains { $0.isolates.contains(way) }
    // Stable, so that policies of the same order keep the order of their files, which changes nothing for a union.
    let ordered = isolating.enumerated().sorted { ($0.element.order, $0.offset) < ($1.element.order, $1.offset) }
    var rules = ordered.flatMap { $0.element.rules[way] ?? [] }
    if set.engine == .cilium {
      // Deny policies take precedence over allow policies (Cilium, "Layer 3 Policies", "Deny Policies").
      rules = rules.filter(\.denies) + rules.filter { !$0.denies }
    }
    let place = set.namespace.isEmpty || set.namespace == "*" ? "" : " in \(set.namespace)"
    let engine = set.engine == .kubernetes ? "" : "\(set.engine.rawValue): "
    var group = ReachGroup(
      ReachGroup.Key(.pods, way, "\(engine)pods \(set.selector.description)\(place)"),
      RuleChain(rules, policy: isRestricted ? .drop : .accept),
      origin: isolating.first?.origin ?? policies.first?.origin ?? Origin(line: 0))
    // The policies of the cluster's owner close nothing by being there: what they refuse is told rule by rule.
    group.isRestricted = set.engine == .admin || isRestricted || rules.contains(where: \.denies)
    // One policy without a condition around it keeps the pods isolated.
    let closing = policies.filter { $0.isolates.contains(way) }
    if !closing.contains(where: \.guards.isEmpty) { group.guards = closing.first?.guards ?? [] }
    return group
  }
}
