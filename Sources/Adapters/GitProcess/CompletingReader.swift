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
    guard let remote else {
      return Failure(.inputIncomplete, message, hint: "git fsck lists all that is missing; bring it from another clone")
    }
    // Git takes what its refs reach for present: a mere fetch would bring nothing.
    let command =
      kind != .commit ? "--refetch \(remote)" : isShallow ? "--unshallow \(remote)" : "\(remote) \(id)"
    return Failure(.inputIncomplete, message, hint: "complete the clone: git fetch \(command)")
  }

  /// A damaged object, with the way to a sound one: git brings none while the damaged one stands in its place.
  private func repairable(_ failure: Failure) -> Failure {
    guard failure.code == .repositoryUnavailable, let remote else { return failure }
    return Failure(
      failure.code, failure.message,
      hint: "git fsck names what is damaged; delete those files, then: git fetch --refetch \(remote)")
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
