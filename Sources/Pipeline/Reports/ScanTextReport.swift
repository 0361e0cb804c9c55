import Attestation
import Findings
public import Gate
import Policy
import Repositories

/// A scan for a person: the commits that have something to report, then the kinds and what was looked at.
public struct ScanTextReport: ScanReport {
  public let header: ScanHeader
  private let colour: Bool

  /// The most characters of a commit's first line that are shown.
  private static let subjectLength = 72

  public init(_ header: ScanHeader, colour: Bool) {
    self.header = header
    self.colour = colour
  }

  public func opening() -> [UInt8] { [] }

  public func commit(_ scanned: ScannedCommit) -> [UInt8] {
    switch scanned.outcome {
    case .incomplete(let failure):
      let word = TextColour.red.paint("INCOMPLETE", if: colour)
      return Array("\(scanned.id.hex.prefix(12))  \(word)  \(failure.message)\n\n".utf8)
    case .judged(let commit, let findings):
      let reported = header.reported(findings)
      guard !reported.isEmpty else { return [] }
      let lines = [headline(commit)] + reported.flatMap { FindingText.lines($0, colour: colour) }
      return Array((lines.joined(separator: "\n") + "\n\n").utf8)
    }
  }

  private func headline(_ commit: Commit) -> String {
    let id = TextColour.bold.paint(String(commit.id.hex.prefix(12)), if: colour)
    let merge = commit.parents.count > 1 ? "merge of \(commit.parents.count)  " : ""
    let day = Timestamp(seconds: commit.committer.time).text.prefix { $0 != "T" }
    let subject = commit.subject
    let shown =
      subject.count > Self.subjectLength ? subject.prefix(Self.subjectLength - 1) + "…" : subject[...]
    return "\(id)  \(day)  \(commit.author.name) <\(commit.author.email)>  \(merge)\(shown)"
  }

  public func closing(_ summary: ScanSummary, milliseconds: Int) -> [UInt8] {
    let range = DisplayText.escaping(header.range)
    guard summary.commits > 0 else {
      let word = summary.isComplete ? "NOTHING TO SCAN" : TextColour.red.paint("INCOMPLETE", if: colour)
      return Array("gatehouse  \(word)   \(range)\n".utf8)
    }
    var lines = table(summary)
    if !lines.isEmpty { lines.append("") }
    let suppressed = summary.suppressed > 0 ? ", \(summary.suppressed) findings suppressed" : ""
    lines.append(
      "Scanned  \(range): \(summary.commits) commits, \(summary.filesChanged) changed files, "
        + "\(summary.commitsWithFindings) commits with findings at \(header.minimumLevel.rawValue) or above\(suppressed)"
        + "   \(milliseconds) ms")
    lines.append("Policy   \(header.policySource)")
    if summary.incomplete > 0 {
      lines.append("Unread   \(summary.incomplete) commits, which are not judged: their findings are not known")
    }
    if !summary.isListedWhole { lines.append("Unread   the rest of the history, which git could not list") }
    return Array((lines.joined(separator: "\n") + "\n").utf8)
  }

  private func table(_ summary: ScanSummary) -> [String] {
    guard !summary.kinds.isEmpty else { return [] }
    let width = max("Kind".count, summary.kinds.map(\.kind.id.count).max() ?? 0)
    func row(_ cells: [String]) -> String {
      let first = cells[0] + String(repeating: " ", count: max(0, width - cells[0].count))
      return first + cells.dropFirst().map { "  " + String(repeating: " ", count: max(0, 8 - $0.count)) + $0 }.joined()
    }
    return [row(["Kind", "Findings", "Commits", "Worst"])]
      + summary.kinds.map { row([$0.kind.id, "\($0.findings)", "\($0.commits)", "\($0.worst)"]) }
  }
}
