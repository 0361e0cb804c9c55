/// How much work an answer may take before it becomes ``Bounded/tooComplex``.
public enum Limits {
  /// The diagram segments that one evaluation or difference may write. A dump of 5,000 distinct rules
  /// writes fewer than 500,000; at 32 bytes each this bound keeps an evaluation below 200 MiB and about two
  /// seconds.
  public static let segments = 3_000_000

  /// The boxes that a complete listing may have: more is not read by anyone and not worth the memory.
  public static let boxes = 10_000

  /// How deep jumps may nest. The kernel allows 16 (`NFT_JUMP_STACK_SIZE`); the rest is margin for other
  /// formats.
  public static let jumps = 32
}

/// An exact answer, or the statement that it would take more work than ``Limits`` allows. Never an
/// approximation.
public enum Bounded<Value: Sendable>: Sendable {
  case exact(Value)
  case tooComplex

  /// The answer where there is one.
  public var value: Value? {
    if case .exact(let value) = self { value } else { nil }
  }
}
