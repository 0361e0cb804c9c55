import Exposure

extension FirewallRuleset {
  /// The rules as groups that are compared with others of their name.
  ///
  /// Where a base chain has no policy of its own in the text, there is one group for each policy that it may have.
  func groups(named name: String, line: Int) -> [ReachGroup] {
    redirects(named: name)
      + Hook.allCases.flatMap { hook -> [ReachGroup] in
        let keys = bases[hook] ?? []
        let isEmpty = keys.allSatisfy { key in
          guard let chain = list.chains[key] else { return true }
          // A text that says that everything comes in says something.
          let isOpened = hook == .input && chain.policy == .accept && chain.policyOrigin.line > 0
          return chain.rules.isEmpty && chain.policy != .drop && !isOpened
        }
        if isEmpty { return [] }
        let way: ReachGroup.Way = hook == .output ? .egress : .ingress
        // Only the filter itself is for refusing: nobody gives the chains of `mangle` a policy.
        let filters = keys.filter { $0.hasPrefix("filter/") }
        let open = (filters.isEmpty ? keys : filters).filter { list.chains[$0]?.policyOrigin.line == 0 }
        let key = ReachGroup.Key(.hostFirewall, way, "\(name) \(hook.rawValue)")
        let origin = Origin(line: line)
        if open.isEmpty { return [governed(ReachGroup(key, list, bases: keys, origin: origin))] }
        return [RuleChain.Policy.drop, .accept].map { policy in
          var assumed = list
          // One chain that refuses is enough for the whole.
          if let last = open.last { assumed.chains[last]?.policy = policy }
          return governed(
            ReachGroup(
              ReachGroup.Key(.hostFirewall, way, key.name, assumes: policy), assumed, bases: keys, origin: origin))
        }
      }
  }

  private func governed(_ group: ReachGroup) -> ReachGroup {
    var group = group
    group.families = families
    return group
  }

  /// Rules that send connections elsewhere, each as what is reached by it.
  func redirects(named name: String) -> [ReachGroup] {
    natRules.map { rule in
      let accepted = Rule(rule.traffic, action: .accept, origin: rule.origin)
      return ReachGroup(
        ReachGroup.Key(.redirect, .ingress, "\(name) nat \(rule.target)"), RuleChain([accepted], policy: .drop),
        origin: rule.origin)
    }
  }
}
