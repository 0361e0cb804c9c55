/// The automaton of a pattern, and its simulation.
struct RegexProgram: Sendable {
  private enum Step: Sendable {
    case scalar(Unicode.Scalar)
    case set(RegexSet)
    case textStart
    case textEnd
    /// Goes on at both places.
    case split(Int, Int)
    case jump(Int)
    case match
  }

  private var steps: [Step] = []
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
    case .textStart: try add(.textStart)
    case .textEnd: try add(.textEnd)
    case .sequence(let nodes): for node in nodes { try emit(node) }
    case .alternatives(let nodes): try emitAlternatives(nodes)
    case .repetition(let node, let minimum, let maximum):
      try emitRepetition(node, minimum: minimum, maximum: maximum)
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
    _ node: RegexNode, minimum: Int, maximum: Int?
  ) throws(RegexError) {
    for _ in 0..<minimum { try emit(node) }
    guard let maximum else {
      let split = steps.count
      try add(.split(split + 1, 0))
      try emit(node)
      try add(.jump(split))
      steps[split] = .split(split + 1, steps.count)
      return
    }
    var splits: [Int] = []
    for _ in minimum..<maximum {
      splits.append(steps.count)
      try add(.split(steps.count + 1, 0))
      try emit(node)
    }
    for split in splits { steps[split] = .split(split + 1, steps.count) }
  }

  /// Follows all states at once; `wholeText` asks for a match from the first to the last scalar.
  func run(_ text: String.UnicodeScalarView, wholeText: Bool) -> Bool {
    var states = StateSet(count: steps.count)
    var next = StateSet(count: steps.count)
    var position = text.startIndex
    while true {
      let isStart = position == text.startIndex
      let isEnd = position == text.endIndex
      if isStart || !wholeText { enter(0, &states, isStart: isStart, isEnd: isEnd) }
      if states.hasMatch, isEnd || !wholeText { return true }
      guard !isEnd, !states.members.isEmpty || !wholeText else { return false }
      let scalar = text[position]
      text.formIndex(after: &position)
      let endsNow = position == text.endIndex
      next.removeAll()
      for state in states.members where reads(steps[state], scalar) {
        enter(state + 1, &next, isStart: false, isEnd: endsNow)
      }
      swap(&states, &next)
    }
  }

  private func reads(_ step: Step, _ scalar: Unicode.Scalar) -> Bool {
    switch step {
    case .scalar(let expected): expected == scalar
    case .set(let set): set.contains(scalar)
    default: false
    }
  }

  /// Adds `state` and every state that is reached from it without reading.
  private func enter(_ state: Int, _ states: inout StateSet, isStart: Bool, isEnd: Bool) {
    var pending = [state]
    while let state = pending.popLast() {
      guard states.insert(state) else { continue }
      switch steps[state] {
      case .split(let first, let second): pending += [second, first]
      case .jump(let target): pending.append(target)
      case .textStart: if isStart { pending.append(state + 1) }
      case .textEnd: if isEnd { pending.append(state + 1) }
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
