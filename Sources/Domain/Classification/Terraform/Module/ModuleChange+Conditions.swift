import Findings
import HCL
import Repositories

extension ModuleChange {
  /// Finds out which of the resources that are gone had no instance in any environment: those that have none with
  /// every file of variables in the repository that bears the name of the module, `variables/prod/search.tfvars` for
  /// `deployments/search`.
  mutating func readConditions(
    of module: ModulePlan.Module, _ dialect: TerraformDialect, _ reader: ModuleReader
  ) throws(Failure) {
    let gone = resources.filter { $0.fate == .removed && $0.before?.isRepeated ?? false }
    guard !gone.isEmpty, module.base != .root else { return }
    let files = try Self.variableFiles(of: module.base, reader)
    guard !files.isEmpty, files.count <= Self.fileLimit else { return }
    let known = try reader.files(in: module.base, side: .base, elsewhere: files)
    let views = files.map { known.view(dialect, variableFile: $0) }
    for address in gone.map(\.address) {
      let isIdle = views.allSatisfy { view in view.resources[address].map { view.instances(of: $0) == 0 } ?? false }
      if isIdle { idle.insert(address) }
    }
  }

  private static let fileLimit = 40

  /// The files of variables that bear the name of the module and stand elsewhere.
  private static func variableFiles(
    of directory: RepositoryPath, _ reader: ModuleReader
  ) throws(Failure) -> [RepositoryPath] {
    var found: [RepositoryPath] = []
    let wanted = directory.name + ".tfvars".utf8
    try reader.visitFiles(below: .root, .base) { (place, name, entry) in
      if name == .namedVariables, entry.name.elementsEqual(wanted) { found.append(place.appending(entry.name)) }
    }
    return found.filter { $0.directory != directory }.sorted()
  }
}
