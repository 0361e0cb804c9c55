import HCL

/// Finds resources that were given another name without a `moved` block.
enum RenameDetection {
  /// The least share of equal arguments and blocks at which two resources count as the same one.
  ///
  /// Renaming a resource often renames what stands inside it as well (a tag, an identifier), so not all need
  /// be equal.
  private static let leastSimilarity = 0.8

  /// The new address of each removed resource that was renamed. Each added resource is taken once, the best
  /// first.
  static func renames(
    removed: [ResourceAddress], added: [ResourceAddress], base: ModuleView, head: ModuleView
  ) -> [ResourceAddress: ResourceAddress] {
    var pairs: [(from: ResourceAddress, to: ResourceAddress, similarity: Double)] = []
    let candidates = Dictionary(grouping: added, by: \.type)
    let groups = Dictionary(grouping: removed, by: \.type)
    for (type, addresses) in groups {
      let others = candidates[type] ?? []
      guard addresses.count * others.count <= TerraformLimits.renamePairs else { continue }
      for from in addresses {
        for to in others {
          guard let before = base.resources[from], let after = head.resources[to] else { continue }
          let similarity = similarity(before, after)
          if similarity >= leastSimilarity { pairs.append((from, to, similarity)) }
        }
      }
    }
    pairs.sort { ($1.similarity, $0.from, $0.to) < ($0.similarity, $1.from, $1.to) }
    var renames: [ResourceAddress: ResourceAddress] = [:]
    var taken: Set<ResourceAddress> = []
    for pair in pairs where renames[pair.from] == nil && taken.insert(pair.to).inserted {
      renames[pair.from] = pair.to
    }
    return renames
  }

  /// The share of arguments and nested blocks that are equal, from 0 to 1; two empty bodies are equal.
  private static func similarity(_ left: ConfigurationBlock, _ right: ConfigurationBlock) -> Double {
    let names = Set(left.attributes.keys).union(right.attributes.keys)
    let equal = names.count { name in
      guard let first = left.attributes[name], let second = right.attributes[name] else { return false }
      return first.expression.isSemanticallyEqual(to: second.expression)
    }
    let blocks = max(left.children.count, right.children.count)
    let equalBlocks = zip(left.children, right.children).count { $0.isEqual(to: $1) }
    guard names.count + blocks > 0 else { return 1 }
    return Double(equal + equalBlocks) / Double(names.count + blocks)
  }
}
