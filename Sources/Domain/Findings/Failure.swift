/// Why a command cannot go on: a stable code, a sentence for people and a way out.
///
/// What is wrong with the *content* under review is never a failure; it is a finding. A failure is thrown only
/// when nothing more can be done. The code decides the exit code (see ``FailureCode/exitCode``).
public struct Failure: Error, Hashable, Sendable, CustomStringConvertible {
  /// The stable code; tests compare this and users search for it.
  public let code: FailureCode

  /// What happened, one sentence without a full stop, printed after `error: `.
  public let message: String

  /// What to do about it, printed after `hint: `.
  public let hint: String?

  /// A failure with its code, its sentence and, where there is a way out, a hint.
  public init(_ code: FailureCode, _ message: String, hint: String? = nil) {
    self.code = code
    self.message = message
    self.hint = hint
  }

  public var description: String {
    hint.map { "error: \(message)\nhint: \($0)" } ?? "error: \(message)"
  }
}

/// The stable codes of ``Failure``; each belongs to one exit code.
public enum FailureCode: String, Hashable, Sendable, CaseIterable {
  /// The command line, the environment or the CI event cannot be used as given.
  case usage
  /// The policy file, the trust root or another configuration file is not valid.
  case configuration
  /// This directory is not a repository, or git refuses it.
  case repositoryUnavailable = "repository-unavailable"
  /// An object, a revision or history that the decision needs is not here; a command in the hint brings it.
  case inputIncomplete = "input-incomplete"
  /// Merging needs a person, so what the target would receive is not known.
  case mergeConflict = "merge-conflict"
  /// A signature, digest, chain or trust root does not hold.
  case verification
  /// An approval or signature could not be made (no key, no terminal, wrong answers).
  case signing
  /// A file or the ledger could not be read or written.
  case storage
  /// A child process could not be run or answered against its protocol.
  case process
  /// A defect of ours.
  case `internal`
}

/// The exit codes of the command line, one table for the whole program.
public enum ExitStatus: Int32, Hashable, Sendable, CaseIterable {
  case allowed = 0
  case denied = 1
  case usage = 2
  case pending = 3
  case verificationFailed = 4
  case incomplete = 5
  case internalError = 70

  /// When several apply, the first of this order is returned: 70, 2, 4, 1, 5, 3, 0.
  public static let precedence: [ExitStatus] = [
    .internalError, .usage, .verificationFailed, .denied, .incomplete, .pending, .allowed,
  ]

  /// The one that wins of several; `allowed` of none.
  public static func strongest(_ statuses: some Sequence<ExitStatus>) -> ExitStatus {
    let present = Set(statuses)
    return precedence.first(where: present.contains) ?? .allowed
  }
}

extension FailureCode {
  /// The exit code that a failure of this code ends the program with.
  public var exitCode: ExitStatus {
    switch self {
    case .usage, .configuration, .signing: .usage
    case .repositoryUnavailable, .inputIncomplete, .mergeConflict: .incomplete
    case .verification: .verificationFailed
    case .storage, .process, .internal: .internalError
    }
  }
}
