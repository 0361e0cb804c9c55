public import Findings
public import Gate
public import Policy
public import Repositories

/// Shows a scan as it goes: an opening, each commit in the order of the history, and a closing with the counts.
public protocol ScanReport {
  var header: ScanHeader { get }

  /// What stands before the first commit.
  func opening() -> [UInt8]

  /// One commit; nothing when there is nothing to report of it.
  func commit(_ scanned: ScannedCommit) -> [UInt8]

  /// What stands after the last one.
  func closing(_ summary: ScanSummary, milliseconds: Int) -> [UInt8]
}

/// What is scanned, and by which rules.
public struct ScanHeader: Sendable {
  public let tool: ToolIdentity
  /// The range as the user wrote it.
  public let range: String
  public let selection: HistorySelection
  /// The files that are looked for; all when empty.
  public let paths: [String]
  public let policySource: String
  public let policyDigest: Digest
  /// Findings below it are not shown.
  public let minimumLevel: RiskLevel

  public init(
    tool: ToolIdentity, range: String, selection: HistorySelection, paths: [String], policySource: String,
    policyDigest: Digest, minimumLevel: RiskLevel
  ) {
    self.tool = tool
    self.range = range
    self.selection = selection
    self.paths = paths
    self.policySource = policySource
    self.policyDigest = policyDigest
    self.minimumLevel = minimumLevel
  }

  /// What is shown of a commit's findings.
  func reported(_ findings: [AssessedFinding]) -> [AssessedFinding] { findings.filter { $0.level >= minimumLevel } }
}
