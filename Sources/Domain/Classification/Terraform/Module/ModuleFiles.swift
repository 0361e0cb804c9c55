import Findings
import YAML

/// The files of one directory on one side, read and parsed.
struct ModuleFiles {
  let directory: RepositoryPath
  var files: [ConfigurationFile] = []
  /// The files that count for the module and could not be read.
  var unread: [UnreadFile] = []

  /// What stands for the content of the changed files that the module reads, by their names.
  var dataMarks: [String: String] = [:] { didSet { shared = SharedViews() } }

  /// What the configuration reads from files of the repository, by their paths from the directory.
  var contents: [String: FileContent] = [:]

  /// The files that calls of `fileset()` find, by directory and pattern.
  var fileSets: [StaticFileSet: [String]] = [:]

  /// What the texts of ``contents`` that are YAML say.
  var documents: [String: StaticValue] = [:]

  /// What the files say that are there to be given to `terraform init -backend-config`.
  var backends: [[String: String]] = []

  /// Remembers what texts say as JSON.
  var json = DecodedTexts()

  /// Computes digests that the configuration asks for.
  var hashes: HashFunctions?

  /// Reads YAML that the configuration hands on as a text.
  var yamlParser: (any YAMLParser)?

  /// Reads the modules that this one calls; `nil` where nobody does.
  var reader: (source: ModuleReader, side: Finding.Side)?

  /// The variables whose defaults do not count, since every caller sets them.
  var hiddenDefaults: Set<String> = [] { didSet { shared = SharedViews() } }

  /// What was made of the files for nobody in particular, with the values that were found out since.
  private var shared = SharedViews()

  private final class SharedViews {
    var views: [TerraformDialect: ModuleView] = [:]
  }

  /// How many bytes the files hold.
  var size: Int { files.reduce(0) { $0 + $1.size } + contents.values.reduce(0) { $0 + $1.size } }

  init(directory: RepositoryPath, files: [ConfigurationFile] = []) {
    self.directory = directory
    self.files = files
  }

  /// Whether Terraform would take the directory for a module.
  var isModule: Bool { files.contains { $0.name.isConfiguration } }

  /// Whether only a root module has such files: with providers, a state, variables set or versions locked.
  var isSurelyRoot: Bool {
    files.contains { file in
      if file.name == .lock || file.name == .automaticVariables { return true }
      return file.name.isConfiguration
        && file.blocks.contains { block in
          block.type == "provider" || block.children.contains { ["backend", "cloud"].contains($0.type) }
        }
    }
  }

  /// Whether Terraform runs anything for the module itself.
  var runsPrograms: Bool {
    files.contains { file in
      file.name.isConfiguration
        && file.blocks.contains { block in
          block.type == "data" || !block.children(ofType: "provisioner").isEmpty
        }
    }
  }

  /// Whether anything was moved, as far as can be told without a ``view(_:variableFile:arguments:)``.
  var hasMoves: Bool { files.contains { $0.name.isConfiguration && $0.blocks.contains { $0.type == "moved" } } }

  /// Whether the two programs read different files here.
  var dependsOnDialect: Bool { files.contains { $0.name.isConfiguration && Self.isOpenTofu($0.path) } }

  func view(
    _ dialect: TerraformDialect, variableFile: RepositoryPath? = nil, arguments: CallArguments? = nil,
    calledFrom callers: [RepositoryPath] = []
  ) -> ModuleView {
    let isShared = variableFile == nil && arguments == nil && callers.isEmpty
    if isShared, let known = shared.views[dialect] { return known }
    var view = ModuleView(
      directory: directory, files: files.filter { isRead($0, by: dialect) },
      variableFile: variableFile.flatMap { path in files.first { $0.path == path } }, arguments: arguments,
      hiding: arguments == nil ? hiddenDefaults : [],
      reading: StaticFiles(
        marks: dataMarks, contents: contents, sets: fileSets, documents: documents, backends: backends, json: json,
        hashes: hashes,
        isRoot: arguments == nil && isSurelyRoot),
      calling: reader.map {
        CalledModuleReader(reader: $0.source, side: $0.side, dialect: dialect, callers: callers + [directory])
      })
    view.yamlParser = yamlParser
    if isShared { shared.views[dialect] = view }
    return view
  }

  private func isRead(_ file: ConfigurationFile, by dialect: TerraformDialect) -> Bool {
    guard file.name.isConfiguration else { return true }
    let isOpenTofu = Self.isOpenTofu(file.path)
    if isOpenTofu || dialect == .terraform { return isOpenTofu == (dialect == .openTofu) }
    // `main.tofu` stands in for `main.tf`, and `main.tofu.json` for `main.tf.json`.
    let end = TerraformFileName.isJSON(file.path.bytes) ? ".json" : ""
    let twin = file.path.bytes.dropLast((".tf" + end).utf8.count) + Array((".tofu" + end).utf8)
    return !files.contains { $0.path.bytes.elementsEqual(twin) }
  }

  private static func isOpenTofu(_ path: RepositoryPath) -> Bool {
    path.hasSuffix(".tofu") || path.hasSuffix(".tofu.json")
  }
}

/// A file that was not understood, wholly or in part.
struct UnreadFile: Sendable {
  let path: RepositoryPath
  let reason: Reason

  enum Reason: Hashable, Sendable {
    case lookAlike
    /// The size in bytes.
    case oversized(Int)
    /// A symbolic link that leads to no file of the repository.
    case brokenLink
  }
}
