import Findings
import Gate
import JSON
import Policy
import Reports

/// Writes the reports that were asked for, and the exit code that goes with them.
struct Reporting {
  let invocation: Invocation
  let options: ReportChoice

  static let tool = ToolIdentity(name: "gatehouse", version: ToolVersion.current)

  /// Writes every report of `evaluation`.
  ///
  /// - Parameter ref: what the user calls the thing that was judged.
  func publish(_ evaluation: Evaluation, ref: String) throws(Failure) {
    try publish(
      text: { colour in
        TextReport.make(
          evaluation, ref: ref, milliseconds: invocation.elapsedMilliseconds, style: TextReport.Style(colour: colour))
      },
      json: { JSONReport.make(evaluation, tool: Self.tool) },
      summary: { ReportSummary(evaluation, ref: ref) }, isComplete: evaluation.decision.verdict != .incomplete)
  }

  /// Writes the reports of a verdict that rests on no change.
  func publish(_ verdict: RefVerdict) throws(Failure) {
    try publish(
      text: { _ in RefReport.text(verdict) }, json: { RefReport.json(verdict, tool: Self.tool) },
      summary: { ReportSummary(verdict) }, isComplete: true)
  }

  /// Writes the reports of a run that could not be carried out, so that a machine reads of it too. People read of it on
  /// standard error.
  func publish(_ failure: Failure) throws(Failure) {
    try publish(
      text: { _ in nil }, json: { JSONReport.incomplete(failure, tool: Self.tool) },
      summary: { ReportSummary(failure) }, isComplete: false)
  }

  private func publish(
    text: (_ colour: Bool) -> String?, json: () -> JSONValue, summary: () -> ReportSummary, isComplete: Bool
  ) throws(Failure) {
    func report(_ format: ReportOptions.Format, colour: Bool) -> [UInt8]? {
      switch format {
      case .text: text(colour).map { Array($0.utf8) }
      case .json: PrettyJSON.encode(json())
      case .sarif: PrettyJSON.encode(SARIFReport.make(summary(), tool: Self.tool, isComplete: isComplete))
      case .github: Array(GitHubReport.make(summary()).utf8)
      case .gitlab: PrettyJSON.encode(GitLabReport.make(summary()))
      case .junit: Array(JUnitReport.make(summary()).utf8)
      case .markdown: Array(MarkdownReport.make(summary()).utf8)
      case .html: Array(HTMLReport.make(summary()).utf8)
      }
    }
    for (format, file) in try requestedFiles() {
      if let bytes = report(format, colour: false) { try Files.deliver(bytes, to: file) }
    }
    if let bytes = report(options.format, colour: options.colour.isOn(invocation.environment)) {
      try Terminal.output(bytes)
    }
  }

  private func requestedFiles() throws(Failure) -> [(ReportOptions.Format, String)] {
    var files: [(ReportOptions.Format, String)] = []
    for output in options.outputs {
      let parts = output.split(separator: "=", maxSplits: 1).map(String.init)
      guard parts.count == 2, let format = ReportOptions.Format(rawValue: parts[0]) else {
        throw Failure(
          .usage, "--output \(DisplayText.escaping(output)) is not of the form format=file",
          hint: "for example: --output json=report.json")
      }
      files.append((format, parts[1]))
    }
    return files
  }
}
