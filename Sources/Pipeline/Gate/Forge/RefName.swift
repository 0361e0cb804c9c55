/// The names that git lets a ref have: git-check-ref-format(1).
enum RefName {
  /// Whether `name` is a full ref name.
  static func isValid(_ name: String) -> Bool {
    let parts = name.utf8.split(separator: UInt8(ascii: "/"), omittingEmptySubsequences: false)
    guard parts.count >= 2, name.hasPrefix("refs/"), name.utf8.last != UInt8(ascii: ".") else { return false }
    return parts.allSatisfy(isValidPart)
  }

  private static func isValidPart(_ part: Substring.UTF8View) -> Bool {
    guard let first = part.first, first != UInt8(ascii: ".") else { return false }
    if part.suffix(5).elementsEqual(".lock".utf8) { return false }
    var previous: UInt8 = 0
    for byte in part {
      if byte <= 0x20 || byte == 0x7F || forbidden.contains(byte) { return false }
      if byte == UInt8(ascii: "."), previous == byte { return false }
      if byte == UInt8(ascii: "{"), previous == UInt8(ascii: "@") { return false }
      previous = byte
    }
    return true
  }

  private static let forbidden: Set<UInt8> = Set("~^:?*[\\".utf8)
}
