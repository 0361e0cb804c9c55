import HCL

/// Which provider of the root makes a resource.
extension GrantInventory {
  /// The provider of the root that makes a resource, by its name there; `nil` where that is not written out.
  static func provider(of block: ConfigurationBlock, _ view: ModuleView) -> String? {
    source(of: block, view)?.name
  }

  func account(of block: ConfigurationBlock, _ view: ModuleView) -> ProviderAccount? {
    Self.source(of: block, view).flatMap { ProviderAccount($0.name, in: $0.root, blank) }
  }

  private static func source(of block: ConfigurationBlock, _ view: ModuleView) -> (name: String, root: ModuleView)? {
    var name: String
    if let own = block.attribute("provider") {
      guard let written = own.expression.traversal?.leadingNames.joined(separator: ".") ?? own.expression.literalString
      else { return nil }
      name = written
    } else {
      name = String((block.labels.first ?? "").prefix { $0 != "_" })
    }
    var (site, inner) = (view.callSite, view)
    while let here = site {
      // What Terragrunt runs has its providers itself; any other module that has is no part of this root's.
      if here.view.terragrunt != nil { return (name, inner) }
      let type = name.prefix { $0 != "." }
      if inner.settings.contains(where: { $0.type == "provider" && $0.labels.first == String(type) }) { return nil }
      if let passed = here.call.attribute("providers") {
        guard passed.expression.objectItems != nil else { return nil }
        let parts = name.split(separator: ".")
        let items = passed.expression.objectItems ?? []
        let found = items.first { item in
          switch item.key {
          case .name(let key, _): key == name
          case .expression(let key): key.traversal?.leadingNames.joined(separator: ".") == name
          }
        }
        if let found {
          guard let outer = found.value.traversal?.leadingNames.joined(separator: ".") else { return nil }
          name = outer
        } else if parts.count > 1 {
          return nil
        }
      } else if name.contains(".") {
        // An alias that no caller passes is the module's own.
        return nil
      }
      (site, inner) = (here.view.callSite, here.view)
    }
    return (name, inner)
  }
}
