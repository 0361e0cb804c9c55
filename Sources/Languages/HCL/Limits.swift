extension HCL {
  /// The bounds of one parse. Beyond a bound the answer is a diagnostic, never silence.
  public struct Limits: Sendable, Hashable {
    /// The largest file read, in bytes. A larger one is not read at all.
    public var maximumBytes: Int
    /// How deep blocks, expressions and template directives may nest. A chain of operators or indexes counts
    /// one level a link, because that is how deep its tree becomes.
    public var maximumDepth: Int
    /// How many diagnostics are kept; one more says that there were others.
    public var maximumDiagnostics: Int

    /// - 8 MiB: over a hundred times the largest hand-written file seen in public repositories.
    /// - 100 levels: real files stay below 30, and a debug build parses, compares and frees a tree of this
    ///   depth on a thread with a 512 KiB stack, the smallest that Swift's own platforms give a secondary
    ///   thread.
    /// - 100 diagnostics: more than anyone reads.
    public static let `default` = Limits(
      maximumBytes: 8 << 20, maximumDepth: 100, maximumDiagnostics: 100)

    public init(maximumBytes: Int, maximumDepth: Int, maximumDiagnostics: Int) {
      self.maximumBytes = maximumBytes
      self.maximumDepth = maximumDepth
      self.maximumDiagnostics = maximumDiagnostics
    }

    /// Positions are kept in 32 bits, so no file is read beyond this size, whatever `maximumBytes` says.
    static let addressableBytes = Int(Int32.max) - 1
  }
}
