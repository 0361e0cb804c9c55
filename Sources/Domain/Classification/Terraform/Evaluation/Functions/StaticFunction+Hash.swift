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
}
