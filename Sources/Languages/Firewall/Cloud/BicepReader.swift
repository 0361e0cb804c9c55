public import YAML

/// Reads Bicep files as the ARM templates that they become (learn.microsoft.com, "Bicep file structure and syntax"):
/// resources with literal objects, parameters with their defaults, variables.
///
/// An expression that is more than a literal, a parameter or a variable stays as it is written, with the tag `!bicep`.
public struct BicepReader {
  private let bytes: [UInt8]
  private var place = 0
  private var line = 1
  private var parameters: [YAMLNode.Entry] = []
  private var variables: [String: YAMLNode] = [:]
  private var resources: [YAMLNode] = []
  private var names: Set<String> = []
  /// Values that were read, with those that variables stand for; of each variable how many it stands for.
  private var nodeCount = 0
  private var sizes: [String: Int] = [:]
  /// The names of resources by their symbols.
  private var symbols: [String: YAMLNode] = [:]

  /// Objects within objects; what is deeper stays unread.
  private static let depth = 32
  /// As many values as a stream of YAML may have.
  private static let nodes = 400_000
  static let tag = "!bicep"

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The file as a template.
  public static func read(_ bytes: [UInt8]) -> YAMLNode {
    var reader = BicepReader(bytes)
    reader.file()
    let start = YAMLPosition(line: 1, column: 1)
    return YAMLNode(
      position: start,
      content: .mapping([
        entry("parameters", YAMLNode(position: start, content: .mapping(reader.parameters))),
        entry("resources", YAMLNode(position: start, content: .sequence(reader.resources))),
      ]))
  }

  /// The values of a file of parameters (learn.microsoft.com, "Bicep parameters file"), in the form of ARM's own.
  public static func parameters(_ bytes: [UInt8]) -> YAMLNode {
    var reader = BicepReader(bytes)
    reader.file()
    let start = YAMLPosition(line: 1, column: 1)
    let values = reader.parameters.compactMap { item in
      item.value["defaultValue"].map { value in
        entry(item.key, YAMLNode(position: value.position, content: .mapping([entry("value", value)])))
      }
    }
    let schema = YAMLNode(position: start, content: .scalar("deploymentParameters.json", isPlain: false))
    return YAMLNode(
      position: start,
      content: .mapping([
        entry("$schema", schema), entry("parameters", YAMLNode(position: start, content: .mapping(values))),
      ]))
  }

  private static func entry(_ key: String, _ value: YAMLNode) -> YAMLNode.Entry {
    YAMLNode.Entry(key: key, keyIsPlain: true, keyPosition: value.position, value: value)
  }

  private var position: YAMLPosition { YAMLPosition(line: line, column: 1) }
  private var byte: UInt8? { place < bytes.count ? bytes[place] : nil }

  private mutating func file() {
    while place < bytes.count {
      let before = place
      defer { if place == before { place += 1 } }
      blanks(lines: true)
      switch word() {
      case "param":
        let name = word()
        _ = raw(until: [UInt8(ascii: "=")])
        var fields: [YAMLNode.Entry] = []
        let start = position
        if byte == UInt8(ascii: "=") {
          place += 1
          fields = [Self.entry("defaultValue", value(0))]
        }
        names.insert(name)
        parameters.append(Self.entry(name, YAMLNode(position: start, content: .mapping(fields))))
      case "var":
        let name = word()
        _ = raw(until: [UInt8(ascii: "=")])
        guard byte == UInt8(ascii: "=") else { break }
        place += 1
        let count = nodeCount
        variables[name] = value(0)
        sizes[name] = nodeCount - count
      case "resource": if let resource = resource(0) { resources.append(resource) }
      default: _ = raw(until: [])
      }
      if let byte, byte != 10 { _ = raw(until: []) }
    }
  }

  /// `symbol 'type@version' [existing] = [if (…)] {…}`, after the word `resource`.
  private mutating func resource(_ depth: Int) -> YAMLNode? {
    let start = position
    let symbol = word()
    blanks()
    guard let type = string() else { return nil }
    let between = raw(until: [UInt8(ascii: "=")])
    guard byte == UInt8(ascii: "="), !between.contains("existing") else { return nil }
    place += 1
    blanks()
    if bytes[place...].starts(with: "if".utf8) { _ = raw(until: [UInt8(ascii: "{")]) }
    let body = value(depth + 1)
    // A loop has one body for all of its turns.
    let object = body.isSequence ? body.elements.first ?? body : body
    var entries = object.entries.filter { $0.key != "type" && $0.key != "name" }
    let name = object["name"] ?? YAMLNode(position: start, content: .scalar(symbol, isPlain: false))
    let parent = object["parent"]?.asText.flatMap { symbols[$0] }?.asText
    let full = parent.map {
      YAMLNode(position: name.position, content: .scalar("\($0)/\(name.asText ?? "")", isPlain: false))
    }
    symbols[symbol] = full ?? name
    let kind = String((type.asText ?? "").prefix { $0 != "@" })
    entries += [
      Self.entry("type", YAMLNode(position: start, content: .scalar(kind, isPlain: false))),
      Self.entry("name", full ?? name),
    ]
    return YAMLNode(position: start, content: .mapping(entries))
  }
}

extension BicepReader {
  private mutating func value(_ depth: Int) -> YAMLNode {
    nodeCount += 1
    blanks()
    let start = (place, line)
    let literal: YAMLNode?
    switch byte {
    case UInt8(ascii: "{") where depth < Self.depth: literal = object(depth)
    case UInt8(ascii: "[") where depth < Self.depth: literal = array(depth)
    case UInt8(ascii: "'"): literal = string()
    default: literal = nil
    }
    blanks()
    if let literal,
      byte == nil || [10, 13, UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")].contains(byte ?? 10)
    {
      return literal
    }
    (place, line) = start
    return named(
      raw(until: [UInt8(ascii: ","), UInt8(ascii: "]"), UInt8(ascii: "}")]), at: YAMLPosition(line: start.1, column: 1))
  }

  private mutating func named(_ text: String, at position: YAMLPosition) -> YAMLNode {
    // Variables of variables double a file with every line; beyond the limit they stay names, which are told as such.
    if let known = variables[text], nodeCount + (sizes[text] ?? 0) <= Self.nodes {
      nodeCount += sizes[text] ?? 0
      return known
    }
    if names.contains(text) {
      return YAMLNode(position: position, content: .scalar("[parameters('\(text)')]", isPlain: false))
    }
    let isPlain = text == "true" || text == "false" || text == "null" || text.allSatisfy { $0.isNumber || $0 == "-" }
    return YAMLNode(position: position, tag: isPlain ? nil : Self.tag, content: .scalar(text, isPlain: true))
  }

  private mutating func object(_ depth: Int) -> YAMLNode {
    let start = position
    place += 1
    var entries: [YAMLNode.Entry] = []
    var children: [YAMLNode] = []
    while true {
      blanks(lines: true)
      guard let byte, byte != UInt8(ascii: "}") else { break }
      let before = place
      let keyPosition = position
      let key = byte == UInt8(ascii: "'") ? string()?.asText ?? "" : word()
      blanks()
      if self.byte == UInt8(ascii: ":") {
        place += 1
        entries.append(YAMLNode.Entry(key: key, keyIsPlain: true, keyPosition: keyPosition, value: value(depth + 1)))
      } else if key == "resource" {
        if let child = resource(depth + 1) { children.append(child) }
      } else {
        _ = raw(until: [UInt8(ascii: "}")])
      }
      if place == before { place += 1 }
    }
    place = min(place + 1, bytes.count)
    if !children.isEmpty {
      entries.append(Self.entry("resources", YAMLNode(position: start, content: .sequence(children))))
    }
    return YAMLNode(position: start, content: .mapping(entries))
  }

  private mutating func array(_ depth: Int) -> YAMLNode {
    let start = position
    place += 1
    blanks(lines: true)
    if bytes[place...].starts(with: "for ".utf8) {
      _ = raw(until: [UInt8(ascii: ":")])
      if byte == UInt8(ascii: ":") { place += 1 }
    }
    var elements: [YAMLNode] = []
    while true {
      blanks(lines: true)
      guard let byte, byte != UInt8(ascii: "]") else { break }
      let before = place
      elements.append(value(depth + 1))
      if place == before { place += 1 }
    }
    place = min(place + 1, bytes.count)
    return YAMLNode(position: start, content: .sequence(elements))
  }

  /// A text in quotes; with something to be put in (`${…}`) it is an expression.
  private mutating func string() -> YAMLNode? {
    guard byte == UInt8(ascii: "'") else { return nil }
    let start = position
    let isLong = bytes[place...].starts(with: "'''".utf8)
    place += isLong ? 3 : 1
    var text: [UInt8] = []
    while let byte {
      if isLong ? bytes[place...].starts(with: "'''".utf8) : byte == UInt8(ascii: "'") || byte == 10 { break }
      if byte == UInt8(ascii: "\\"), !isLong, place + 1 < bytes.count { place += 1 }
      if bytes[place] == 10 { line += 1 }
      text.append(bytes[place])
      place += 1
    }
    place = min(place + (isLong ? 3 : 1), bytes.count)
    let value = String(decoding: text, as: UTF8.self)
    return YAMLNode(
      position: start, tag: value.contains("${") && !isLong ? Self.tag : nil, content: .scalar(value, isPlain: false))
  }

  private mutating func word() -> String {
    blanks()
    let start = place
    while let byte,
      byte == UInt8(ascii: "_") || (48...57).contains(byte) || (65...90).contains(byte) || (97...122).contains(byte)
    {
      place += 1
    }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  /// An expression as it is written, up to the end of its line or one of `ends` outside of its parentheses.
  private mutating func raw(until ends: Set<UInt8>) -> String {
    let start = place
    var depth = 0
    while let byte {
      if depth == 0, byte == 10 || ends.contains(byte) { break }
      if byte == UInt8(ascii: "/"), bytes[(place + 1)...].first == byte { break }
      switch byte {
      case UInt8(ascii: "("), UInt8(ascii: "{"), UInt8(ascii: "["): depth += 1
      case UInt8(ascii: ")"), UInt8(ascii: "}"), UInt8(ascii: "]"): depth -= 1
      case UInt8(ascii: "'"):
        _ = string()
        continue
      case 10: line += 1
      default: break
      }
      if depth < 0 { break }
      place += 1
    }
    let text = bytes[start..<min(place, bytes.count)]
    blanks()
    return String(decoding: text, as: UTF8.self).split(whereSeparator: \.isWhitespace).joined(separator: " ")
  }

  /// Passes over blanks and comments; over ends of lines and commas as well where `lines` says so.
  private mutating func blanks(lines: Bool = false) {
    while let byte {
      if byte == 32 || byte == 9 || byte == 13 || (lines && byte == UInt8(ascii: ",")) {
        place += 1
      } else if byte == 10, lines {
        line += 1
        place += 1
      } else if byte == UInt8(ascii: "/"), bytes[(place + 1)...].first == byte {
        place = bytes[place...].firstIndex(of: 10) ?? bytes.count
      } else if byte == UInt8(ascii: "/"), bytes[(place + 1)...].first == UInt8(ascii: "*") {
        place += 2
        while place < bytes.count, !bytes[place...].starts(with: "*/".utf8) {
          if bytes[place] == 10 { line += 1 }
          place += 1
        }
        place = min(place + 2, bytes.count)
      } else {
        return
      }
    }
  }
}
