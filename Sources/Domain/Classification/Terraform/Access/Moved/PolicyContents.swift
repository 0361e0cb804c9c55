import HCL

/// What a policy allows and refuses, each in words that mean the same wherever the policy stands.
struct PolicyContents {
  /// The sorts of which not all is known.
  private(set) var unknown: Set<AccessDifference.Sort> = []
  /// One entry for each action, resource and principal.
  private(set) var entries: [Entry] = []

  struct Entry: Hashable {
    let sort: AccessDifference.Sort
    let words: String
    let isBoundToRoot: Bool
  }

  /// Beyond it a statement is not taken apart.
  private static let atomLimit = 4_096

  /// The policy that `argument` of `block` holds, told by `text`.
  init(
    _ argument: Argument, _ sort: PolicyHolder.Sort, of block: ConfigurationBlock, in view: ModuleView,
    _ text: StableText
  ) {
    guard !argument.isAbsent else { return }
    let type = block.labels.first ?? ""
    guard let source = argument.source, let parts = Self.parts(source.expression, in: block, view, text) else {
      unknown = [.grant(.admin), .grant(.anyone), .grant(.wildcard), .grant(.escalation), .trust, .deny]
      return
    }
    for part in parts {
      let statement = PolicyHolder.isAboutOne(type) ? part.statement.onWholeResource : part.statement
      add(statement, part.words, sort)
    }
  }

  private struct Part {
    let statement: PolicyStatement
    /// What the statement says, where not all of it is a value; `nil` in it where that is not known.
    let words: Words
  }

  private enum Words {
    case values
    case text(String, isBoundToRoot: Bool)
    case unknown
  }

  private mutating func add(_ statement: PolicyStatement, _ words: Words, _ sort: PolicyHolder.Sort) {
    var seen: Set<Entry> = []
    let count =
      max(statement.actions.count, 1) * max(statement.resources.count, 1) * max(statement.principals.count, 1)
    for atom in statement.atoms {
      let kind: AccessDifference.Sort
      if !statement.isAllow {
        kind = .deny
      } else if let grant = sort.grant(of: atom) {
        kind = .grant(grant.level)
      } else if sort.isTrust(atom) {
        kind = .trust
      } else {
        continue
      }
      var parts = ["\(sort)", atom.action, "\(statement.isAllow)"] + atom.excludedActions
      var isBoundToRoot = false
      switch words {
      case .values:
        parts += ["on", atom.resource, "but"] + statement.excludedResources
        parts += ["to", atom.principal, statement.excludesPrincipals ? "but \(statement.principals)" : ""]
        parts += atom.conditions.map { "if \($0.test) \($0.key) \($0.values)" }.sorted()
      case .text(let text, let isBound):
        parts.append(text)
        isBoundToRoot = isBound
      case .unknown: parts.append(PolicyStatement.unknown)
      }
      guard count <= Self.atomLimit, !parts.contains(where: { $0.contains(PolicyStatement.unknown) }) else {
        unknown.insert(kind)
        continue
      }
      let entry = Entry(sort: kind, words: parts.joined(separator: "\n"), isBoundToRoot: isBoundToRoot)
      if seen.insert(entry).inserted { entries.append(entry) }
    }
  }
}

/// How a policy is put together.
extension PolicyContents {
  /// How deep documents are made of documents.
  private static let depth = 8

  /// The statements of the policy that an expression in `block` of `view` gives; `nil` where they are not known.
  private static func parts(
    _ expression: HCL.Expression, in block: ConfigurationBlock?, _ view: ModuleView, _ blank: StableText,
    depth: Int = 0
  ) -> [Part]? {
    guard depth < Self.depth, block?.home == nil else { return nil }
    var text = blank
    let scope = block.map { view.scope.around($0) } ?? view.scope.outermost
    if !text.restsOnRoot(expression, in: block, view),
      let document = PolicyDocument(Evaluator(scope: scope).value(of: expression)), document.isComplete,
      !document.statements.contains(where: \.holdsUnknown)
    {
      return document.statements.map { Part(statement: $0, words: .values) }
    }
    if let call = expression.functionCall, call.name == "jsonencode", call.arguments.count == 1 {
      return written(call.arguments[0], in: block, view, blank)
    }
    guard let reference = expression.traversal, let name = reference.steps.first?.name else { return nil }
    switch (reference.root, reference.steps.count) {
    case ("var", 1):
      guard let site = view.callSite, let argument = site.call.attribute(name) else { return nil }
      return parts(argument.expression, in: site.call, site.view, blank, depth: depth + 1)
    case ("local", 1):
      return view.scope.definition(ofLocal: name).flatMap { parts($0, in: nil, view, blank, depth: depth + 1) }
    case ("data", 3):
      let names = reference.leadingNames
      guard names.count == 4, name == "aws_iam_policy_document", names[3] == "json",
        let document = view.dataSources["\(name).\(names[2])"]
      else { return nil }
      return composed(document, view, blank, depth: depth + 1)
    default: return nil
    }
  }

  /// The statements of an `aws_iam_policy_document`, those of the documents that it takes in first.
  private static func composed(
    _ document: ConfigurationBlock, _ view: ModuleView, _ blank: StableText, depth: Int
  ) -> [Part]? {
    guard !document.isRepeated,
      ["override_policy_documents", "source_json", "override_json"].allSatisfy({ document.attribute($0) == nil })
    else { return nil }
    var all: [Part] = []
    if let sources = document.attribute("source_policy_documents") {
      guard let documents = elements(sources.expression, view, depth: depth) else { return nil }
      for document in documents {
        guard let parts = parts(document.expression, in: nil, document.view, blank, depth: depth + 1) else {
          return nil
        }
        all += parts
      }
    }
    for child in document.children(ofType: "statement") {
      guard !child.isDynamic,
        let part = part(
          PolicyDocumentSource.statement(child, view.scope), child.expressions, in: nil, view, blank,
          actions: (child.attribute("actions") ?? child.attribute("not_actions"))?.expression,
          words: { $0.of(child, view, leavingOut: ["sid", "effect", "actions", "not_actions"]) })
      else { return nil }
      all.append(part)
    }
    return all
  }

  /// The elements of a list of documents, each with the module in which it is written.
  private static func elements(
    _ list: HCL.Expression, _ view: ModuleView, depth: Int
  ) -> [(expression: HCL.Expression, view: ModuleView)]? {
    guard depth < Self.depth else { return nil }
    if Evaluator(scope: view.scope.outermost).value(of: list).elements?.isEmpty == true { return [] }
    var inner: [(HCL.Expression, ModuleView)] = []
    switch list.unwrapped.kind {
    case .tuple(let elements): inner = elements.map { ($0, view) }
    case .call(let call) where ["flatten", "concat", "compact"].contains(call.name):
      inner = call.arguments.map { ($0, view) }
    case .traversal(let reference) where reference.root == "var" && reference.steps.count == 1:
      guard let site = view.callSite, let name = reference.steps[0].name,
        let argument = site.call.attribute(name)?.expression
      else { return nil }
      return elements(argument, site.view, depth: depth + 1)
    default: return [(list, view)]
    }
    var all: [(HCL.Expression, ModuleView)] = []
    for (expression, view) in inner {
      guard let elements = elements(expression, view, depth: depth + 1) else { return nil }
      all += elements
    }
    return all
  }

  /// The statements of a policy that is written as an object.
  private static func written(
    _ policy: HCL.Expression, in block: ConfigurationBlock?, _ view: ModuleView, _ blank: StableText
  ) -> [Part]? {
    guard let statement = policy.objectValue(forKey: "Statement") else { return nil }
    let scope = block.map { view.scope.around($0) } ?? view.scope.outermost
    var all: [Part] = []
    for item in statement.tupleElements ?? [statement] {
      guard let members = item.objectItems else { return nil }
      let actions = members.first { ["Action", "NotAction"].contains($0.key.literal) }?.value
      let rest = members.filter { !["Sid", "Effect", "Action", "NotAction"].contains($0.key.literal) }
      guard
        let part = part(
          Evaluator(scope: scope).value(of: item), [item], in: block, view, blank, actions: actions,
          words: { text in
            var words: [String] = []
            for member in rest {
              guard let key = member.key.literal, let value = text.of(member.value, in: block, view) else { return nil }
              words.append("\(key) \(value)")
            }
            return words.sorted().joined(separator: "\n")
          })
      else { return nil }
      all.append(part)
    }
    return all
  }

  /// One statement: by its values, or where they are not known or hang on the root by its words.
  private static func part(
    _ value: StaticValue, _ expressions: [HCL.Expression], in block: ConfigurationBlock?, _ view: ModuleView,
    _ blank: StableText, actions: HCL.Expression?, words: (inout StableText) -> String?
  ) -> Part? {
    guard let statement = PolicyStatement(value) else { return nil }
    var text = blank
    let rests = expressions.contains { text.restsOnRoot($0, in: block, view) }
    if !rests, !statement.holdsUnknown { return Part(statement: statement, words: .values) }
    text = blank
    guard actions?.isLiteral == true, let known = words(&text) else {
      return Part(statement: statement, words: .unknown)
    }
    return Part(statement: statement, words: .text(known, isBoundToRoot: text.isBoundToRoot))
  }
}

extension PolicyStatement {
  /// Whether anything in it is not known.
  fileprivate var holdsUnknown: Bool {
    let texts =
      actions + excludedActions + resources + excludedResources + principals
      + conditions.flatMap { [$0.test, $0.key] + $0.values }
    return texts.contains { $0.contains(Self.unknown) }
  }
}
