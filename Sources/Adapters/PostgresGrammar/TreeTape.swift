/// The parse tree that libpg_query writes as JSON, read into a flat list.
///
/// Trees may be hundreds of thousands of levels deep, so nothing here recurses: each node knows where its
/// subtree ends, and a search of descendants is a scan.
struct TreeTape: Sendable {
  struct Entry: Sendable {
    enum Kind: Sendable {
      case object, array, string, scalar
    }

    let kind: Kind
    /// The bytes of the member name, without quotes; empty in arrays.
    let key: Range<Int>
    /// The bytes of the value; a string's without quotes.
    var value: Range<Int>
    /// The index behind the last descendant.
    var next: Int
  }

  let bytes: [UInt8]
  private(set) var entries: [Entry] = []

  /// Reads JSON as the library writes it; `nil` when it is cut off or no JSON.
  init?(_ json: [UInt8]) {
    bytes = json
    var open: [Int] = []
    var key = 0..<0
    var index = 0
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "["):
        let kind: Entry.Kind = bytes[index] == UInt8(ascii: "{") ? .object : .array
        open.append(entries.count)
        entries.append(Entry(kind: kind, key: key, value: index..<index + 1, next: 0))
        key = 0..<0
        index += 1
      case UInt8(ascii: "}"), UInt8(ascii: "]"):
        guard let start = open.popLast() else { return nil }
        entries[start].next = entries.count
        index += 1
        entries[start].value = entries[start].value.lowerBound..<index
      case UInt8(ascii: "\""):
        guard let end = Self.stringEnd(bytes, index + 1) else { return nil }
        let content = index + 1..<end
        index = end + 1
        if index < bytes.count, bytes[index] == UInt8(ascii: ":") {
          key = content
          index += 1
        } else {
          entries.append(Entry(kind: .string, key: key, value: content, next: entries.count + 1))
          key = 0..<0
        }
      case UInt8(ascii: ","), 9, 10, 13, 32: index += 1
      default:
        let start = index
        while index < bytes.count, Self.isScalar(bytes[index]) { index += 1 }
        guard index > start else { return nil }
        entries.append(Entry(kind: .scalar, key: key, value: start..<index, next: entries.count + 1))
        key = 0..<0
      }
    }
    guard open.isEmpty, !entries.isEmpty else { return nil }
  }

  var root: TreeNode { TreeNode(tape: self, index: 0) }

  private static func stringEnd(_ bytes: [UInt8], _ start: Int) -> Int? {
    var index = start
    while index < bytes.count {
      switch bytes[index] {
      case UInt8(ascii: "\\"): index += 2
      case UInt8(ascii: "\""): return index
      default: index += 1
      }
    }
    return nil
  }

  private static func isScalar(_ byte: UInt8) -> Bool {
    (byte >= 48 && byte <= 57) || (byte | 32 >= 97 && byte | 32 <= 122) || byte == UInt8(ascii: "-")
      || byte == UInt8(ascii: "+") || byte == UInt8(ascii: ".")
  }

  /// The text of a JSON string whose content is `range`.
  func text(_ range: Range<Int>) -> String {
    guard bytes[range].contains(UInt8(ascii: "\\")) else {
      return String(decoding: bytes[range], as: UTF8.self)
    }
    var result: [UInt8] = []
    var index = range.lowerBound
    while index < range.upperBound {
      guard bytes[index] == UInt8(ascii: "\\"), index + 1 < range.upperBound else {
        result.append(bytes[index])
        index += 1
        continue
      }
      index += 2
      switch bytes[index - 1] {
      case UInt8(ascii: "n"): result.append(10)
      case UInt8(ascii: "r"): result.append(13)
      case UInt8(ascii: "t"): result.append(9)
      case UInt8(ascii: "b"): result.append(8)
      case UInt8(ascii: "f"): result.append(12)
      case UInt8(ascii: "u"):
        // The library escapes control characters only, so four digits name one byte.
        let digits = String(decoding: bytes[index..<min(index + 4, range.upperBound)], as: UTF8.self)
        result.append(UInt8(truncatingIfNeeded: UInt32(digits, radix: 16) ?? 63))
        index = min(index + 4, range.upperBound)
      default: result.append(bytes[index - 1])
      }
    }
    return String(decoding: result, as: UTF8.self)
  }
}

/// One node of a ``TreeTape``.
struct TreeNode: Sendable {
  let tape: TreeTape
  let index: Int

  private var entry: TreeTape.Entry { tape.entries[index] }

  /// The members of an object or the items of an array, in order.
  var children: [TreeNode] {
    guard entry.kind == .object || entry.kind == .array else { return [] }
    var children: [TreeNode] = []
    var place = index + 1
    while place < entry.next {
      children.append(TreeNode(tape: tape, index: place))
      place = tape.entries[place].next
    }
    return children
  }

  /// The name under which it is a member.
  var key: String { String(decoding: tape.bytes[entry.key], as: UTF8.self) }

  /// The member called `name`.
  subscript(_ name: String) -> TreeNode? {
    guard entry.kind == .object else { return nil }
    var place = index + 1
    while place < entry.next {
      if tape.bytes[tape.entries[place].key].elementsEqual(name.utf8) {
        return TreeNode(tape: tape, index: place)
      }
      place = tape.entries[place].next
    }
    return nil
  }

  /// The items of the array member called `name`; empty when there is none.
  func items(_ name: String) -> [TreeNode] { self[name]?.children ?? [] }

  /// The text of the string member called `name`.
  func text(_ name: String) -> String? { self[name]?.text }

  /// The truth of the member called `name`; the library leaves out what is false.
  func flag(_ name: String) -> Bool {
    self[name].map { $0.tape.bytes[$0.entry.value].first == UInt8(ascii: "t") } ?? false
  }

  /// The text of a string node.
  var text: String? { entry.kind == .string ? tape.text(entry.value) : nil }

  /// The number of a scalar node.
  var integer: Int? { Int(String(decoding: tape.bytes[entry.value], as: UTF8.self)) }

  /// The node wrapped in a node of one type: `{"ColumnDef": {…}}` gives the name and what it names.
  var wrapped: (type: String, node: TreeNode)? {
    guard entry.kind == .object, index + 1 < entry.next else { return nil }
    let child = TreeNode(tape: tape, index: index + 1)
    return (child.key, child)
  }

  /// The node inside the wrapper `type`; `nil` when this is another type.
  func unwrap(_ type: String) -> TreeNode? {
    guard let wrapped, wrapped.type == type else { return nil }
    return wrapped.node
  }

  /// Every descendant that is a member called one of `names`, in source order.
  func descendants(_ names: Set<String>) -> [TreeNode] {
    let lengths = Set(names.map(\.utf8.count))
    var found: [TreeNode] = []
    var place = index + 1
    while place < entry.next {
      let key = tape.entries[place].key
      if lengths.contains(key.count), names.contains(String(decoding: tape.bytes[key], as: UTF8.self)) {
        found.append(TreeNode(tape: tape, index: place))
      }
      place += 1
    }
    return found
  }
}
