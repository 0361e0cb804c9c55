/// The attributes whose values must not reach a report, a log or a fingerprint.
enum SensitiveAttributes {
  /// Whether an attribute of that name holds a secret, judged by the words of its name.
  ///
  /// Names that only point to a secret (`kms_key_id`, `secret_arn`, `password_policy`) hold none, nor do
  /// tokens that make a request unique.
  static func contains(_ name: String) -> Bool {
    let name = name.utf8.asciiLowercased
    if harmless.contains(name) { return false }
    let words = name.split(separator: UInt8(ascii: "_"))
    guard let last = words.last, !pointers.contains(where: last.elementsEqual) else { return false }
    return words.contains { word in secrets.contains(where: word.elementsEqual) }
      || compounds.contains(where: name.containsIgnoringCase) || whole.contains(name)
  }

  // As bytes, for each step of every expression is asked.
  private static let harmless = bytes(["creation_token", "client_token"])
  private static let pointers = bytes([
    "id", "ids", "arn", "arns", "name", "policy", "length", "enabled", "version",
  ])
  private static let secrets = bytes(["password", "passwd", "passphrase", "secret", "secrets", "token"])
  private static let compounds = [
    "private_key", "access_key", "api_key", "connection_string", "account_key", "shared_key", "key_material",
  ]
  private static let whole = bytes(["userdata", "user_data", "credentials"])

  private static func bytes(_ words: [String]) -> [[UInt8]] { words.map { Array($0.utf8) } }

  /// Whether a text holds an address with a password, as in `https://user:password@host`.
  static func holdsCredentials(_ text: String) -> Bool {
    let bytes = Array(text.utf8)
    let separator = Array("://".utf8)
    var index = 0
    while index < bytes.count {
      guard bytes[index] == separator[0], bytes[index...].starts(with: separator) else {
        index += 1
        continue
      }
      let authority = bytes[(index + separator.count)...].prefix { byte in
        byte > 0x20 && byte != UInt8(ascii: "/") && byte != UInt8(ascii: "\"")
      }
      if let at = authority.firstIndex(of: UInt8(ascii: "@")), authority[..<at].contains(UInt8(ascii: ":")) {
        return true
      }
      index = authority.endIndex
    }
    return false
  }
}
