import Exposure

/// A policy that isolates the pods it selects and says what may still reach them.
public struct PodPolicy: Sendable {
  /// Who enforces it: policies of one engine add up, and a packet must pass all engines.
  public enum Engine: String, Hashable, Sendable {
    case kubernetes = "NetworkPolicy"
    case calico = "Calico policy"
    case cilium = "Cilium policy"
    case admin = "AdminNetworkPolicy"
  }

  let engine: Engine
  /// `shop/allow-web`.
  let name: String
  let namespace: String
  /// Whether it selects pods of every namespace.
  let isClusterWide: Bool
  let selector: LabelSelector
  /// The ways that are closed but for what the rules let through.
  let isolates: Set<ReachGroup.Way>
  private(set) var rules: [ReachGroup.Way: [Rule]]
  /// The place among the policies of engines that order them; lower comes first.
  let order: Int
  private(set) var origin: Origin
  /// What may keep the policy from being there: the conditions of a template around it.
  public var guards: [String]

  init(
    _ engine: Engine, of object: KubernetesObject, selector: LabelSelector, isClusterWide: Bool = false,
    isolates: Set<ReachGroup.Way>, rules: [ReachGroup.Way: [Rule]], order: Int = 0, guards: [String] = []
  ) {
    self.engine = engine
    name = object.fullName
    namespace = isClusterWide ? "*" : object.namespace
    self.isClusterWide = isClusterWide
    self.selector = selector
    self.isolates = isolates
    self.rules = rules
    self.order = order
    origin = Origin(line: object.line)
    self.guards = guards
  }

  /// The same policy with other rules.
  func replacing(rules: [ReachGroup.Way: [Rule]]) -> PodPolicy {
    var copy = self
    copy.rules = rules
    return copy
  }

  /// The policy with the file that it stands in as the label of its places.
  public func labelled(_ label: String) -> PodPolicy {
    var copy = self
    copy.origin = Origin(label: label, line: origin.line)
    copy.rules = rules.mapValues { $0.map { $0.labelled(label) } }
    return copy
  }
}
