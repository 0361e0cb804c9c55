import Findings
import Repositories

/// Finds the files that a firewall file includes or names, among those of one tree.
///
/// A file names others by their places on the machine (`/etc/nftables.d/*.nft`), and a repository holds some
/// image of those: the path as written, or a shorter and shorter end of it, is looked for from the script's
/// directory upwards.
struct IncludedFiles {
  private let tree: any TreeSnapshot
  private let script: RepositoryPath
  /// The files that were found and read, in the order of their inclusion.
  private(set) var found: [RepositoryPath] = []
  /// The first failure of the tree: the reader of the script cannot throw it.
  private(set) var failure: Failure?

  init(of script: RepositoryPath, in tree: any TreeSnapshot) {
    self.script = script
    self.tree = tree
  }

  /// The content that `pattern` stands for: of several files, one after the other in the order of their
  /// names, as nft reads them; `nil` when there is none in the tree.
  mutating func content(_ pattern: String) -> [UInt8]? {
    do throws(Failure) {
      guard let files = try resolve(RepositoryPath(pattern)) else { return nil }
      var content: [UInt8] = []
      for file in files {
        guard case .bytes(let bytes)? = try tree.contents(at: file, limit: ClassifierLimits.fileBytes) else {
          return nil
        }
        found.append(file)
        content += bytes + [UInt8(ascii: "\n")]
      }
      return content
    } catch {
      failure = failure ?? error
      return nil
    }
  }

  private func resolve(_ pattern: RepositoryPath) throws(Failure) -> [RepositoryPath]? {
    let names = pattern.components.filter { !$0.elementsEqual(".".utf8) }.map { Array($0) }
    guard !names.isEmpty, !names.contains(Array("..".utf8)) else { return nil }
    var directory = script.directory
    var isOwn = true
    while true {
      for start in names.indices where isOwn || start < names.count - 1 {
        let matches = try files(names[start...], below: directory)
        if !matches.isEmpty { return matches }
      }
      if directory == .root { return nil }
      directory = directory.directory
      isOwn = false
    }
  }

  /// The files at `names` below `directory`; the last name may be a pattern.
  private func files(
    _ names: ArraySlice<[UInt8]>, below directory: RepositoryPath
  ) throws(Failure) -> [RepositoryPath] {
    let parent = names.dropLast().reduce(directory) { $0.appending($1) }
    guard let last = names.last else { return [] }
    let glob = Glob(String(decoding: last, as: UTF8.self))
    return try tree.entries(in: parent)
      .filter { $0.version.mode.isRegularFile && (glob.matches($0.name) || $0.name == last) }
      .map { parent.appending($0.name) }
      .filter { $0 != script }
  }
}
