/// Damages files for tests of robustness.
enum Mutation {
  private static let tokens = [
    "\"", "${", "%{", "}", "{", "(", ")", "[", "]", "\n", "=", "<<EOT\n", "<<-A\n", "EOT\n", ".", ",", "*",
    "-", "$", "~}",
    "\\", "#", "/*", "*/", " ", "for ", "if ", "?", ":", "...", "0", "1.5", "&&", "=>", "\u{E9}", "\u{A0}",
  ]

  /// Puts a token of the language at a random place, or takes a byte away there.
  static func replaceOneToken(of bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
    var damaged = bytes
    let place = Int.random(in: 0...bytes.count, using: &generator)
    if Bool.random(using: &generator), place < bytes.count {
      damaged.remove(at: place)
    } else {
      damaged.insert(contentsOf: (tokens.randomElement(using: &generator) ?? "{").utf8, at: place)
    }
    return damaged
  }

  /// Flips one random bit, or cuts the file at a random place.
  static func flipOrCut(_ bytes: [UInt8], using generator: inout SeededGenerator) -> [UInt8] {
    guard !bytes.isEmpty else { return bytes }
    let place = Int.random(in: 0..<bytes.count, using: &generator)
    if Bool.random(using: &generator) { return Array(bytes[..<place]) }
    var damaged = bytes
    damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
    return damaged
  }
}
