import Findings
public import Gate
import JSON
import Policy
import Repositories

/// A scan for programs: one JSON object a line, so that a long history can be read as it comes.
///
/// The first line says what is scanned, the last one sums up; a stream without a `summary` was cut off. The schema of the
/// lines is `attestations/scan.schema.json`; members may be added within v1, never changed.
public struct ScanJSONReport: ScanReport {
  /// The value of the `schema` member of the first line.
  public static let schema = "gatehouse.scan/v1"

  public let header: ScanHeader

  public init(_ header: ScanHeader) {
    self.header = header
  }

  public func opening() -> [UInt8] {
    let selection = header.selection
    return line([
      "type": "scan", "schema": .string(Self.schema),
      "tool": ["name": .string(header.tool.name), "version": .string(header.tool.version)],
      "head": .string(selection.head.hex), "excluded": .optional(selection.excluded?.hex),
      "firstParentOnly": .bool(selection.firstParentOnly), "since": .optional(selection.since),
      "maxCommits": .optional(selection.limit.map(Int64.init)), "paths": .strings(header.paths),
      "minimumLevel": .string(header.minimumLevel.rawValue),
      "policy": ["digest": .string(header.policyDigest.hex), "source": .string(header.policySource)],
    ])
  }

  public func commit(_ scanned: ScannedCommit) -> [UInt8] {
    switch scanned.outcome {
    case .incomplete(let failure):
      return line([
        "type": "incomplete", "commit": .string(scanned.id.hex), "reason": .string(failure.message),
        "hint": .optional(failure.hint),
      ])
    case .judged(let commit, let findings):
      let reported = header.reported(findings)
      guard !reported.isEmpty else { return [] }
      return line([
        "type": "commit", "commit": .string(commit.id.hex), "parents": .strings(commit.parents.map(\.hex)),
        "author": person(commit.author), "committer": person(commit.committer), "subject": .string(commit.subject),
        "filesChanged": .integer(Int64(scanned.filesChanged)), "findings": .array(reported.map(\.json)),
      ])
    }
  }

  public func closing(_ summary: ScanSummary, milliseconds: Int) -> [UInt8] {
    let kinds = summary.kinds.map { count -> JSONValue in
      [
        "kind": .string(count.kind.id), "title": .string(count.kind.title),
        "findings": .integer(Int64(count.findings)), "commits": .integer(Int64(count.commits)),
        "worst": .integer(Int64(count.worst)),
      ]
    }
    return line([
      "type": "summary", "complete": .bool(summary.isComplete), "commits": .integer(Int64(summary.commits)),
      "incomplete": .integer(Int64(summary.incomplete)), "filesChanged": .integer(Int64(summary.filesChanged)),
      "commitsWithFindings": .integer(Int64(summary.commitsWithFindings)),
      "suppressed": .integer(Int64(summary.suppressed)), "kinds": .array(kinds),
    ])
  }

  private func person(_ identity: Commit.Identity) -> JSONValue {
    ["name": .string(identity.name), "email": .string(identity.email), "time": .integer(identity.time)]
  }

  private func line(_ value: JSONValue) -> [UInt8] { JSONLine.encode(value) }
}
