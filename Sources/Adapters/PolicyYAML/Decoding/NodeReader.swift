import Findings
import Policy
import RegularExpressions
import YAML

/// Reads values of the expected type from nodes; whatever else stands there is a failure with its position.
struct NodeReader: Sendable {
  let file: YAMLFile

  /// Plain words that YAML 1.1 takes for a boolean or for nothing and YAML 1.2 for text, or the other way
  /// round.
  private static let ambiguousWords: Set<String> = [
    "y", "n", "yes", "no", "on", "off", "true", "false", "null", "~", "",
  ]

  /// Plain text that some version of YAML takes for a number (also in base 60) or a date.
  private static let number = try? LinearRegex(
    #"[-+]?([0-9][0-9_]*(:[0-5]?[0-9])*(\.[0-9_]*)?|\.[0-9_]+)([eE][-+]?[0-9]+)?"#
      + #"|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)|0x[0-9a-fA-F_]+|0o[0-7_]+|0b[01_]+"#
      + #"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}([Tt ].*)?"#
  )

  func failure(_ node: YAMLNode, _ message: String, hint: String? = nil) -> Failure {
    file.failure(node.position, message, hint: hint)
  }

  /// Text that every YAML reader takes for text.
  func text(_ node: YAMLNode) throws(Failure) -> String {
    guard case .scalar(let text, let isPlain) = node.content else {
      throw failure(node, "expected text, not \(node.typeName)")
    }
    if isPlain { try checkUnambiguous(text, node.position) }
    guard !text.isEmpty else { throw failure(node, "expected text, not an empty value") }
    return text
  }

  /// Refuses a plain word that another YAML reader would not take for text.
  func checkUnambiguous(_ text: String, _ position: YAMLPosition) throws(Failure) {
    guard !text.isEmpty else { throw file.failure(position, "expected text, not nothing") }
    if Self.isAmbiguous(text) {
      throw file.failure(
        position, "'\(YAMLFile.shown(text))' without quotes is not text in every version of YAML",
        hint: "write \"\(YAMLFile.shown(text))\"")
    }
  }

  /// Whether `text` without quotes is a boolean, a number, a date or nothing to some version of YAML.
  static func isAmbiguous(_ text: String) -> Bool {
    ambiguousWords.contains(text.lowercased()) || number?.matchesWhole(text) != false
  }

  /// `true` or `false`, spelt so.
  func boolean(_ node: YAMLNode) throws(Failure) -> Bool {
    switch node.content {
    case .scalar("true", isPlain: true): return true
    case .scalar("false", isPlain: true): return false
    default:
      throw failure(node, "expected true or false, not \(described(node))")
    }
  }

  /// A whole decimal number within `range`.
  func integer(_ node: YAMLNode, in range: ClosedRange<Int>) throws(Failure) -> Int {
    guard case .scalar(let text, isPlain: true) = node.content, let value = Self.decimal(text) else {
      throw failure(node, "expected a whole number, not \(described(node))")
    }
    guard range.contains(value) else {
      throw failure(node, "\(value) is not in \(range.lowerBound)…\(range.upperBound)")
    }
    return value
  }

  /// Decimal digits without leading zeros, which YAML 1.1 reads as octal.
  static func decimal(_ text: String) -> Int? {
    let digits = text.utf8.first == UInt8(ascii: "-") ? text.dropFirst() : text[...]
    guard !digits.isEmpty, digits.utf8.allSatisfy({ (0x30...0x39).contains($0) }) else { return nil }
    guard digits == "0" || digits.utf8.first != 0x30 else { return nil }
    return Int(text)
  }

  /// One of the raw values of `Word`; `off` and the like are accepted, since a word is expected.
  func word<Word: RawRepresentable<String> & CaseIterable>(
    _ node: YAMLNode, as type: Word.Type, called what: String
  ) throws(Failure) -> Word {
    guard case .scalar(let text, _) = node.content else {
      throw failure(node, "expected \(what), not \(node.typeName)")
    }
    guard let word = Word(rawValue: text) else {
      let known = Word.allCases.map(\.rawValue)
      throw failure(
        node, "unknown \(what) '\(YAMLFile.shown(text))'",
        hint: Suggestion.hint(for: text, among: known) ?? "use one of \(known.joined(separator: ", "))")
    }
    return word
  }

  func elements(_ node: YAMLNode) throws(Failure) -> [YAMLNode] {
    guard case .sequence(let elements) = node.content else {
      throw failure(node, "expected a list, not \(node.typeName)", hint: "write [value] for a single one")
    }
    try checkCount(elements.count, node)
    return elements
  }

  private func checkCount(_ count: Int, _ node: YAMLNode) throws(Failure) {
    guard count <= YAMLLimits.entries else {
      throw failure(node, "more than \(YAMLLimits.entries) entries")
    }
  }

  /// A list of texts without repetition.
  func texts(_ node: YAMLNode) throws(Failure) -> [String] {
    var texts: [String] = []
    for element in try elements(node) {
      let text = try text(element)
      guard !texts.contains(text) else {
        throw failure(element, "'\(YAMLFile.shown(text))' stands here twice")
      }
      texts.append(text)
    }
    return texts
  }

  func globs(_ node: YAMLNode) throws(Failure) -> [Glob] { try texts(node).map { Glob($0) } }

  /// The entries of a mapping whose keys are names of the author's choice.
  func entries(_ node: YAMLNode) throws(Failure) -> [YAMLNode.Entry] {
    guard case .mapping(let entries) = node.content else {
      throw failure(node, "expected a mapping, not \(node.typeName)")
    }
    try checkCount(entries.count, node)
    for entry in entries where entry.keyIsPlain { try checkUnambiguous(entry.key, entry.keyPosition) }
    return entries
  }

  /// A value as messages show it.
  func described(_ node: YAMLNode) -> String {
    guard case .scalar(let text, _) = node.content, !text.isEmpty else { return node.typeName }
    return "'\(YAMLFile.shown(text))'"
  }
}
