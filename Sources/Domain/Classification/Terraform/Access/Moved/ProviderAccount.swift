import HCL

/// Where a provider acts and as whom, as far as the root module says so.
struct ProviderAccount: Hashable {
  /// The kind of provider, and what it is told.
  let words: String
  /// Whether that tells one account, project or tenant from another.
  let isNamed: Bool

  /// The provider that is called `name` in `root`; `nil` where not all that it is told is known.
  init?(_ name: String, in root: ModuleView, _ blank: StableText) {
    let parts = name.split(separator: ".", maxSplits: 1).map(String.init)
    guard let type = parts.first else { return nil }
    let block = root.settings.first { block in
      block.type == "provider" && block.labels.first == type
        && block.attribute("alias")?.expression.literalString == (parts.count > 1 ? parts[1] : nil)
    }
    guard let block else {
      // An alias that nobody configures is no provider; without one the surroundings say who acts.
      guard parts.count == 1 else { return nil }
      (words, isNamed) = (type, false)
      return
    }
    var texts: [String] = [type]
    var isNamed = false
    for path in ProviderIdentityChanged.paths + [["assume_role_with_web_identity", "role_arn"]] {
      var blocks = [block]
      for type in path.dropLast() { blocks = blocks.flatMap { $0.children(ofType: type) } }
      for block in blocks {
        guard let attribute = path.last.flatMap(block.attribute) else { continue }
        var text = blank
        guard !block.isDynamic, let known = text.of(attribute.expression, in: block, root), !text.isBoundToRoot else {
          return nil
        }
        texts.append("\(path.joined(separator: ".")) \(known)")
        isNamed = isNamed || path != ["region"] && path != ["zone"]
      }
    }
    words = texts.joined(separator: "\n")
    self.isNamed = isNamed
  }
}
