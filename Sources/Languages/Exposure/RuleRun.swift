/// Rules one after the other that each end a packet's way, without conditions.
///
/// They are put together by halves, as a sort would: what the second half decides is what the first one left. Taken one
/// by one, every rule would write the whole set anew, which makes the work of a long list that of its square.
struct RuleRun {
  private indirect enum Node {
    case rule(Rule, match: Diagram)
    case halves(Node, Node, accepted: Diagram, refused: Diagram)

    var accepted: Diagram {
      switch self {
      case .rule(let rule, let match): rule.action == .accept ? match : .none
      case .halves(_, _, let accepted, _): accepted
      }
    }

    var refused: Diagram {
      switch self {
      case .rule(let rule, let match): rule.denies ? match : .none
      case .halves(_, _, _, let refused): refused
      }
    }
  }

  private let root: Node

  /// The packets that the rules let through.
  var accepted: Diagram { root.accepted }
  /// The packets that one of the rules refuses, where none before it lets them through. Never made one with
  /// ``accepted``: a refusal of some sources and a permission for some ports have no shape in common, and their union has
  /// the one in every part of the other.
  var refused: Diagram { root.refused }

  /// The end of the run that starts at `start`; a rule that belongs to none is one by itself.
  static func end(of rules: [Rule], from start: Int) -> Int {
    rules[start...].firstIndex { !($0.action == .accept || $0.denies) || !$0.conditions.isEmpty }
      .map { max($0, start + 1) } ?? rules.count
  }

  private static let quickSteps = 256

  /// `nil` when none of the rules matches any of `packets`.
  init?(_ rules: ArraySlice<Rule>, within packets: Diagram, _ table: inout DiagramTable) {
    var level: [Node] = []
    for rule in rules where rule.states.contains(.new) && !table.isExhausted {
      // Most rules of a long list say nothing of a few packets, which is seen without taking them into the table.
      var steps = Self.quickSteps
      if rule.traffic.diagram.meets(packets, steps: &steps) == false { continue }
      let match = table.combine(.intersection, table.adopt(rule.traffic.diagram), packets)
      if match != .none { level.append(.rule(rule, match: match)) }
    }
    while level.count > 1, !table.isExhausted {
      var next: [Node] = []
      next.reserveCapacity((level.count + 1) / 2)
      for index in stride(from: 0, to: level.count - 1, by: 2) {
        next.append(Self.joined(level[index], level[index + 1], &table))
      }
      if let odd = level.last, !level.count.isMultiple(of: 2) { next.append(odd) }
      level = next
    }
    guard let root = level.first else { return nil }
    self.root = root
  }

  private static func joined(_ first: Node, _ second: Node, _ table: inout DiagramTable) -> Node {
    // What the first half lets through before it refuses it is in the union all the same.
    let late = table.combine(.difference, second.accepted, first.refused)
    return .halves(
      first, second, accepted: table.combine(.union, first.accepted, late),
      refused: table.combine(.union, first.refused, second.refused))
  }

  /// The packets that none of the rules matches.
  func rest(of packets: Diagram, _ table: inout DiagramTable) -> Diagram { Self.rest(of: packets, after: root, &table) }

  private static func rest(of packets: Diagram, after node: Node, _ table: inout DiagramTable) -> Diagram {
    table.combine(.difference, table.combine(.difference, packets, node.refused), node.accepted)
  }

  /// The rules that decide any of `packets`, in their order, each with what it decides.
  func parts(of packets: Diagram, _ table: inout DiagramTable) -> [(rule: Rule, packets: Diagram)] {
    var parts: [(rule: Rule, packets: Diagram)] = []
    // The second half waits below the first one.
    var waiting = [(root, packets)]
    while let (node, packets) = waiting.popLast(), !table.isExhausted {
      let isMet =
        table.combine(.intersection, packets, node.refused) != .none
        || table.combine(.intersection, packets, node.accepted) != .none
      guard isMet else { continue }
      switch node {
      case .rule(let rule, let match): parts.append((rule, table.combine(.intersection, packets, match)))
      case .halves(let first, let second, _, _):
        waiting.append((second, Self.rest(of: packets, after: first, &table)))
        waiting.append((first, packets))
      }
    }
    return parts
  }
}
