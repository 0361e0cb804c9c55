import Findings
import HCL

/// What a `terragrunt.hcl` amounts to in Terraform's own terms: a call of a module with inputs, and a backend.
///
/// Terragrunt's functions are not run: what hangs on an include, a dependency or an environment variable is unknown.
struct TerragruntUnit {
  /// The call `module.terragrunt`, and a `terraform` block with the backend.
  let blocks: [ConfigurationBlock]

  /// The inputs that are known, which become variables of the configuration beside the file.
  let inputs: [String: StaticValue]

  /// The unit's own guard against `terragrunt destroy`.
  let preventDestroy: ConfigurationAttribute?

  /// The blocks that run programs before or after Terraform.
  let hooks: [ConfigurationBlock]

  /// `nil` when there is no such file; of several the unit itself comes before what units include.
  init?(_ files: [ConfigurationFile], reading reads: StaticFiles = StaticFiles()) {
    if let stack = Self.stack(files, reads) {
      self = stack
      return
    }
    let candidates = files.filter { $0.name == .terragrunt }
    guard let file = candidates.first(where: { $0.path.isNamed("terragrunt.hcl") }) ?? candidates.first else {
      return nil
    }
    let origin = ConfigurationOrigin(path: file.path, lines: file.lines)
    let evaluator = Self.evaluator(of: file, reads)
    let body = file.syntax.body
    let given = body.attribute(named: "inputs")?.expression.objectItems ?? []
    let arguments = given.compactMap { item -> ConfigurationAttribute? in
      guard let name = item.key.literal else { return nil }
      let range = HCL.ByteRange(start: item.key.range.start, end: item.value.range.end)
      return ConfigurationAttribute(
        name, Self.resolved(item.value, evaluator), range: range, origin: origin)
    }
    inputs = Dictionary(
      arguments.map { ($0.name, evaluator.value(of: $0.expression)) }, uniquingKeysWith: { first, _ in first })
    preventDestroy = body.attribute(named: "prevent_destroy").map { ConfigurationAttribute($0, origin: origin) }
    let terraform = file.blocks.filter { $0.type == "terraform" }
    hooks = terraform.flatMap(\.children).filter { $0.type.hasSuffix("_hook") }
    var blocks: [ConfigurationBlock] = []
    if let source = terraform.compactMap({ $0.attribute("source") }).first {
      let expression = Self.source(source.expression, evaluator, in: file.path.directory)
      let attribute = ConfigurationAttribute("source", expression, range: source.range, origin: origin)
      blocks.append(
        ConfigurationBlock(type: "module", labels: ["terragrunt"], at: source, attributes: [attribute] + arguments))
    }
    blocks += file.blocks.filter { $0.type == "remote_state" }.compactMap { Self.backend($0, origin) }
    self.blocks = blocks
  }

  private init(blocks: [ConfigurationBlock]) {
    self.blocks = blocks
    inputs = [:]
    preventDestroy = nil
    hooks = []
  }

  /// The units and stacks of a `terragrunt.stack.hcl`, each as a call of what it is made from.
  private static func stack(_ files: [ConfigurationFile], _ reads: StaticFiles) -> TerragruntUnit? {
    guard let file = files.first(where: { $0.path.isNamed("terragrunt.stack.hcl") }),
      !files.contains(where: { $0.path.isNamed("terragrunt.hcl") })
    else { return nil }
    let origin = ConfigurationOrigin(path: file.path, lines: file.lines)
    let evaluator = evaluator(of: file, reads)
    return TerragruntUnit(
      blocks: file.blocks.compactMap { block in
        guard ["unit", "stack"].contains(block.type), block.labels.count == 1, let source = block.attribute("source")
        else {
          return nil
        }
        let expression = Self.source(source.expression, evaluator, in: file.path.directory)
        let values = block.attribute("values")?.expression.objectItems ?? []
        return ConfigurationBlock(
          type: "module", labels: block.labels, at: source,
          attributes: [ConfigurationAttribute("source", expression, range: source.range, origin: origin)]
            + values.compactMap { item in
              item.key.literal.map {
                ConfigurationAttribute($0, resolved(item.value, evaluator), range: item.value.range, origin: origin)
              }
            })
      })
  }

  /// Knows the locals of the file and what it reads from others, and nothing else.
  private static func evaluator(of file: ConfigurationFile, _ reads: StaticFiles) -> Evaluator {
    let locals = file.blocks.filter { $0.type == "locals" }.flatMap(\.attributes)
    return Evaluator(
      scope: StaticScope(
        defining: Dictionary(
          locals.map { ("local.\($0.key)", .local($0.value.expression)) }, uniquingKeysWith: { first, _ in first }),
        files: reads))
  }

  /// What the unit's own locals make of a value. The module that it runs does not know them.
  private static func resolved(_ expression: HCL.Expression, _ evaluator: Evaluator) -> HCL.Expression {
    guard let text = evaluator.value(of: expression).string, !expression.isLiteral else { return expression }
    return HCL.Expression(.string(text), range: expression.range)
  }

  /// The source as `module` would spell it. The double slash, which ends the part that is copied, means nothing here,
  /// and `get_repo_root()` is the top of the tree.
  private static func source(
    _ expression: HCL.Expression, _ evaluator: Evaluator, in directory: RepositoryPath
  ) -> HCL.Expression {
    var text = evaluator.value(of: expression).string
    if text == nil, case .template(let parts) = expression.unwrapped.kind, parts.count == 2,
      case .interpolation(let base) = parts[0], case .literal(let rest) = parts[1],
      let call = base.functionCall, ["get_repo_root", "get_path_to_repo_root"].contains(call.name)
    {
      let up = directory == .root ? "." : directory.components.map { _ in ".." }.joined(separator: "/")
      text = up + (rest.hasPrefix("/") ? rest : "/" + rest)
    }
    guard var text else { return expression }
    if text.hasPrefix(".") { text = text.split(separator: "/").joined(separator: "/") }
    return HCL.Expression(.string(text), range: expression.range)
  }

  private static func backend(_ state: ConfigurationBlock, _ origin: ConfigurationOrigin) -> ConfigurationBlock? {
    guard let type = state.attribute("backend"), let name = type.expression.literalString else { return nil }
    let settings = (state.attribute("config")?.expression.objectItems ?? []).compactMap { item in
      item.key.literal.map {
        ConfigurationAttribute($0, item.value, range: item.value.range, origin: origin)
      }
    }
    let backend = ConfigurationBlock(type: "backend", labels: [name], at: type, attributes: settings)
    return ConfigurationBlock(type: "terraform", at: type, attributes: [], children: [backend])
  }
}
