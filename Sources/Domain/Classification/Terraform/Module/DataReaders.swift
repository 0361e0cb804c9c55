import Findings
import Repositories

/// Finds the modules that read a changed file which is none of Terraform's: policies, lists of addresses, templates.
///
/// The name of the file must stand in a module at or above it that calls a function such as `file()`, or the module looks
/// for files by a pattern. Which path the call makes of it is not computed.
struct DataReaders {
  private let change: ChangeSet
  /// What the configuration of each directory says, where it reads files at all.
  private var texts: [RepositoryPath: [[UInt8]]] = [:]

  init(_ change: ChangeSet) { self.change = change }

  /// The directories of the modules that name the file at `path`.
  mutating func modules(reading path: RepositoryPath) throws(Failure) -> [RepositoryPath] {
    var directory = path.directory
    var found: [RepositoryPath] = []
    for _ in 0...TerraformLimits.variableFileParents {
      let texts = try texts(in: directory)
      if !texts.isEmpty, let name = String(validating: path.name, as: UTF8.self)?.lowercased(),
        texts.contains(where: { text in
          text.containsIgnoringCase(name) || (text.containsIgnoringCase("fileset") && mayMatch(text, name))
        })
      {
        found.append(directory)
      }
      if directory == .root { break }
      directory = directory.directory
    }
    return found
  }

  /// Whether a pattern in the text may stand for the name: one of its extension, or one without any.
  private func mayMatch(_ text: [UInt8], _ name: String) -> Bool {
    guard let dot = name.lastIndex(of: ".") else { return true }
    return text.containsIgnoringCase("*" + String(name[dot...])) || !text.containsIgnoringCase("*.")
  }

  private mutating func texts(in directory: RepositoryPath) throws(Failure) -> [[UInt8]] {
    if let known = texts[directory] { return known }
    var found: [[UInt8]] = []
    for tree in [change.base, change.head] {
      for entry in try tree.entries(in: directory)
      where entry.version.mode.isRegularFile && TerraformFileName(entry.name)?.isConfiguration ?? false {
        if case .bytes(let bytes) = try tree.contents(of: entry.version, limit: ClassifierLimits.fileBytes),
          bytes.containsIgnoringCase("file")
        {
          found.append(bytes)
        }
      }
    }
    texts[directory] = found
    return found
  }
}
