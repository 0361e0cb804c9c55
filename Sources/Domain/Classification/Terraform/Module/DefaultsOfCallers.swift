import Findings
import HCL

/// Tells which variables of a module every caller in this repository sets, so that a default of theirs that changes is no
/// value that anything has.
///
/// A caller that stops setting one, or starts, is compared with what it then gets, where it calls.
enum DefaultsOfCallers {
  /// Folders whose calls show how a module is used, and nothing more.
  private static let samples: Set<String> = ["examples", "example", "samples", "test", "tests", "fixtures", "testdata"]

  /// The variables of `module` that nobody leaves to a default which changed.
  static func hidden(
    in module: ModulePlan.Module, _ base: ModuleFiles, _ head: ModuleFiles, _ reader: ModuleReader
  ) throws(Failure) -> Set<String> {
    guard module.base == module.head, !base.isSurelyRoot, !head.isSurelyRoot else { return [] }
    var hidden = changed(base, head)
    guard !hidden.isEmpty else { return [] }
    var isCalled = false
    let callers = try reader.callers(of: module.head, side: .base).union(reader.callers(of: module.head, side: .head))
    for caller in callers.sorted() where !caller.components.contains(where: isSample) {
      let before = try calls(of: module.base, in: caller, .base, reader)
      let after = try calls(of: module.head, in: caller, .head, reader)
      isCalled = isCalled || !before.isEmpty || !after.isEmpty
      for (name, old) in before {
        guard let new = after[name] else { continue }
        hidden = hidden.filter { isSet($0, in: old) || isSet($0, in: new) }
      }
    }
    return isCalled ? hidden : []
  }

  private static func isSample(_ folder: ArraySlice<UInt8>) -> Bool {
    samples.contains(String(decoding: folder, as: UTF8.self).lowercased())
  }

  private static func isSet(_ name: String, in call: ConfigurationBlock) -> Bool {
    guard let argument = call.attribute(name)?.expression.unwrapped else { return false }
    if case .null = argument.kind { return false }
    return true
  }

  /// The variables whose defaults are not the same on both sides.
  private static func changed(_ base: ModuleFiles, _ head: ModuleFiles) -> Set<String> {
    let (old, new) = (defaults(base), defaults(head))
    return Set(old.keys).union(new.keys).filter { name in
      switch (old[name], new[name]) {
      case (nil, nil): false
      case (let before?, let after?): !before.expression.isSemanticallyEqual(to: after.expression)
      default: true
      }
    }
  }

  private static func defaults(_ files: ModuleFiles) -> [String: ConfigurationAttribute] {
    var found: [String: ConfigurationAttribute] = [:]
    for block in files.files.flatMap(\.blocks) where block.type == "variable" && block.labels.count == 1 {
      found[block.labels[0]] = block.attribute("default")
    }
    return found
  }

  private static func calls(
    of directory: RepositoryPath, in caller: RepositoryPath, _ side: Finding.Side, _ reader: ModuleReader
  ) throws(Failure) -> [String: ConfigurationBlock] {
    let files = try reader.files(in: caller, side: side)
    return files.view(files.dependsOnDialect ? .openTofu : .terraform).moduleCalls.filter {
      $0.value.calledDirectory(from: caller) == directory
    }
  }
}
