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

  func header(of id: ObjectID) throws(Failure) -> ObjectHeader? {
    do { return try reader.header(of: id) } catch { throw repairable(error) }
  }

  func read(_ id: ObjectID) throws(Failure) -> RawObject? {
    do { return try reader.read(id) } catch { throw repairable(error) }
  }

  func missing(_ id: ObjectID, _ kind: ObjectKind) -> Failure {
    let message = "\(kind.rawValue) \(id) is not in this repository"
    let promisor = names(["config", "--name-only", "--get-regexp", "^remote\\..*\\.promisor$"]).first
    if let promisor, kind != .commit {
      let remote = ShellWord.quoted(String(promisor.dropFirst("remote.".count).dropLast(".promisor".count)))
      return Failure(
        .inputIncomplete, message,
        hint: "this clone is partial; complete it: git fetch --refetch --no-filter \(remote)")
    }
    guard kind == .commit, let remote else { return Failure(.inputIncomplete, message, hint: repair) }
    let command = isShallow ? "git fetch --unshallow \(remote)" : "git fetch \(remote) \(id)"
    return Failure(.inputIncomplete, message, hint: "complete the clone: \(command)")
  }

  /// A damaged object, with the way to a sound one.
  private func repairable(_ failure: Failure) -> Failure {
    failure.code == .repositoryUnavailable ? Failure(failure.code, failure.message, hint: repair) : failure
  }

  /// Git takes what its refs reach for present, so that a mere fetch brings nothing; and a damaged object in a file of its
  /// own stands before the sound one in a pack.
  private var repair: String {
    guard let remote else {
      return "the repository is damaged; git fsck lists what is missing; bring it from another clone"
    }
    return "the repository is damaged; bring its objects anew: "
      + "git -c fetch.unpackLimit=1 fetch --refetch \(remote) && git prune-packed"
  }

  /// The remote to fetch from, for a command line.
  private var remote: String? {
    let remotes = names(["remote"])
    return (remotes.contains("origin") ? "origin" : remotes.first).map { ShellWord.quoted($0) }
  }

  /// The lines that git prints; none where it fails, since this only words a hint.
  private func names(_ arguments: [String]) -> [String] {
    guard let outcome = try? git.run(arguments), outcome.succeeded else { return [] }
    return outcome.standardOutput.split(separator: UInt8(ascii: "\n")).map { String(decoding: $0, as: UTF8.self) }
  }
}
