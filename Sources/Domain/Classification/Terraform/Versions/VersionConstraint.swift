/// A version constraint, as far as it says which major version is meant: `~> 5.0`, `>= 4.1, < 6.0`, `5.3.1`.
struct VersionConstraint: Hashable, Sendable {
  let text: String
  /// The major number of the least version that is allowed.
  let major: Int?
  /// Whether versions above some bound are refused.
  let isBounded: Bool

  init(_ text: String) {
    self.text = text
    var least: Int?
    var isBounded = false
    for part in text.split(separator: ",") {
      let trimmed = part.drop { $0 == " " }
      let symbol = trimmed.prefix { "<>=!~".contains($0) }
      let number = trimmed.dropFirst(symbol.count).drop { $0 == " " || $0 == "v" }.prefix { $0.isASCII && $0.isNumber }
      if ["", "=", "~>", "<", "<="].contains(symbol), !number.isEmpty { isBounded = true }
      guard ["", "=", "~>", ">=", ">"].contains(symbol), let major = Int(number) else { continue }
      least = max(least ?? major, major)
    }
    self.major = least
    self.isBounded = isBounded
  }
}
