extension HCL {
  /// A half-open range of byte offsets into the parsed bytes; a byte order mark counts.
  public struct ByteRange: Sendable, Hashable {
    private let storedStart: UInt32
    private let storedEnd: UInt32

    /// The offset of the first byte.
    public var start: Int { Int(storedStart) }
    /// The offset behind the last byte; never below `start`.
    public var end: Int { Int(storedEnd) }
    /// The number of bytes.
    public var count: Int { end - start }

    /// Offsets outside 0…2³²−1 are clamped, and an `end` below `start` is raised to it.
    public init(start: Int, end: Int) {
      storedStart = UInt32(clamping: start)
      storedEnd = UInt32(clamping: max(start, end))
    }

    /// The range from the start of this one to the end of another.
    func through(_ last: ByteRange) -> ByteRange { ByteRange(start: start, end: last.end) }

    /// Whether `offset` is inside.
    public func contains(_ offset: Int) -> Bool { offset >= start && offset < end }
  }
}
