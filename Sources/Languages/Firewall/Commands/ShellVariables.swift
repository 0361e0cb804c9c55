/// Variables of a script with their literal values: one, or one for each turn of a loop.
struct ShellVariables {
  private var values: [String: [String]] = [:]
  /// Arrays, whose words stand beside each other in a command.
  private var lists: [String: [String]] = [:]

  /// So many words a loop, or a loop within a loop, may give a command.
  private static let repetitions = 256

  /// `$1`, `$2`, … and all of them.
  mutating func setArguments(_ arguments: [String]) {
    for number in 1...9 { values["\(number)"] = number <= arguments.count ? [arguments[number - 1]] : nil }
    lists["@"] = arguments
    lists["*"] = arguments
  }

  /// Gives a variable the values of a loop.
  mutating func assign(_ name: String, to words: [String]) {
    values[name] = Array(words.prefix(Self.repetitions))
    lists[name] = nil
  }

  /// `NAME=value`, or `NAME=(value …)`.
  mutating func assign(_ word: String, _ list: [String]?) {
    guard let equals = word.firstIndex(of: "=") else { return }
    var name = String(word[..<equals])
    let isMore = name.hasSuffix("+")
    if isMore { name.removeLast() }
    let text = String(word[word.index(after: equals)...])
    if let list, text.isEmpty {
      lists[name] = (isMore ? lists[name] ?? [] : []) + list.flatMap { self.values(of: $0) }
      values[name] = nil
    } else {
      values[name] = alternatives([Self.program(text) ?? text]).map { $0.joined(separator: " ") }
      lists[name] = nil
    }
  }

  /// The program that `$(which iptables)` and `$(command -v iptables)` find.
  private static func program(_ text: String) -> String? {
    guard text.hasPrefix("$("), text.hasSuffix(")") else { return nil }
    let words = text.dropFirst(2).dropLast().split(whereSeparator: \.isWhitespace)
    let isSearch = words.first == "which" || (words.first == "command" && words.count > 1 && words[1] == "-v")
    return isSearch
      ? words.last { !$0.hasPrefix("-") && !$0.contains("/dev/null") && !$0.hasPrefix("2>") }.map(String.init) : nil
  }

  /// The values of a word; it stays as written where a variable in it has none.
  func values(of word: String) -> [String] { alternatives([word]).flatMap { $0 } }

  /// A text with the values of variables that have exactly one.
  func filled(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "$")) else { return bytes }
    var text = String(decoding: bytes, as: UTF8.self)
    for name in names(in: [text]) {
      guard let known = values[name], known.count == 1 else { continue }
      text = Self.put(known[0], for: name, into: text)
    }
    return Array(text.utf8)
  }

  /// The words with every variable that has a value put in: one list for each of its values.
  func alternatives(_ words: [String]) -> [[String]] {
    var all = [words.flatMap { spread($0) }]
    for name in names(in: all[0]) {
      guard let known = values[name], !known.isEmpty, all.count < Self.repetitions else { continue }
      all = all.flatMap { words in
        known.prefix(Self.repetitions / all.count + 1).map { value in
          words.flatMap { word -> [String] in
            guard word.contains("$") else { return [word] }
            // A variable that is a whole word may hold several (`OPTIONS="-p tcp --dport 22"`).
            if word == "$\(name)" || word == "${\(name)}" { return value.split(separator: " ").map(String.init) }
            return [Self.put(value, for: name, into: word)]
          }
        }
      }
    }
    return all.map { $0.map { defaulted($0) } }
  }

  /// A word that is an array, or braces that stand for several words: `${PORTS[@]}`, `{80,443}`.
  private func spread(_ word: String) -> [String] {
    if word.hasPrefix("$") {
      let name = word.dropFirst().filter { !"{}".contains($0) }
      let plain = name.hasSuffix("[@]") || name.hasSuffix("[*]") ? String(name.dropLast(3)) : name
      return lists[plain] ?? [word]
    }
    guard let open = word.firstIndex(of: "{"), let close = word[open...].firstIndex(of: "}"), !word.contains("$") else {
      return [word]
    }
    let inside = word[word.index(after: open)..<close]
    let (before, after) = (word[..<open], word[word.index(after: close)...])
    let parts = inside.split(separator: ",", omittingEmptySubsequences: false)
    if parts.count > 1 { return parts.prefix(Self.repetitions).map { "\(before)\($0)\(after)" } }
    let ends = inside.split(separator: ".").compactMap { Int($0) }
    guard ends.count == 2, inside.contains(".."), ends[0] <= ends[1], ends[1] - ends[0] < Self.repetitions else {
      return [word]
    }
    return (ends[0]...ends[1]).map { "\(before)\($0)\(after)" }
  }

  /// Names after a dollar sign, in the order in which they stand, for each that has a value those in its value.
  private func names(in words: [String]) -> [String] {
    var found: [String] = []
    for word in words where word.contains("$") {
      for part in word.split(separator: "$", omittingEmptySubsequences: false).dropFirst() {
        let body = part.hasPrefix("{") ? part.dropFirst() : part
        var name = String(body.prefix { $0 == "_" || $0.isLetter || $0.isNumber })
        if !part.hasPrefix("{"), let digit = name.first, digit.isNumber { name = String(digit) }
        if !name.isEmpty, values[name] != nil, !found.contains(name) { found.append(name) }
      }
    }
    return found
  }

  private static func put(_ value: String, for name: String, into word: String) -> String {
    guard word.contains("$") else { return word }
    var text = word.replacing("${\(name)}", with: value)
    // With a value, a default is not asked for.
    while let start = text.firstRange(of: "${\(name):-") ?? text.firstRange(of: "${\(name)-"),
      let end = text[start.upperBound...].firstIndex(of: "}")
    {
      text.replaceSubrange(start.lowerBound...end, with: value)
    }
    // `$PORT` within a word ends where its name ends; of `$10` only the first digit is a name.
    let isDigit = name.first?.isNumber == true
    var from = text.startIndex
    while let place = text[from...].firstRange(of: "$\(name)") {
      let next = text[place.upperBound...].first
      if let next, !isDigit, next == "_" || next.isLetter || next.isNumber {
        from = place.upperBound
        continue
      }
      let distance = text.distance(from: text.startIndex, to: place.lowerBound)
      text.replaceSubrange(place, with: value)
      from = text.index(text.startIndex, offsetBy: distance + value.count, limitedBy: text.endIndex) ?? text.endIndex
    }
    return text
  }

  /// `${PORT:-22}` without a value is its default.
  private func defaulted(_ word: String) -> String {
    var text = word
    while let open = text.firstRange(of: "${"), let close = text[open.upperBound...].firstIndex(of: "}") {
      let inside = text[open.upperBound..<close]
      let name = inside.prefix { $0 == "_" || $0.isLetter || $0.isNumber }
      let rest = inside.dropFirst(name.count)
      guard rest.hasPrefix(":-") || rest.hasPrefix("-") || rest.hasPrefix(":="), !rest.contains("$") else {
        return text
      }
      text.replaceSubrange(open.lowerBound...close, with: rest.dropFirst(rest.hasPrefix("-") ? 1 : 2))
    }
    return text
  }
}
