import Findings
import Repositories

/// The files around one that it refers to by their places, in one tree.
struct NeighbourFiles {
  private let tree: any TreeSnapshot
  private let directory: RepositoryPath
  /// Files that are judged by themselves.
  private let judged: Set<RepositoryPath>
  /// The files that were found and read.
  private(set) var found: Set<RepositoryPath> = []
  /// The first failure of the tree.
  private(set) var failure: Failure?

  init(of path: RepositoryPath, in tree: any TreeSnapshot, judged: Set<RepositoryPath> = []) {
    directory = path.directory
    self.tree = tree
    self.judged = judged
  }

  /// The content of the file at a path from the directory of the first one; `nil` where there is none.
  mutating func bytes(_ relative: String, evenJudged: Bool = true, from: RepositoryPath? = nil) -> [UInt8]? {
    guard let path = (from ?? directory).resolving(relative), evenJudged || !judged.contains(path) else { return nil }
    do throws(Failure) {
      guard let version = try tree.version(at: path), version.mode.isRegularFile,
        case .bytes(let bytes) = try tree.contents(of: version, limit: ClassifierLimits.fileBytes)
      else { return nil }
      found.insert(path)
      return bytes
    } catch {
      failure = failure ?? error
      return nil
    }
  }
}
