import Findings
import GitProcess
import Repositories

/// Where a hook keeps what the next hook of the same commit wants to know.
struct HookPlace {
  /// The git directory of the work tree in which the hook runs.
  let gitDirectory: String

  init(_ session: Session) throws(Failure) { gitDirectory = try session.queries.facts.gitDirectory }

  /// Whether the commit that is being made concludes a merge.
  var isMerging: Bool { Files.exists(gitDirectory + "/MERGE_HEAD") }

  private var directory: String { gitDirectory + "/gatehouse" }
  private var file: String { directory + "/judged" }

  /// Keeps what was judged. It is worth no failure: without it a commit only goes without a receipt.
  func keep(_ judged: JudgedChange) {
    try? Files.makeDirectory(directory)
    try? Files.write(judged.line, to: file, isDurable: false)
  }

  /// What was judged last.
  func kept() -> JudgedChange? {
    guard let bytes = try? Files.readIfPresent(file, limit: 1024) else { return nil }
    return JudgedChange(bytes)
  }

  /// Forgets what was judged: a receipt is given once.
  func forget() { try? Files.remove(file) }
}
