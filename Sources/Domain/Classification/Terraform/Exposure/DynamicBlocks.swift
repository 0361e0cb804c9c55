extension CloudRuleReader {
  /// The blocks of a type, those of a `dynamic` block one by one where its collection is known.
  func blocks(_ type: String, of block: ConfigurationBlock) -> [(block: ConfigurationBlock, view: ModuleView)] {
    view.scope.children(ofType: type, of: block).map { ($0, view) }
  }
}
