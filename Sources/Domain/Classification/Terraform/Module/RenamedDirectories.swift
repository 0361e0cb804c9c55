import Findings
import Repositories

/// Finds module directories that were renamed, so that their resources do not seem to be destroyed.
///
/// A directory that lost all its configuration is paired with one that had none before: with one of its name that holds the
/// same files, else with one that declares the same things for the most part.
enum RenamedDirectories {
  /// The least share of the old directory's declarations that stand in the new one.
  private static let leastSimilarity = 0.5

  static func joined(
    _ modules: [RepositoryPath: ModulePlan.Module], _ reader: ModuleReader
  ) throws(Failure) -> [ModulePlan.Module] {
    var vanished: [RepositoryPath] = []
    var appeared: [RepositoryPath] = []
    for directory in modules.keys.sorted() {
      switch (try reader.isRun(directory, side: .base), try reader.isRun(directory, side: .head)) {
      case (true, false): vanished.append(directory)
      case (false, true): appeared.append(directory)
      default: break
      }
    }
    var pairs = try identical(vanished, appeared, reader)
    let paired = Set(pairs.flatMap { [$0.old, $0.new] })
    pairs += try similar(
      vanished.filter { !paired.contains($0) }, appeared.filter { !paired.contains($0) }, reader)
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

  private typealias Pair = (old: RepositoryPath, new: RepositoryPath)

  /// The directories that hold the same files under the same name, the first of several: a whole tree may move.
  private static func identical(
    _ vanished: [RepositoryPath], _ appeared: [RepositoryPath], _ reader: ModuleReader
  ) throws(Failure) -> [Pair] {
    var places: [[[UInt8]]: [RepositoryPath]] = [:]
    for directory in appeared.reversed() {
      places[try reader.listing(of: directory, side: .head) + [Array(directory.name)], default: []].append(directory)
    }
    var pairs: [Pair] = []
    for directory in vanished {
      let key = try reader.listing(of: directory, side: .base) + [Array(directory.name)]
      if let new = places[key]?.popLast() { pairs.append((directory, new)) }
    }
    var moved: [Pair] = []
    for pair in pairs {
      var isSame = pairs.contains { $0.old == pair.old.directory && $0.new == pair.new.directory }
      if !isSame { isSame = try !includes(pair.old, reader) }
      if isSame { moved.append(pair) }
    }
    return moved
  }

  /// Whether a directory is a unit of Terragrunt that has its state from what it includes. Where that does not move with it,
  /// it has another key, and is another root.
  private static func includes(_ directory: RepositoryPath, _ reader: ModuleReader) throws(Failure) -> Bool {
    guard try !reader.isModule(directory, side: .base) else { return false }
    return try reader.files(in: directory, side: .base).files.contains { file in
      file.name == .terragrunt && file.blocks.contains { $0.type == "include" }
    }
  }

  /// The directories that declare the same for the most part, the likest first; none where there are too many to compare.
  private static func similar(
    _ vanished: [RepositoryPath], _ appeared: [RepositoryPath], _ reader: ModuleReader
  ) throws(Failure) -> [Pair] {
    guard vanished.count * appeared.count <= TerraformLimits.renamePairs else { return [] }
    var places: [(directory: RepositoryPath, declarations: Set<String>, state: [String: String])] = []
    for directory in appeared {
      let files = try reader.files(in: directory, side: .head)
      places.append((directory, declarations(files), BackendChanged.writtenPlaces(in: files.view(.terraform))))
    }
    var neighbours: [RepositoryPath: Set<String>] = [:]
    var pairs: [(old: RepositoryPath, new: RepositoryPath, similarity: Double, rank: Int)] = []
    for directory in vanished {
      let files = try reader.files(in: directory, side: .base)
      let old = declarations(files)
      let state = BackendChanged.writtenPlaces(in: files.view(.terraform))
      for new in places where !old.isEmpty {
        let similarity = Double(old.intersection(new.declarations).count) / Double(old.count)
        guard similarity >= leastSimilarity else { continue }
        if state.contains(where: { new.state[$0.key] != nil && new.state[$0.key] != $0.value }),
          try hasLike(old, similarity, beside: new.directory, &neighbours, reader)
        {
          continue
        }
        // Of several that are as like, the one that keeps its state, then the one that keeps its name.
        let rank = !state.isEmpty && state == new.state ? 0 : directory.name.elementsEqual(new.directory.name) ? 1 : 2
        pairs.append((directory, new.directory, similarity, rank))
      }
    }
    pairs.sort { ($1.similarity, $0.rank, $0.old, $0.new) < ($0.similarity, $1.rank, $1.old, $1.new) }
    return pairs.map { ($0.old, $0.new) }
  }

  /// Whether a directory beside `new` stays and declares as much of what the old one declared. Where both keep states of
  /// their own, `new` is then one more root of a kind, and not the old one under another name.
  private static func hasLike(
    _ old: Set<String>, _ similarity: Double, beside new: RepositoryPath, _ known: inout [RepositoryPath: Set<String>],
    _ reader: ModuleReader
  ) throws(Failure) -> Bool {
    let folders = try reader.snapshot(.head).entries(in: new.directory).filter(\.version.mode.isDirectory)
    for entry in folders.prefix(neighbourLimit) {
      let place = new.directory.appending(entry.name)
      if place == new { continue }
      if known[place] == nil { known[place] = declarations(try reader.files(in: place, side: .base)) }
      let shared = known[place].map { old.intersection($0).count } ?? 0
      if Double(shared) / Double(old.count) >= similarity { return true }
    }
    return false
  }

  /// How many neighbours are looked at.
  private static let neighbourLimit = 40

  /// What a directory declares: the types and labels of its top-level blocks.
  private static func declarations(_ module: ModuleFiles) -> Set<String> {
    Set(
      module.files.filter(\.name.isConfiguration).flatMap(\.blocks).filter { !$0.labels.isEmpty }.map {
        block in
        ([block.type] + block.labels).joined(separator: ".")
      })
  }
}
