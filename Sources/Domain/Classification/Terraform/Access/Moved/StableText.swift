import Findings
import HCL

/// Says what an expression comes to in words that mean the same wherever they stand: a value that is written out, or the
/// names of things that are called so outside Terraform.
///
/// A value that hangs on a variable of the root is told by the variable: who applies the root may set another one than its
/// default. What cannot be told so is `nil`, and is equal to nothing.
struct StableText {
  /// Whether the words mean the same within one root module only.
  private(set) var isBoundToRoot = false

  /// What is left of the work that one text may cost.
  private var steps = 4_000

  /// How deep names lead to names.
  private static let depth = 16

  /// What stands at a path of the side that is read, by its id.
  private let content: (RepositoryPath) -> String?

  init(reading content: @escaping (RepositoryPath) -> String?) { self.content = content }

  /// What `expression` comes to in `block` of `view`; `nil` for the block where it stands in none.
  mutating func of(
    _ expression: HCL.Expression, in block: ConfigurationBlock?, _ view: ModuleView, depth: Int = 0
  ) -> String? {
    steps -= 1
    guard steps > 0, depth < Self.depth, block?.home == nil else { return nil }
    let scope = block.map { view.scope.around($0) } ?? view.scope.outermost
    let value = Evaluator(scope: scope).value(of: expression)
    if value.isKnown, !restsOnRoot(expression, in: block, view, depth: depth) { return Self.text(value) }
    switch expression.unwrapped.kind {
    case .traversal(let traversal): return of(traversal, in: block, view, depth: depth + 1)
    case .template(let parts):
      var text = ""
      for part in parts {
        switch part {
        case .literal(let words):
          guard let words = Self.plain(words) else { return nil }
          text += words
        case .interpolation(let inner):
          guard let words = of(inner, in: block, view, depth: depth + 1) else { return nil }
          text += words
        case .condition, .loop: return nil
        }
      }
      return text
    case .tuple(let elements):
      var texts: [String] = []
      for element in elements {
        guard let text = of(element, in: block, view, depth: depth + 1) else { return nil }
        texts.append(text)
      }
      return Self.list(texts)
    default: return written(expression, in: block, view, depth: depth + 1)
    }
  }

  /// What all arguments and nested blocks of `block` come to, but for those that say something to Terraform alone.
  mutating func of(
    _ block: ConfigurationBlock, _ view: ModuleView, leavingOut names: Set<String> = [], depth: Int = 0
  ) -> String? {
    guard !block.isDynamic else { return nil }
    var texts: [String] = []
    for (name, attribute) in block.attributes.sorted(by: { $0.key < $1.key })
    where !names.contains(name) && !Self.metaArguments.contains(name) {
      var words: String?
      if name == "provider" {
        // Not a value but a name of the root.
        isBoundToRoot = true
        words = attribute.expression.traversal?.leadingNames.joined(separator: ".")
      } else {
        words = of(attribute.expression, in: block, view, depth: depth + 1)
      }
      guard let words else { return nil }
      texts.append("\(name)=\(words)")
    }
    for child in block.children where child.type != "lifecycle" && child.type != "timeouts" {
      guard let text = of(child, view, depth: depth + 1) else { return nil }
      texts.append("\(child.type)\(text)")
    }
    return Self.list(texts)
  }

  private static let metaArguments: Set<String> = ["count", "for_each", "depends_on"]

  // MARK: Names

  private mutating func of(
    _ reference: HCL.Traversal, in block: ConfigurationBlock?, _ view: ModuleView, depth: Int
  ) -> String? {
    guard let name = reference.steps.first?.name else { return nil }
    let isWhole = reference.steps.count == 1
    switch reference.root {
    case "var" where isWhole: return variable(name, view, depth: depth)
    case "local" where isWhole:
      return view.scope.definition(ofLocal: name).flatMap { of($0, in: nil, view, depth: depth + 1) }
    case "var", "local":
      let expression = HCL.Expression(.traversal(reference), range: HCL.ByteRange(start: 0, end: 0))
      return written(expression, in: block, view, depth: depth + 1)
    case "data": return dataSource(reference, view, depth: depth)
    case "terraform":
      isBoundToRoot = true
      return isWhole && name == "workspace" ? Self.name("terraform.workspace") : nil
    case "each", "count", "path", "self", "module": return nil
    default: return resource(reference, view, depth: depth)
    }
  }

  private mutating func variable(_ name: String, _ view: ModuleView, depth: Int) -> String? {
    if let site = view.callSite {
      return site.call.attribute(name).flatMap { of($0.expression, in: site.call, site.view, depth: depth + 1) }
    }
    guard view.variables[name] != nil else { return nil }
    isBoundToRoot = true
    // What it is where nobody sets another value may change with the rest.
    let value = view.scope.variables[name] ?? .unknown
    guard let known = value.isKnown ? Self.text(value) : "" else { return nil }
    return Self.name("var.\(name)=\(known)")
  }

  /// What is looked up elsewhere is the same where the same is asked for.
  private mutating func dataSource(_ reference: HCL.Traversal, _ view: ModuleView, depth: Int) -> String? {
    let names = reference.leadingNames
    guard names.count >= 3, let block = view.dataSources["\(names[1]).\(names[2])"],
      !(block.isRepeated && block.refersToInstance), let asked = of(block, view, depth: depth + 1)
    else { return nil }
    return Self.name("data.\(names[1])\(asked)\(reference.steps.dropFirst(2).map { "\($0)" }.joined())")
  }

  /// A resource goes by the name that it has outside Terraform.
  private mutating func resource(_ reference: HCL.Traversal, _ view: ModuleView, depth: Int) -> String? {
    guard let address = reference.resource, let naming = Self.namings[address.type],
      var block = view.resources[address], block.home == nil
    else { return nil }
    var steps = reference.steps.dropFirst()
    switch steps.first {
    case .index(let key), .key(let key):
      block = view.instance(key, of: block)
      steps = steps.dropFirst()
    default: if block.isRepeated, block.refersToInstance { return nil }
    }
    guard steps.count <= 1, let argument = block.attribute(naming),
      let name = of(argument.expression, in: block, view, depth: depth + 1)
    else { return nil }
    switch steps.first {
    case .attribute("arn") where address.type == "aws_s3_bucket": return "arn:aws:s3:::\(name)"
    case .attribute(let attribute):
      return ["id", "name", naming].contains(attribute) ? name : Self.name("\(address.type)(\(name)).\(attribute)")
    case nil: return Self.name("\(address.type)(\(name))")
    default: return nil
    }
  }

  /// The argument that names a resource of each type where nothing else does, and that `id` and `name` give back.
  private static let namings = [
    "aws_iam_role": "name", "aws_iam_user": "name", "aws_iam_group": "name", "aws_s3_bucket": "bucket",
    "aws_ssoadmin_permission_set": "name", "aws_sqs_queue": "name", "aws_sns_topic": "name",
    "aws_ecr_repository": "name", "aws_secretsmanager_secret": "name", "google_storage_bucket": "name",
    "google_project": "project_id",
  ]

  /// The name that a resource has outside Terraform.
  mutating func ownName(of block: ConfigurationBlock, _ view: ModuleView) -> String? {
    guard block.home == nil, let argument = block.labels.first.flatMap({ Self.namings[$0] }).flatMap(block.attribute)
    else { return nil }
    return of(argument.expression, in: block, view)
  }

  // MARK: Words

  /// The expression as it is written, with what every name in it comes to.
  private mutating func written(
    _ expression: HCL.Expression, in block: ConfigurationBlock?, _ view: ModuleView, depth: Int
  ) -> String? {
    var isPure = true
    var names: Set<String> = []
    expression.forEachCall { call in
      if call.name == "file" {
        if let file = source(of: call, view) { names.insert(file) } else { isPure = false }
      } else if !Self.pureFunctions.contains(call.name) {
        isPure = false
      }
    }
    guard isPure else { return nil }
    isBoundToRoot = true
    for reference in expression.variables {
      var reference = reference
      if reference.root == "var" || reference.root == "local" {
        reference = HCL.Traversal(root: reference.root, steps: Array(reference.steps.prefix(1)))
      }
      guard let text = of(reference, in: block, view, depth: depth + 1) else { return nil }
      names.insert("\(reference.root).\(reference.steps.map { "\($0)" }.joined())=\(text)")
    }
    return Self.name(expression.normalizedText + Self.list(names.sorted()))
  }

  /// The directory from which `file("../accounts/${local.name}.json")` reads, with all that is in it.
  private func source(of call: HCL.FunctionCall, _ view: ModuleView) -> String? {
    guard call.arguments.count == 1, case .template(let parts) = call.arguments[0].unwrapped.kind,
      case .literal(let start) = parts.first, let end = start.lastIndex(of: "/"),
      let directory = view.directory.resolving(String(start[..<end])), let id = content(directory)
    else { return nil }
    return "\(directory.display) as of \(id)"
  }

  /// Functions that give the same for the same wherever they are called.
  private static let pureFunctions: Set<String> = [
    "abs", "alltrue", "anytrue", "can", "chomp", "coalesce", "coalescelist", "compact", "concat", "contains",
    "distinct",
    "element", "endswith", "flatten", "format", "index", "join", "jsondecode", "jsonencode", "keys", "length", "lookup",
    "lower", "max", "merge", "min", "nonsensitive", "one", "range", "regex", "regexall", "replace", "reverse",
    "sensitive", "setsubtract", "setunion", "slice", "sort", "split", "startswith", "strcontains", "substr", "title",
    "tobool", "tolist", "tomap", "tonumber", "toset", "tostring", "trim", "trimprefix", "trimspace", "trimsuffix",
    "try",
    "upper", "values", "yamldecode", "zipmap",
  ]

  /// Whether who applies the root may make something else of the expression, by a variable.
  mutating func restsOnRoot(
    _ expression: HCL.Expression, in block: ConfigurationBlock?, _ view: ModuleView, depth: Int = 0
  ) -> Bool {
    steps -= 1
    guard steps > 0, depth < Self.depth else { return true }
    for reference in expression.variables {
      guard let name = reference.steps.first?.name else { return true }
      var inner: [(HCL.Expression, ConfigurationBlock?, ModuleView)] = []
      switch reference.root {
      case "var":
        guard let site = view.callSite else { return true }
        inner = site.call.attribute(name).map { [($0.expression, site.call, site.view)] } ?? []
      case "local": inner = view.scope.definition(ofLocal: name).map { [($0, nil, view)] } ?? []
      case "module":
        let arguments = view.moduleCalls[name]?.attributes.filter {
          CallArguments.isArgument($0.key) || $0.key == "for_each" || $0.key == "count"
        }
        inner = arguments?.values.map { ($0.expression, nil, view) } ?? []
      case "data":
        guard let label = reference.steps.dropFirst().first?.name else { return true }
        inner = view.dataSources["\(name).\(label)"]?.expressions.map { ($0, nil, view) } ?? []
      case "each":
        guard let block else { continue }
        guard let collection = block.attribute("for_each") else { return true }
        inner = [(collection.expression, nil, view)]
      case "count", "path": continue
      case "terraform": return true
      default:
        guard view.resources[ResourceAddress(type: reference.root, name: name)] != nil else { return true }
      }
      for (expression, block, view) in inner where restsOnRoot(expression, in: block, view, depth: depth + 1) {
        return true
      }
    }
    return false
  }

  // MARK: Spelling

  /// A text that holds none of the characters that names and lists are told by.
  private static func plain(_ text: String?) -> String? {
    text.flatMap { text in text.utf8.contains { $0 < 6 } ? nil : text }
  }

  private static func name(_ text: String) -> String { "\u{1}\(text)\u{2}" }

  private static func list(_ texts: [String]) -> String { "\u{3}" + texts.joined(separator: "\u{4}") + "\u{5}" }

  private static func text(_ value: StaticValue) -> String? {
    var texts: [String] = []
    if let elements = value.elements {
      for element in elements {
        guard let text = text(element) else { return nil }
        texts.append(text)
      }
    } else if let members = value.members {
      for (name, member) in members.sorted(by: { $0.key < $1.key }) {
        guard let name = plain(name), let text = text(member) else { return nil }
        texts.append("\(name)=\(text)")
      }
    } else {
      return plain(value.string ?? value.shown)
    }
    return list(texts)
  }
}
