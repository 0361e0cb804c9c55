/// Finds bytes in bytes, in linear time (Knuth, Morris and Pratt 1977).
enum ByteSearch {
  /// Whether `part` occurs in `text`; an empty part does.
  static func contains(_ text: [UInt8], _ part: [UInt8]) -> Bool {
    guard !part.isEmpty else { return true }
    let fallback = borders(of: part)
    var matched = 0
    for byte in text {
      while matched > 0, part[matched] != byte { matched = fallback[matched - 1] }
      if part[matched] == byte { matched += 1 }
      if matched == part.count { return true }
    }
    return false
  }

  /// For each prefix of `part` the length of its longest proper prefix that is also its suffix.
  private static func borders(of part: [UInt8]) -> [Int] {
    var lengths = [Int](repeating: 0, count: part.count)
    var length = 0
    for index in part.indices.dropFirst() {
      while length > 0, part[length] != part[index] { length = lengths[length - 1] }
      if part[length] == part[index] { length += 1 }
      lengths[index] = length
    }
    return lengths
  }
}
