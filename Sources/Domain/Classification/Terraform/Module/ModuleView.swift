import Findings
import HCL
import YAML

/// One side of a module: what all files of its directory together declare.
struct ModuleView {
  let directory: RepositoryPath

  /// The files that the view was made of.
  let files: [ConfigurationFile]

  /// The managed resources.
  private(set) var resources: [ResourceAddress: ConfigurationBlock] = [:]

  /// The data sources, by `type.name`.
  private(set) var dataSources: [String: ConfigurationBlock] = [:]

  /// The calls of other modules, by name.
  private(set) var moduleCalls: [String: ConfigurationBlock] = [:]

  /// The `moved` blocks.
  private(set) var moves: [ConfigurationAddress: ConfigurationAddress] = [:]

  /// What `moved` blocks say one by one, by what they move.
  private(set) var movedInstances: [ConfigurationAddress: [MovedInstance]] = [:]

  struct MovedInstance: Sendable {
    /// `nil` for the whole.
    let key: String?
    let target: ConfigurationAddress
    let targetKey: String?
  }

  /// The blocks of ``moves``, by what they move.
  private(set) var moveBlocks: [ConfigurationAddress: ConfigurationBlock] = [:]

  /// What `moved` blocks of the callers lead out of the module.
  private(set) var departures: Set<ConfigurationAddress> = []

  /// The `removed` blocks, by what they remove.
  private(set) var removals: [ConfigurationAddress: ConfigurationBlock] = [:]

  /// The `import` blocks.
  private(set) var imports: [ConfigurationBlock] = []

  /// The `provider` and `terraform` blocks.
  private(set) var settings: [ConfigurationBlock] = []

  /// The variables, by name.
  private(set) var variables: [String: ConfigurationBlock] = [:]

  /// The `check` blocks, by name.
  private(set) var checks: [String: ConfigurationBlock] = [:]

  /// The `output` blocks, by name.
  private(set) var outputs: [String: ConfigurationBlock] = [:]

  /// The Terragrunt unit of the directory, where there is one.
  private(set) var terragrunt: TerragruntUnit?

  /// Where the module is called, if what it is given is asked for by its words.
  var callSite: CallSite?

  /// A call, in the module in which it stands.
  final class CallSite {
    let view: ModuleView
    let call: ConfigurationBlock

    init(_ view: ModuleView, _ call: ConfigurationBlock) {
      self.view = view
      self.call = call
    }
  }

  let repetitions = Repetitions()

  /// What the names of the module stand for.
  private(set) var scope = StaticScope()

  /// Reads YAML that the configuration hands on as a text; `nil` where nobody does.
  var yamlParser: (any YAMLParser)?

  /// Merges `files`, overrides last and in the order of their paths.
  ///
  /// `variableFile` is a variable file that somebody names on the command line; its values win over the
  /// automatic ones.
  /// `arguments` are what the caller of the module sets; variable files are read for root modules only. The defaults of
  /// `hidden` variables do not count.
  init(
    directory: RepositoryPath, files: [ConfigurationFile], variableFile: ConfigurationFile? = nil,
    arguments: CallArguments? = nil, hiding hidden: Set<String> = [], reading reads: StaticFiles = StaticFiles(),
    calling modules: CalledModuleReader? = nil
  ) {
    self.directory = directory
    self.files = files.sorted { $0.path < $1.path }
    var variables: [String: ConfigurationBlock] = [:]
    var definitions: [String: NamedValues.Definition] = [:]
    for isOverride in [false, true] {
      for file in self.files where file.name == (isOverride ? .override : .configuration) {
        for block in file.blocks {
          add(block, isOverride: isOverride, variables: &variables, definitions: &definitions)
        }
      }
    }
    let terragrunt = TerragruntUnit(self.files, reading: reads)
    for block in terragrunt?.blocks ?? [] {
      add(block, isOverride: false, variables: &variables, definitions: &definitions)
    }
    self.terragrunt = terragrunt
    let types = variables.compactMapValues { $0.attribute("type").map { TypeConstraint($0.expression) } }
    func typed(_ value: StaticValue, _ name: String) -> StaticValue { types[name]?.convert(value) ?? value }
    var values: [String: StaticValue] = [:]
    for (name, block) in variables {
      values[name] = block.attribute("default").map { typed(Self.literal($0.expression), name) } ?? .unknown
    }
    for (name, value) in terragrunt?.inputs ?? [:] where values[name] != nil { values[name] = typed(value, name) }
    // `terraform.tfvars` sorts after `a.auto.tfvars` but is read before it, and before its form in JSON.
    let automatic = self.files.filter { $0.name == .automaticVariables }
    let first = ["terraform.tfvars", "terraform.tfvars.json"]
    let ordered =
      first.flatMap { name in automatic.filter { $0.path.isNamed(name) } }
      + automatic.filter { file in !first.contains { file.path.isNamed($0) } }
    for name in hidden { values[name] = .unknown }
    for (name, value) in arguments?.values ?? [:] {
      let refusesNull = variables[name]?.attribute("nullable")?.expression.literalBool == false
      if value != .null || !refusesNull { values[name] = typed(value, name) }
    }
    for file in arguments == nil ? ordered + (variableFile.map { [$0] } ?? []) : [] {
      for attribute in file.syntax.body.attributes {
        values[attribute.name] = typed(Self.literal(attribute.expression), attribute.name)
      }
    }
    self.variables = variables
    let sensitive = variables.filter { $0.value.attribute("sensitive")?.expression.literalBool == true }
    for (name, block) in dataSources where PolicyDocumentSource.types.contains(block.labels[0]) {
      definitions["data.\(name)"] = .document(block)
    }
    for (name, block) in moduleCalls { definitions["module.\(name)"] = .call(block) }
    scope = StaticScope(
      variables: values, texts: arguments?.texts ?? [:],
      sensitiveVariables: Set(sensitive.keys).union(arguments?.sensitive ?? []), defining: definitions, files: reads,
      modules: modules)
  }

  /// A module that holds nothing but these resources: one side of a plan.
  init(directory: RepositoryPath, resources: [ResourceAddress: ConfigurationBlock]) {
    self.directory = directory
    self.files = []
    self.resources = resources
  }

  /// Takes in resources that stood in other modules, where nothing stands.
  func receiving(_ arrivals: [ResourceAddress: ConfigurationBlock]) -> ModuleView {
    var view = self
    view.resources.merge(arrivals) { own, _ in own }
    return view
  }

  /// Takes over what `moved` blocks of the callers say of things in here.
  mutating func inherit(_ callers: CallerMoves) {
    moves.merge(callers.moves) { own, _ in own }
    departures.formUnion(callers.departures)
  }

  /// Whether the module declares the resource, or the call on the way to it.
  func declares(_ address: ConfigurationAddress) -> Bool {
    if let module = address.modules.first { return moduleCalls[module] != nil }
    return address.resource.map { resources[$0] != nil } ?? false
  }

  var evaluator: Evaluator { Evaluator(scope: scope) }

  /// The text that an expression in `block` gives, with what is not known in it as it is written.
  func text(of expression: HCL.Expression, in block: ConfigurationBlock) -> String? {
    Evaluator(scope: scope.around(block)).text(of: expression)
  }

  /// Whether nothing is declared here: the directory is no module on this side.
  var isEmpty: Bool { !files.contains { $0.name.isConfiguration } }

  /// Defaults and variable files hold values only; a name in one of them is an error for Terraform.
  private static func literal(_ expression: HCL.Expression) -> StaticValue {
    Evaluator(scope: StaticScope()).value(of: expression)
  }

  private mutating func add(
    _ block: ConfigurationBlock, isOverride: Bool, variables: inout [String: ConfigurationBlock],
    definitions: inout [String: NamedValues.Definition]
  ) {
    switch (block.type, block.labels.count) {
    case ("resource", 2):
      Self.insert(
        block, at: ResourceAddress(type: block.labels[0], name: block.labels[1]), in: &resources, isOverride)
    case ("data", 2):
      Self.insert(block, at: block.labels.joined(separator: "."), in: &dataSources, isOverride)
    case ("module", 1): Self.insert(block, at: block.labels[0], in: &moduleCalls, isOverride)
    case ("variable", 1): Self.insert(block, at: block.labels[0], in: &variables, isOverride)
    case ("locals", 0):
      for (name, attribute) in block.attributes where isOverride || definitions["local.\(name)"] == nil {
        definitions["local.\(name)"] = .local(attribute.expression)
      }
    case ("moved", 0):
      if let from = block.attribute("from").flatMap({ ConfigurationAddress($0.expression) }),
        let to = block.attribute("to").flatMap({ ConfigurationAddress($0.expression) })
      {
        moves[from] = to
        movedInstances[from, default: []].append(
          MovedInstance(
            key: block.attribute("from").flatMap { ConfigurationAddress.key($0.expression) }, target: to,
            targetKey: block.attribute("to").flatMap { ConfigurationAddress.key($0.expression) }))
        moveBlocks[from] = block
      }
    case ("removed", 0):
      if let from = block.attribute("from").flatMap({ ConfigurationAddress($0.expression) }) {
        removals[from] = block
      }
    case ("import", 0): imports.append(block)
    case ("check", 1): Self.insert(block, at: block.labels[0], in: &checks, isOverride)
    case ("output", 1): Self.insert(block, at: block.labels[0], in: &outputs, isOverride)
    case ("provider", 1), ("terraform", 0): settings.append(block)
    default: break
    }
  }

  /// A second block of one address is an error for Terraform unless it is an override; the first one counts.
  private static func insert<Key: Hashable>(
    _ block: ConfigurationBlock, at key: Key, in blocks: inout [Key: ConfigurationBlock], _ isOverride: Bool
  ) {
    guard let existing = blocks[key] else {
      blocks[key] = block
      return
    }
    if isOverride { blocks[key] = existing.overridden(by: block) }
  }
}
