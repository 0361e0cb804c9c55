extension HCL {
  /// Finds the line of a byte offset. Build it once for a file, and only when a line has to be shown.
  public struct LineIndex: Sendable {
    private let lineStarts: [Int]

    /// Reads the line ends (LF, and so CRLF) of `bytes`.
    public init(_ bytes: [UInt8]) {
      var starts = [0]
      for (offset, byte) in bytes.enumerated() where byte == UInt8(ascii: "\n") { starts.append(offset + 1) }
      lineStarts = starts
    }

    /// The number of lines; an empty file has one.
    public var lineCount: Int { lineStarts.count }

    /// The line, counted from 1, that holds the byte at `offset`. An offset behind the end belongs to the
    /// last line.
    public func line(at offset: Int) -> Int {
      var low = 0
      var high = lineStarts.count
      while high - low > 1 {
        let middle = low + (high - low) / 2
        if lineStarts[middle] <= offset { low = middle } else { high = middle }
      }
      return low + 1
    }

    /// The first and last line, counted from 1, that `range` touches.
    public func lines(of range: ByteRange) -> ClosedRange<Int> {
      let first = line(at: range.start)
      return first...max(first, line(at: range.end - 1))
    }
  }
}
