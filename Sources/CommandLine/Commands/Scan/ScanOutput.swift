import Findings
import Gate
import Policy
import Reports

/// Writes a scan as it goes, and the exit code that it comes to.
struct ScanOutput {
  /// How long nothing is said while commits are judged, in milliseconds.
  private static let pulse = 100

  private let invocation: Invocation
  private let report: any ScanReport
  private var progress: ScanProgress
  private var summary: ScanSummary

  init(invocation: Invocation, report: any ScanReport) {
    self.invocation = invocation
    self.report = report
    progress = ScanProgress(invocation)
    summary = ScanSummary(minimumLevel: report.header.minimumLevel)
  }

  /// Writes everything that `run` gives.
  ///
  /// - Parameter level: from which on a finding fails the scan.
  mutating func write(_ run: ScanRun, failingAt level: RiskLevel?) throws(Failure) -> ExitStatus {
    defer { run.end() }
    try Terminal.output(report.opening())
    do throws(Failure) {
      try writeCommits(of: run)
    } catch  where error.code.exitCode == .incomplete {
      // Git could not list all of it: what it listed stands, and is not taken for the whole.
      summary.noteUnlisted(error)
    }
    progress.clear()
    try Terminal.output(report.closing(summary, milliseconds: invocation.elapsedMilliseconds))
    if let failure = summary.firstFailure { Terminal.report(failure) }
    return summary.exitStatus(failingAt: level)
  }

  private mutating func writeCommits(of run: ScanRun) throws(Failure) {
    while true {
      switch try run.next(milliseconds: Self.pulse) {
      case .waiting: break
      case .end: return
      case .scanned(let commits):
        var text: [UInt8] = []
        for commit in commits {
          summary.add(commit)
          text += report.commit(commit)
        }
        guard !text.isEmpty else { break }
        progress.clear()
        try Terminal.output(text)
        guard Terminal.outputIsOpen else {
          throw Failure(.inputIncomplete, "nobody reads the output any more, so the scan ended early")
        }
      }
      progress.show(commits: summary.commits, withFindings: summary.commitsWithFindings)
    }
  }
}
