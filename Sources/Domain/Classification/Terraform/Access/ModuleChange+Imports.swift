import HCL

extension ModuleChange {
  /// The id under which an `import` block takes over what a new resource stands for; `nil` where none does.
  func importedID(of resource: ResourceChange) -> String? {
    guard resource.before == nil else { return nil }
    let block = head.imports.first { block in
      guard block.attribute("for_each") == nil, let target = block.attribute("to")?.expression,
        let address = ConfigurationAddress(target), address.modules.isEmpty, address.resource == resource.address
      else { return false }
      let key = ConfigurationAddress.key(target)
      return key.map { resource.instanceKey == "[\"\($0)\"]" || resource.instanceKey == "[\($0)]" }
        ?? resource.instanceKey.isEmpty
    }
    return block.map { head.argument("id", of: $0).symbolicText }
  }
}
