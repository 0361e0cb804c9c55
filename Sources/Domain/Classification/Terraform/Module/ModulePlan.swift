import Findings
import Repositories

/// Which directories a change makes worth reading, and what belongs to each.
struct ModulePlan {
  /// A module to compare.
  struct Module: Hashable, Sendable {
    /// The directory in the base; another than ``head`` when the directory was renamed.
    let base: RepositoryPath
    let head: RepositoryPath
    /// The changed files that belong to it.
    var changedPaths: [RepositoryPath]
    /// The changed variable files that only count when somebody names them.
    var changedVariableFiles: [RepositoryPath]
    /// Those of ``changedVariableFiles`` that stand in another directory.
    var variableFiles: [RepositoryPath]
    /// The changed files that it reads with `file()` and the like.
    var dataFiles: [RepositoryPath] = []

    init(
      base: RepositoryPath, head: RepositoryPath, changedPaths: [RepositoryPath] = [],
      changedVariableFiles: [RepositoryPath] = [], variableFiles: [RepositoryPath] = [],
      dataFiles: [RepositoryPath] = []
    ) {
      self.base = base
      self.head = head
      self.changedPaths = changedPaths
      self.changedVariableFiles = changedVariableFiles
      self.variableFiles = variableFiles
      self.dataFiles = dataFiles
    }
  }

  /// The modules, in the order of their directories.
  private(set) var modules: [Module]

  /// Changed variable files whose module was not found.
  let strays: Set<RepositoryPath>

  init(_ change: ChangeSet, reader: ModuleReader) throws(Failure) {
    var modules: [RepositoryPath: Module] = [:]
    var strays: Set<RepositoryPath> = []
    var dataReaders = DataReaders(change)
    for file in change.files {
      guard let name = TerraformFileName(file.path.name) else {
        for directory in try dataReaders.modules(reading: file.path) {
          modules[directory, default: Module(base: directory, head: directory)].changedPaths.append(file.path)
          modules[directory]?.dataFiles.append(file.path)
        }
        continue
      }
      // A directory may have been replaced by a file of that name; a submodule has no files here.
      if [file.old, file.new].allSatisfy({ $0 == nil || $0?.mode.isGitlink == true }) { continue }
      let own = file.path.directory
      var directory = own
      if name == .namedVariables {
        guard let found = try Self.module(above: own, reader) else {
          strays.insert(file.path)
          continue
        }
        directory = found
      }
      var module = modules[directory] ?? Module(base: directory, head: directory)
      module.changedPaths.append(file.path)
      if name == .namedVariables { module.changedVariableFiles.append(file.path) }
      if directory != own { module.variableFiles.append(file.path) }
      modules[directory] = module
    }
    self.strays = strays
    self.modules = try RenamedDirectories.joined(modules, reader)
    try addUsers(reader)
    self.modules.sort { ($0.head, $0.base) < ($1.head, $1.base) }
  }

  /// Adds the modules that use what a changed one gives back.
  private mutating func addUsers(_ reader: ModuleReader) throws(Failure) {
    let users = try OutputChanges(modules, reader).users
    for index in modules.indices {
      guard let paths = users[modules[index].head] else { continue }
      modules[index].changedPaths += paths.subtracting(modules[index].changedPaths).sorted()
    }
    let known = Set(modules.flatMap { [$0.base, $0.head] })
    for (directory, paths) in users where !known.contains(directory) {
      modules.append(Module(base: directory, head: directory, changedPaths: paths.sorted()))
    }
  }

  /// The nearest directory at or above `directory` that is a module, for layouts such as `env/prod.tfvars`.
  private static func module(
    above directory: RepositoryPath, _ reader: ModuleReader
  ) throws(Failure) -> RepositoryPath? {
    var current = directory
    for _ in 0...TerraformLimits.variableFileParents {
      if try reader.isModule(current, side: .head) { return current }
      if try reader.isModule(current, side: .base) { return current }
      if current == .root { return nil }
      current = current.directory
    }
    return nil
  }
}
