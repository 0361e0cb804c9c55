/// The patterns of IAM: `*` is any run of characters, `?` any one of them.
enum PolicyPattern {
  /// Whether everything that `text`, which may be a pattern itself, stands for matches `pattern`.
  ///
  /// A `*` in the text is taken as a character that only a `*` of the pattern covers. Linear but for restarts at the last
  /// star.
  static func matches(_ pattern: String, _ text: String) -> Bool {
    if pattern == "*" { return true }
    let pattern = Array(pattern.utf8)
    let text = Array(text.utf8)
    let star = UInt8(ascii: "*")
    let any = UInt8(ascii: "?")
    var (place, index) = (0, 0)
    var restart: (place: Int, index: Int)?
    while index < text.count {
      if place < pattern.count, pattern[place] == star {
        restart = (place + 1, index)
        place += 1
      } else if place < pattern.count,
        pattern[place] == text[index] && text[index] != star || isAny(pattern, place, text[index])
      {
        place += 1
        index += 1
      } else if let last = restart {
        restart = (last.place, last.index + 1)
        (place, index) = (last.place, last.index + 1)
      } else {
        return false
      }
    }
    while place < pattern.count, pattern[place] == star { place += 1 }
    return place == pattern.count

    func isAny(_ pattern: [UInt8], _ place: Int, _ byte: UInt8) -> Bool { pattern[place] == any && byte != star }
  }
}
