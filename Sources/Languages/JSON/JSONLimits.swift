/// How much JSON a reader takes, and which numbers.
public struct JSONLimits: Hashable, Sendable {
  /// Which numbers are accepted.
  public enum Numbers: Hashable, Sendable {
    /// Whole numbers up to ±(2^53 − 1), the range that every JSON implementation reads alike (RFC 8785
    /// appendix D).
    case canonical
    /// Every number; what is not a 64-bit integer is kept as text.
    case lenient
  }

  /// The largest input, in bytes.
  public let bytes: Int
  /// The deepest nesting of arrays and objects; never more than ``deepest``.
  public let depth: Int
  /// The most values of any kind, members and elements included.
  public let values: Int
  /// Which numbers are accepted.
  public let numbers: Numbers

  /// The reader descends by recursion, so no caller may ask for more than an 8 MB stack holds in a debug
  /// build.
  public static let deepest = 256

  /// Limits of one's own; a depth beyond ``deepest`` is cut to it.
  public init(bytes: Int, depth: Int, values: Int, numbers: Numbers) {
    self.bytes = bytes
    self.depth = min(depth, Self.deepest)
    self.values = values
    self.numbers = numbers
  }

  /// For what is signed: 8 MiB holds the evidence of tens of thousands of findings; 64 levels are four times
  /// what our predicates use; canonical numbers only.
  public static let signed = JSONLimits(bytes: 8 << 20, depth: 64, values: 1 << 20, numbers: .canonical)

  /// For JSON that others write (CI event payloads, plan files): `terraform show -json` of a large state
  /// reaches tens of megabytes, and its values nest deeper than ours.
  public static let foreign = JSONLimits(bytes: 128 << 20, depth: 128, values: 16 << 20, numbers: .lenient)
}
