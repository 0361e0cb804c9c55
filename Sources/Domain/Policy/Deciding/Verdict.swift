public import Findings

/// What the gate says.
public enum Verdict: String, Hashable, Sendable, CaseIterable {
  case allowed
  /// An approval, a ticket or time is missing.
  case pending
  /// No approval helps.
  case denied
  /// Part of the input is not at hand, so that nothing better can be said.
  case incomplete

  /// The exit code of an enforcing run.
  public var exitStatus: ExitStatus {
    switch self {
    case .allowed: .allowed
    case .pending: .pending
    case .denied: .denied
    case .incomplete: .incomplete
    }
  }
}
