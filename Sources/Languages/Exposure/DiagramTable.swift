/// Makes and combines diagrams: owns their branches, remembers results and counts the work.
///
/// A table lives for one computation. When the work exceeds `budget`, ``isExhausted`` becomes true and every
/// further result is meaningless; the owner of the table must ask before it uses any.
struct DiagramTable {
  /// The set operations that ``combine(_:_:_:)`` knows.
  enum Operation: Hashable {
    case union
    case intersection
    case difference
  }

  private struct Shape: Hashable {
    let dimension: Dimension
    let segments: [Segment]
    let digest: Int

    init(_ dimension: Dimension, _ segments: [Segment]) {
      self.dimension = dimension
      self.segments = segments
      var hasher = Hasher()
      hasher.combine(dimension)
      for segment in segments {
        hasher.combine(segment.last)
        hasher.combine(segment.next.digest)
      }
      digest = hasher.finalize()
    }

    static func == (left: Shape, right: Shape) -> Bool {
      left.digest == right.digest && left.dimension == right.dimension && left.segments == right.segments
    }

    func hash(into hasher: inout Hasher) { hasher.combine(digest) }
  }

  private struct Step: Hashable {
    let operation: Operation
    let left: Diagram
    let right: Diagram
  }

  private var branches: [Shape: Branch] = [:]
  /// Branches of other tables with their equal here; keeping the foreign branch keeps its identity unique.
  private var adopted: [ObjectIdentifier: (foreign: Branch, own: Diagram)] = [:]
  private var results: [Step: Diagram] = [:]
  private var budget: Int
  /// Whether equal branches are one object; where only one is made of each, looking for its equal is for nothing.
  private let isShared: Bool

  /// The segments written so far exceed the budget.
  var isExhausted: Bool { budget < 0 }

  /// - Parameter budget: the number of segments that may be written.
  init(budget: Int, isShared: Bool = true) {
    self.budget = budget
    self.isShared = isShared
  }

  /// Charges work that is not a segment, such as visiting a rule.
  mutating func charge(_ amount: Int) { budget &-= isExhausted ? 0 : amount }

  /// The diagram equal to `diagram` whose branches are all of this table.
  mutating func adopt(_ diagram: Diagram) -> Diagram {
    guard case .branch(let foreign) = diagram, !isExhausted else { return diagram }
    if let known = adopted[ObjectIdentifier(foreign)] { return known.own }
    var segments: [Segment] = []
    segments.reserveCapacity(foreign.segments.count)
    for segment in foreign.segments {
      segments.append(Segment(last: segment.last, next: adopt(segment.next)))
    }
    let own = make(foreign.dimension, segments)
    adopted[ObjectIdentifier(foreign)] = (foreign, own)
    return own
  }

  /// The one branch with these segments, reduced: equal neighbours joined, a single segment skipped.
  mutating func make(_ dimension: Dimension, _ segments: [Segment]) -> Diagram {
    budget &-= isExhausted ? 0 : segments.count
    var reduced: [Segment] = []
    reduced.reserveCapacity(segments.count)
    for segment in segments {
      if let last = reduced.last, last.next == segment.next { reduced.removeLast() }
      reduced.append(segment)
    }
    guard reduced.count > 1 else { return reduced.first?.next ?? .none }
    let shape = Shape(dimension, reduced)
    guard isShared else {
      return .branch(Branch(dimension: dimension, segments: reduced, digest: shape.digest))
    }
    if let known = branches[shape] { return .branch(known) }
    let branch = Branch(dimension: dimension, segments: reduced, digest: shape.digest)
    branches[shape] = branch
    // A branch of this table is its own equal, so that adopting a result again costs nothing.
    adopted[ObjectIdentifier(branch)] = (branch, .branch(branch))
    return .branch(branch)
  }

  /// Restricts `dimension` to `values` and continues with `next` there.
  mutating func restrict(
    _ dimension: Dimension, to values: [ClosedRange<UInt128>], last: UInt128, next: Diagram
  ) -> Diagram {
    var segments: [Segment] = []
    segments.reserveCapacity(values.count * 2 + 1)
    var first: UInt128 = 0
    for range in values {
      if range.lowerBound > first { segments.append(Segment(last: range.lowerBound - 1, next: .none)) }
      segments.append(Segment(last: range.upperBound, next: next))
      first = range.upperBound &+ 1
    }
    if values.last?.upperBound != last { segments.append(Segment(last: last, next: .none)) }
    return make(dimension, segments)
  }

  /// The union, intersection or difference of two diagrams of this table.
  mutating func combine(_ operation: Operation, _ left: Diagram, _ right: Diagram) -> Diagram {
    if let simple = Self.simple(operation, left, right) { return simple }
    if isExhausted { return .none }
    let step = Step(operation: operation, left: left, right: right)
    if let known = results[step] { return known }
    let result = sweep(left, right) { table, one, other in table.combine(operation, one, other) }
    results[step] = result
    return result
  }

  /// Walks both lines of the first dimension that matters to either and decides segment by segment.
  private mutating func sweep(
    _ left: Diagram, _ right: Diagram,
    _ decide: (inout DiagramTable, Diagram, Diagram) -> Diagram
  ) -> Diagram {
    let dimension = min(Self.dimension(left), Self.dimension(right))
    let mine = Self.line(left, dimension)
    let theirs = Self.line(right, dimension)
    var segments: [Segment] = []
    segments.reserveCapacity(mine.count + theirs.count)
    var one = 0
    var other = 0
    while one < mine.count, other < theirs.count {
      let last = min(mine[one].last, theirs[other].last)
      let next = decide(&self, mine[one].next, theirs[other].next)
      // The end of a line without a branch is unbounded; the other line's end closes both.
      segments.append(Segment(last: last, next: next))
      let ends = (mine[one].last == last, theirs[other].last == last)
      if ends.0 { one += 1 }
      if ends.1 { other += 1 }
      if one == mine.count || other == theirs.count { break }
    }
    return make(dimension, segments)
  }

  private static func dimension(_ diagram: Diagram) -> Dimension {
    if case .branch(let branch) = diagram { branch.dimension } else { .source }
  }

  private static func line(_ diagram: Diagram, _ dimension: Dimension) -> [Segment] {
    if case .branch(let branch) = diagram, branch.dimension == dimension { return branch.segments }
    return [Segment(last: .max, next: diagram)]
  }

  /// What needs no look at the branches.
  static func simple(_ operation: Operation, _ left: Diagram, _ right: Diagram) -> Diagram? {
    if left == right { return operation == .difference ? Diagram.none : left }
    switch (operation, left, right) {
    case (.union, .none, _), (.intersection, .all, _): return right
    case (.union, _, .none), (.intersection, _, .all), (.difference, _, .none): return left
    case (.union, .all, _), (.union, _, .all): return .all
    case (.intersection, .none, _), (.intersection, _, .none): return Diagram.none
    case (.difference, .none, _), (.difference, _, .all): return Diagram.none
    default: return nil
    }
  }
}

extension DiagramTable {
  /// The union of many diagrams, merged in pairs so that the work is that of a sort, not of an insertion
  /// sort.
  mutating func union(of diagrams: [Diagram]) -> Diagram {
    var level = diagrams
    while level.count > 1 {
      var next: [Diagram] = []
      next.reserveCapacity((level.count + 1) / 2)
      for index in stride(from: 0, to: level.count - 1, by: 2) {
        next.append(combine(.union, level[index], level[index + 1]))
      }
      if let odd = level.last, !level.count.isMultiple(of: 2) { next.append(odd) }
      level = next
    }
    return level.first ?? .none
  }

  /// `diagram` with every branch on `dimension` replaced by what `replace` makes of it.
  ///
  /// Branches below the dimension are left alone; results are remembered in `memo`.
  mutating func replacing(
    _ dimension: Dimension, in diagram: Diagram, _ memo: inout [Diagram: Diagram],
    _ replace: (inout DiagramTable, Branch) -> Diagram
  ) -> Diagram {
    guard case .branch(let branch) = diagram, branch.dimension <= dimension, !isExhausted else {
      return diagram
    }
    if let known = memo[diagram] { return known }
    let result: Diagram
    if branch.dimension == dimension {
      result = replace(&self, branch)
    } else {
      var segments: [Segment] = []
      segments.reserveCapacity(branch.segments.count)
      for segment in branch.segments {
        let next = replacing(dimension, in: segment.next, &memo, replace)
        segments.append(Segment(last: segment.last, next: next))
      }
      result = make(branch.dimension, segments)
    }
    memo[diagram] = result
    return result
  }
}
