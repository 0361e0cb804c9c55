import Findings
import HCL
import Repositories
import YAML

/// Reads the directories of a change as modules; a file that both sides share is parsed once.
final class ModuleReader {
  private let change: ChangeSet
  private let yamlParser: (any YAMLParser)?
  private let hashes: HashFunctions?
  let memory: TerraformMemory

  /// Every path that was read.
  private(set) var governed: Set<RepositoryPath> = []

  /// The outputs that modules give back otherwise than before, by the directories of the modules. Of what is not listed the
  /// change alters nothing.
  var alteredOutputs: [RepositoryPath: Set<String>] = [:]

  /// What went wrong while a value was looked up.
  private(set) var failure: Failure?

  private struct Place: Hashable {
    let directory: RepositoryPath
    let side: Finding.Side
  }

  /// The directories that were read, as far as they are kept.
  private var known = BoundedMemory<Place, ModuleFiles>(limit: 1 << 20)

  /// Who calls the modules of this repository, by the directories that are called.
  private var callers: [Finding.Side: [RepositoryPath: Set<RepositoryPath>]] = [:]

  /// The roots that keep a state after the change, once somebody asked.
  var stateKeepers: [StateKeeper]?

  /// Which directories name a path, by its last component.
  var pathEnds: [Finding.Side: [String: Set<RepositoryPath>]] = [:]

  /// `yamlParser` reads what the configuration decodes, `hashes` compute digests; without them, that is unknown.
  init(
    _ change: ChangeSet, yamlParser: (any YAMLParser)? = nil, hashes: HashFunctions? = nil,
    memory: TerraformMemory = TerraformMemory()
  ) {
    self.change = change
    self.memory = memory
    self.yamlParser = yamlParser
    self.hashes = hashes
  }

  /// The Terraform files that stand directly in `directory`, and the variable files `elsewhere`.
  func files(
    in directory: RepositoryPath, side: Finding.Side, elsewhere: [RepositoryPath] = []
  ) throws(Failure) -> ModuleFiles {
    let place = Place(directory: directory, side: side)
    if elsewhere.isEmpty, var module = known[place] {
      module.reader = (self, side)
      return module
    }
    var module = ModuleFiles(directory: directory)
    module.hashes = hashes
    module.json = memory.json
    module.yamlParser = yamlParser
    for entry in try snapshot(side).entries(in: directory) {
      if entry.version.mode.isRegularFile, BackendFile.isNamed(entry.name) {
        if let settings = try backend(directory.appending(entry.name), entry.version, side) {
          module.backends.append(settings)
        }
      }
      guard let name = TerraformFileName(entry.name), !entry.version.mode.isDirectory else { continue }
      try add(directory.appending(entry.name), entry.version, name, side, to: &module)
    }
    for path in elsewhere {
      guard let version = try snapshot(side).version(at: path), !version.mode.isDirectory else { continue }
      try add(path, version, .namedVariables, side, to: &module)
    }
    try readContents(of: &module, side)
    if elsewhere.isEmpty { known.keep(module, of: place, bytes: module.size) }
    module.reader = (self, side)
    return module
  }

  /// Whether the change touches files that are handed to `terraform init -backend-config`, as far as their names tell.
  var changesBackendSettings: Bool {
    change.files.contains { BackendFile.isNamed($0.path.name) }
  }

  /// What a file of backend settings says; `nil` where it is none.
  private func backend(
    _ path: RepositoryPath, _ version: FileVersion, _ side: Finding.Side
  ) throws(Failure) -> [String: String]? {
    guard case .bytes(let bytes) = try snapshot(side).contents(of: version, limit: TerraformLimits.valueBytes) else {
      return nil
    }
    governed.insert(path)
    return BackendFile.settings(bytes)
  }

  /// The files of a module that a value is looked up in; what goes wrong is noted.
  func readable(_ directory: RepositoryPath, _ side: Finding.Side) -> ModuleFiles? {
    do { return try files(in: directory, side: side) } catch {
      failure = failure ?? error
      return nil
    }
  }

  /// The id of the file or directory at `path`; what goes wrong is noted.
  func content(at path: RepositoryPath, side: Finding.Side) -> String? {
    do { return try snapshot(side).version(at: path)?.id.hex } catch {
      failure = failure ?? error
      return nil
    }
  }

  /// What stands for the content of `files` on that side, by their names.
  func marks(of files: [RepositoryPath], side: Finding.Side) throws(Failure) -> [String: String] {
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

  /// Whether Terraform or Terragrunt may run in `directory`.
  func isRun(_ directory: RepositoryPath, side: Finding.Side) throws(Failure) -> Bool {
    try snapshot(side).entries(in: directory).contains { entry in
      guard !entry.version.mode.isDirectory, let name = TerraformFileName(entry.name) else { return false }
      return name.isConfiguration || name == .terragrunt
    }
  }

  /// Whether nothing can be at `directory` but folders: no submodule, and no link that leads elsewhere, is on the way to it.
  func isNowhere(_ directory: RepositoryPath, side: Finding.Side) throws(Failure) -> Bool {
    var path = RepositoryPath.root
    for component in directory.components {
      path = path.appending(Array(component))
      guard let version = try snapshot(side).version(at: path) else { return true }
      if !version.mode.isDirectory { return false }
    }
    return true
  }

  /// The Terraform files that stand directly in `directory`, by name and content.
  func listing(of directory: RepositoryPath, side: Finding.Side) throws(Failure) -> [[UInt8]] {
    try snapshot(side).entries(in: directory)
      .filter { !$0.version.mode.isDirectory && TerraformFileName($0.name) != nil }
      .map { $0.name + [UInt8(ascii: "/")] + $0.version.id.bytes }
  }

  /// The directories that hold a call of the module in `directory`, or a path to it.
  func callers(of directory: RepositoryPath, side: Finding.Side) throws(Failure) -> Set<RepositoryPath> {
    if let known = callers[side] { return known[directory] ?? [] }
    var found: [RepositoryPath: Set<RepositoryPath>] = [:]
    try visitFiles(below: .root, side) { (caller, name, entry) throws(Failure) in
      for source in try sources(in: entry.version, side) {
        if let called = caller.resolving(source), called != caller { found[called, default: []].insert(caller) }
      }
    }
    callers[side] = found
    return found[directory] ?? []
  }

  /// Shows every file that Terraform or Terragrunt reads at `directory` or below: its directory, what it is, and its entry.
  func visitFiles(
    below directory: RepositoryPath, _ side: Finding.Side,
    _ body: (RepositoryPath, TerraformFileName, TreeEntry) throws(Failure) -> Void
  ) throws(Failure) {
    var open = [directory]
    while let directory = open.popLast() {
      for entry in try snapshot(side).entries(in: directory) {
        if entry.version.mode.isDirectory {
          open.append(directory.appending(entry.name))
        } else if entry.version.mode.isRegularFile, let name = TerraformFileName(entry.name) {
          try body(directory, name, entry)
        }
      }
    }
  }

  /// The relative paths that a file holds as texts.
  private func sources(in version: FileVersion, _ side: Finding.Side) throws(Failure) -> [String] {
    if let known = memory.sources[version.id] { return known }
    var sources: Set<String> = []
    if case .bytes(let bytes) = try snapshot(side).contents(of: version, limit: ClassifierLimits.fileBytes) {
      for text in bytes.split(separator: UInt8(ascii: "\""))
      where text.first == UInt8(ascii: ".") && (text.starts(with: "./".utf8) || text.starts(with: "../".utf8)) {
        sources.insert(String(decoding: text, as: UTF8.self))
      }
    }
    let sorted = sources.sorted()
    memory.sources.keep(sorted, of: version.id, bytes: sorted.reduce(32) { $0 + $1.utf8.count })
    return sorted
  }

  /// Reads the files that the configuration names in calls of `file()` and the like.
  private func readContents(of module: inout ModuleFiles, _ side: Finding.Side) throws(Failure) {
    let calls = module.files.compactMap(\.fileCalls)
    for name in Set(calls.flatMap(\.paths).map(\.text)).sorted().prefix(TerraformLimits.readFiles) {
      guard let path = module.directory.resolving(name), let version = try snapshot(side).version(at: path),
        version.mode.isRegularFile
      else { continue }
      try read(path, version, at: name, into: &module, side)
    }
    let sets = Set(calls.flatMap(\.sets)).sorted {
      ($0.directory.text, $0.pattern) < ($1.directory.text, $1.pattern)
    }
    for set in sets { try read(set, of: &module, side) }
  }

  /// Reads the files of a set of the configuration, and notes their names.
  private func read(
    _ set: FileCalls.FileSet, of module: inout ModuleFiles, _ side: Finding.Side
  ) throws(Failure) {
    // Alternatives in braces and classes are left out: what is not read is unknown.
    guard let root = module.directory.resolving(set.directory.text),
      !set.pattern.contains(where: { "{}[]\\".contains($0) })
    else { return }
    let pattern = Glob(set.pattern)
    let prefix = root == .root ? [] : root.bytes + [UInt8(ascii: "/")]
    let (home, own) = (module.directory.bytes.count, module.directory)
    let isTouched = change.files.contains { file in
      file.path.bytes.starts(with: prefix) && pattern.matches(file.path.bytes.dropFirst(prefix.count))
        || file.path.bytes.count > home && file.path.directory == own && TerraformFileName(file.path.name) != nil
    }
    var names: [String] = []
    var open: [[UInt8]] = [[]]
    var entries = 0
    while let below = open.popLast() {
      let directory = below.isEmpty ? root : root.appending(below)
      for entry in try snapshot(side).entries(in: directory) {
        entries += 1
        guard entries <= TerraformLimits.entriesOfSet else { return }
        let name = below.isEmpty ? entry.name : below + [UInt8(ascii: "/")] + entry.name
        if entry.version.mode.isDirectory {
          if set.pattern.contains("/") || set.pattern.contains("**") { open.append(name) }
          continue
        }
        guard entry.version.mode.isRegularFile, pattern.matches(name),
          let text = String(validating: name, as: UTF8.self)
        else { continue }
        names.append(text)
        // Where none of the files changed, what they say is the same on both sides whether it is known or not.
        guard isTouched, module.contents.count < TerraformLimits.readFiles else { continue }
        try read(root.appending(name), entry.version, at: set.directory.text + "/" + text, into: &module, side)
      }
    }
    let place = StaticFileSet(directory: StaticFiles.normalized(set.directory.text), pattern: set.pattern)
    module.fileSets[place] = names.sorted()
  }

  /// Reads one file that the configuration calls by `name`.
  private func read(
    _ path: RepositoryPath, _ version: FileVersion, at name: String, into module: inout ModuleFiles,
    _ side: Finding.Side
  ) throws(Failure) {
    governed.insert(path)
    let place = StaticFiles.normalized(name)
    if let known = memory.texts[version.id] {
      module.contents[place] = known.content
      if case .text(let text) = known.content { module.documents[text] = known.document }
      return
    }
    let reading = try snapshot(side).contents(of: version, limit: TerraformLimits.valueBytes)
    var content = FileContent.other
    var document: StaticValue?
    if case .bytes(let bytes) = reading { content = .binary(bytes) }
    if case .bytes(let bytes) = reading, let text = String(validating: bytes, as: UTF8.self) {
      content = .text(text)
      if let yamlParser, path.hasSuffix(".yaml") || path.hasSuffix(".yml") {
        document = YAMLValues.decode(yamlParser.parse(bytes, isTemplate: false))
        module.documents[text] = document
      }
    }
    memory.texts.keep((content, document), of: version.id, bytes: content.size)
    module.contents[place] = content
  }

  /// The documents of a file of YAML; `nil` where it is too large or not read to its end. Of alerts that do not parse none is
  /// there: nobody could apply them.
  func documents(at path: RepositoryPath, _ version: FileVersion, _ side: Finding.Side) throws(Failure) -> YAMLStream? {
    guard let yamlParser,
      case .bytes(let bytes) = try snapshot(side).contents(of: version, limit: TerraformLimits.valueBytes)
    else { return nil }
    governed.insert(path)
    let stream = yamlParser.parse(bytes, isTemplate: false)
    if stream.problem == nil { return stream }
    return BrokenDocuments.withoutMonitoring(bytes).allSatisfy { $0.isBlank || $0 == 10 }
      ? YAMLStream(documents: []) : nil
  }

  func snapshot(_ side: Finding.Side) -> any TreeSnapshot {
    side == .base ? change.base : change.head
  }

  private func add(
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
    let key = TerraformMemory.FileKey(path: path, id: version.id)
    if let file = memory.files[key] {
      module.files.append(file)
      return
    }
    switch try snapshot(side).contents(of: version, limit: ClassifierLimits.fileBytes) {
    case .bytes(let bytes):
      let file = ConfigurationFile(path: path, name: name, bytes: bytes)
      memory.files.keep(file, of: key, bytes: bytes.count)
      module.files.append(file)
    case .oversized(let size): module.unread.append(UnreadFile(path: path, reason: .oversized(size)))
    case .none: break
    }
  }
}
