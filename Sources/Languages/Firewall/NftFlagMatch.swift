/// What stands behind `tcp flags`, asked of the packet that opens a connection (nft(8), "TCP header expression").
enum NftFlagMatch {
  /// Whether the packet matches; `nil` where the words are in no form that is known.
  static func holdsForOpening(_ words: [NftToken]) -> Bool? {
    words.contains { $0.text.contains("/") } ? slashed(words) : compared(words)
  }

  private static func names(_ words: some Sequence<NftToken>) -> UInt8? {
    let separators: Set<String> = ["|", ",", "{", "}"]
    return ServiceText.tcpFlags(words.filter { !separators.contains($0.text) }.map(\.text))
  }

  /// `wanted / examined`, with `!=` in front for the contrary.
  private static func slashed(_ words: [NftToken]) -> Bool? {
    let text = words.map(\.text).joined()
    let isNegated = text.hasPrefix("!=")
    let sides = text.dropFirst(isNegated ? 2 : 0).split(separator: "/")
    guard sides.count == 2, let wanted = ServiceText.tcpFlags(sides[0].split { $0 == "," || $0 == "|" }),
      let examined = ServiceText.tcpFlags(sides[1].split { $0 == "," || $0 == "|" })
    else { return nil }
    return (ServiceText.openingFlags & examined == wanted) != isNegated
  }

  /// `syn`, `{ syn, … }`, `== syn`, `& (fin | syn) == syn`.
  private static func compared(_ words: [NftToken]) -> Bool? {
    let opening = ServiceText.openingFlags
    let place = words.firstIndex { ["==", "!=", "eq", "ne"].contains($0.text) }
    guard let place else {
      if words.first?.isSymbol("{") == true {
        let sets = NftParser.elements(words[...]).map { names($0) }
        return sets.contains(nil) ? nil : sets.contains(opening)
      }
      let isMasked = words.first?.isSymbol("&") == true
      return names(words.dropFirst(isMasked ? 1 : 0)).map { $0 & opening != 0 }
    }
    let isNegated = words[place].text == "!=" || words[place].text == "ne"
    guard let wanted = names(words[(place + 1)...]) else { return nil }
    var examined: UInt8 = .max
    if place > 0 {
      guard words[0].isSymbol("&"), let mask = names(words[1..<place]) else { return nil }
      examined = mask
    }
    return (opening & examined == wanted) != isNegated
  }
}
