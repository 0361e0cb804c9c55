extension RuleList {
  /// The packets that may open a connection: those that every base chain accepts, one after the other, for
  /// accepting ends only one chain while refusing is final (nftables; iptables tables; a subnet's and an
  /// interface's NSG).
  ///
  /// - Parameters:
  ///   - bases: the chains that see every packet, in the kernel's order; a missing one accepts.
  ///   - region: the packets asked about. A small region makes a large rule list cheap.
  ///   - budget: the work allowed, in diagram segments.
  public func reach(
    through bases: [String] = [single], within region: TrafficSet = .all, budget: Int = Limits.segments
  ) -> Bounded<Reach> {
    var walk = RuleWalk(chains, budget: budget, isTracing: false)
    let reach = walk.run(through: bases, within: region)
    return walk.table.isExhausted ? .tooComplex : .exact(reach)
  }

  /// The rules and policies that decide any packet of `region`, in the order in which they are met.
  ///
  /// Ask with an opened box for the lines that open it. A rule of the list that is missing from the answer
  /// for `.all` never decides a packet: it is shadowed.
  public func contributions(
    to region: TrafficSet, through bases: [String] = [single], budget: Int = Limits.segments
  ) -> Bounded<[Contribution]> {
    var walk = RuleWalk(chains, budget: budget, isTracing: true)
    _ = walk.run(through: bases, within: region)
    return walk.table.isExhausted ? .tooComplex : .exact(walk.contributions)
  }

  /// The packets that any accepting rule lets in, whatever the order: security groups, Kubernetes network
  /// policies. Rules that do not accept are ignored.
  public static func union(
    of rules: [Rule], within region: TrafficSet = .all, budget: Int = Limits.segments
  ) -> Bounded<Reach> {
    // Without refusals the first match and the union are the same.
    RuleList(RuleChain(rules.filter { $0.action == .accept }, policy: .drop))
      .reach(within: region, budget: budget)
  }
}
