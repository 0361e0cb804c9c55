/// Endings that names of files are asked for, ASCII letters of either case taken for one.
///
/// Every changed file is asked by each classifier, and nearly every answer is no: the last byte alone gives most of them.
struct NameEndings: Sendable {
  private let endings: [[UInt8]]
  /// The last bytes of the endings, one bit each.
  private let lastBytes: (low: UInt64, high: UInt64)

  /// - Parameter endings: in lower case and ASCII, none of them empty.
  init(_ endings: [String]) {
    self.endings = endings.map { Array($0.utf8) }
    var bits: (low: UInt64, high: UInt64) = (0, 0)
    for last in self.endings.compactMap(\.last) {
      if last < 64 { bits.low |= 1 << UInt64(last) } else { bits.high |= 1 << UInt64(last & 63) }
    }
    lastBytes = bits
  }

  /// Whether the name ends in one of them; a name that is an ending and nothing else does.
  func end(_ name: some BidirectionalCollection<UInt8>) -> Bool { length(in: name) != nil }

  /// How long the first of them is in which the name ends.
  func length(in name: some BidirectionalCollection<UInt8>) -> Int? {
    guard let last = name.last?.asciiLowercased, last < 0x80,
      (last < 64 ? lastBytes.low : lastBytes.high) >> UInt64(last & 63) & 1 == 1
    else { return nil }
    for ending in endings {
      var index = name.endIndex
      var rest = ending.count
      while rest > 0, index > name.startIndex {
        index = name.index(before: index)
        guard name[index].asciiLowercased == ending[rest - 1] else { break }
        rest -= 1
      }
      if rest == 0 { return ending.count }
    }
    return nil
  }
}
