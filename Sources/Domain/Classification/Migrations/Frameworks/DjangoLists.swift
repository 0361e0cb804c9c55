import HostCode

/// The lists that an attribute of a Django migration is made of: written out, under names of the file, added up.
struct DjangoLists {
  enum Part {
    /// The tokens between the brackets of a list.
    case list(Range<Int>)
    /// A token with which something starts that is no list of this file.
    case unknown(Int)
  }

  private let code: HostCode
  private var tokens: [HostToken] { code.tokens }

  /// How many names may stand for one another.
  private static let depth = 8

  init(_ code: HostCode) { self.code = code }

  /// Where the value of the attribute starts, in the body of a class.
  static func start(of name: String, in body: Range<Int>, _ code: HostCode) -> Int? {
    for index in body where code.tokens[index].kind == .word && code.tokens[index].text == name {
      // `operations: list[Operation] = …`
      let line = code.tokens[(index + 1)..<body.upperBound].prefix { $0.kind != .newline }
      guard ["=", ":"].contains(line.first?.text), let equals = line.firstIndex(where: { $0.text == "=" }),
        equals + 1 < body.upperBound, code.tokens[equals + 1].text != "="
      else { continue }
      return equals + 1
    }
    return nil
  }

  /// The parts of the sum that starts at a token.
  func parts(at start: Int) -> [Part] { sum(at: start, depth: Self.depth).parts }

  private func sum(at start: Int, depth: Int) -> (parts: [Part], end: Int) {
    var parts: [Part] = []
    var place = start
    while true {
      let term = term(at: skippingLines(place), depth: depth)
      parts += term.parts
      let next = skippingLines(term.end)
      guard next < tokens.count, tokens[next].text == "+", tokens[next].kind == .sign else { return (parts, term.end) }
      place = next + 1
    }
  }

  private func term(at place: Int, depth: Int) -> (parts: [Part], end: Int) {
    guard place < tokens.count else { return ([], place) }
    let token = tokens[place]
    if token.kind == .sign, token.text == "[", let close = code.partner(of: place) {
      // What is called on a list, or taken of it, is another list.
      let isWhole = close + 1 >= tokens.count || ![".", "["].contains(tokens[close + 1].text)
      let list = place + 1..<close
      return (isWhole ? [.list(list)] + unpacked(in: list, depth: depth) : [.unknown(place)], close + 1)
    }
    if token.kind == .sign, token.text == "(", let close = code.partner(of: place) {
      let inner = sum(at: place + 1, depth: depth)
      // A tuple of operations is a list as well.
      let isSum = skippingLines(inner.end) >= close
      return (isSum ? inner.parts : [.list(place + 1..<close)], close + 1)
    }
    guard token.kind == .word else { return ([.unknown(place)], place + 1) }
    let isPlain = place + 1 >= tokens.count || ![".", "(", "["].contains(tokens[place + 1].text)
    return (isPlain ? named(place, depth: depth) : [.unknown(place)], place + 1)
  }

  /// What `*name` puts into a list.
  private func unpacked(in list: Range<Int>, depth: Int) -> [Part] {
    var parts: [Part] = []
    var place = list.lowerBound
    while place < list.upperBound {
      if tokens[place].text == "*", tokens[place].kind == .sign, place + 1 < list.upperBound,
        place == list.lowerBound || [",", "\n"].contains(tokens[place - 1].text) || tokens[place - 1].kind == .newline
      {
        parts += term(at: place + 1, depth: depth).parts
      }
      place = (code.partner(of: place) ?? place) + 1
    }
    return parts
  }

  /// What the file puts under a name, wherever it does.
  private func named(_ place: Int, depth: Int) -> [Part] {
    let name = tokens[place].text
    let starts = tokens.indices.compactMap { index -> Int? in
      guard tokens[index].kind == .word, tokens[index].text == name, index + 2 < tokens.count,
        index == 0 || tokens[index - 1].text != "."
      else { return nil }
      if tokens[index + 1].text == "=", tokens[index + 2].text != "=" { return index + 2 }
      return tokens[index + 1].text == "+" && tokens[index + 2].text == "=" ? index + 3 : nil
    }
    guard depth > 0, !starts.isEmpty else { return [.unknown(place)] }
    return starts.flatMap { sum(at: $0, depth: depth - 1).parts }
  }

  private func skippingLines(_ start: Int) -> Int {
    var place = start
    while place < tokens.count, tokens[place].kind == .newline { place += 1 }
    return place
  }
}
