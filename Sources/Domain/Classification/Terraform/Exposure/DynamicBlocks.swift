extension IngressReader {
  /// The blocks of a type, those of a `dynamic` block one by one where its collection is known; each with the view in
  /// which its arguments are to be read.
  func blocks(_ type: String, of block: ConfigurationBlock) -> [(block: ConfigurationBlock, view: ModuleView)] {
    block.children(ofType: type).flatMap { child -> [(block: ConfigurationBlock, view: ModuleView)] in
      guard let collection = child.dynamicForEach, let elements = elements(of: view.evaluator.value(of: collection))
      else { return [(child, view)] }
      return elements.map { (child, view.binding(child.dynamicIterator, key: $0.key, value: $0.value)) }
    }
  }

  /// `nil` when the collection is not known, or makes more rules than are compared.
  private func elements(of collection: StaticValue) -> [(key: StaticValue, value: StaticValue)]? {
    let elements: [(key: StaticValue, value: StaticValue)]
    switch collection {
    case .tuple(let tuple): elements = tuple.values.enumerated().map { (.integer($0), $1) }
    case .object(let object):
      elements = object.values.sorted { $0.key < $1.key }.map { (.string($0.key), $0.value) }
    default: return nil
    }
    return elements.count <= TerraformLimits.rulesInGroup ? elements : nil
  }
}
