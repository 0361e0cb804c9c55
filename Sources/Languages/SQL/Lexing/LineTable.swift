/// Turns byte offsets into line numbers.
struct LineTable: Sendable {
  /// The offset after each line feed; 32 bits hold every offset below ``Limits/fileBytes``.
  private var starts: [UInt32] = [0]

  init(_ bytes: [UInt8]) {
    for (offset, byte) in bytes.enumerated() where byte == ASCII.lineFeed {
      starts.append(UInt32(truncatingIfNeeded: offset &+ 1))
    }
  }

  /// The line of the byte at `offset`, from 1.
  func line(at offset: Int) -> Int {
    var low = 0
    var high = starts.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if Int(starts[middle]) <= offset { low = middle } else { high = middle }
    }
    return low + 1
  }
}
