import HCL

/// What a module asks of one provider: an entry of `required_providers`, or `version` in a `provider` block.
struct ProviderRequirement {
  /// `registry.terraform.io/hashicorp/aws`; `nil` when none is written.
  let address: String?
  let constraint: VersionConstraint
  let block: ConfigurationBlock

  /// `hashicorp/aws ~> 5.0`.
  var shown: String {
    let parts = [address, constraint.text.isEmpty ? nil : constraint.text].compactMap(\.self)
    return parts.isEmpty ? "any version" : parts.joined(separator: " ")
  }
}

/// A provider of the lock file.
struct LockedProvider {
  let version: VersionConstraint
  let hashes: Set<String>
  let block: ConfigurationBlock
}

extension ModuleView {
  /// The providers that the module names, by their local names.
  var providerRequirements: [String: ProviderRequirement] {
    var requirements: [String: ProviderRequirement] = [:]
    for block in settings where block.type == "provider" {
      guard let name = block.labels.first, let version = block.attribute("version")?.expression.literalString else {
        continue
      }
      requirements[name] = ProviderRequirement(address: nil, constraint: VersionConstraint(version), block: block)
    }
    for block in settings.flatMap({ $0.children(ofType: "required_providers") }) {
      for (name, attribute) in block.attributes {
        let expression = attribute.expression
        // Before version 0.13 a requirement was the constraint alone.
        let version = expression.literalString ?? expression.objectValue(forKey: "version")?.literalString
        requirements[name] = ProviderRequirement(
          address: expression.objectValue(forKey: "source")?.literalString.map(Self.fullAddress),
          constraint: VersionConstraint(version ?? ""), block: block)
      }
    }
    return requirements
  }

  /// The short form leaves out the public registry, which is another one for OpenTofu; the letter case does not count.
  private static func fullAddress(_ source: String) -> String {
    let parts = source.lowercased().split(separator: "/")
    let isPublic = parts.count == 3 && ["registry.terraform.io", "registry.opentofu.org"].contains(parts[0])
    return (isPublic ? parts.dropFirst() : parts[...]).joined(separator: "/")
  }

  /// The providers of the lock file, by their addresses.
  var lockedProviders: [String: LockedProvider] {
    var locked: [String: LockedProvider] = [:]
    for block in files.filter({ $0.name == .lock }).flatMap(\.blocks) where block.type == "provider" {
      guard let address = block.labels.first else { continue }
      let hashes = block.attribute("hashes")?.expression.stringList ?? []
      locked[Self.fullAddress(address)] = LockedProvider(
        version: VersionConstraint(block.attribute("version")?.expression.literalString ?? ""), hashes: Set(hashes),
        block: block)
    }
    return locked
  }
}
