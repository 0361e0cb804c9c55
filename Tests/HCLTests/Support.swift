import HCL
import Testing

/// Parses source text.
func parse(_ source: String, limits: HCL.Limits = .default) -> HCL.ParsedFile {
  HCL.parse(Array(source.utf8), limits: limits)
}

/// Parses an expression as the value of an attribute, and expects no diagnostics.
func expression(_ source: String, at location: SourceLocation = #_sourceLocation) throws -> HCL.Expression {
  let file = parse("a = \(source)\n")
  #expect(file.diagnostics.isEmpty, "\(source)", sourceLocation: location)
  return try #require(file.body.expression(named: "a"), sourceLocation: location)
}

/// The tree of an expression as text.
func tree(_ source: String, at location: SourceLocation = #_sourceLocation) throws -> String {
  TreeDump.expression(try expression(source, at: location))
}

/// The problems of a source, in order.
func problems(_ source: String) -> [HCL.Problem] { parse(source).diagnostics.map(\.problem) }

/// The part of `source` that a range covers.
func text(_ range: HCL.ByteRange, of source: String) -> String {
  String(decoding: Array(source.utf8)[range.start..<range.end], as: UTF8.self)
}

/// A small deterministic generator (SplitMix64), so that a failing mutation can be run again.
struct SeededGenerator: RandomNumberGenerator {
  private var state: UInt64

  init(seed: UInt64) { state = seed }

  mutating func next() -> UInt64 {
    state &+= 0x9E37_79B9_7F4A_7C15
    var mixed = state
    mixed = (mixed ^ (mixed >> 30)) &* 0xBF58_476D_1CE4_E5B9
    mixed = (mixed ^ (mixed >> 27)) &* 0x94D0_49BB_1331_11EB
    return mixed ^ (mixed >> 31)
  }
}
