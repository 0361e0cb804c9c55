import Findings
import Gate
import JSON
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
    for (format, file) in try requestedFiles() {
      try Files.write(render(evaluation, ref, format, colour: false), to: file)
    }
    let colour = options.colour.isOn(invocation.environment)
    Terminal.output(render(evaluation, ref, options.format, colour: colour))
  }

  /// Writes the reports of a verdict that rests on no change.
  func publish(_ verdict: RefVerdict) throws(Failure) {
    func render(_ format: ReportOptions.Format) -> [UInt8] {
      switch format {
      case .text: Array(RefReport.text(verdict).utf8)
      case .json: PrettyJSON.encode(RefReport.json(verdict, tool: Self.tool))
      }
    }
    for (format, file) in try requestedFiles() { try Files.write(render(format), to: file) }
    Terminal.output(render(options.format))
  }

  /// Writes the reports of a run that could not be carried out, so that a machine reads of it too.
  func publish(_ failure: Failure) throws(Failure) {
    let report = PrettyJSON.encode(JSONReport.incomplete(failure, tool: Self.tool))
    for (format, file) in try requestedFiles() where format == .json { try Files.write(report, to: file) }
    if options.format == .json { Terminal.output(report) }
  }

  private func render(
    _ evaluation: Evaluation, _ ref: String, _ format: ReportOptions.Format, colour: Bool
  ) -> [UInt8] {
    switch format {
    case .text:
      Array(
        TextReport.make(
          evaluation, ref: ref, milliseconds: invocation.elapsedMilliseconds, style: TextReport.Style(colour: colour)
        ).utf8)
    case .json: PrettyJSON.encode(JSONReport.make(evaluation, tool: Self.tool))
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
