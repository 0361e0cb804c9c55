/// An element of an XML document, as far as configuration files use them (XML 1.0): elements, attributes, comments, and
/// the text of elements that hold nothing else.
struct XMLNode: Hashable, Sendable {
  let name: String
  let attributes: [String: String]
  var children: [XMLNode] = []
  var text = ""
  let line: Int

  subscript(attribute: String) -> String? { attributes[attribute] }

  func all(_ name: String) -> [XMLNode] { children.filter { $0.name == name } }
}

/// Reads one XML document. What is not read here (a document type, an entity of one's own) is a problem.
struct XMLDocumentReader {
  struct Problem: Error {
    let line: Int
    let message: String
  }

  /// Elements within elements: a rich rule's parts are the deepest, at 4.
  private static let depth = 16
  private static let elements = 100_000

  private let bytes: [UInt8]
  private var place = 0
  private var line = 1
  private var count = 0

  static func read(_ bytes: [UInt8]) throws(Problem) -> XMLNode {
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw Problem(line: 1, message: "the file is not UTF-8")
    }
    var reader = XMLDocumentReader(bytes: bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? Array(bytes.dropFirst(3)) : bytes)
    return try reader.document()
  }

  private init(bytes: [UInt8]) { self.bytes = bytes }

  private func fail(_ message: String) -> Problem { Problem(line: line, message: message) }

  private mutating func document() throws(Problem) -> XMLNode {
    var open: [XMLNode] = []
    var root: XMLNode?
    var after = 0
    while let start = nextTag() {
      let text = start > after ? Self.decoded(bytes[after..<start]) : ""
      defer { after = place }
      if starts("<!--") {
        guard skip(past: "-->") else { throw fail("a comment is not closed") }
      } else if starts("<?") {
        guard skip(past: "?>") else { throw fail("a declaration is not closed") }
      } else if starts("<!") {
        throw fail("a declaration of a document type")
      } else if starts("</") {
        place += 2
        let name = word()
        guard var done = open.popLast(), done.name == name, close(">") else {
          throw fail("the end of <\(name)> closes nothing")
        }
        if done.children.isEmpty { done.text = text }
        if open.isEmpty { root = done } else { open[open.count - 1].children.append(done) }
      } else {
        guard root == nil else { throw fail("a second element at the top") }
        place = start + 1
        count += 1
        guard count <= Self.elements, open.count < Self.depth else { throw fail("too many elements") }
        let (node, isEmpty) = try element()
        if !isEmpty {
          open.append(node)
        } else if open.isEmpty {
          root = node
        } else {
          open[open.count - 1].children.append(node)
        }
      }
    }
    guard open.isEmpty, let root else { throw fail("an element is not closed") }
    return root
  }

  private mutating func nextTag() -> Int? {
    while place < bytes.count, bytes[place] != UInt8(ascii: "<") { step() }
    return place < bytes.count ? place : nil
  }

  private mutating func step() {
    if bytes[place] == 10 { line += 1 }
    place += 1
  }

  private func starts(_ text: String) -> Bool { bytes[place...].starts(with: text.utf8) }

  private mutating func skip(past text: String) -> Bool {
    while place < bytes.count {
      if starts(text) {
        place += text.utf8.count
        return true
      }
      step()
    }
    return false
  }

  private mutating func blanks() {
    while place < bytes.count, bytes[place].isXMLBlank { step() }
  }

  private mutating func close(_ text: String) -> Bool {
    blanks()
    guard starts(text) else { return false }
    place += text.utf8.count
    return true
  }

  private mutating func word() -> String {
    let start = place
    while place < bytes.count, !bytes[place].isXMLBlank, !Array("=/>\"'<".utf8).contains(bytes[place]) { place += 1 }
    return String(decoding: bytes[start..<place], as: UTF8.self)
  }

  private mutating func element() throws(Problem) -> (XMLNode, Bool) {
    let first = line
    let name = word()
    guard !name.isEmpty else { throw fail("an element without a name") }
    var attributes: [String: String] = [:]
    while true {
      if close("/>") { return (XMLNode(name: name, attributes: attributes, line: first), true) }
      if close(">") { return (XMLNode(name: name, attributes: attributes, line: first), false) }
      let key = word()
      guard !key.isEmpty, close("=") else { throw fail("an attribute of <\(name)> has no value") }
      blanks()
      guard place < bytes.count, bytes[place] == UInt8(ascii: "\"") || bytes[place] == UInt8(ascii: "'") else {
        throw fail("the value of \(key) is not quoted")
      }
      let quote = bytes[place]
      step()
      let start = place
      while place < bytes.count, bytes[place] != quote { step() }
      guard place < bytes.count else { throw fail("a quote is not closed") }
      guard attributes.updateValue(Self.decoded(bytes[start..<place]), forKey: key) == nil else {
        throw fail("the attribute \(key) stands twice")
      }
      step()
    }
  }

  private static let entities = [("&lt;", "<"), ("&gt;", ">"), ("&quot;", "\""), ("&apos;", "'"), ("&amp;", "&")]

  private static func decoded(_ bytes: ArraySlice<UInt8>) -> String {
    let text = String(decoding: bytes, as: UTF8.self)
    return text.contains("&") ? entities.reduce(text) { $0.replacing($1.0, with: $1.1) } : text
  }
}

extension UInt8 {
  fileprivate var isXMLBlank: Bool { self == 32 || self == 9 || self == 10 || self == 13 }
}
