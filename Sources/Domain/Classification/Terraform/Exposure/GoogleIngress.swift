import Exposure

/// Google Cloud: firewall rules of a network, of which the lowest priority number decides and a refusal wins
/// a tie.
extension IngressReader {
  func googleFirewall(_ address: ResourceAddress, _ block: ConfigurationBlock) -> [IngressRule] {
    if let direction = view.argument("direction", of: block).value?.string,
      direction.uppercased() != "INGRESS"
    {
      return []
    }
    if view.argument("disabled", of: block).value?.boolean == true { return [] }
    let group = IngressGroup(name: target(of: block), semantics: .prioritized)
    let sources = sources(of: block)
    let priority = view.argument("priority", of: block)
    let order = priority.isAbsent ? 1_000 : priority.value?.numeric?.integer.flatMap { Int(exactly: $0) }
    return ["allow", "deny"].flatMap { type in
      blocks(type, of: block).flatMap { child, view -> [IngressRule] in
        // A refusal of unknown rank may come too late; a permission of unknown rank may come first.
        guard type == "allow" || order != nil else { return [] }
        var service = IngressService()
        service.set(protocol: IngressField("protocol", of: child, in: view))
        service.set(ports: [IngressField("ports", of: child, in: view)])
        return make(
          sources, service, action: type == "allow" ? .accept : .drop, order: order ?? 0, group: group,
          owner: address,
          block: child, holder: block)
      }
    }
  }

  /// Rules decide together where they apply to the same machines.
  private func target(of block: ConfigurationBlock) -> String {
    let network = group("network", of: block, .prioritized).name
    let targets = ["target_tags", "target_service_accounts"].map { view.argument($0, of: block) }
      .filter { !$0.isAbsent }.map { "\($0.path) \($0.symbolicText)" }
    return ([network] + targets).joined(separator: ", ")
  }

  private func sources(of block: ConfigurationBlock) -> IngressSources {
    let ranges = view.argument("source_ranges", of: block)
    let others = ["source_tags", "source_service_accounts"].contains {
      !view.argument($0, of: block).isAbsent
    }
    var sources = IngressSources()
    if ranges.isAbsent {
      // Without any source the rule means every one.
      if !others { sources.addresses = .all(.ipv4) }
    } else {
      sources.add(IngressField("source_ranges", of: block, in: view))
    }
    return sources
  }
}
