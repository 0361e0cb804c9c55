/// The automaton of a pattern, and its simulation.
struct RegexProgram: Sendable {
  enum Step: Sendable {
    case scalar(Unicode.Scalar)
    case set(RegexSet)
    case assertion(RegexAssertion)
    /// Notes the place: that of a group's begin or end, the group's number doubled, and one more for its end.
    case note(Int)
    /// Goes on at both places, rather at the first.
    case split(Int, Int)
    case jump(Int)
    case match
  }

  private(set) var steps: [Step] = []
  /// Visits of nodes (and ranges of sets) while compiling: repetitions of nothing make no steps but could
  /// be many.
  private var visits = 0

  init(_ node: RegexNode) throws(RegexError) {
    try emit(node)
    steps.append(.match)
  }

  private mutating func add(_ step: Step) throws(RegexError) {
    guard steps.count < LinearRegex.maximumStates else { throw Self.tooLarge }
    steps.append(step)
  }

  private static let tooLarge = RegexError(
    message: "the pattern needs more than \(LinearRegex.maximumStates) states; use smaller repetitions",
    offset: 0)

  private mutating func emit(_ node: RegexNode) throws(RegexError) {
    visits += 1
    guard visits <= 4 * LinearRegex.maximumStates else { throw Self.tooLarge }
    switch node {
    case .empty: break
    case .scalar(let scalar): try add(.scalar(scalar))
    case .set(let set):
      // A set costs one comparison per range, so a repeated large set is as dear as many states.
      visits += set.ranges.count
      try add(.set(set))
    case .assertion(let assertion): try add(.assertion(assertion))
    case .group(let node, let number):
      try add(.note(2 * number))
      try emit(node)
      try add(.note(2 * number + 1))
    case .sequence(let nodes): for node in nodes { try emit(node) }
    case .alternatives(let nodes): try emitAlternatives(nodes)
    case .repetition(let node, let minimum, let maximum, let isLazy):
      try emitRepetition(node, minimum: minimum, maximum: maximum, isLazy: isLazy)
    }
  }

  private mutating func emitAlternatives(_ nodes: [RegexNode]) throws(RegexError) {
    var ends: [Int] = []
    for (index, node) in nodes.enumerated() {
      guard index + 1 < nodes.count else {
        try emit(node)
        break
      }
      let split = steps.count
      try add(.split(split + 1, 0))
      try emit(node)
      ends.append(steps.count)
      try add(.jump(0))
      steps[split] = .split(split + 1, steps.count)
    }
    for end in ends { steps[end] = .jump(steps.count) }
  }

  private mutating func emitRepetition(
    _ node: RegexNode, minimum: Int, maximum: Int?, isLazy: Bool
  ) throws(RegexError) {
    func split(_ inside: Int, _ outside: Int) -> Step { isLazy ? .split(outside, inside) : .split(inside, outside) }
    var splits: [Int] = []
    if let maximum {
      for _ in 0..<minimum { try emit(node) }
      for _ in minimum..<maximum {
        splits.append(steps.count)
        try add(.match)
        try emit(node)
      }
    } else {
      // One that may be left out and match nothing is one or more that may be left out: a round without characters ends
      // it, as in Go.
      if minimum == 0, !node.canBeEmpty {
        let start = steps.count
        try add(.match)
        try emit(node)
        try add(.jump(start))
        steps[start] = split(start + 1, steps.count)
        return
      }
      if minimum == 0 {
        splits.append(steps.count)
        try add(.match)
      }
      for _ in 1..<max(1, minimum) { try emit(node) }
      let start = steps.count
      try emit(node)
      try add(split(start, steps.count + 1))
    }
    for place in splits { steps[place] = split(place + 1, steps.count) }
  }

  /// Follows all states at once; `wholeText` asks for a match from the first to the last scalar.
  func run(_ text: String.UnicodeScalarView, wholeText: Bool) -> Bool {
    var states = StateSet(count: steps.count)
    var next = StateSet(count: steps.count)
    var position = text.startIndex
    var before: Unicode.Scalar?
    while true {
      let isEnd = position == text.endIndex
      let scalar = isEnd ? nil : text[position]
      if before == nil || !wholeText { enter(0, &states, before, scalar) }
      if states.hasMatch, isEnd || !wholeText { return true }
      guard let scalar, !states.members.isEmpty || !wholeText else { return false }
      text.formIndex(after: &position)
      let after = position == text.endIndex ? nil : text[position]
      next.removeAll()
      for state in states.members where reads(state, scalar) { enter(state + 1, &next, scalar, after) }
      swap(&states, &next)
      before = scalar
    }
  }

  func reads(_ state: Int, _ scalar: Unicode.Scalar) -> Bool {
    switch steps[state] {
    case .scalar(let expected): expected == scalar
    case .set(let set): set.contains(scalar)
    default: false
    }
  }

  /// Adds `state` and every state that is reached from it without reading, between `before` and `after`.
  private func enter(
    _ state: Int, _ states: inout StateSet, _ before: Unicode.Scalar?, _ after: Unicode.Scalar?
  ) {
    var pending = [state]
    while let state = pending.popLast() {
      guard states.insert(state) else { continue }
      switch steps[state] {
      case .split(let first, let second): pending += [second, first]
      case .jump(let target): pending.append(target)
      case .assertion(let assertion): if assertion.holds(between: before, and: after) { pending.append(state + 1) }
      case .note: pending.append(state + 1)
      case .match: states.hasMatch = true
      case .scalar, .set: break
      }
    }
  }

  /// The states that the text read so far can have reached.
  private struct StateSet {
    private(set) var members: [Int] = []
    private var isMember: [Bool]
    var hasMatch = false

    init(count: Int) { isMember = Array(repeating: false, count: count) }

    mutating func insert(_ state: Int) -> Bool {
      guard !isMember[state] else { return false }
      isMember[state] = true
      members.append(state)
      return true
    }

    mutating func removeAll() {
      for state in members { isMember[state] = false }
      members.removeAll(keepingCapacity: true)
      hasMatch = false
    }
  }
}
