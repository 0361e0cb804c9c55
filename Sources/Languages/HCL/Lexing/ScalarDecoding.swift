extension Array where Element == UInt8 {
  /// The UTF-8 scalar that begins at `index` and ends before `limit`, with its length in bytes; nil when the
  /// bytes are not well-formed (Unicode 16, table 3-7).
  func scalar(at index: Int, before limit: Int) -> (value: Unicode.Scalar, length: Int)? {
    let lead = self[index]
    if lead < 0x80 { return (Unicode.Scalar(lead), 1) }
    let length = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2
    guard lead >= 0xC2, lead <= 0xF4, limit - index >= length else { return nil }
    var value = UInt32(lead) & (0xFF >> UInt32(length + 1))
    for byte in self[(index + 1)..<(index + length)] {
      guard byte & 0xC0 == 0x80 else { return nil }
      value = value << 6 | UInt32(byte & 0x3F)
    }
    let smallest: UInt32 = length == 4 ? 0x10000 : length == 3 ? 0x800 : 0x80
    guard value >= smallest, let scalar = Unicode.Scalar(value) else { return nil }
    return (scalar, length)
  }
}

extension Unicode.Scalar {
  /// Whether the character is white space to heredoc markers, indentation and strip markers.
  var isHCLWhitespace: Bool {
    isASCII ? value == 0x20 || (value >= 0x09 && value <= 0x0D) : properties.isWhitespace
  }
}
