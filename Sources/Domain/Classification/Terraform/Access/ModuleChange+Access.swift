import Findings

extension ModuleChange {
  /// The findings for differences of one sort: `added` for what only the head has, `removed` for what only the base has.
  func accessFindings(_ sort: AccessDifference.Sort, added: ChangeKind, removed: ChangeKind) -> [Finding] {
    access.filter { $0.sort == sort }.map { difference in
      let moved: ChangeKind? =
        switch (difference.counterpart, difference.isNew) {
        case (nil, _): nil
        case (_, true): .accessGrantMoved
        case (_, false): .accessDenyMoved
        }
      return finding(difference, moved ?? (difference.isNew ? importKind(difference) ?? added : removed))
    }
  }

  /// What a grant that an `import` block takes over is told as; `nil` for every other one.
  private func importKind(_ difference: AccessDifference) -> ChangeKind? {
    guard case .grant = difference.sort, let id = importedID(of: difference.resource) else { return nil }
    // The id of a single grant names its role: another one there is another grant.
    let words = id.filter { $0 != "\"" }.split { " /".contains($0) }.map(String.init)
    let roles = difference.texts.map { StaticFunction.pieces(of: $0, by: " to ")[0] }
    let isNamed = roles.allSatisfy { role in words.contains { $0 == role.split(separator: "/").last.map(String.init) } }
    return isNamed || !RoleGrants.isOneMember(difference.resource.type) ? .accessGrantImported : nil
  }

  private func finding(_ difference: AccessDifference, _ kind: ChangeKind) -> Finding {
    let resource = difference.resource
    let side: Finding.Side = difference.isNew ? .head : .base
    let confidence: Finding.Confidence = difference.argument.isLiteral ? .literal : .resolved
    let text = Finding.Value.text(difference.texts.joined(separator: "; "))
    let location: Finding.Location
    if let source = difference.argument.source, isOn(side, source) {
      location = source.origin.location(of: source.range, side: side)
    } else {
      location = self.location(of: .absent(""), .absent(""), in: resource)
    }
    let facts =
      [Finding.Fact("resource", resource.name), Finding.Fact("attribute", difference.argument.path)]
      + difference.texts.prefix(1).map { Finding.Fact("grant", $0) }
      + (difference.counterpart.map { [Finding.Fact("counterpart", $0)] } ?? [])
    let counterpart = difference.counterpart.map { Finding.Value.text($0) }
    return Finding(
      kind: kind, confidence: confidence, location: location, resource: name(resource.name),
      before: difference.isNew ? counterpart : text, after: difference.isNew ? text : counterpart,
      files: [resource.before, resource.after].compactMap { $0?.origin.path } + evidence(confidence), facts: facts)
  }

  /// Whether the argument was read on that side: the base's argument stands in for one that the head lacks.
  private func isOn(_ side: Finding.Side, _ source: ConfigurationAttribute) -> Bool {
    let view = side == .head ? head : base
    return view.files.contains { $0.path == source.origin.path }
  }
}
