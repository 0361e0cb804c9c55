import ChildProcess
import Findings
import Repositories

/// Another reader whose missing objects are named with the command that brings them into this very clone.
///
/// We never fetch: a hook has no business on the network, and what a gate judges must not change while it reads.
final class CompletingReader: ObjectReader {
  private let reader: any ObjectReader
  private let git: GitRunner
  private let isShallow: Bool

  init(_ reader: any ObjectReader, isShallow: Bool, _ git: GitRunner) {
    self.reader = reader
    self.isShallow = isShallow
    self.git = git
  }

  var format: ObjectFormat { reader.format }

  func header(of id: ObjectID) throws(Failure) -> ObjectHeader? { try reader.header(of: id) }

  func read(_ id: ObjectID) throws(Failure) -> RawObject? { try reader.read(id) }

  func missing(_ id: ObjectID, _ kind: ObjectKind) -> Failure {
    let message = "\(kind.rawValue) \(id) is not in this repository"
    let promisors = names(["config", "--name-only", "--get-regexp", "^remote\\..*\\.promisor$"]).map {
      $0.dropFirst("remote.".count).dropLast(".promisor".count)
    }
    if let remote = promisors.first, kind != .commit {
      return Failure(
        .inputIncomplete, message,
        hint: "this clone is partial; complete it: git fetch --refetch --no-filter "
          + DisplayText.escaping(String(remote)))
    }
    let remotes = names(["remote"])
    guard let remote = (remotes.contains("origin") ? "origin" : remotes.first).map(DisplayText.escaping) else {
      return Failure(.inputIncomplete, message, hint: "bring it from another clone; git fsck lists all that is missing")
    }
    if kind == .commit {
      let command = isShallow ? "git fetch --unshallow \(remote)" : "git fetch \(remote) \(id)"
      return Failure(.inputIncomplete, message, hint: "complete the clone: \(command)")
    }
    // Git takes what its refs reach for present and would not ask for it again by itself.
    return Failure(
      .inputIncomplete, message, hint: "the clone is damaged; bring its objects anew: git fetch --refetch \(remote)")
  }

  /// The lines that git prints; none where it fails, since this only words a hint.
  private func names(_ arguments: [String]) -> [String] {
    guard let outcome = try? git.run(arguments), outcome.succeeded else { return [] }
    return outcome.standardOutput.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }
}
