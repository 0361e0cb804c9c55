import ChildProcess
import Foundation
import JSON

/// What a job left behind.
struct JobOutcome {
  let exitCode: Int32
  /// What its steps wrote, in order.
  let log: String
  /// What GitHub shows on the page of the run.
  let summary: String
  /// Where its report and evidence are.
  let directory: URL
  /// Held, since it removes its folders with the last who holds it.
  let repository: EventRepository

  func report(_ name: String) throws -> JSONValue {
    try JSONReader.parse(Array(try Data(contentsOf: directory.appending(path: name))), limits: .foreign)
  }

  func has(_ name: String) -> Bool {
    FileManager.default.fileExists(atPath: directory.appending(path: name).path(percentEncoded: false))
  }
}

extension ChildProcess.Outcome {
  var exitCode: Int32 {
    switch status {
    case .exited(let code): code
    case .signalled(let signal): 128 + signal
    }
  }
}
