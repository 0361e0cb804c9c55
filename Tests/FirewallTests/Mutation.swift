import Foundation

/// Damage for inputs that must never trap or hang.
enum Mutation {
  /// How many damaged inputs a test makes: few in CI; `GATEHOUSE_MUTATIONS=100000` for a long run.
  static func rounds(_ usual: Int) -> Int {
    ProcessInfo.processInfo.environment["GATEHOUSE_MUTATIONS"].flatMap { Int($0) } ?? usual
  }

  static func damage(_ bytes: [UInt8], _ generator: inout Generator) -> [UInt8] {
    var damaged = bytes
    guard !damaged.isEmpty else { return damaged }
    for _ in 0..<Int.random(in: 1...4, using: &generator) {
      let place = Int.random(in: 0..<damaged.count, using: &generator)
      switch Int.random(in: 0..<5, using: &generator) {
      case 0: damaged[place] ^= 1 << UInt8.random(in: 0..<8, using: &generator)
      case 1: damaged.remove(at: place)
      case 2:
        damaged.insert(Array("{}[]!;:\"@$,.-/\n\\\0&*<>=%#".utf8).randomElement(using: &generator) ?? 0, at: place)
      case 3: damaged = Array(damaged[..<max(place, 1)])
      default:
        let end = min(place + 20, damaged.count)
        damaged.insert(
          contentsOf: damaged[place..<end], at: Int.random(in: 0...damaged.count, using: &generator))
      }
      if damaged.isEmpty { return damaged }
    }
    return damaged
  }
}
