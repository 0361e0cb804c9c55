/// A set of ASCII bytes, as a bit for each: the loops over all bytes of a file ask nothing else.
struct ByteClass: Sendable {
  private let low: UInt64
  private let high: UInt64

  func contains(_ byte: UInt8) -> Bool {
    guard byte < 0x80 else { return false }
    return (byte < 0x40 ? low : high) >> UInt64(byte & 63) & 1 == 1
  }

  /// What stands for itself in a quoted string and in a heredoc: printable, and none of `"`, `$`, `%`, `\`.
  static let plainText = ByteClass(low: 0xFFFF_FFCB_0000_0200, high: 0x7FFF_FFFF_EFFF_FFFF)

  /// What goes on a name: letters, digits, `_` and `-`.
  static let name = ByteClass(low: 0x03FF_2000_0000_0000, high: 0x07FF_FFFE_87FF_FFFE)
}
