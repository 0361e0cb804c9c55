/// The attributes whose values must not reach a report, a log or a fingerprint.
enum SensitiveAttributes {
  /// Whether an attribute of that name holds a secret, judged by the words of its name.
  ///
  /// Names that only point to a secret (`kms_key_id`, `secret_arn`, `password_policy`) hold none, nor do
  /// tokens that make a request unique.
  static func contains(_ name: String) -> Bool {
    if name == "creation_token" || name == "client_token" { return false }
    let words = name.lowercased().split(separator: "_")
    guard let last = words.last else { return false }
    if ["id", "ids", "arn", "arns", "name", "policy", "length", "enabled", "version"].contains(last) {
      return false
    }
    if words.contains(where: {
      ["password", "passwd", "passphrase", "secret", "secrets", "token"].contains($0)
    }) {
      return true
    }
    return [
      "private_key", "access_key", "api_key", "connection_string", "account_key", "shared_key",
      "key_material",
    ]
    .contains { name.lowercased().contains($0) } || ["userdata", "user_data", "credentials"].contains(name)
  }

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
