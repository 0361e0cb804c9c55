/// An element of an XML document, as far as changelogs need it: names without their prefixes, text as it means.
public struct XMLElement: Sendable {
  public let name: String
  public let attributes: [String: String]
  public fileprivate(set) var children: [XMLElement] = []
  /// The text directly in it, CDATA sections included.
  public fileprivate(set) var text = ""
  /// The byte at which it starts.
  public let start: Int
}

/// Reads XML without validating it: no DTD is read, no entity but the five of XML itself is put in.
public struct XMLReader {
  private let bytes: [UInt8]
  private var index = 0

  private init(_ bytes: [UInt8]) { self.bytes = bytes }

  /// The root element; `nil` for what is no well-formed document, is nested too deep, or brings entities of its own.
  public static func root(of bytes: [UInt8]) -> XMLElement? {
    guard bytes.count <= HostLimits.fileBytes else { return nil }
    var reader = XMLReader(bytes)
    return reader.document()
  }

  private mutating func document() -> XMLElement? {
    // An element is put into the one below it in the list when it ends.
    var open: [XMLElement] = []
    var root: XMLElement?
    while index < bytes.count {
      guard let mark = bytes[index...].firstIndex(of: UInt8(ascii: "<")) else {
        guard open.isEmpty else { return nil }
        return root
      }
      if !open.isEmpty { open[open.count - 1].text += Self.unescaped(bytes[index..<mark]) }
      index = mark
      if starts("<!--") {
        guard skip(behind: "-->") else { return nil }
      } else if starts("<![CDATA[") {
        let start = index + 9
        guard skip(behind: "]]>"), !open.isEmpty else { return nil }
        open[open.count - 1].text += String(decoding: bytes[start..<index - 3], as: UTF8.self)
      } else if starts("<?") {
        guard skip(behind: "?>") else { return nil }
      } else if starts("<!") {
        // A document type may define entities, and so hide what the text says.
        let start = index
        guard skip(behind: ">"), !bytes[start..<index].contains(UInt8(ascii: "[")) else { return nil }
      } else if starts("</") {
        guard skip(behind: ">"), let closed = open.popLast(), name(mark + 2) == closed.name else { return nil }
        if open.isEmpty { root = root ?? closed } else { open[open.count - 1].children.append(closed) }
      } else {
        guard let (element, isEmpty) = element(), open.count < HostLimits.depth, !(open.isEmpty && root != nil) else {
          return nil
        }
        if !isEmpty {
          open.append(element)
        } else if open.isEmpty {
          root = element
        } else {
          open[open.count - 1].children.append(element)
        }
      }
    }
    return open.isEmpty ? root : nil
  }

  private func starts(_ text: String) -> Bool { bytes[index...].starts(with: text.utf8) }

  private mutating func skip(behind text: String) -> Bool {
    let wanted = Array(text.utf8)
    var place = index
    while place + wanted.count <= bytes.count {
      if bytes[place] == wanted[0], bytes[place...].starts(with: wanted) {
        index = place + wanted.count
        return true
      }
      place += 1
    }
    return false
  }

  private static func isBlank(_ byte: UInt8) -> Bool { byte <= 0x20 }

  private static func endsName(_ byte: UInt8) -> Bool { isBlank(byte) || "<>/='\"".utf8.contains(byte) }

  /// A name without its prefix.
  private func name(_ start: Int) -> String {
    let whole = bytes[start...].prefix { !Self.endsName($0) }
    let colon = whole.lastIndex(of: UInt8(ascii: ":")).map { $0 + 1 } ?? whole.startIndex
    return String(decoding: whole[colon...], as: UTF8.self)
  }

  /// `<name a="b">` or `<name a="b"/>`.
  private mutating func element() -> (XMLElement, isEmpty: Bool)? {
    let start = index
    index += 1
    let name = name(index)
    guard !name.isEmpty else { return nil }
    while index < bytes.count, !Self.endsName(bytes[index]) { index += 1 }
    var attributes: [String: String] = [:]
    while index < bytes.count {
      while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
      guard index < bytes.count else { return nil }
      if bytes[index] == UInt8(ascii: ">") {
        index += 1
        return (XMLElement(name: name, attributes: attributes, start: start), false)
      }
      if starts("/>") {
        index += 2
        return (XMLElement(name: name, attributes: attributes, start: start), true)
      }
      guard let (key, value) = attribute(), attributes.updateValue(value, forKey: key) == nil else { return nil }
    }
    return nil
  }

  private mutating func attribute() -> (String, String)? {
    let key = name(index)
    guard !key.isEmpty else { return nil }
    while index < bytes.count, !Self.endsName(bytes[index]) { index += 1 }
    while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "=") else { return nil }
    index += 1
    while index < bytes.count, Self.isBlank(bytes[index]) { index += 1 }
    guard index < bytes.count, bytes[index] == UInt8(ascii: "\"") || bytes[index] == UInt8(ascii: "'") else {
      return nil
    }
    let quote = bytes[index]
    guard let end = bytes[(index + 1)...].firstIndex(of: quote) else { return nil }
    let value = Self.unescaped(bytes[(index + 1)..<end])
    index = end + 1
    return (key, value)
  }

  /// Text with XML's own entities and references to characters put in; any other stays as it is written.
  private static func unescaped(_ text: ArraySlice<UInt8>) -> String {
    guard text.contains(UInt8(ascii: "&")) else { return String(decoding: text, as: UTF8.self) }
    let known: [String: String] = ["lt": "<", "gt": ">", "amp": "&", "quot": "\"", "apos": "'"]
    var result = ""
    var rest = text
    while let mark = rest.firstIndex(of: UInt8(ascii: "&")) {
      result += String(decoding: rest[..<mark], as: UTF8.self)
      guard let end = rest[mark...].prefix(12).firstIndex(of: UInt8(ascii: ";")) else {
        result += "&"
        rest = rest[(mark + 1)...]
        continue
      }
      let entity = String(decoding: rest[(mark + 1)..<end], as: UTF8.self)
      let number =
        entity.hasPrefix("#x")
        ? UInt32(entity.dropFirst(2), radix: 16) : entity.hasPrefix("#") ? UInt32(entity.dropFirst()) : nil
      let scalar = number.flatMap(Unicode.Scalar.init).map { String(Character($0)) }
      result += known[entity] ?? scalar ?? "&\(entity);"
      rest = rest[(end + 1)...]
    }
    return result + String(decoding: rest, as: UTF8.self)
  }
}
