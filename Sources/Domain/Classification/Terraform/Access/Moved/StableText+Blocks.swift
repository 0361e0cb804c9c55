import HCL

extension StableText {
  /// What an argument comes to; `nil` where it is absent or not known.
  mutating func argument(_ name: String, of block: ConfigurationBlock, _ view: ModuleView) -> String? {
    guard block.home == nil, let attribute = block.attribute(name) else { return nil }
    return of(attribute.expression, in: block, view)
  }

  /// What must hold for a block of `view` to be there, and for the calls on the way to it.
  mutating func conditions(of block: ConfigurationBlock, _ view: ModuleView) -> Set<String>? {
    var conditions: Set<String> = []
    var (block, view) = (block, view)
    while true {
      if block.children(ofType: "lifecycle").contains(where: { $0.attribute("enabled") != nil }) { return nil }
      for name in ["count", "for_each"] {
        guard let attribute = block.attribute(name) else { continue }
        if view.repetition(of: block).keys != nil, !restsOnRoot(attribute.expression, in: nil, view) { continue }
        guard let words = of(attribute.expression, in: nil, view) else { return nil }
        conditions.insert("\(name) \(words)")
      }
      guard let site = view.callSite else { return conditions }
      (block, view) = (site.call, site.view)
    }
  }
}
