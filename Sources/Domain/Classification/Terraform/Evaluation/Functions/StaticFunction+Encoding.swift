/// Functions that encode and decode values.
extension StaticFunction {
  static func encoding(_ name: String, _ arguments: [StaticValue]) -> StaticValue? {
    guard arguments.count == 1, let value = arguments.first else { return nil }
    switch name {
    case "jsonencode":
      if value.isKnown { return JSONValues.encode(value).map(StaticValue.text) ?? .unknown }
      return value.elements != nil || value.members != nil ? .encoded(value) : .unknown
    case "jsondecode":
      if case .encoded(let elements) = value { return elements.values.first ?? .unknown }
      return value.string.flatMap(JSONValues.decode) ?? .unknown
    case "csvdecode": return value.string.map(CSVTable.decode) ?? .unknown
    case "base64encode": return value.string.map { .text(base64(Array($0.utf8))) } ?? .unknown
    case "base64decode": return value.string.flatMap(decodedBase64).map(StaticValue.text) ?? .unknown
    case "urlencode":
      return value.string.map { .text(urlEncoded($0)) } ?? .unknown
    default: return nil
    }
  }

  private static let alphabet = Array("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/".utf8)

  static func base64(_ bytes: [UInt8]) -> String {
    var result: [UInt8] = []
    for start in stride(from: 0, to: bytes.count, by: 3) {
      let chunk = bytes[start..<min(start + 3, bytes.count)]
      var word: UInt32 = 0
      for byte in chunk { word = word << 8 | UInt32(byte) }
      word <<= UInt32(8 * (3 - chunk.count))
      for place in 0..<4 {
        let isPadding = place > chunk.count
        result.append(isPadding ? UInt8(ascii: "=") : alphabet[Int(word >> UInt32(18 - 6 * place) & 0x3F)])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func decodedBase64(_ text: String) -> String? {
    guard text.utf8.count.isMultiple(of: 4) else { return nil }
    var bytes: [UInt8] = []
    var word: UInt32 = 0
    var count = 0
    for byte in text.utf8 {
      if byte == UInt8(ascii: "=") { break }
      guard let digit = alphabet.firstIndex(of: byte) else { return nil }
      word = word << 6 | UInt32(digit)
      count += 1
      if count.isMultiple(of: 4) {
        bytes += [UInt8(word >> 16 & 0xFF), UInt8(word >> 8 & 0xFF), UInt8(word & 0xFF)]
        word = 0
      }
    }
    switch count % 4 {
    case 2: bytes.append(UInt8(word >> 4 & 0xFF))
    case 3: bytes += [UInt8(word >> 10 & 0xFF), UInt8(word >> 2 & 0xFF)]
    case 1: return nil
    default: break
    }
    return String(validating: bytes, as: UTF8.self)
  }

  private static func urlEncoded(_ text: String) -> String {
    var result: [UInt8] = []
    let hexadecimal = Array("0123456789ABCDEF".utf8)
    for byte in text.utf8 {
      if byte.isASCIILetterOrDigit
        || [UInt8(ascii: "-"), UInt8(ascii: "_"), UInt8(ascii: "."), UInt8(ascii: "~")].contains(byte)
      {
        result.append(byte)
      } else if byte == UInt8(ascii: " ") {
        result.append(UInt8(ascii: "+"))
      } else {
        result += [UInt8(ascii: "%"), hexadecimal[Int(byte >> 4)], hexadecimal[Int(byte & 15)]]
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}
