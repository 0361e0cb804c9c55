/// Digests of bytes as files that are judged may ask for them, passed in by whoever has a cryptographic library.
///
/// They say what a text is, never that it can be trusted.
public struct HashFunctions: Sendable {
  private let compute: @Sendable (Algorithm, [UInt8]) -> [UInt8]

  /// The algorithms, by the names that configuration languages give them.
  public enum Algorithm: String, Hashable, Sendable {
    case md5, sha1, sha256, sha512
  }

  /// Wraps an implementation of RFC 1321 and FIPS 180-4.
  public init(_ compute: @escaping @Sendable (Algorithm, [UInt8]) -> [UInt8]) { self.compute = compute }

  /// The digest of `bytes`.
  public func callAsFunction(_ algorithm: Algorithm, _ bytes: [UInt8]) -> [UInt8] { compute(algorithm, bytes) }
}

/// All implementations give the same, so that what is computed with them is compared by its inputs alone.
extension HashFunctions: Hashable {
  public static func == (_: HashFunctions, _: HashFunctions) -> Bool { true }

  public func hash(into _: inout Hasher) {}
}
