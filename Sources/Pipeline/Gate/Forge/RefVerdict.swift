public import Findings

/// A verdict on what happens to a ref where no change can be compared: a deletion, or a history that shares nothing with the
/// trunk.
public struct RefVerdict: Hashable, Sendable {
  /// The full name of the ref.
  public let ref: String

  /// Whether it must not happen; no approval helps then.
  public let isDenied: Bool

  /// A clause that follows the ref's name: `is protected and was deleted`.
  public let reason: String

  /// What to do about it.
  public let hint: String?

  /// `enforce`, `shadow`, `off` or `advisory`, as the report shows it.
  public let enforcement: String

  public init(ref: String, isDenied: Bool, reason: String, hint: String?, enforcement: String) {
    self.ref = ref
    self.isDenied = isDenied
    self.reason = reason
    self.hint = hint
    self.enforcement = enforcement
  }

  /// The exit code: a denial counts where the policy enforces.
  public var exitStatus: ExitStatus { isDenied && enforcement == "enforce" ? .denied : .allowed }
}
