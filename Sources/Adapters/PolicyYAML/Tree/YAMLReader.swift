import Findings
import YAML

/// Reads one YAML document into a tree, through libyaml's events.
///
/// The subset that a reviewer reads in one way only: no anchors and aliases (no "billion laughs"), no tags,
/// no second document, no duplicate key, keys are single values. Everything else is refused with its
/// position.
struct YAMLReader: ~Copyable {
  private let file: YAMLFile
  private var open: [Collection] = []
  private var root: YAMLNode?
  private var nodeCount = 0

  /// A collection whose end has not come yet.
  private struct Collection {
    let position: YAMLPosition
    let isMapping: Bool
    var elements: [YAMLNode] = []
    var entries: [YAMLNode.Entry] = []
    var keys: Set<[UInt8]> = []
    var pendingKey: YAMLNode?
  }

  private init(_ file: YAMLFile) { self.file = file }

  /// The document in `bytes`.
  static func read(_ bytes: [UInt8], _ file: YAMLFile) throws(Failure) -> YAMLNode {
    let start = YAMLPosition(line: 1, column: 1)
    guard bytes.count <= YAMLLimits.bytes else {
      throw file.failure(start, "the file is larger than \(YAMLLimits.bytes) bytes")
    }
    guard String(validating: bytes, as: UTF8.self) != nil else {
      throw file.failure(start, "the file is not UTF-8")
    }
    guard !bytes.starts(with: [0xEF, 0xBB, 0xBF]) else {
      throw file.failure(
        start, "the file starts with a byte order mark", hint: "save it as UTF-8 without BOM")
    }
    var reader = YAMLReader(file)
    var events = try YAMLEvents(bytes, file)
    var documents = 0
    while let event = try events.next() {
      if case .documentStart = event.kind {
        documents += 1
        guard documents == 1 else { throw file.failure(event.position, "a second document in one file") }
      } else {
        try reader.take(event)
      }
    }
    guard let root = reader.root else { throw file.failure(start, "the file is empty") }
    return root
  }

  private mutating func take(_ event: YAMLEvents.Event) throws(Failure) {
    switch event.kind {
    case .documentStart: break
    case .alias: throw file.failure(event.position, "aliases are not supported", hint: "repeat the value")
    case .scalar(let text, let isPlain):
      try check(event)
      try add(YAMLNode(position: event.position, content: .scalar(text, isPlain: isPlain)))
    case .start(let isMapping):
      try check(event)
      guard open.count < YAMLLimits.depth else {
        throw file.failure(event.position, "nested deeper than \(YAMLLimits.depth)")
      }
      open.append(Collection(position: event.position, isMapping: isMapping))
    case .end:
      guard let collection = open.popLast() else { return }
      let content: YAMLNode.Content =
        collection.isMapping ? .mapping(collection.entries) : .sequence(collection.elements)
      try add(YAMLNode(position: collection.position, content: content))
    }
  }

  private mutating func check(_ event: YAMLEvents.Event) throws(Failure) {
    nodeCount += 1
    guard nodeCount <= YAMLLimits.nodes else {
      throw file.failure(event.position, "more than \(YAMLLimits.nodes) values")
    }
    if event.anchor != nil {
      throw file.failure(event.position, "anchors are not supported", hint: "repeat the value")
    }
    if event.tag != nil { throw file.failure(event.position, "tags are not supported", hint: "remove the '!…'") }
  }

  private mutating func add(_ node: YAMLNode) throws(Failure) {
    guard var collection = open.popLast() else {
      root = node
      return
    }
    if !collection.isMapping {
      collection.elements.append(node)
    } else if let key = collection.pendingKey {
      guard case .scalar(let text, let isPlain) = key.content else { return }
      collection.entries.append(
        YAMLNode.Entry(key: text, keyIsPlain: isPlain, keyPosition: key.position, value: node))
      collection.pendingKey = nil
    } else {
      guard case .scalar(let text, _) = node.content else {
        throw file.failure(node.position, "a key must be a single value, not \(node.typeName)")
      }
      guard collection.keys.insert(Array(text.utf8)).inserted else {
        throw file.failure(node.position, "duplicate key '\(YAMLFile.shown(text))'")
      }
      collection.pendingKey = node
    }
    open.append(collection)
  }
}
