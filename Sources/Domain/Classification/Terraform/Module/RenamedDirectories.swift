import Findings

/// Finds module directories that were renamed, so that their resources do not seem to be destroyed.
///
/// A directory that lost all its configuration is paired with one that had none before and now declares the
/// same things for the most part.
enum RenamedDirectories {
  /// The least share of the old directory's declarations that stand in the new one.
  private static let leastSimilarity = 0.5

  static func joined(
    _ modules: [RepositoryPath: ModulePlan.Module], _ reader: inout ModuleReader
  ) throws(Failure) -> [ModulePlan.Module] {
    var vanished: [(directory: RepositoryPath, declarations: Set<String>)] = []
    var appeared: [(directory: RepositoryPath, declarations: Set<String>)] = []
    for directory in modules.keys.sorted() {
      switch (try reader.isModule(directory, side: .base), try reader.isModule(directory, side: .head)) {
      case (true, false):
        vanished.append((directory, declarations(try reader.files(in: directory, side: .base))))
      case (false, true):
        appeared.append((directory, declarations(try reader.files(in: directory, side: .head))))
      default: break
      }
    }
    guard vanished.count * appeared.count <= TerraformLimits.renamePairs else { return Array(modules.values) }
    var pairs: [(old: RepositoryPath, new: RepositoryPath, similarity: Double)] = []
    for old in vanished where !old.declarations.isEmpty {
      for new in appeared {
        let common = old.declarations.intersection(new.declarations).count
        let similarity = Double(common) / Double(old.declarations.count)
        if similarity >= leastSimilarity { pairs.append((old.directory, new.directory, similarity)) }
      }
    }
    pairs.sort { ($1.similarity, $0.old, $0.new) < ($0.similarity, $1.old, $1.new) }
    var joined = modules
    var taken: Set<RepositoryPath> = []
    for pair in pairs where !taken.contains(pair.new) {
      guard let from = joined[pair.old], let to = joined[pair.new] else { continue }
      taken.insert(pair.new)
      joined[pair.old] = nil
      joined[pair.new] = ModulePlan.Module(
        base: pair.old, head: pair.new, changedPaths: from.changedPaths + to.changedPaths,
        changedVariableFiles: from.changedVariableFiles + to.changedVariableFiles,
        variableFiles: from.variableFiles + to.variableFiles, dataFiles: from.dataFiles + to.dataFiles)
    }
    return Array(joined.values)
  }

  /// What a directory declares: the types and labels of its top-level blocks.
  private static func declarations(_ module: ModuleFiles) -> Set<String> {
    Set(
      module.files.filter(\.name.isConfiguration).flatMap(\.blocks).filter { !$0.labels.isEmpty }.map {
        block in
        ([block.type] + block.labels).joined(separator: ".")
      })
  }
}
