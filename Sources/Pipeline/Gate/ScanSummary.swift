public import Findings
public import Policy

/// What a scan found in all, kind by kind. It holds counts, never commits, so that a long history takes no more memory.
public struct ScanSummary: Sendable {
  /// What is reported: this level and above.
  public let minimumLevel: RiskLevel

  /// The commits that were looked at, those that could not be judged included.
  public private(set) var commits = 0
  /// The commits with something to report.
  public private(set) var commitsWithFindings = 0
  /// The files that all commits changed.
  public private(set) var filesChanged = 0
  /// The findings that a suppression of the policy covers; they are shown and counted nowhere else.
  public private(set) var suppressed = 0
  /// The worst level of the reported findings that do more than tighten or inform; `nil` without one.
  public private(set) var worst: RiskLevel?

  /// The commits that could not be judged.
  public private(set) var incomplete = 0
  /// Why the first of them could not, or why git did not list all, with what completes it.
  public private(set) var firstFailure: Failure?
  /// Whether git listed the history to its end.
  public private(set) var isListedWhole = true

  /// Whether everything that was asked for was judged.
  public var isComplete: Bool { incomplete == 0 && isListedWhole }

  private var counts: [String: KindCount] = [:]

  public init(minimumLevel: RiskLevel) {
    self.minimumLevel = minimumLevel
  }

  /// One kind of change in a history.
  public struct KindCount: Hashable, Sendable {
    public let kind: ChangeKind
    public internal(set) var findings: Int
    public internal(set) var commits: Int
    /// The highest score of a finding.
    public internal(set) var worst: Int
  }

  /// The kinds that were found, the worst first, then the most frequent.
  public var kinds: [KindCount] {
    counts.values.sorted { left, right in
      if left.worst != right.worst { return left.worst > right.worst }
      if left.findings != right.findings { return left.findings > right.findings }
      return left.kind.id < right.kind.id
    }
  }

  /// Counts one more commit.
  public mutating func add(_ scanned: ScannedCommit) {
    commits += 1
    filesChanged += scanned.filesChanged
    switch scanned.outcome {
    case .incomplete(let failure):
      incomplete += 1
      if firstFailure == nil { firstFailure = failure }
    case .judged(_, let findings): count(findings.filter { $0.level >= minimumLevel })
    }
  }

  /// Git could not list the history to its end.
  public mutating func noteUnlisted(_ failure: Failure) {
    isListedWhole = false
    firstFailure = failure
  }

  private mutating func count(_ findings: [AssessedFinding]) {
    if !findings.isEmpty { commitsWithFindings += 1 }
    suppressed += findings.count { $0.suppressed != nil }
    var seen: Set<String> = []
    for assessed in findings where assessed.suppressed == nil {
      let kind = assessed.finding.kind
      if !assessed.isInformational { worst = max(worst ?? .low, assessed.level) }
      var count = counts[kind.id] ?? KindCount(kind: kind, findings: 0, commits: 0, worst: 0)
      count.findings += 1
      if seen.insert(kind.id).inserted { count.commits += 1 }
      count.worst = max(count.worst, assessed.score.value)
      counts[kind.id] = count
    }
  }

  /// The exit code of the scan.
  ///
  /// - Parameter level: from which on a finding fails the scan; `nil` when none does.
  public func exitStatus(failingAt level: RiskLevel?) -> ExitStatus {
    var statuses: [ExitStatus] = [.allowed]
    if !isComplete { statuses.append(.incomplete) }
    if let level, let worst, worst >= level { statuses.append(.denied) }
    return ExitStatus.strongest(statuses)
  }
}
