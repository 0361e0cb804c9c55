import Findings
import HCL
import Repositories

/// Reads the directories of a change as modules; a file that both sides share is parsed once.
struct ModuleReader {
  private let change: ChangeSet
  private var parsed: [Key: ConfigurationFile] = [:]

  /// Every path that was read.
  private(set) var governed: Set<RepositoryPath> = []

  private struct Key: Hashable {
    let path: RepositoryPath
    let id: ObjectID
  }

  init(_ change: ChangeSet) {
    self.change = change
  }

  /// The Terraform files that stand directly in `directory`, and the variable files `elsewhere`.
  mutating func files(
    in directory: RepositoryPath, side: Finding.Side, elsewhere: [RepositoryPath] = []
  ) throws(Failure) -> ModuleFiles {
    var module = ModuleFiles(directory: directory)
    for entry in try snapshot(side).entries(in: directory) {
      guard let name = TerraformFileName(entry.name), !entry.version.mode.isDirectory else { continue }
      try add(directory.appending(entry.name), entry.version, name, side, to: &module)
    }
    for path in elsewhere {
      guard let version = try snapshot(side).version(at: path), !version.mode.isDirectory else { continue }
      try add(path, version, .namedVariables, side, to: &module)
    }
    try readContents(of: &module, side)
    return module
  }

  /// What stands for the content of `files` on that side, by their names.
  mutating func marks(of files: [RepositoryPath], side: Finding.Side) throws(Failure) -> [String: String] {
    var marks: [String: String] = [:]
    for path in files {
      governed.insert(path)
      let id = try snapshot(side).version(at: path)?.id.hex ?? "nothing"
      marks[String(decoding: path.name, as: UTF8.self), default: ""] += String(id.prefix(12))
    }
    return marks
  }

  /// Whether `directory` holds configuration on that side.
  func isModule(_ directory: RepositoryPath, side: Finding.Side) throws(Failure) -> Bool {
    try snapshot(side).entries(in: directory).contains { entry in
      !entry.version.mode.isDirectory && TerraformFileName(entry.name)?.isConfiguration ?? false
    }
  }

  /// The directories of the base in which a Terraform file holds `name`; `nil` when there are more files than `limit`.
  func directories(naming name: ArraySlice<UInt8>, limit: Int) throws(Failure) -> [RepositoryPath]? {
    var found: [RepositoryPath] = []
    var open = [RepositoryPath.root]
    var files = 0
    let text = String(decoding: name, as: UTF8.self).lowercased()
    while let directory = open.popLast() {
      var isNamed = false
      for entry in try change.base.entries(in: directory) {
        if entry.version.mode.isDirectory {
          open.append(directory.appending(entry.name))
        } else if !isNamed, entry.version.mode.isRegularFile, TerraformFileName(entry.name) != nil {
          files += 1
          guard files <= limit else { return nil }
          if case .bytes(let bytes) = try change.base.contents(of: entry.version, limit: ClassifierLimits.fileBytes) {
            isNamed = bytes.containsIgnoringCase(text)
          }
        }
      }
      if isNamed { found.append(directory) }
    }
    return found
  }

  /// Reads the files that the configuration names in calls of `file()` and the like.
  private mutating func readContents(of module: inout ModuleFiles, _ side: Finding.Side) throws(Failure) {
    for name in Set(module.files.flatMap(\.readPaths)).sorted().prefix(TerraformLimits.readFiles) {
      guard let path = module.directory.resolving(name), let version = try snapshot(side).version(at: path),
        version.mode.isRegularFile
      else { continue }
      governed.insert(path)
      let reading = try snapshot(side).contents(of: version, limit: TerraformLimits.valueBytes)
      var content = FileContent.other
      if case .bytes(let bytes) = reading, let text = String(validating: bytes, as: UTF8.self) { content = .text(text) }
      module.contents[StaticScope.normalized(name)] = content
    }
  }

  private func snapshot(_ side: Finding.Side) -> any TreeSnapshot {
    side == .base ? change.base : change.head
  }

  private mutating func add(
    _ path: RepositoryPath, _ version: FileVersion, _ name: TerraformFileName, _ side: Finding.Side,
    to module: inout ModuleFiles
  ) throws(Failure) {
    governed.insert(path)
    guard name != .lookAlike else {
      module.unread.append(UnreadFile(path: path, reason: .lookAlike))
      return
    }
    // A link that is left in a tree which follows links leads to no file in it.
    guard !version.mode.isSymbolicLink else {
      module.unread.append(UnreadFile(path: path, reason: .brokenLink))
      return
    }
    let key = Key(path: path, id: version.id)
    if let file = parsed[key] {
      module.files.append(file)
      return
    }
    switch try snapshot(side).contents(of: version, limit: ClassifierLimits.fileBytes) {
    case .bytes(let bytes):
      let file = ConfigurationFile(path: path, name: name, bytes: bytes)
      parsed[key] = file
      module.files.append(file)
    case .oversized(let size): module.unread.append(UnreadFile(path: path, reason: .oversized(size)))
    case .none: break
    }
  }
}
