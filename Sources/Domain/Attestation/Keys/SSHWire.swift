/// Reads the data types of the SSH protocol (RFC 4251 §5) from left to right.
public struct SSHWireReader: Sendable {
  private let bytes: [UInt8]
  private var position = 0

  /// A reader at the start of `bytes`.
  public init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// Whether everything was read.
  public var isAtEnd: Bool { position == bytes.count }

  /// The next `count` bytes; `nil` when there are fewer.
  public mutating func take(_ count: Int) -> [UInt8]? {
    guard count >= 0, count <= bytes.count - position else { return nil }
    defer { position += count }
    return Array(bytes[position..<position + count])
  }

  /// A byte.
  public mutating func byte() -> UInt8? { take(1)?.first }

  /// A big-endian 32-bit number.
  public mutating func uint32() -> UInt32? {
    take(4)?.reduce(0) { $0 << 8 | UInt32($1) }
  }

  /// A length and so many bytes.
  public mutating func string() -> [UInt8]? {
    guard let count = uint32() else { return nil }
    return take(Int(count))
  }

  /// A string that is valid UTF-8.
  public mutating func text() -> String? {
    string().flatMap { String(validating: $0, as: UTF8.self) }
  }

  /// A non-negative number in its one shortest form (no needless leading zero), without the sign byte.
  public mutating func unsignedInteger() -> [UInt8]? {
    guard let bytes = string(), let first = bytes.first, first < 0x80 else { return nil }
    guard first == 0 else { return bytes }
    guard bytes.count > 1, bytes[1] >= 0x80 else { return nil }
    return Array(bytes.dropFirst())
  }
}

/// Writes the data types of the SSH protocol (RFC 4251 §5).
public enum SSHWire {
  /// A big-endian 32-bit number.
  public static func uint32(_ value: UInt32) -> [UInt8] {
    [24, 16, 8, 0].map { UInt8(truncatingIfNeeded: value >> $0) }
  }

  /// A length and the bytes.
  public static func string(_ bytes: [UInt8]) -> [UInt8] {
    uint32(UInt32(truncatingIfNeeded: bytes.count)) + bytes
  }

  /// A length and the UTF-8 of `text`.
  public static func string(_ text: String) -> [UInt8] { string(Array(text.utf8)) }
}
