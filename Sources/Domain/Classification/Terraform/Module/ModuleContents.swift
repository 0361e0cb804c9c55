import Findings
import HCL

/// What the modules hold that a module of this repository calls.
enum ModuleContents {
  /// How deep modules call one another.
  private static let depth = 4

  /// Whether the module that `address` leads to, by the calls of `view`, declares what it names there, and has an instance of
  /// it; `nil` for a module from elsewhere and for one that is not understood.
  static func declares(
    _ address: ConfigurationAddress, in view: ModuleView, _ dialect: TerraformDialect, _ reader: ModuleReader
  ) throws(Failure) -> Bool? {
    var view = view
    var address = address
    for _ in 0..<depth {
      guard let name = address.modules.first else {
        let block = address.resource.flatMap { view.resources[$0] }
        return block.map { view.instances(of: $0) != 0 } ?? false
      }
      guard let call = view.moduleCalls[name], view.instances(of: call) != 0 else { return false }
      // A whole module was moved: the call is all that there is to it.
      guard let inner = address.inside(name) else { return true }
      guard let directory = call.calledDirectory(from: view.directory) else { return nil }
      let files = try reader.files(in: directory, side: .head)
      guard files.isModule, files.unread.isEmpty, files.files.allSatisfy(\.syntax.isComplete) else { return nil }
      view = files.view(dialect, arguments: CallArguments(of: call, in: view.scope))
      address = inner
    }
    return nil
  }
}
