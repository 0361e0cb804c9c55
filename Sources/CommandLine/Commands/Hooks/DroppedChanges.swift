import Classification
import Findings
import Gate
import GitProcess
import Policy
import Repositories

/// What a forced push takes away from a ref: the commits that it drops, and of what they changed the governed part that is
/// not as they left it.
struct DroppedChanges {
  let commits: Int
  /// What hurts, of the dropped changes.
  let findings: [Finding]
  /// The governed files in which nothing was found.
  let files: [RepositoryPath]

  /// The most lines that are shown.
  static let shown = 10

  /// - Returns: `nil` when the push only adds.
  init?(from before: ObjectID, to head: ObjectID, policy: Policy, session: Session) throws(Failure) {
    let dropped = try session.queries.divergence(of: head, from: before).behind
    guard !dropped.isEmpty else { return nil }
    commits = dropped.count
    let reader = try session.queries.objects()
    let tree = { (commit: ObjectID) throws(Failure) in try reader.commit(commit).tree }
    let fork = try session.queries.mergeBase(before, head).map(tree)
    let diff = TreeDiff(reader: reader)
    // What a rewritten commit still holds is not lost.
    let kept = StoredTree(root: try tree(head), reader: reader)
    var lost: [FileChange] = []
    for file in try diff.changes(from: fork, to: try tree(before)) {
      if try kept.version(at: file.path) != file.new { lost.append(file) }
    }
    let change = ChangeSet(
      files: lost, base: StoredTree(root: fork, reader: reader),
      head: StoredTree(root: try tree(before), reader: reader), plainBlobs: session.plainBlobs)
    let classification = try session.gate().classify(change)
    findings = classification.findings.sorted(by: Finding.reportOrder)
    let told = Set(findings.flatMap(\.files))
    files = lost.map(\.path).filter { path in
      !told.contains(path)
        && (classification.governed.contains(path) || policy.governed.contains { $0.matches(path) })
    }
  }

  /// The note about them; `nil` when nothing governed is lost.
  func note(ref: String) -> String? {
    let lines =
      findings.map { finding in
        "  drops   \(finding.location.path.display)\(finding.location.line > 0 ? ":\(finding.location.line)" : "")   "
          + "\(finding.resource)   [\(finding.kind.id)]"
      } + files.map { "  drops   \($0.display)" }
    guard !lines.isEmpty else { return nil }
    let rest = lines.count > Self.shown ? ["  drops   and \(lines.count - Self.shown) more"] : []
    return
      ([
        "gatehouse  NOTE  \(DisplayText.escaping(ref)) loses \(commits) \(commits == 1 ? "commit" : "commits") "
          + "with governed changes:"
      ] + lines.prefix(Self.shown) + rest).joined(separator: "\n")
  }
}
