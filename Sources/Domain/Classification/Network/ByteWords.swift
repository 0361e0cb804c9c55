/// Words that are looked for in one pass over the bytes of a file.
struct ByteWords: Sendable {
  /// The words by their first byte.
  private let words: [[[UInt8]]]

  init(_ texts: [String]) {
    var words = [[[UInt8]]](repeating: [], count: 256)
    for text in texts {
      let bytes = Array(text.utf8)
      if let first = bytes.first { words[Int(first)].append(bytes) }
    }
    self.words = words
  }

  /// Whether any of the words stands anywhere in the bytes.
  func isMentioned(in bytes: [UInt8]) -> Bool {
    for place in bytes.indices {
      let candidates = words[Int(bytes[place])]
      if candidates.isEmpty { continue }
      for word in candidates where place + word.count <= bytes.count {
        var length = 1
        while length < word.count, bytes[place + length] == word[length] { length += 1 }
        if length == word.count { return true }
      }
    }
    return false
  }
}
