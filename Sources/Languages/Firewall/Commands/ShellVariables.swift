/// Variables of a script with their literal values: one, or one for each turn of a loop.
struct ShellVariables {
  private struct Value {
    var texts: [String]?
    /// An array, whose words stand beside each other in a command.
    var list: [String]?
  }

  /// What a function hides while it runs.
  private struct Frame {
    let arguments: [String]
    var hidden: [String: Value] = [:]
  }

  private var values: [String: Value] = [:]
  private var arguments: [String] = []
  private var frames: [Frame] = []
  /// Bytes that were put together.
  private var spent = 0

  /// So many words a loop, or a loop within a loop, may give a command.
  private static let repetitions = 256
  /// The most bytes that are put together for one script; what comes then stays as written, and is told.
  private static let budget = 32 << 20

  private static let interpolation = Interpolation(unquotes: true)

  /// Whether more was asked for than is put together.
  var isExhausted: Bool { spent > Self.budget }

  /// `$1`, `$2`, … and all of them.
  mutating func setArguments(_ arguments: [String]) { self.arguments = arguments }

  /// Begins a function.
  mutating func enter(_ arguments: [String]) {
    frames.append(Frame(arguments: self.arguments))
    self.arguments = arguments
  }

  /// Ends a function: its arguments and what it declared `local` are gone, what it set else stays.
  mutating func leave() {
    guard let frame = frames.popLast() else { return }
    arguments = frame.arguments
    for (name, value) in frame.hidden { values[name] = value }
  }

  /// `local NAME`.
  mutating func hide(_ name: String) {
    guard !frames.isEmpty, frames[frames.count - 1].hidden[name] == nil else { return }
    frames[frames.count - 1].hidden[name] = values[name] ?? Value()
  }

  /// Gives a variable the values of a loop.
  mutating func assign(_ name: String, to words: [String]) {
    values[name] = Value(texts: Array(words.prefix(Self.repetitions)))
  }

  /// `NAME=value`, or `NAME=(value …)`; gives back the name.
  @discardableResult
  mutating func assign(_ word: String, _ list: [String]?) -> String {
    guard let equals = word.firstIndex(of: "=") else { return word }
    var name = String(word[..<equals])
    let isMore = name.hasSuffix("+")
    if isMore { name.removeLast() }
    let text = String(word[word.index(after: equals)...])
    if let list, text.isEmpty {
      let words = list.flatMap { self.values(of: $0) }
      values[name] = Value(list: (isMore ? values[name]?.list ?? [] : []) + words)
    } else {
      let texts = alternatives([Self.program(text) ?? text]).map { $0.joined(separator: " ") }
      let before = isMore ? values[name]?.texts?.first ?? "" : ""
      values[name] = Value(texts: texts.map { before + $0 })
    }
    return name
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
  mutating func values(of word: String) -> [String] { alternatives([word]).flatMap { $0 } }

  /// A text with the values of variables that have exactly one.
  mutating func filled(_ bytes: [UInt8]) -> [UInt8] {
    guard bytes.contains(UInt8(ascii: "$")), !isExhausted else { return bytes }
    spent += bytes.count
    // Line by line, for no text as long as a file is put together as one.
    return Array(
      bytes.split(separator: 10, omittingEmptySubsequences: false).map { line in
        let text = String(decoding: line, as: UTF8.self)
        return Array(
          Self.interpolation.filled(text) { name in texts(name).flatMap { $0.count == 1 ? $0[0] : nil } }.utf8)
      }.joined(separator: [UInt8(10)]))
  }

  private func texts(_ name: String) -> [String]? {
    if let number = Int(name), number > 0 { return number <= arguments.count ? [arguments[number - 1]] : nil }
    return values[name]?.texts
  }

  /// The words with every variable that has a value put in: one list for each of its values.
  mutating func alternatives(_ words: [String]) -> [[String]] {
    let words = words.flatMap { spread($0) }
    guard words.contains(where: { $0.utf8.contains(UInt8(ascii: "$")) }), !isExhausted else { return [words] }
    var turns: [[String: String]] = [[:]]
    for name in names(in: words) {
      guard let known = texts(name), !known.isEmpty, turns.count < Self.repetitions else { continue }
      if known.count == 1 {
        for place in turns.indices { turns[place][name] = known[0] }
        continue
      }
      turns = turns.flatMap { turn in
        known.prefix(Self.repetitions / turns.count + 1).map { value in turn.merging([name: value]) { $1 } }
      }
    }
    return turns.map { turn in
      let filled = words.flatMap { Self.filled($0, turn) }
      spent += filled.reduce(0) { $0 + $1.utf8.count }
      return filled
    }
  }

  private static func filled(_ word: String, _ turn: [String: String]) -> [String] {
    guard word.utf8.contains(UInt8(ascii: "$")) else { return [word] }
    // A variable that is a whole word may hold several (`OPTIONS="-p tcp --dport 22"`), what a command prints is not
    // known.
    if let value = turn[String(word.dropFirst().filter { $0 != "{" && $0 != "}" })], word.hasPrefix("$"),
      !value.contains("$(")
    {
      return value.split(separator: " ").map(String.init)
    }
    return [interpolation.filled(word) { turn[$0] }]
  }

  /// Names that the words ask for and that have a value.
  private func names(in words: [String]) -> [String] {
    var found: [String] = []
    var seen: Set<String> = []
    for word in words where word.utf8.contains(UInt8(ascii: "$")) {
      for name in Self.interpolation.names(in: word) where seen.insert(name).inserted && texts(name) != nil {
        found.append(name)
      }
    }
    return found
  }

  /// A word that is an array, or braces that stand for several words: `${PORTS[@]}`, `{80,443}`.
  private func spread(_ word: String) -> [String] {
    if word.hasPrefix("$") {
      let name = word.dropFirst().filter { !"{}".contains($0) }
      if name == "@" || name == "*" { return arguments }
      let plain = name.hasSuffix("[@]") || name.hasSuffix("[*]") ? String(name.dropLast(3)) : name
      return values[plain]?.list ?? [word]
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
}
