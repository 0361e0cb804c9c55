import Findings
import HCL

/// The variables of a module that every caller in this repository sets, so that a default of theirs that changes is no value
/// that anything has.
///
/// A caller that stops setting one, or starts, is compared with what it then gets, where it calls.
struct DefaultsOfCallers {
  /// The variables that nobody leaves to a default which changed.
  private(set) var hidden: Set<String> = []
  /// Those of them that are new: every call of before sets one more argument, and is compared with it.
  private var added: Set<String> = []

  /// Folders whose calls show how a module is used, and nothing more.
  private static let samples: Set<String> = ["examples", "example", "samples", "test", "tests", "fixtures", "testdata"]

  init(
    of module: ModulePlan.Module, _ base: ModuleFiles, _ head: ModuleFiles, _ reader: ModuleReader
  ) throws(Failure) {
    guard module.base == module.head, !base.isSurelyRoot, !head.isSurelyRoot else { return }
    var hidden = Self.changed(base, head)
    guard !hidden.isEmpty else { return }
    var isCalled = false
    let callers = try reader.callers(of: module.head, side: .base).union(reader.callers(of: module.head, side: .head))
    for caller in callers.sorted() where !Self.isSample(caller) {
      let before = try Self.calls(of: module.base, in: caller, .base, reader)
      let after = try Self.calls(of: module.head, in: caller, .head, reader)
      for (name, old) in before {
        // A call that is new says nothing of who had the default until now.
        guard let new = after[name] else { continue }
        isCalled = true
        hidden = hidden.filter { Self.isSet($0, in: old) || Self.isSet($0, in: new) }
      }
    }
    guard isCalled else { return }
    self.hidden = hidden
    added = hidden.subtracting(Self.variables(base))
  }

  /// Whether a finding about the module by itself says only that a value hangs on a variable which is new.
  func settle(_ finding: Finding, _ change: ModuleChange) -> Bool {
    guard !added.isEmpty, change.caller == nil, finding.confidence == .symbolic, let text = finding.after?.shown else {
      return false
    }
    let words = text.utf8.split { !SymbolicText.isPartOfName($0) }
    return words.contains { word in
      let names = word.split(separator: UInt8(ascii: "."))
      return names.count > 1 && names[0].elementsEqual("var".utf8)
        && added.contains(String(decoding: Array(names[1]), as: UTF8.self))
    }
  }

  private static func variables(_ files: ModuleFiles) -> [String] {
    files.files.flatMap(\.blocks).filter { $0.type == "variable" }.compactMap(\.labels.first)
  }

  /// Whether a directory only shows how modules are used.
  static func isSample(_ directory: RepositoryPath) -> Bool {
    directory.components.contains { samples.contains(String(decoding: $0, as: UTF8.self).lowercased()) }
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

  /// The calls in `caller` that lead to the module in `directory`, by their names.
  static func calls(
    of directory: RepositoryPath, in caller: RepositoryPath, _ side: Finding.Side, _ reader: ModuleReader
  ) throws(Failure) -> [String: ConfigurationBlock] {
    let files = try reader.files(in: caller, side: side)
    return files.view(files.dependsOnDialect ? .openTofu : .terraform).moduleCalls.filter {
      $0.value.calledDirectory(from: caller) == directory
    }
  }
}
