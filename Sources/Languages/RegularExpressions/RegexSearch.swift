/// One place at which a pattern is found.
public struct RegexMatch: Hashable, Sendable {
  /// Where it is, and where each of its groups is, in Unicode scalars; `nil` for a group that took no part.
  public let ranges: [Range<Int>?]

  /// The whole match.
  public var range: Range<Int> { ranges.first.flatMap(\.self) ?? 0..<0 }
}

extension LinearRegex {
  /// Every match from left to right, none inside another, at most `limit`: of those that begin first, the one that a
  /// back-tracking matcher would find. An empty match right behind another is none.
  ///
  /// Each step takes one from `steps`: to follow one state over one scalar. `nil` where they do not suffice, since to find *all*
  /// matches may take time quadratic in the text.
  public func allMatches(in text: [Unicode.Scalar], limit: Int = .max, steps: inout Int) -> [RegexMatch]? {
    var matches: [RegexMatch] = []
    var start = 0
    var lastEnd = -1
    while start <= text.count, matches.count < limit {
      guard case .searched(let found) = program.firstMatch(in: text, from: start, groups: groups.count, steps: &steps)
      else { return nil }
      guard let match = found else { break }
      let range = match.range
      if range.upperBound != start || range.lowerBound != lastEnd { matches.append(match) }
      lastEnd = range.upperBound
      start = range.upperBound == start ? start + 1 : range.upperBound
    }
    return matches
  }
}

/// The search that tells where a match is, and its groups (Pike's virtual machine): the states are followed in the order
/// in which a back-tracking matcher would try them, each with the places noted on its way.
extension RegexProgram {
  enum Outcome {
    case searched(RegexMatch?)
    /// The steps did not suffice.
    case exhausted
  }

  private struct Thread {
    let state: Int
    let places: [Int]
  }

  /// The threads at one place of the text, dearest first.
  private struct Threads {
    var members: [Thread] = []
    private var visited: [Int] = []
    private var isVisited: [Bool]

    init(count: Int) { isVisited = Array(repeating: false, count: count) }

    /// Whether the state was not reached before: only the dearest way to it counts.
    mutating func visit(_ state: Int) -> Bool {
      guard !isVisited[state] else { return false }
      isVisited[state] = true
      visited.append(state)
      return true
    }

    mutating func removeAll() {
      for state in visited { isVisited[state] = false }
      visited.removeAll(keepingCapacity: true)
      members.removeAll(keepingCapacity: true)
    }
  }

  /// The match that begins first at or behind `start`.
  func firstMatch(
    in text: [Unicode.Scalar], from start: Int, groups: Int, steps budget: inout Int
  ) -> Outcome {
    budget -= steps.count
    var threads = Threads(count: steps.count)
    var next = Threads(count: steps.count)
    var found: [Int]?
    let nowhere = Array(repeating: -1, count: 2 * (groups + 1))
    for position in start...text.count {
      if found == nil {
        var places = nowhere
        places[0] = position
        enter(0, places, at: position, of: text, &threads, &budget)
      }
      if threads.members.isEmpty, found != nil { break }
      next.removeAll()
      for thread in threads.members {
        if case .match = steps[thread.state] {
          found = thread.places
          found?[1] = position
          // Whatever comes behind in the order counts no more.
          break
        }
        guard position < text.count, reads(thread.state, text[position]) else { continue }
        enter(thread.state + 1, thread.places, at: position + 1, of: text, &next, &budget)
      }
      guard budget > 0 else { return .exhausted }
      budget -= 1
      swap(&threads, &next)
    }
    return .searched(
      found.map { places in
        RegexMatch(
          ranges: (0...groups).map { group in
            let (from, to) = (places[2 * group], places[2 * group + 1])
            return from >= 0 && to >= from ? from..<to : nil
          })
      })
  }

  /// Adds `state` and what is reached from it without reading, in their order.
  private func enter(
    _ state: Int, _ places: [Int], at position: Int, of text: [Unicode.Scalar], _ threads: inout Threads,
    _ budget: inout Int
  ) {
    var pending = [Thread(state: state, places: places)]
    while let thread = pending.popLast() {
      guard threads.visit(thread.state) else { continue }
      budget -= 1
      switch steps[thread.state] {
      case .split(let first, let second):
        pending.append(Thread(state: second, places: thread.places))
        pending.append(Thread(state: first, places: thread.places))
      case .jump(let target): pending.append(Thread(state: target, places: thread.places))
      case .assertion(let assertion):
        let before = position > 0 ? text[position - 1] : nil
        let after = position < text.count ? text[position] : nil
        guard assertion.holds(between: before, and: after) else { continue }
        pending.append(Thread(state: thread.state + 1, places: thread.places))
      case .note(let index):
        var places = thread.places
        places[index] = position
        pending.append(Thread(state: thread.state + 1, places: places))
      case .scalar, .set, .match: threads.members.append(thread)
      }
    }
  }
}
