import Findings
import Repositories

extension GitQueries {
  /// How to bring a commit that a person names and that is not here.
  public func hint(forMissing revision: String, remote: String) -> String {
    let remote = ShellWord.quoted(remote)
    if (try? facts.isShallow) == true { return "this clone is shallow; complete it: git fetch --unshallow \(remote)" }
    // What is more than a name, such as HEAD~1 or a ^{tree}, no remote knows.
    let isName = revision.utf8.allSatisfy { !"~^:@{}*?[\\ ".utf8.contains($0) } && !revision.hasPrefix("-")
    return isName
      ? "fetch it first: git fetch \(remote) \(ShellWord.quoted(revision))"
      : "check how it is spelled; git fetch \(remote) brings what is new there"
  }
}
