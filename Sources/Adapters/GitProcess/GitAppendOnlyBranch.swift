public import Findings
public import Repositories

/// ``AppendOnlyBranch`` as a branch of a git repository, local and remote-tracking copies united.
public final class GitAppendOnlyBranch: AppendOnlyBranch {
  private let queries: GitQueries
  private let branch: String
  private let remote: String?
  private let pushed: ObjectID?

  /// The most files that are read: beyond it the branch wants pruning by its owners, not silence.
  public static let fileLimit = 100_000

  /// The most bytes of one file.
  public static let fileBytesLimit = 1 << 20

  /// - Parameters:
  ///   - branch: without `refs/heads/`.
  ///   - remote: the remote whose copy is united with the local one; `nil` on the server, which has the only true copy.
  ///   - pushed: on the server, what a push that is being judged makes of the branch.
  public init(queries: GitQueries, branch: String, remote: String?, pushed: ObjectID? = nil) {
    self.queries = queries
    self.branch = branch
    self.remote = remote
    self.pushed = pushed
  }

  private var localRef: String { "refs/heads/" + branch }

  public func files() throws(Failure) -> [RepositoryPath: [UInt8]] {
    let reader = try queries.objects()
    var contents: [RepositoryPath: [UInt8]] = [:]
    for tip in try tips() {
      for (path, version) in try listing(of: tip, reader) where contents[path] == nil {
        guard let header = try reader.header(of: version.id), header.size <= Self.fileBytesLimit else {
          throw Failure(
            .verification, "\(path.display) on \(branch) is missing or larger than \(Self.fileBytesLimit) bytes",
            hint: "fetch the branch again: git fetch \(remote ?? "--all") \(branch)")
        }
        contents[path] = try reader.require(version.id, .blob)
      }
    }
    return contents
  }

  public func append(
    _ bytes: [UInt8], folder: String, name: String, message: String
  ) throws(Failure) -> ObjectID {
    let reader = try queries.objects()
    let tips = try tips()
    var files: [RepositoryPath: FileVersion] = [:]
    for tip in tips { files.merge(try listing(of: tip, reader)) { first, _ in first } }
    let blob = try queries.store(bytes)
    files[RepositoryPath(folder).appending(name)] = FileVersion(mode: .regular, id: blob)
    let local = try queries.commit(named: localRef)
    // Parents that another parent reaches already would only clutter the history.
    var parents: [ObjectID] = []
    for tip in tips {
      var isReached = false
      for other in tips where other != tip && !isReached { isReached = try queries.isAncestor(tip, of: other) }
      if !isReached { parents.append(tip) }
    }
    let commit = try queries.commit(files: files, parents: parents, message: message)
    try queries.move(localRef, from: local, to: commit)
    return commit
  }

  /// The refs of the remote's copy.
  private struct RemoteCopy {
    let remote: String
    let branch: String

    var ref: String { "refs/remotes/\(remote)/\(branch)" }

    /// Remembers the newest of the remote's copies that was used here, and keeps its files from being pruned.
    var seenRef: String { "refs/gatehouse/seen/\(remote)/\(branch)" }
  }

  /// The tips of the copies that exist, without repetition.
  private func tips() throws(Failure) -> [ObjectID] {
    let copy = remote.map { RemoteCopy(remote: $0, branch: branch) }
    let names = [localRef] + (copy.map { [$0.ref, $0.seenRef] } ?? [])
    let references = try queries.references(names).filter { names.contains($0.name) }
    let tipOf = Dictionary(references.map { ($0.name, $0.target) }) { first, _ in first }
    if let copy, let fetched = tipOf[copy.ref] { try remember(fetched, of: copy, after: tipOf[copy.seenRef]) }
    var tips: [ObjectID] = []
    let found = names.prefix(2).map { tipOf[$0] } + [pushed]
    for tip in found.compactMap(\.self) where !tips.contains(tip) { tips.append(tip) }
    return tips
  }

  /// Refuses a copy that lost what was there before: a rejection or withdrawal may be what is missing.
  private func remember(_ fetched: ObjectID, of copy: RemoteCopy, after seen: ObjectID?) throws(Failure) {
    guard seen != fetched else { return }
    if let seen, try !queries.isAncestor(seen, of: fetched) {
      throw Failure(
        .verification,
        "\(copy.remote)/\(branch) does not descend from \(seen.hex.prefix(12)), which this clone has seen",
        hint: "find out who rewrote it; to accept it as it is: git update-ref -d \(copy.seenRef)")
    }
    // A clone that cannot be written to remembers nothing.
    try? queries.move(copy.seenRef, from: seen, to: fetched)
  }

  private func listing(
    of tip: ObjectID, _ reader: any ObjectReader
  ) throws(Failure) -> [RepositoryPath: FileVersion] {
    let files = try TreeDiff(reader: reader).changes(from: nil, to: try reader.commit(tip).tree)
    guard files.count <= Self.fileLimit else {
      throw Failure(
        .inputIncomplete, "\(branch) holds more than \(Self.fileLimit) files", hint: "archive old approvals")
    }
    var listing: [RepositoryPath: FileVersion] = [:]
    for file in files { listing[file.path] = file.new }
    return listing
  }
}
