/// One arm of a condition, of which a run takes one: where the condition starts, and which arm it is.
public struct HostArm: Hashable, Sendable {
  public let condition: Int
  public let number: Int
  /// The strings that its condition compares with, in lower case.
  public let words: [String]
}

extension HostCode {
  /// The arms of the conditions that have an `else`, by their bytes in the file, outer ones first.
  public var arms: [(bytes: Range<Int>, arm: HostArm)] {
    var arms: [(bytes: Range<Int>, arm: HostArm)] = []
    // The condition and the number of an arm, by the token that ends it.
    var ended: [Int: HostArm] = [:]
    for index in tokens.indices
    where tokens[index].kind == .word && ["else", "elsif", "elif", "elseif"].contains(tokens[index].text) {
      guard let before = arm(before: index), let end = armEnd(from: index) else { continue }
      let first =
        ended[index] ?? HostArm(condition: tokens[before].start, number: 0, words: words(ofConditionAt: before))
      if ended[index] == nil { arms.append((tokens[before].start..<tokens[index].start, first)) }
      let arm = HostArm(
        condition: first.condition, number: first.number + 1,
        words: tokens[index].text == "else" && !next(index, is: "if") ? [] : words(ofConditionAt: index))
      let limit = end < tokens.count ? tokens[end].start : bytes.count
      arms.append((tokens[index].start..<max(limit, tokens[index].start), arm))
      // What follows an arm is the next one's word.
      ended[tokens.indices.contains(end) && tokens[end].text == "}" ? end + 1 : end] = arm
    }
    return arms.sorted { ($0.bytes.lowerBound, $1.bytes.upperBound) < ($1.bytes.lowerBound, $0.bytes.upperBound) }
  }

  /// The token with which the arm in front of an `else` begins.
  private func arm(before index: Int) -> Int? {
    switch language {
    case .ruby, .elixir: return tokens[..<index].indices.last { partners[$0] > index && isWord($0) }
    case .python:
      let column = column(of: index)
      return tokens[..<index].indices.last { place in
        ["if", "elif"].contains(tokens[place].text) && isWord(place) && self.column(of: place) == column
      }
    case .javascript, .php, .swift:
      guard index > 0, tokens[index - 1].text == "}" else { return nil }
      return tokens[..<index].indices.last { partners[$0] == index - 1 }
    }
  }

  /// The token behind the arm that an `else` begins, or the one that closes it.
  private func armEnd(from index: Int) -> Int? {
    switch language {
    case .ruby, .elixir:
      guard let opener = arm(before: index) else { return nil }
      let next = tokens[(index + 1)..<partners[opener]].indices.first { place in
        ["else", "elsif"].contains(tokens[place].text) && isWord(place) && arm(before: place) == opener
      }
      return next ?? partners[opener]
    case .python: return indentedEnd(from: index + 1, column: column(of: index))
    case .javascript, .php, .swift:
      var place = index + 1
      while place < tokens.count, tokens[place].text != "{" {
        if tokens[place].text == ";" { return nil }
        place = partners[place] >= 0 ? partners[place] + 1 : place + 1
      }
      return place < tokens.count && partners[place] >= 0 ? partners[place] : nil
    }
  }

  private func next(_ index: Int, is word: String) -> Bool {
    index + 1 < tokens.count && tokens[index + 1].text == word
  }

  /// The strings of the condition that begins at a token, or, where that opens the arm, stands in front of it.
  private func words(ofConditionAt index: Int) -> [String] {
    var condition = index..<tokens.count
    if tokens[index].text == "{" {
      condition = (tokens[..<index].indices.last { tokens[$0].text == "if" } ?? index)..<index
    }
    let end = condition.first { place in
      tokens[place].text == "{" || tokens[place].text == "do"
        || (language.endsAtLines && tokens[place].kind == .newline)
    }
    let strings = tokens[condition.lowerBound..<(end ?? condition.upperBound)].filter { $0.kind == .string }
    return strings.prefix(8).map { $0.text.lowercased() }
  }

  private func isWord(_ index: Int) -> Bool { tokens[index].kind == .word }
}
