import Findings
import Gate
import Glibc
import Repositories
import Signing

/// Judges files as they lie on the disk, before git knows them: what an editor or an agent asks of one file.
struct FilesJudge {
  let session: Session
  let judging: JudgingChoice

  /// The most that one file may hold, in bytes. What the classifiers read of it is less, and they say so.
  private static let fileLimit = 256 << 20

  /// The judgement by the built-in policy; nothing else of the disk is read, so what stands beside a file is unknown.
  func judge(_ paths: [String]) throws(Failure) -> Evaluation {
    var contents: [RepositoryPath: [UInt8]] = [:]
    for path in paths { contents[try name(of: path)] = try Files.read(path, limit: Self.fileLimit) }
    let files = try LooseFiles(contents, hashes: .crypto)
    let settings = GateSettings(
      now: session.invocation.now, maximumScore: judging.maximumScore, isAdvisory: judging.isAdvisory)
    // Nobody can approve what is in no repository.
    return try session.gate(approvals: BundledApprovals(envelopes: [], verifier: session.verifier, sha256: .crypto))
      .evaluate(Proposal(of: files), reader: files, settings: settings, strictness: .binding)
  }

  /// The path as a repository would know it: classifiers go by folders, so from the working directory where it is inside.
  private func name(of path: String) throws(Failure) -> RepositoryPath {
    let working = unsafe getcwd(nil, 0).map { pointer in
      defer { unsafe free(pointer) }
      return unsafe String(cString: pointer)
    }
    let absolute = path.hasPrefix("/") ? path : (working ?? "") + "/" + path
    var components: [ArraySlice<UInt8>] = []
    for component in RepositoryPath(absolute).components where !component.elementsEqual(".".utf8) {
      if component.elementsEqual("..".utf8) { _ = components.popLast() } else { components.append(component) }
    }
    let root = RepositoryPath(working ?? "/").components
    if components.count > root.count, components.starts(with: root) { components.removeFirst(root.count) }
    return RepositoryPath(bytes: Array(components.joined(separator: CollectionOfOne(UInt8(ascii: "/")))))
  }
}
