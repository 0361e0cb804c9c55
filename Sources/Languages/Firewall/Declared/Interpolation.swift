/// Puts values in for `$NAME`, `${NAME}`, `${NAME:-default}` and the like, as a shell (POSIX.1-2024, "Parameter Expansion")
/// and a compose file (compose-spec, "Interpolation") do.
///
/// One pass from left to right: what a value holds is not looked at again, so no text can keep it busy. What has no value
/// stays as it is written.
struct Interpolation {
  /// Whether `$$` stands for a dollar sign, as in compose files.
  var doublesDollar = false
  /// Whether a default stands for what has no value.
  var usesDefaults = true
  /// Whether quotes in a default are taken off, as a shell does.
  var unquotes = false

  /// Defaults within defaults.
  private static let depth = 8
  /// The longest `${…}`; without a bound, unclosed ones would be looked for to the end again and again.
  private static let reach = 4_096
  /// What grows beyond this is no address and no port; a loop that doubles a value ends here.
  private static let length = 1 << 16

  /// The text with its values.
  func filled(_ text: String, _ value: (String) -> String?) -> String {
    guard text.utf8.contains(UInt8(ascii: "$")) else { return text }
    var filled: [UInt8] = []
    fill(Array(text.utf8)[...], into: &filled, depth: 0, value)
    return filled.count > Self.length ? text : String(decoding: filled, as: UTF8.self)
  }

  /// The names that it asks for, each once, in the order in which they stand.
  func names(in text: String) -> [String] {
    var names: [String] = []
    var seen: Set<String> = []
    _ = filled(text) { name in
      if seen.insert(name).inserted { names.append(name) }
      return nil
    }
    return names
  }

  private func fill(
    _ text: ArraySlice<UInt8>, into filled: inout [UInt8], depth: Int, _ value: (String) -> String?
  ) {
    var place = text.startIndex
    while place < text.endIndex, filled.count <= Self.length {
      guard text[place] == UInt8(ascii: "$"), place + 1 < text.endIndex else {
        filled.append(text[place])
        place += 1
        continue
      }
      let next = text[place + 1]
      if next == UInt8(ascii: "$"), doublesDollar {
        filled.append(next)
        place += 2
      } else if next == UInt8(ascii: "{"), let close = Self.closing(text[(place + 1)...]) {
        let inside = text[(place + 2)..<close]
        if depth >= Self.depth || !braced(inside, into: &filled, depth: depth, value) {
          filled += text[place...close]
        }
        place = close + 1
      } else {
        // Of `$10` a shell takes the first digit alone.
        let isDigit = next >= 48 && next <= 57
        let name = isDigit ? text[(place + 1)...(place + 1)] : text[(place + 1)...].prefix(while: Self.isName)
        filled +=
          value(String(decoding: name, as: UTF8.self)).map { Array($0.utf8) } ?? Array(text[place..<name.endIndex])
        place = max(name.endIndex, place + 1)
      }
    }
  }

  /// `NAME`, with what stands behind it; `false` where that gives nothing that is known.
  private func braced(
    _ inside: ArraySlice<UInt8>, into filled: inout [UInt8], depth: Int, _ value: (String) -> String?
  ) -> Bool {
    let name = inside.prefix(while: Self.isName)
    var rest = inside[name.endIndex...]
    let known = value(String(decoding: name, as: UTF8.self))
    func put(_ known: String?) -> Bool {
      known.map { filled += Array($0.utf8) }
      return known != nil
    }
    if rest.isEmpty { return put(known) }
    let isEmptyUnset = rest.first == UInt8(ascii: ":")
    if isEmptyUnset { rest = rest.dropFirst() }
    guard let sign = rest.popFirst() else { return put(known) }
    let isSet = isEmptyUnset ? known?.isEmpty == false : known != nil
    switch sign {
    case UInt8(ascii: "-"), UInt8(ascii: "="):
      if isSet { return put(known) }
      guard usesDefaults else { return false }
      return fillDefault(rest, into: &filled, depth: depth, value)
    case UInt8(ascii: "+"):
      return isSet ? fillDefault(rest, into: &filled, depth: depth, value) : true
    // `${NAME:?message}` only asks for a value.
    case UInt8(ascii: "?"): return put(known)
    default: return false
    }
  }

  private func fillDefault(
    _ text: ArraySlice<UInt8>, into filled: inout [UInt8], depth: Int, _ value: (String) -> String?
  ) -> Bool {
    let plain = unquotes ? text.filter { $0 != UInt8(ascii: "'") && $0 != UInt8(ascii: "\"") }[...] : text
    fill(plain, into: &filled, depth: depth + 1, value)
    return true
  }

  /// The brace that closes the first one.
  private static func closing(_ text: ArraySlice<UInt8>) -> Int? {
    var depth = 0
    for index in text.indices.prefix(reach) {
      if text[index] == UInt8(ascii: "{") { depth += 1 }
      if text[index] == UInt8(ascii: "}") { depth -= 1 }
      if depth == 0 { return index }
    }
    return nil
  }

  private static func isName(_ byte: UInt8) -> Bool {
    byte == UInt8(ascii: "_") || (byte >= 48 && byte <= 57) || (byte | 32 >= 97 && byte | 32 <= 122)
  }
}
