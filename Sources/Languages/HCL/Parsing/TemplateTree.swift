/// Builds nested template parts from flat pieces, without recursion.
struct TemplateTree {
  /// The parts of one open directive, or of the template itself.
  private struct Level {
    enum Directive {
      case template
      case condition(HCL.Expression, whenTrue: [HCL.TemplatePart]?)
      case loop(key: String?, value: String, HCL.Expression)
    }

    var directive: Directive
    var range: HCL.ByteRange?
    private var finished: [HCL.TemplatePart] = []
    private var pendingText = ""

    init(_ directive: Directive, range: HCL.ByteRange?) {
      self.directive = directive
      self.range = range
    }

    mutating func add(text: String) { pendingText += text }

    mutating func add(_ part: HCL.TemplatePart) {
      flush()
      finished.append(part)
    }

    /// Hands over the parts so far.
    mutating func takeParts() -> [HCL.TemplatePart] {
      flush()
      defer { finished = [] }
      return finished
    }

    private mutating func flush() {
      if !pendingText.isEmpty { finished.append(.literal(pendingText)) }
      pendingText = ""
    }
  }

  private var levels = [Level(.template, range: nil)]
  /// How many directives were open at once.
  private(set) var height = 0

  /// Adds a piece. Gives the range of a directive that does not belong where it is, or nil.
  mutating func add(_ piece: TemplatePieces.Piece) -> HCL.ByteRange? {
    switch piece {
    case .literal(let text): levels[levels.count - 1].add(text: text)
    case .interpolation(let expression): levels[levels.count - 1].add(.interpolation(expression))
    case .openIf(let condition, let range): open(.condition(condition, whenTrue: nil), range)
    case .openFor(let key, let value, let collection, let range):
      open(.loop(key: key, value: value, collection), range)
    case .openElse(let range): return switchToElse() ? nil : range
    case .closeIf(let range): return closeCondition() ? nil : range
    case .closeFor(let range): return closeLoop() ? nil : range
    }
    return nil
  }

  /// Where the innermost open directive is.
  var unclosedRange: HCL.ByteRange? { levels.last?.range }

  /// The parts of the whole template.
  var parts: [HCL.TemplatePart] {
    var outermost = levels[0]
    return outermost.takeParts()
  }

  private mutating func open(_ directive: Level.Directive, _ range: HCL.ByteRange) {
    levels.append(Level(directive, range: range))
    height = max(height, levels.count - 1)
  }

  private mutating func switchToElse() -> Bool {
    let top = levels.count - 1
    guard case .condition(let condition, whenTrue: nil) = levels[top].directive else { return false }
    levels[top].directive = .condition(condition, whenTrue: levels[top].takeParts())
    return true
  }

  private mutating func closeCondition() -> Bool {
    let top = levels.count - 1
    guard case .condition(let condition, let whenTrue) = levels[top].directive else { return false }
    let last = levels[top].takeParts()
    levels.removeLast()
    levels[top - 1].add(
      .condition(
        HCL.TemplateCondition(
          condition: condition, whenTrue: whenTrue ?? last, whenFalse: whenTrue == nil ? [] : last)))
    return true
  }

  private mutating func closeLoop() -> Bool {
    let top = levels.count - 1
    guard case .loop(let key, let value, let collection) = levels[top].directive else { return false }
    let body = levels[top].takeParts()
    levels.removeLast()
    levels[top - 1].add(
      .loop(HCL.TemplateLoop(keyVariable: key, valueVariable: value, collection: collection, body: body)))
    return true
  }
}
