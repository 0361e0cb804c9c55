import Findings

/// A git object id: 20 bytes (SHA-1) or 32 bytes (SHA-256), shown in lower-case hexadecimal.
public struct ObjectID: Hashable, Sendable, Comparable, CustomStringConvertible {
  /// The raw bytes, 20 or 32 of them.
  public let bytes: [UInt8]

  /// Wraps raw bytes; `nil` unless there are 20 or 32.
  public init?(bytes: some Collection<UInt8>) {
    guard bytes.count == 20 || bytes.count == 32 else { return nil }
    self.bytes = Array(bytes)
  }

  /// Reads 40 or 64 lower-case hexadecimal digits.
  public init?(hex: String) {
    guard let bytes = Hex.decode(hex) else { return nil }
    self.init(bytes: bytes)
  }

  /// Reads 40 or 64 lower-case hexadecimal digits in ASCII.
  public init?(hex: ArraySlice<UInt8>) {
    guard let bytes = Hex.decode(hex) else { return nil }
    self.init(bytes: bytes)
  }

  /// The lower-case hexadecimal digits.
  public var hex: String { Hex.encode(bytes) }

  /// Whether every byte is zero: git's way to say "none", at either length.
  public var isZero: Bool { bytes.allSatisfy { $0 == 0 } }

  public var description: String { hex }

  /// An id is a digest: its first eight bytes tell as much as all of them, and tables of ids are asked all the time.
  public func hash(into hasher: inout Hasher) {
    hasher.combine(unsafe bytes.span.bytes.unsafeLoadUnaligned(as: UInt64.self))
  }

  public static func < (left: ObjectID, right: ObjectID) -> Bool {
    left.bytes.lexicographicallyPrecedes(right.bytes)
  }
}

/// The hash function of a repository's object ids.
public enum ObjectFormat: String, Hashable, Sendable, CaseIterable {
  case sha1
  case sha256

  /// The length of an object id in bytes.
  public var byteCount: Int {
    switch self {
    case .sha1: 20
    case .sha256: 32
    }
  }
}
