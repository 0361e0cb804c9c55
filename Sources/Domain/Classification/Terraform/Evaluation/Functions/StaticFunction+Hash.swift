import Findings

/// Functions that give the digest of a text or of a file.
extension StaticFunction {
  /// What the functions do, by their names; those over files have `file` before it.
  struct Hash: Hashable, Sendable {
    let algorithm: HashFunctions.Algorithm
    let isBase64: Bool

    init?(_ name: some StringProtocol) {
      isBase64 = name.hasPrefix("base64")
      guard
        let algorithm = HashFunctions.Algorithm(
          rawValue: String(isBase64 ? name.dropFirst("base64".count) : name[...])),
        !isBase64 || algorithm == .sha256 || algorithm == .sha512
      else { return nil }
      self.algorithm = algorithm
    }

    /// The text of the digest.
    func text(of bytes: [UInt8], by functions: HashFunctions) -> String {
      let digest = functions(algorithm, bytes)
      return isBase64 ? StaticFunction.base64(digest) : Hex.encode(digest)
    }
  }
  /// A UUID of version 5, of a namespace and a name (RFC 4122, 4.3); `nil` for a namespace that is written otherwise.
  static func uuid5(_ namespace: String, _ name: String, by functions: HashFunctions) -> String? {
    let places = ["dns": "0", "url": "1", "oid": "2", "x500": "4"]
    let written = places[namespace].map { "6ba7b81\($0)-9dad-11d1-80b4-00c04fd430c8" } ?? namespace
    let digits = Array(written.utf8)
    guard digits.count == 36, [8, 13, 18, 23].allSatisfy({ digits[$0] == UInt8(ascii: "-") }),
      let space = Hex.decode(written.lowercased().filter { $0 != "-" }), space.count == 16
    else { return nil }
    var bytes = Array(functions(.sha1, space + Array(name.utf8)).prefix(16))
    bytes[6] = bytes[6] & 0x0F | 0x50
    bytes[8] = bytes[8] & 0x3F | 0x80
    let text = Hex.encode(bytes)
    let ends = [0, 8, 12, 16, 20, 32].map { text.index(text.startIndex, offsetBy: $0) }
    return zip(ends, ends.dropFirst()).map { String(text[$0..<$1]) }.joined(separator: "-")
  }
}
