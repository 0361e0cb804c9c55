import Findings
import HCL

/// The programs that a root runs anew and another root of the same account and environment runs no more: the same resource
/// with the same command, and the same files where it names some.
enum MovedPrograms {
  /// Where each program that is new in the root of `change` ran, by the names of the resources.
  static func origins(
    in change: ModuleChange, _ leaving: LeavingRoots, _ dialect: TerraformDialect, _ reader: ModuleReader
  ) throws(Failure) -> [ResourceAddress: String] {
    var origins: [ResourceAddress: String] = [:]
    for resource in change.resources where resource.fate == .added {
      guard let block = resource.after, !block.isRepeated, isSelfContained(block) else { continue }
      let commands = block.children(ofType: "provisioner").map(command)
      guard !commands.isEmpty, !commands.contains(nil),
        try reader.callers(of: change.head.directory, side: .head).isEmpty
      else { continue }
      for root in try leaving.roots(dialect) where root.base.directory != change.base.directory {
        guard let old = root.base.resources[resource.address], old.isEqual(to: block),
          root.head?.resources[resource.address] == nil,
          Environments.named(by: root.base) == Environments.named(by: change.head),
          leaving.actAlike(root.base, change.head),
          commands.allSatisfy({ reads($0 ?? "", alike: root.base.directory, change.head.directory, reader) })
        else { continue }
        let name = root.base.directory == .root ? "" : "\(root.base.directory.display): "
        let place = "\(name)\(resource.address)"
        guard leaving.take(place, for: change.name(resource.address)) else { continue }
        origins[resource.address] = place
        break
      }
    }
    return origins
  }

  /// Whether nothing in a resource is named but the directory of its module.
  private static func isSelfContained(_ block: ConfigurationBlock) -> Bool {
    // `when = destroy` and `on_failure = continue` are words of the language.
    block.expressions.flatMap(\.variables).allSatisfy {
      $0.leadingNames == ["path", "module"]
        || $0.steps.isEmpty && ["destroy", "create", "continue", "fail"].contains($0.root)
    }
  }

  /// The command of a provisioner, from the directory of the root; `nil` for one that is more than a command.
  private static func command(_ provisioner: ConfigurationBlock) -> String? {
    guard provisioner.labels == ["local-exec"], !provisioner.isDynamic, provisioner.children.isEmpty,
      provisioner.attributes.keys.allSatisfy({ ["command", "when", "on_failure", "interpreter"].contains($0) }),
      let command = provisioner.attribute("command")?.expression
    else { return nil }
    return CommandText.of(command)?.split(separator: CommandText.module, omittingEmptySubsequences: false)
      .joined(separator: ".")
  }

  /// Whether a command finds the same in both directories, as far as it names files. What the shell makes of its words is not
  /// followed.
  private static func reads(
    _ command: String, alike old: RepositoryPath, _ new: RepositoryPath, _ reader: ModuleReader
  ) -> Bool {
    guard !command.contains(where: { "$`~*?[{\\".contains($0) }) else { return false }
    let words = command.split { !($0.isLetter || $0.isNumber || "._/-".contains($0)) }
    for word in words where !word.hasPrefix("/") {
      guard let before = old.resolving(word), let after = new.resolving(word) else { return false }
      let ids = (reader.content(at: before, side: .base), reader.content(at: after, side: .head))
      guard ids.0 == ids.1 else { return false }
      if ids.0 == nil || before == after { continue }
      // Data, among the same files: a script may call what stands anywhere.
      let end = word.split(separator: ".").last.map(String.init) ?? ""
      guard data.contains(end), before.directory != old, after.directory != new,
        reader.content(at: before.directory, side: .base) == reader.content(at: after.directory, side: .head)
      else { return false }
    }
    return true
  }

  private static let data: Set<String> = ["yaml", "yml", "json", "txt", "csv", "pem", "crt"]
}

extension ConfigurationBlock {
  /// Whether a provisioner stands in it.
  var runsProgram: Bool { type == "resource" && children.contains { $0.type == "provisioner" } }
}
