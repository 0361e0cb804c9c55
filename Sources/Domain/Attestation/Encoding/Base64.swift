/// Base 64 of RFC 4648: written in one spelling, read in the spellings that formats allow.
public enum Base64 {
  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  /// The standard alphabet (RFC 4648 §4), with padding.
  public static func encode(_ bytes: [UInt8]) -> String {
    let unpadded = encodeUnpadded(bytes)
    return unpadded + String(repeating: "=", count: (4 - unpadded.utf8.count % 4) % 4)
  }

  /// The standard alphabet without padding, as OpenSSH writes fingerprints.
  public static func encodeUnpadded(_ bytes: [UInt8]) -> String {
    var text: [UInt8] = []
    text.reserveCapacity((bytes.count * 4 + 2) / 3)
    var buffer: UInt32 = 0
    var bits = 0
    for byte in bytes {
      buffer = buffer << 8 | UInt32(byte)
      bits += 8
      while bits >= 6 {
        bits -= 6
        text.append(alphabet[Int(buffer >> UInt32(bits) & 63)])
      }
      buffer &= 1 << UInt32(bits) - 1
    }
    if bits > 0 { text.append(alphabet[Int(buffer << UInt32(6 - bits) & 63)]) }
    return String(decoding: text, as: UTF8.self)
  }

  /// The bytes that `text` spells in the standard alphabet with padding; `nil` for any other spelling.
  public static func decode(_ text: String) -> [UInt8]? {
    decode(Array(text.utf8), variants: false)
  }

  /// As DSSE wants it: the standard or the URL-safe alphabet (never both in one text), padding whole or
  /// left out.
  public static func decodeAnyVariant(_ text: String) -> [UInt8]? {
    decode(Array(text.utf8), variants: true)
  }

  private static func decode(_ text: [UInt8], variants: Bool) -> [UInt8]? {
    let padding = text.reversed().prefix { $0 == UInt8(ascii: "=") }.count
    let digits = text.dropLast(padding)
    let isPadded = padding <= 2 && text.count.isMultiple(of: 4)
    guard isPadded || (variants && padding == 0), digits.count % 4 != 1 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(digits.count * 3 / 4)
    var buffer: UInt32 = 0
    var bits = 0
    var usesStandard = false
    var usesURLSafe = false
    for digit in digits {
      switch digit {
      case UInt8(ascii: "+"), UInt8(ascii: "/"): usesStandard = true
      case UInt8(ascii: "-"), UInt8(ascii: "_"): usesURLSafe = true
      default: break
      }
      guard let value = value(digit) else { return nil }
      buffer = buffer << 6 | value
      bits += 6
      if bits >= 8 {
        bits -= 8
        bytes.append(UInt8(truncatingIfNeeded: buffer >> UInt32(bits)))
        buffer &= 1 << UInt32(bits) - 1
      }
    }
    guard !usesURLSafe || (variants && !usesStandard) else { return nil }
    // Bits left over must be zero (RFC 4648 §3.5): otherwise several texts would spell the same bytes.
    return buffer == 0 ? bytes : nil
  }

  private static func value(_ digit: UInt8) -> UInt32? {
    switch digit {
    case UInt8(ascii: "A")...UInt8(ascii: "Z"): UInt32(digit - UInt8(ascii: "A"))
    case UInt8(ascii: "a")...UInt8(ascii: "z"): UInt32(digit - UInt8(ascii: "a")) + 26
    case UInt8(ascii: "0")...UInt8(ascii: "9"): UInt32(digit - UInt8(ascii: "0")) + 52
    case UInt8(ascii: "+"), UInt8(ascii: "-"): 62
    case UInt8(ascii: "/"), UInt8(ascii: "_"): 63
    default: nil
    }
  }
}
