import Findings
import GitProcess
import Repositories

/// Where a private key must not lie: inside the work tree it is one `git add` away from everybody.
struct KeyPlace {
  let session: Session

  /// - Parameters:
  ///   - file: the key's path, as a person wrote it.
  ///   - what: what the key is, in the words of a failure.
  ///   - hint: where it belongs.
  func refuseWorkTree(_ file: String, _ what: String, hint: String) throws(Failure) {
    let facts = try session.queries.facts
    guard !file.hasSuffix(".pub"), let workTree = facts.workTree, let path = Files.realPath(file),
      path.hasPrefix(workTree + "/"), !path.hasPrefix(facts.gitDirectory + "/")
    else { return }
    throw Failure(.usage, "\(what) \(DisplayText.escaping(file)) lies inside the work tree", hint: hint)
  }
}
