import Findings

/// The files of one directory on one side, read and parsed.
struct ModuleFiles: Sendable {
  let directory: RepositoryPath
  var files: [ConfigurationFile] = []
  /// The files that count for the module and could not be read.
  var unread: [UnreadFile] = []

  /// What stands for the content of the changed files that the module reads, by their names.
  var dataMarks: [String: String] = [:]

  /// Whether Terraform would take the directory for a module.
  var isModule: Bool { files.contains { $0.name.isConfiguration } }

  /// Whether the two programs read different files here.
  var dependsOnDialect: Bool { files.contains { $0.name.isConfiguration && $0.path.hasSuffix(".tofu") } }

  func view(
    _ dialect: TerraformDialect, variableFile: RepositoryPath? = nil, arguments: [String: StaticValue]? = nil
  ) -> ModuleView {
    ModuleView(
      directory: directory, files: files.filter { isRead($0, by: dialect) },
      variableFile: variableFile.flatMap { path in files.first { $0.path == path } }, arguments: arguments,
      dataMarks: dataMarks)
  }

  private func isRead(_ file: ConfigurationFile, by dialect: TerraformDialect) -> Bool {
    guard file.name.isConfiguration else { return true }
    switch dialect {
    case .terraform: return file.path.hasSuffix(".tf")
    case .openTofu:
      guard file.path.hasSuffix(".tf") else { return true }
      let twin = file.path.bytes.dropLast(".tf".utf8.count) + Array(".tofu".utf8)
      return !files.contains { $0.path.bytes.elementsEqual(twin) }
    }
  }
}

/// A file that was not understood, wholly or in part.
struct UnreadFile: Sendable {
  let path: RepositoryPath
  let reason: Reason

  enum Reason: Hashable, Sendable {
    case json
    case lookAlike
    /// The size in bytes.
    case oversized(Int)
    /// A symbolic link that leads to no file of the repository.
    case brokenLink
  }
}
