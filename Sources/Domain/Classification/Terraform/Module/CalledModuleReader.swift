import Findings
import HCL

/// Reads the modules of this repository that a module calls, for what they give back.
struct CalledModuleReader {
  /// How deep modules call one another.
  private static let depth = 4

  weak var reader: ModuleReader?
  let side: Finding.Side
  let dialect: TerraformDialect
  /// The directories of the module that calls, and before it of those on the way to it.
  let callers: [RepositoryPath]

  /// The module that `call` leads to; `nil` for one from elsewhere, and where modules call one another in a circle or too
  /// deep.
  func module(of call: ConfigurationBlock, in scope: StaticScope) -> CalledModule? {
    guard callers.count <= Self.depth, let directory = directory(of: call), !callers.contains(directory),
      let files = reader?.readable(directory, side), files.isModule
    else { return nil }
    func view(_ call: ConfigurationBlock) -> ModuleView {
      files.view(dialect, arguments: CallArguments(of: call, in: scope), calledFrom: callers)
    }
    let repetition = scope.repetition(of: call)
    guard call.refersToInstance, let keys = repetition.keys, keys.count <= TerraformLimits.instances else {
      return CalledModule(["": view(call)], repetition.mode, repetition.keys)
    }
    var views: [String: ModuleView] = [:]
    for key in keys { views[key] = view(scope.instance(key, of: call, repetition)) }
    return CalledModule(views, repetition.mode, keys)
  }

  /// Whether both calls lead to one module, of which the change alters nothing that it gives back: `output`, or anything.
  func givesSame(
    _ call: ConfigurationBlock, _ other: ConfigurationBlock, _ others: CalledModuleReader, output: String?
  ) -> Bool {
    let called = directory(of: call)
    guard called == others.directory(of: other) else { return false }
    guard let altered = called.flatMap({ reader?.alteredOutputs[$0] }) else { return true }
    return output.map { !altered.contains($0) } ?? false
  }

  private func directory(of call: ConfigurationBlock) -> RepositoryPath? {
    callers.last.flatMap { call.calledDirectory(from: $0) }
  }
}
