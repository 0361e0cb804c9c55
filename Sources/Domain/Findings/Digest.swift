/// A SHA-256 digest: 32 bytes, shown as 64 lower-case hexadecimal digits.
public struct Digest: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The number of bytes in a digest.
  public static let byteCount = 32

  /// The digest's bytes, always ``byteCount`` of them.
  public let bytes: [UInt8]

  /// Wraps raw digest bytes; `nil` unless there are exactly ``byteCount`` of them.
  public init?(bytes: [UInt8]) {
    guard bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// Reads 64 hexadecimal digits of lower case, as in-toto digest sets write them.
  public init?(hex: String) {
    guard let bytes = Hex.decode(hex), bytes.count == Self.byteCount else { return nil }
    self.bytes = bytes
  }

  /// The 64 lower-case hexadecimal digits.
  public var hex: String { Hex.encode(bytes) }

  public var description: String { hex }

  public static func < (left: Digest, right: Digest) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

/// The SHA-256 function, passed in so that the pure floors need no cryptographic library.
///
/// The domain decides *what* is hashed; an adapter supplies *how*.
public struct SHA256Function: Sendable {
  private let compute: @Sendable ([UInt8]) -> Digest

  /// Wraps an implementation that must be the SHA-256 of FIPS 180-4.
  public init(_ compute: @escaping @Sendable ([UInt8]) -> Digest) {
    self.compute = compute
  }

  /// The digest of `bytes`.
  public func callAsFunction(_ bytes: [UInt8]) -> Digest { compute(bytes) }
}
