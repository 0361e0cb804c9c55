/// Whether a text speaks of the gate.
enum GateMention {
  private static let word = Array("gatehouse".utf8)

  /// Whether `bytes` contain the gate's name, in upper or lower case.
  static func stands(in bytes: some Collection<UInt8>) -> Bool {
    var matched = 0
    for byte in bytes {
      let lower = byte | 0x20
      // The name's first letter occurs in it only once, so a mismatch can restart nowhere but here.
      matched = lower == word[matched] ? matched + 1 : (lower == word[0] ? 1 : 0)
      if matched == word.count { return true }
    }
    return false
  }
}
