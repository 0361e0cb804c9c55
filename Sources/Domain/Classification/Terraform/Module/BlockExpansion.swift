import HCL

extension StaticScope {
  /// What the names in a block of the module stand for.
  func around(_ block: ConfigurationBlock) -> StaticScope { (block.home?.scope ?? self).binding(block.bindings) }

  /// The nested blocks of a type, those of a `dynamic` block one by one where its collection is known. One of an unknown
  /// collection stands for any number of blocks, and its element is unknown.
  func children(ofType type: String, of block: ConfigurationBlock) -> [ConfigurationBlock] {
    block.children(ofType: type).flatMap { child -> [ConfigurationBlock] in
      guard let collection = child.dynamicForEach else { return [child] }
      let evaluator = Evaluator(scope: around(block))
      guard let elements = evaluator.iterate(evaluator.value(of: collection)),
        elements.count <= TerraformLimits.rulesInGroup
      else { return [child] }
      return elements.map { key, value in
        child.bound(
          block.bindings.merging([child.dynamicIterator: .object(["key": key, "value": value])]) { _, new in new })
      }
    }
  }
}
