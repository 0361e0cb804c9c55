import Findings
import HCL

/// Finds the modules that use what a module of this repository gives back otherwise than before, though none of their own
/// files changed.
///
/// What `module.a.b` stands for is written in another directory, so that one edited file opens a port in each module that
/// calls it. A module that only hands the value on is asked for its own callers.
struct OutputChanges {
  /// The modules to judge, with the changed files that their values rest on.
  private(set) var users: [RepositoryPath: Set<RepositoryPath>] = [:]

  private let reader: ModuleReader
  private var uses: [RepositoryPath: [Use]] = [:]

  /// An output that a module uses; `nil` for all of them.
  private struct Use: Hashable {
    let directory: RepositoryPath
    let output: String?
  }

  /// `modules` are those that the change touches.
  init(_ modules: [ModulePlan.Module], _ reader: ModuleReader) throws(Failure) {
    self.reader = reader
    var open: [RepositoryPath] = []
    for module in modules where module.base == module.head {
      users[module.head] = Set(module.changedPaths)
      if try note(module.head) { open.append(module.head) }
    }
    while let directory = open.popLast() {
      let altered = reader.alteredOutputs[directory] ?? []
      for caller in try reader.callers(of: directory, side: .head).sorted() {
        let isUsed = try uses(in: caller).contains { use in
          use.directory == directory && use.output.map(altered.contains) ?? true
        }
        guard isUsed else { continue }
        users[caller, default: []].formUnion(users[directory] ?? [])
        if try note(caller) { open.append(caller) }
      }
    }
  }

  /// Notes the outputs of a module that may come to something else than before; whether there are more than were known.
  private func note(_ directory: RepositoryPath) throws(Failure) -> Bool {
    let base = try reader.files(in: directory, side: .base)
    let head = try reader.files(in: directory, side: .head)
    guard base.hasOutputs, head.hasOutputs else { return false }
    let dialect: TerraformDialect = head.dependsOnDialect ? .openTofu : .terraform
    let (old, new) = (base.view(dialect), head.view(dialect))
    var scopes = ScopeComparison(old.scope, new.scope)
    var altered = reader.alteredOutputs[directory] ?? []
    let known = altered.count
    for (name, after) in new.outputs where !altered.contains(name) {
      guard let before = old.outputs[name], !(before.isEqual(to: after) && scopes.meanSame(after)) else { continue }
      if Self.isLeftToProviders(before, old.scope), Self.isLeftToProviders(after, new.scope) { continue }
      altered.insert(name)
    }
    if !altered.isEmpty { reader.alteredOutputs[directory] = altered }
    return altered.count > known
  }

  /// Whether only a provider knows the value, whatever the module is given.
  private static func isLeftToProviders(_ output: ConfigurationBlock, _ scope: StaticScope) -> Bool {
    guard let expression = output.attribute("value")?.expression,
      Evaluator(scope: scope).value(of: expression) == .unknown,
      output.attribute("sensitive") == nil
    else { return false }
    let text = SymbolicText.render(expression, in: scope)
    return !["var.", "module.", "file", "local."].contains { text.contains($0) }
  }

  private mutating func uses(in directory: RepositoryPath) throws(Failure) -> [Use] {
    if let known = uses[directory] { return known }
    let blocks = try reader.files(in: directory, side: .head).files.filter(\.name.isConfiguration).flatMap(\.blocks)
    var places: [String: RepositoryPath] = [:]
    for call in blocks where call.type == "module" && call.labels.count == 1 {
      places[call.labels[0]] = call.calledDirectory(from: directory)
    }
    var found: Set<Use> = []
    for reference in blocks.flatMap(\.expressions).flatMap(\.variables) where reference.root == "module" {
      guard let name = reference.steps.first?.name, let place = places[name] else { continue }
      // A key of an instance may stand before the output; with it, or without either, all may be meant.
      let rest = reference.steps.dropFirst()
      var output: String?
      if case .attribute(let name) = rest.first { output = name }
      if rest.count >= 2, output == nil, case .attribute(let name) = rest.dropFirst().first { output = name }
      found.insert(Use(directory: place, output: output))
    }
    uses[directory] = Array(found)
    return Array(found)
  }
}

extension ModuleFiles {
  /// Whether the module gives anything back, as far as can be told without a ``view(_:variableFile:arguments:calledFrom:)``.
  fileprivate var hasOutputs: Bool {
    files.contains { $0.name.isConfiguration && $0.blocks.contains { $0.type == "output" } }
  }
}
