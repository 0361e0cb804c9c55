import HCL

/// Computes what an expression is known to be, in Terraform's semantics, as far as text alone can tell.
///
/// Whatever hangs on a state, a provider, the time or a function that is not computed here is
/// ``StaticValue/unknown``; what Terraform surely refuses is ``StaticValue/failure``. The recursion follows the syntax
/// tree, whose depth the parser bounds, and the steps of one evaluation are counted, since loops multiply.
struct Evaluator {
  let scope: StaticScope
  /// What the loops around the expression bind.
  private var bindings: [String: StaticValue] = [:]
  /// How many locals are still followed, where texts are wanted although not all in them is known; see ``text(of:)``.
  private var writing: Int?
  /// Whether what is not known is left out of such texts.
  private var leavesOut = false
  /// Whether `path.module` stands for the directory of the module: only where a path of the repository is asked for.
  private var readsPaths = false
  private let budget: Budget

  /// The steps that are left. Shared by the copies of one evaluator.
  private final class Budget {
    var steps = TerraformLimits.evaluationSteps
    /// What the elements of all results may weigh, so that loops cannot multiply a large value.
    var bytes = TerraformLimits.evaluationBytes
    /// The steps of regular expressions that are left.
    var patternSteps = TerraformLimits.patternSteps
    /// The values of calls inside loops that are the same each time, by where they stand; `nil` for the others.
    var constants: [Int: StaticValue?] = [:]
  }

  init(scope: StaticScope) {
    self.scope = scope
    self.budget = Budget()
  }

  func value(of expression: HCL.Expression) -> StaticValue {
    guard spend() else { return .unknown }
    switch expression.kind {
    case .null: return .null
    case .bool(let value): return .bool(value)
    case .number(let text): return StaticNumber(text).map(StaticValue.number) ?? .unknown
    case .string(let text): return .text(text)
    case .template(let parts): return template(parts)
    case .templateWrap(let inner), .parentheses(let inner): return value(of: inner)
    case .tuple(let elements): return .tuple(elements.map(value))
    case .object(let items): return object(items)
    case .call(let call): return bindings.isEmpty || writing != nil ? function(call) : repeated(call, expression)
    case .traversal(let traversal): return reference(traversal)
    case .relativeTraversal(let source, let steps):
      return output(of: source, steps) ?? member(of: value(of: source), at: steps[...])
    case .index(let collection, let key): return element(of: value(of: collection), at: value(of: key))
    case .unary(let symbol, let operand): return StaticOperator.apply(symbol, value(of: operand))
    case .binary(let symbol, let left, let right):
      return StaticOperator.apply(symbol, value(of: left), value(of: right))
    case .conditional(let condition, let whenTrue, let whenFalse):
      return choice(condition, whenTrue, whenFalse)
    case .splat(let splat): return self.splat(splat)
    case .splatItem: return bindings[Self.splatItem] ?? .unknown
    case .forExpression(let loop): return self.loop(loop)
    case .invalid: return .unknown
    }
  }

  /// The text that an expression gives, with what is not known in it left as it is written, `${var.port}`. Of branches that
  /// are not decided it holds both, and what is packed for its way is unpacked.
  func text(of expression: HCL.Expression) -> String? {
    var copy = self
    copy.writing = Self.localsDepth
    return copy.value(of: expression).string
  }

  /// The same with what is not known left out, where the text has words of its own.
  func words(of expression: HCL.Expression) -> String? {
    var copy = self
    copy.writing = Self.localsDepth
    copy.leavesOut = true
    guard let text = copy.value(of: expression).string, text.contains(Self.gap),
      text.contains(where: { $0.isLetter || $0.isNumber })
    else { return nil }
    return text
  }

  /// What stands for what is not known in ``words(of:)``.
  private static let gap = "${…}"

  /// So many locals are followed, one within the other: they may refer to one another in a circle.
  private static let localsDepth = 8

  /// Functions that pack the text of a machine's start.
  private static let packing: Set<String> = ["base64encode", "base64gzip", "textencodebase64"]

  /// What is put into a text: its value, or what it is written as.
  private func written(_ expression: HCL.Expression) -> StaticValue {
    let value = value(of: expression)
    guard writing != nil else { return value }
    if value.string != nil, !expression.variables.contains(where: scope.isSensitive) { return value }
    if leavesOut { return .text(Self.gap) }
    return .text("${\(SymbolicText.render(expression, in: scope))}")
  }

  /// The same evaluator with one more name.
  func binding(_ name: String, to value: StaticValue) -> Evaluator {
    var copy = self
    copy.bindings[name] = value
    return copy
  }

  /// The same evaluator with more names.
  func binding(_ names: [String: StaticValue]) -> Evaluator {
    var copy = self
    copy.bindings.merge(names) { _, new in new }
    return copy
  }

  private func spend() -> Bool {
    budget.steps -= 1
    return budget.steps > 0
  }

  /// No name of the language, so that nothing in the text can mean it.
  private static let splatItem = "[*]"

  // MARK: Choices and templates

  private func choice(
    _ condition: HCL.Expression, _ whenTrue: HCL.Expression, _ whenFalse: HCL.Expression
  ) -> StaticValue {
    let decision = value(of: condition)
    if let holds = decision.boolean { return value(of: holds ? whenTrue : whenFalse) }
    if decision == .failure || decision == .null { return .failure }
    // Whatever the condition turns out to be, two equal results are the result.
    let (first, second) = (value(of: whenTrue), value(of: whenFalse))
    if writing != nil {
      let texts = [first, second].compactMap(\.string)
      return texts.isEmpty ? .unknown : .text(texts.joined(separator: "\n"))
    }
    return first.isKnown && first == second ? first : .unknown
  }

  private func template(_ parts: [HCL.TemplatePart]) -> StaticValue {
    var rendering = TemplateRendering()
    render(parts, into: &rendering)
    return rendering.value
  }

  private func render(_ parts: [HCL.TemplatePart], into rendering: inout TemplateRendering) {
    for part in parts where spend() {
      switch part {
      case .literal(let literal): rendering.add(literal)
      case .interpolation(let expression): rendering.add(written(expression))
      case .condition(let branch):
        guard let holds = value(of: branch.condition).boolean else {
          guard writing == nil else {
            render(branch.whenTrue + branch.whenFalse, into: &rendering)
            continue
          }
          rendering.addUnknown()
          continue
        }
        render(holds ? branch.whenTrue : branch.whenFalse, into: &rendering)
      case .loop(let loop):
        guard let elements = iterate(value(of: loop.collection)) else {
          guard writing == nil else {
            bound(loop.keyVariable, loop.valueVariable, .unknown, .unknown).render(loop.body, into: &rendering)
            continue
          }
          rendering.addUnknown()
          continue
        }
        for (key, value) in elements {
          bound(loop.keyVariable, loop.valueVariable, key, value).render(loop.body, into: &rendering)
        }
      }
    }
    if budget.steps <= 0 { rendering.addUnknown() }
  }

  // MARK: Collections

  private func object(_ items: [HCL.ObjectItem]) -> StaticValue {
    var members: [String: StaticValue] = [:]
    for item in items {
      let key: String?
      switch item.key {
      case .name(let name, _): key = name
      case .expression(let expression): key = value(of: expression).string
      }
      guard let key else { return .unknown }
      members[key] = value(of: item.value)
    }
    return .object(members)
  }

  private func splat(_ splat: HCL.Splat) -> StaticValue {
    let source = value(of: splat.source)
    switch source {
    case .unknown, .failure, .encoded: return source == .failure ? .failure : .unknown
    case .null: return .tuple([])
    case .tuple(let elements):
      return .tuple(elements.values.map { binding(Self.splatItem, to: $0).value(of: splat.each) })
    // Anything else is treated as a list of itself.
    default: return .tuple([binding(Self.splatItem, to: source).value(of: splat.each)])
    }
  }

  private func loop(_ loop: HCL.ForExpression) -> StaticValue {
    let collection = value(of: loop.collection)
    guard let elements = iterate(collection) else { return collection.isKnown ? .failure : .unknown }
    var values: [StaticValue] = []
    var members: [String: StaticValue] = [:]
    var groups: [String: [StaticValue]] = [:]
    var weight = 0
    for (key, value) in elements {
      let inner = bound(loop.keyVariable, loop.valueVariable, key, value)
      if let condition = loop.condition {
        guard let holds = inner.value(of: condition).boolean else { return .unknown }
        if !holds { continue }
      }
      let result = inner.value(of: loop.value)
      budget.bytes -= result.weight
      weight += result.weight
      guard budget.steps > 0, budget.bytes > 0, weight <= TerraformLimits.valueBytes else { return .unknown }
      guard let keyExpression = loop.key else {
        values.append(result)
        continue
      }
      guard let name = inner.value(of: keyExpression).string else { return .unknown }
      if loop.groups {
        groups[name, default: []].append(result)
      } else if members.updateValue(result, forKey: name) != nil {
        return .failure
      }
    }
    guard loop.makesObject else { return .tuple(values) }
    return .object(loop.groups ? groups.mapValues(StaticValue.tuple) : members)
  }

  private func bound(_ keyName: String?, _ valueName: String, _ key: StaticValue, _ value: StaticValue) -> Evaluator {
    let copy = binding(valueName, to: value)
    return keyName.map { copy.binding($0, to: key) } ?? copy
  }

  /// The keys and values of a collection in the order of a loop; `nil` for what is no collection or not known.
  func iterate(_ collection: StaticValue) -> [(key: StaticValue, value: StaticValue)]? {
    switch collection {
    case .tuple(let elements) where elements.isSet: elements.values.map { ($0, $0) }
    case .tuple(let elements): elements.values.enumerated().map { (.integer($0), $1) }
    case .object(let members):
      members.values.sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
        .map { (.string($0.key), $0.value) }
    default: nil
    }
  }

  // MARK: Functions

  private func function(_ call: HCL.FunctionCall) -> StaticValue {
    let name = call.name.hasPrefix("core::") ? String(call.name.dropFirst("core::".utf8.count)) : call.name
    switch name {
    case "try", "can": return attempt(call, isTest: name == "can")
    case _ where FileCalls.functions.contains(name): return file(name, call.arguments)
    case "fileset" where call.arguments.count == 2: return fileSet(call.arguments)
    case "yamldecode" where call.arguments.count == 1:
      return value(of: call.arguments[0]).string.flatMap { scope.files.documents[$0] } ?? .unknown
    case "templatestring" where call.arguments.count == 2: return .unknown
    case _ where writing != nil && Self.packing.contains(name):
      return call.arguments.first.map(value) ?? .unknown
    default: break
    }
    var arguments = call.arguments.map(value)
    if call.expandsLastArgument {
      guard let last = arguments.popLast()?.elements else { return .unknown }
      arguments += last
    }
    let result = computed(name, arguments)
    budget.bytes -= result.weight
    return budget.bytes > 0 ? result : .unknown
  }

  /// A call inside a loop. One that names nothing of the loop is computed once: it may read and decode a whole file.
  private func repeated(_ call: HCL.FunctionCall, _ expression: HCL.Expression) -> StaticValue {
    let place = expression.range.start
    if let known = budget.constants[place] { return known ?? function(call) }
    let isConstant = !expression.variables.contains { bindings[$0.root] != nil }
    let value = function(call)
    budget.constants[place] = .some(isConstant ? value : nil)
    return value
  }

  private func computed(_ name: String, _ arguments: [StaticValue]) -> StaticValue {
    // A refused argument refuses the call.
    if arguments.contains(.failure), name != "coalesce" { return .failure }
    if name == "jsondecode", arguments.count == 1, case .string(let text) = arguments[0] {
      return scope.files.json.value(of: text)
    }
    if let hash = StaticFunction.Hash(name) {
      guard arguments.count == 1, let text = arguments[0].string else { return .unknown }
      return digest(hash, Array(text.utf8))
    }
    if name == "uuidv5", arguments.count == 2, let functions = scope.files.hashes,
      let namespace = arguments[0].string, let text = arguments[1].string
    {
      return StaticFunction.uuid5(namespace, text, by: functions).map(StaticValue.text) ?? .unknown
    }
    return StaticFunction.pattern(name, arguments, steps: &budget.patternSteps) ?? StaticFunction.apply(name, arguments)
  }

  private func digest(_ hash: StaticFunction.Hash, _ bytes: [UInt8]) -> StaticValue {
    budget.bytes -= bytes.count
    guard let functions = scope.files.hashes, budget.bytes > 0 else { return .unknown }
    return .text(hash.text(of: bytes, by: functions))
  }

  /// `try` gives the first argument that Terraform does not refuse. One that is unknown might be refused or not, and so
  /// ends the search.
  private func attempt(_ call: HCL.FunctionCall, isTest: Bool) -> StaticValue {
    for argument in call.arguments {
      let result = value(of: argument)
      if result == .failure { continue }
      if isTest { return result.isKnown ? .bool(true) : .unknown }
      return result
    }
    return isTest ? .bool(false) : .failure
  }

  /// Functions over files of the repository, whose contents the module has read beforehand.
  private func file(_ name: String, _ arguments: [HCL.Expression]) -> StaticValue {
    var reader = self
    reader.readsPaths = true
    guard let first = arguments.first, let path = reader.value(of: first).string else { return .unknown }
    let content = scope.files.content(at: path)
    switch (name, content) {
    case ("fileexists", .some): return .bool(true)
    case ("file", .text(let text)?): return .text(text)
    case ("filebase64", .text(let text)?) where writing != nil: return .text(text)
    case ("filebase64", .some(let content)):
      return content.bytes.map { .text(StaticFunction.base64($0)) } ?? .unknown
    case ("templatefile", .text(let text)?) where arguments.count == 2:
      guard let names = value(of: arguments[1]).members ?? (writing == nil ? nil : [:]) else { return .unknown }
      if TemplateRendering.isPlain(text) { return .text(text) }
      let parsed = HCL.parseTemplate(Array(text.utf8))
      guard parsed.diagnostics.isEmpty else { return .failure }
      // A template sees what it is given and nothing of the module.
      var inner = Evaluator(scope: StaticScope()).binding(names)
      inner.writing = writing
      return inner.value(of: parsed.expression)
    case (_, .some(let content)):
      guard let hash = StaticFunction.Hash(name.dropFirst("file".utf8.count)), let bytes = content.bytes else {
        return .unknown
      }
      return digest(hash, bytes)
    default: return .unknown
    }
  }

  /// The names of files, of a call whose directory and pattern were written out.
  private func fileSet(_ arguments: [HCL.Expression]) -> StaticValue {
    var reader = self
    reader.readsPaths = true
    guard let directory = reader.value(of: arguments[0]).string, let pattern = value(of: arguments[1]).string,
      let names = scope.files.sets[StaticFileSet(directory: StaticFiles.normalized(directory), pattern: pattern)]
    else { return .unknown }
    return .set(names.map(StaticValue.string))
  }

  // MARK: References

  func reference(_ traversal: HCL.Traversal) -> StaticValue {
    if let bound = bindings[traversal.root] { return member(of: bound, at: traversal.steps[...]) }
    if let bound = scope.iterators[traversal.root] { return member(of: bound, at: traversal.steps[...]) }
    guard let name = traversal.steps.first?.name else { return .unknown }
    let rest = traversal.steps.dropFirst()
    switch traversal.root {
    case "var":
      if writing != nil, rest.isEmpty, let text = scope.texts[name] { return .text(text) }
      return scope.variables[name].map { member(of: $0, at: rest) } ?? .unknown
    case "local":
      let known = scope.local(name).map { member(of: $0, at: rest) } ?? .unknown
      guard !known.isKnown, rest.isEmpty, let depth = writing, depth > 0,
        let definition = scope.definition(ofLocal: name)
      else { return known }
      var inner = self
      inner.writing = depth - 1
      return inner.value(of: definition)
    case "path":
      let isHere = name == "module" || (name == "root" && scope.files.isRoot)
      return readsPaths && isHere ? .string(".") : .unknown
    case "data": return document(name, rest)
    case "module": return scope.module(name)?.value(at: rest) ?? .unknown
    default: return .unknown
    }
  }

  /// `data.aws_iam_policy_document.<name>.json` and the like, which Terraform computes without asking anyone.
  private func document(_ type: String, _ steps: ArraySlice<HCL.TraversalStep>) -> StaticValue {
    guard let name = steps.first?.name, let output = steps.last?.name,
      type == "template_file" ? output == "rendered" : ["json", "minified_json", "policy_data"].contains(output),
      steps.count == 2 || steps.count == 3
    else { return .unknown }
    return scope.document("\(type).\(name)") ?? .unknown
  }

  /// `module.x[each.key].y`: of the instances of a module only that one is asked.
  private func output(of source: HCL.Expression, _ steps: [HCL.TraversalStep]) -> StaticValue? {
    guard case .index(let collection, let key) = source.kind, case .traversal(let traversal) = collection.kind,
      traversal.root == "module", bindings["module"] == nil, traversal.steps.count == 1,
      let name = traversal.steps.first?.name, let module = scope.module(name), let output = steps.first?.name
    else { return nil }
    return member(of: module.value(of: output, at: value(of: key)), at: steps.dropFirst())
  }

  func member(of value: StaticValue, at steps: ArraySlice<HCL.TraversalStep>) -> StaticValue {
    var current = value
    for step in steps {
      switch step {
      case .attribute(let name), .key(let name): current = element(of: current, at: .string(name))
      case .index(let number):
        current = element(of: current, at: StaticNumber(number).map(StaticValue.number) ?? .unknown)
      }
    }
    return current
  }

  private func element(of collection: StaticValue, at key: StaticValue) -> StaticValue {
    switch collection {
    case .tuple(let elements):
      if elements.isSet { return key.isKnown ? .failure : .unknown }
      guard let index = key.numeric?.integer else { return key.isKnown ? .failure : .unknown }
      guard index >= 0, index < elements.values.count else { return .failure }
      return elements.values[Int(index)]
    case .object(let members):
      guard let key = key.string else { return .unknown }
      return members.values[key] ?? .failure
    case .null, .bool, .number, .string, .failure: return .failure
    case .unknown, .encoded: return .unknown
    }
  }
}
