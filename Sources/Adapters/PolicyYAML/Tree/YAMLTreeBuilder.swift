import YAML

/// Puts events together into documents.
struct YAMLTreeBuilder {
  /// A collection whose end has not come yet.
  private struct Collection {
    let position: YAMLPosition
    let isMapping: Bool
    let tag: String?
    let anchor: String?
    var elements: [YAMLNode] = []
    var entries: [YAMLNode.Entry] = []
    var keys: Set<[UInt8]> = []
    var pendingKey: YAMLNode?
    /// Nodes below, those that aliases stand for included.
    var size = 1
  }

  private struct Sized {
    let node: YAMLNode
    let size: Int
  }

  /// Whether a key may stand twice, as in the branches of a template.
  private let isTemplate: Bool
  private var documents: [YAMLNode] = []
  private var open: [Collection] = []
  private var anchors: [String: Sized] = [:]
  private var nodeCount = 0
  private(set) var problem: YAMLStream.Problem?

  init(isTemplate: Bool) { self.isTemplate = isTemplate }

  func stream(_ problem: YAMLStream.Problem?) -> YAMLStream {
    YAMLStream(documents: documents, problem: self.problem ?? problem)
  }

  mutating func take(_ event: YAMLEvents.Event) {
    switch event.kind {
    case .documentStart: anchors = [:]
    case .alias(let name):
      guard let known = anchors[name] else {
        return fail(event.position, "an alias of nothing: *\(YAMLFile.shown(name))")
      }
      add(known)
    case .scalar(let text, let isPlain):
      // libyaml calls a scalar with the tag `!!str` what it would be with quotes.
      let tag = Self.own(event.tag)
      let content = YAMLNode.Content.scalar(text, isPlain: isPlain && event.tag == nil)
      finish(Sized(node: YAMLNode(position: event.position, tag: tag, content: content), size: 1), event.anchor)
    case .start(let isMapping):
      guard open.count < YAMLLimits.depth else {
        return fail(event.position, "nested deeper than \(YAMLLimits.depth)")
      }
      open.append(
        Collection(
          position: event.position, isMapping: isMapping, tag: Self.own(event.tag), anchor: event.anchor))
    case .end:
      guard let collection = open.popLast() else { return }
      let content: YAMLNode.Content =
        collection.isMapping ? .mapping(collection.entries) : .sequence(collection.elements)
      let node = YAMLNode(position: collection.position, tag: collection.tag, content: content)
      finish(Sized(node: node, size: collection.size), collection.anchor)
    }
  }

  /// The tags of YAML itself (`!!str`) say nothing that the text does not.
  private static func own(_ tag: String?) -> String? {
    tag.flatMap { $0.hasPrefix("tag:yaml.org,2002:") || $0 == "!" ? nil : $0 }
  }

  private mutating func finish(_ sized: Sized, _ anchor: String?) {
    if let anchor { anchors[anchor] = sized }
    add(sized)
  }

  private mutating func add(_ sized: Sized) {
    nodeCount += sized.size
    // Aliases of aliases double a document with every line ("billion laughs"); what they stand for is counted.
    guard nodeCount <= YAMLLimits.streamNodes else {
      return fail(sized.node.position, "more than \(YAMLLimits.streamNodes) values")
    }
    guard var collection = open.popLast() else { return documents.append(sized.node) }
    collection.size += sized.size
    if !collection.isMapping {
      collection.elements.append(sized.node)
    } else if let key = collection.pendingKey {
      collection.pendingKey = nil
      if case .scalar(let text, let isPlain) = key.content {
        if text == "<<", isPlain {
          merge(sized.node, into: &collection, key)
        } else {
          let entry = YAMLNode.Entry(key: text, keyIsPlain: isPlain, keyPosition: key.position, value: sized.node)
          if isTemplate, let place = collection.entries.firstIndex(where: { $0.key == text }) {
            collection.entries[place] = collection.entries[place].joined(with: entry)
          } else {
            collection.entries.append(entry)
          }
        }
      }
    } else if case .scalar(let text, let isPlain) = sized.node.content {
      let isMerge = text == "<<" && isPlain
      if !isMerge, !collection.keys.insert(Array(text.utf8)).inserted, !isTemplate {
        // A key that was merged before gives way to the mapping's own.
        guard let merged = collection.entries.firstIndex(where: { $0.key == text && $0.keyPosition.line == 0 }) else {
          return fail(sized.node.position, "duplicate key '\(YAMLFile.shown(text))'")
        }
        collection.entries.remove(at: merged)
      }
      collection.pendingKey = sized.node
    } else {
      return fail(sized.node.position, "a key must be a single value, not \(sized.node.typeName)")
    }
    open.append(collection)
  }

  /// What a merge key brings; the mapping's own keys win (yaml.org/type/merge.html). Entries that come so have the
  /// line 0 for their key's place.
  private mutating func merge(_ node: YAMLNode, into collection: inout Collection, _ key: YAMLNode) {
    for source in node.isSequence ? node.elements : [node] {
      guard source.isMapping else { return fail(key.position, "a merge of \(source.typeName)") }
      for entry in source.entries where collection.keys.insert(Array(entry.key.utf8)).inserted {
        collection.entries.append(
          YAMLNode.Entry(
            key: entry.key, keyIsPlain: entry.keyIsPlain, keyPosition: YAMLPosition(line: 0, column: 0),
            value: entry.value))
      }
    }
  }

  private mutating func fail(_ position: YAMLPosition, _ message: String) {
    problem = problem ?? YAMLStream.Problem(line: position.line, message: message)
  }
}

extension YAMLNode.Entry {
  /// Both values of a key that stands in two branches of a template: lists and mappings become one, of single values
  /// neither is known to hold.
  fileprivate func joined(with other: YAMLNode.Entry) -> YAMLNode.Entry {
    let content: YAMLNode.Content
    switch (value.content, other.value.content) {
    case (.sequence(let left), .sequence(let right)): content = .sequence(left + right)
    case (.mapping(let left), .mapping(let right)):
      let known = Set(left.map(\.key))
      content = .mapping(left + right.filter { !known.contains($0.key) })
    case (.scalar(let left, let isPlain), .scalar(let right, _)):
      content = left == right ? value.content : .scalar("⟦\(left) or \(right)⟧", isPlain: isPlain)
    default: content = value.isNull ? other.value.content : value.content
    }
    let whole = YAMLNode(position: value.position, tag: value.tag, content: content)
    return YAMLNode.Entry(key: key, keyIsPlain: keyIsPlain, keyPosition: keyPosition, value: whole)
  }
}
