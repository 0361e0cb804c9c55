import Findings
import HCL

/// Resources that only configure another one (a lock on it, its backups): taking one away loosens what it was
/// for.
extension ModuleChange {
  /// The findings for companions of `types` that came or went.
  ///
  /// One that goes together with what it configures is left to the finding about that.
  func companionFindings(_ types: Set<String>, removed: ChangeKind, added: ChangeKind) -> [Finding] {
    resources.compactMap { resource in
      guard types.contains(resource.type) else { return nil }
      let facts = [Finding.Fact("resource", "\(resource.address)"), Finding.Fact("type", resource.type)]
      switch (resource.fate, resource.before, resource.after) {
      case (.removed, let before?, _):
        guard base.instances(of: before) != 0, !isGone(whatIsConfiguredBy: before) else { return nil }
        return finding(
          removed, resource.address, at: before, side: .base, before: .text("\(resource.address)"),
          facts: facts)
      case (.added, _, let after?):
        guard head.instances(of: after) != 0 else { return nil }
        return finding(
          added, resource.address, at: after, side: .head, after: .text("\(resource.address)"), facts: facts)
      default: return nil
      }
    }
  }

  /// Whether a resource of this module that the companion refers to is gone as well.
  private func isGone(whatIsConfiguredBy companion: ConfigurationBlock) -> Bool {
    companion.attributes.values.contains { attribute in
      attribute.expression.variables.compactMap(\.resource).contains(where: isGone)
    }
  }

  /// Whether a resource of the base is in the head under no address, a new name included.
  func isGone(_ address: ResourceAddress) -> Bool {
    base.resources[address] != nil && headAddresses[address] == nil
  }
}
