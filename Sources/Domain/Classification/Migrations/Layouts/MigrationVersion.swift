/// The version that a migration's name carries: one or more numbers, compared number by number.
///
/// The numbers are kept as digits, because a timestamp with a suffix does not fit an integer and a name is
/// chosen by whoever writes the change.
struct MigrationVersion: Hashable, Sendable, Comparable {
  /// The numbers without leading zeros; trailing zero components are dropped, as Flyway takes `1.0` and `1`
  /// for one.
  private let components: [[UInt8]]

  /// Reads `digits` separated by any other bytes; `nil` when there is no digit.
  init?(_ text: some Sequence<UInt8>) {
    var components: [[UInt8]] = []
    var current: [UInt8]?
    for byte in text {
      if byte.isASCIIDigit {
        current = (current ?? []) + [byte]
      } else if let finished = current {
        components.append(finished)
        current = nil
      }
    }
    if let current { components.append(current) }
    guard !components.isEmpty else { return nil }
    components = components.map { Array($0.drop { $0 == UInt8(ascii: "0") }) }
    while components.count > 1, components.last == [] { components.removeLast() }
    self.components = components
  }

  /// The numbers with dots between them: `1.2`, `20240131120000`.
  var text: String {
    components.map { $0.isEmpty ? "0" : String(decoding: $0, as: UTF8.self) }.joined(separator: ".")
  }

  static func < (left: MigrationVersion, right: MigrationVersion) -> Bool {
    for (mine, theirs) in zip(left.components, right.components) where mine != theirs {
      return mine.count != theirs.count ? mine.count < theirs.count : mine.lexicographicallyPrecedes(theirs)
    }
    return left.components.count < right.components.count
  }
}
