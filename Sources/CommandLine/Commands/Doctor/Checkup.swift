import Findings
import JSON
import Reports

/// What doctor saw, in the order in which it looked.
struct Checkup {
  /// One thing that was looked at.
  struct Observation {
    let subject: String
    let state: State
    let text: String
    /// A command, or what to do where no command does it.
    let fix: String?
  }

  enum State: String {
    case ok
    /// Worth knowing; the gate works.
    case note
    case fault
    /// It could not be looked at, which is not the same as well.
    case unread
  }

  private(set) var observations: [Observation] = []

  mutating func ok(_ subject: String, _ text: String) { add(subject, .ok, text, nil) }

  mutating func note(_ subject: String, _ text: String, fix: String? = nil) { add(subject, .note, text, fix) }

  mutating func fault(_ subject: String, _ text: String, fix: String) { add(subject, .fault, text, fix) }

  /// What somebody else's question ended in.
  mutating func add(_ subject: String, _ failure: Failure) {
    add(subject, failure.code.exitCode == .incomplete ? .unread : .fault, failure.message, failure.hint)
  }

  private mutating func add(_ subject: String, _ state: State, _ text: String, _ fix: String?) {
    observations.append(Observation(subject: subject, state: state, text: text, fix: fix))
  }

  /// Looks at one part; that it cannot be looked at keeps nobody from looking at the others.
  mutating func run(_ subject: String, _ examine: (inout Checkup) throws(Failure) -> Void) {
    do throws(Failure) { try examine(&self) } catch { add(subject, error) }
  }

  var exitStatus: ExitStatus {
    ExitStatus.strongest(
      observations.map { observation in
        switch observation.state {
        case .ok, .note: .allowed
        case .fault: .denied
        case .unread: .incomplete
        }
      })
  }

  /// One line for each thing, and the fix below it.
  var text: String {
    let width = observations.map(\.subject.count).max() ?? 0
    var lines = observations.flatMap { observation in
      let subject = observation.subject + String(repeating: " ", count: width - observation.subject.count)
      let state =
        observation.state == .fault || observation.state == .unread
        ? observation.state.rawValue.uppercased() : observation.state.rawValue
      let line = "\(subject)  \(state.padded(to: 6))  \(DisplayText.escaping(observation.text))"
      let indent = String(repeating: " ", count: width + 10)
      return [line] + (observation.fix.map { ["\(indent)fix: \(DisplayText.escaping($0))"] } ?? [])
    }
    let faults = observations.count { $0.state == .fault }
    let unread = observations.count { $0.state == .unread }
    lines.append("")
    lines.append(
      faults + unread == 0
        ? "all is well"
        : [faults == 0 ? nil : "\(faults) to mend", unread == 0 ? nil : "\(unread) could not be read"]
          .compactMap { $0 }.joined(separator: ", "))
    return lines.map { $0 + "\n" }.joined()
  }

  /// The report for machines, `gatehouse.doctor/v1`.
  var json: JSONValue {
    [
      "schema": "gatehouse.doctor/v1",
      "tool": ["name": .string(Reporting.tool.name), "version": .string(Reporting.tool.version)],
      "healthy": .bool(exitStatus == .allowed),
      "observations": .array(
        observations.map { observation in
          [
            "subject": .string(observation.subject), "state": .string(observation.state.rawValue),
            "text": .string(observation.text), "fix": .optional(observation.fix),
          ]
        }),
    ]
  }
}

extension String {
  fileprivate func padded(to width: Int) -> String { self + String(repeating: " ", count: max(0, width - count)) }
}
