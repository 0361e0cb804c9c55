import Findings

/// A protective setting of a resource on both sides.
struct ProtectionChange {
  let resource: ResourceChange
  let before: Argument
  let after: Argument
  let from: Protection
  let to: Protection

  /// Whether a protection was given up: it was on, or hung on something that is not known, and now is off.
  var loosens: Bool { to == .off && (from == .on || (from == .unknown && !before.isAbsent)) }

  /// Whether a protection that was off is on.
  var tightens: Bool { to == .on && from == .off }

  /// Whether a protection that was on now hangs on something that is not known.
  var isUnresolved: Bool { from == .on && to == .unknown }
}

extension ModuleChange {
  /// The settings of `table` that changed in resources that both sides have.
  ///
  /// Of several entries for the same argument of a type the first one counts, so that a table names
  /// exceptions first.
  func protectionChanges(_ table: [ProtectiveSetting]) -> [ProtectionChange] {
    var changes: [ProtectionChange] = []
    for resource in instances where resource.fate == .kept {
      guard let before = resource.before, let after = resource.after else { continue }
      let ignored = head.ignoredArguments(of: after)
      var seen: Set<[String]> = []
      for setting in table where setting.applies(to: resource.type) && seen.insert(setting.path).inserted {
        guard !ignored.contains(setting.path.joined(separator: ".")) else { continue }
        let old = base.arguments(at: setting.path, of: before)
        let new = head.arguments(at: setting.path, of: after)
        if setting.isOfPart, old.isEmpty || new.isEmpty { continue }
        for (old, new) in Self.paired(old, new) where !isSame(old, new) {
          let change = ProtectionChange(
            resource: resource, before: old, after: new,
            from: setting.protection(by: old), to: setting.protection(by: new))
          if change.from != change.to { changes.append(change) }
        }
      }
    }
    return changes
  }

  /// Pairs the arguments of nested blocks in their order. A block that was added or removed among others is a
  /// new or a removed thing and no change of a setting; only where all blocks of a type came or went is the
  /// setting absent.
  static func paired(_ before: [Argument], _ after: [Argument]) -> [(Argument, Argument)] {
    if before.isEmpty { return after.prefix(1).map { (.absent($0.path), $0) } }
    if after.isEmpty { return before.prefix(1).map { ($0, .absent($0.path)) } }
    return Array(zip(before, after))
  }

  /// New resources that say outright that they are open. What the default of a provider is, they do not say.
  func exposedFromTheStart(_ table: [ProtectiveSetting], _ kind: ChangeKind) -> [Finding] {
    instances.flatMap { resource -> [Finding] in
      guard resource.fate == .added, let block = resource.after, head.instances(of: block) != 0 else { return [] }
      return table.filter { $0.applies(to: resource.type) }.flatMap { setting in
        head.arguments(at: setting.path, of: block).filter {
          !$0.isAbsent && $0.isKnown && setting.protection(by: $0) == .off
        }.map { finding(kind, resource, .absent($0.path), $0) }
      }
    }
  }

  /// Both directions of a table: `loosened` where a protection was given up, `tightened` where one was put
  /// on.
  ///
  /// - Parameter isLoss: whether nothing else protects in the place of what was given up.
  func findings(
    of table: [ProtectiveSetting], loosened: ChangeKind, tightened: ChangeKind,
    isLoss: (ProtectionChange) -> Bool = { _ in true }
  ) -> [Finding] {
    protectionChanges(table).compactMap { change in
      if change.loosens, isLoss(change) { return finding(loosened, change.resource, change.before, change.after) }
      if change.tightens { return finding(tightened, change.resource, change.before, change.after) }
      return nil
    }
  }
}
