public import Findings

extension ChangeKind {
  /// An argument that the provider cannot change in place was changed on a resource that holds data, keys or
  /// names.
  public static let terraformReplaceStateful = ChangeKind(
    id: "terraform.replace.stateful", title: "Stateful resource replaced",
    baseScore: BaseScore.critical, direction: .neutral, reversible: false,
    why: "The provider cannot change this argument in place: the next apply destroys the resource with its "
      + "data and "
      + "creates an empty one.",
    instead: "Create the new resource beside the old one, move the data, then remove the old one; or "
      + "restore from a "
      + "snapshot in the same change.")

  /// An argument that the provider cannot change in place was changed on a machine, a balancer or a network.
  public static let terraformReplaceResource = ChangeKind(
    id: "terraform.replace.resource", title: "Resource replaced",
    baseScore: 300, direction: .neutral, reversible: true,
    why: "The provider cannot change this argument in place: the resource is destroyed and created again, "
      + "which is an "
      + "outage unless something else takes over.",
    instead: "Use `create_before_destroy`, or replace it at a time when an outage is acceptable.")

  /// An argument of a resource that holds data was changed that may force a replacement: its old or new value
  /// is known only at run time, or the argument is one that nearly always does.
  public static let terraformReplaceUnresolved = ChangeKind(
    id: "terraform.replace.unresolved", title: "Stateful resource may be replaced",
    baseScore: 350, direction: .neutral, reversible: false,
    why: "If the value really changes, the next apply destroys the resource with its data and creates an "
      + "empty one; "
      + "the text alone does not tell.",
    instead: "Read the plan before the change is merged: it must not say that the resource is replaced.")
}

/// Changes of arguments that force a replacement.
struct ResourceReplaced: TerraformRule {
  let kinds: [ChangeKind] = [
    .terraformReplaceStateful, .terraformReplaceResource, .terraformReplaceUnresolved,
  ]

  /// What a changed argument does.
  private enum Effect { case replaces, mayReplace }

  private struct Change {
    let before: Argument
    let after: Argument
    let effect: Effect
  }

  func findings(in change: ModuleChange) -> [Finding] {
    change.instances.compactMap { resource in
      guard resource.fate == .kept, let before = resource.before, let after = resource.after,
        before.labels.first == after.labels.first
      else { return nil }
      let isStateful = before.holdsData
      guard isStateful || ReplaceableWorkloads.contains(resource.type) else { return nil }
      // Nothing is there that could be replaced.
      guard change.base.instances(of: before) != 0, change.head.instances(of: after) != 0 else { return nil }
      let changes = changes(of: resource.type, before, after, in: change)
      if let sure = finding(
        changes.filter { $0.effect == .replaces }, resource, change, isStateful: isStateful)
      {
        return sure
      }
      return isStateful ? finding(changes, resource, change, isStateful: nil) : nil
    }
  }

  private func changes(
    of type: String, _ before: ConfigurationBlock, _ after: ConfigurationBlock, in change: ModuleChange
  ) -> [Change] {
    let table = ForceNewTable.attributes(of: type)
    let ignored = change.head.ignoredArguments(of: after)
    let paths = table ?? ForceNewFallback.attributes(in: [before, after])
    return paths.flatMap { path -> [Change] in
      guard !ignored.contains(path), !ForceNewConditions.excuse(path, of: after, in: change.head) else {
        return []
      }
      let names = path.split(separator: ".").map(String.init)
      let old = change.base.arguments(at: names, of: before)
      let new = change.head.arguments(at: names, of: after)
      return ModuleChange.paired(old, new).compactMap { old, new in
        guard !change.isSame(old, new), !Self.isImpossible(old, of: type) else { return nil }
        return effect(old, new, isKnownType: table != nil).map { Change(before: old, after: new, effect: $0) }
      }
    }
  }

  /// Whether nothing can have had the value: a bucket has no such name, so there is none to replace (docs.aws.amazon.com,
  /// "Bucket naming rules", those of old times included).
  private static func isImpossible(_ argument: Argument, of type: String) -> Bool {
    guard type == "aws_s3_bucket", argument.path == "bucket", let name = argument.value?.string else { return false }
    return !name.utf8.allSatisfy { $0.isASCIILetterOrDigit || ".-_".utf8.contains($0) }
  }

  private func effect(_ before: Argument, _ after: Argument, isKnownType: Bool) -> Effect? {
    guard before.isKnown, after.isKnown, isKnownType else { return .mayReplace }
    switch (before.value, after.value) {
    case (.some, .some): return .replaces
    // Unset means false for nearly every switch of a provider.
    case (nil, let value?), (let value?, nil):
      if let flag = value.boolean { return flag ? .replaces : nil }
      // An argument that was left out has a value that the provider chose, which may be this one.
      return .mayReplace
    case (nil, nil): return nil
    }
  }

  /// One finding for the resource, however many arguments force it: it is replaced once.
  private func finding(
    _ changes: [Change], _ resource: ResourceChange, _ change: ModuleChange, isStateful: Bool?
  ) -> Finding? {
    guard let first = changes.first else { return nil }
    let kind: ChangeKind =
      switch isStateful {
      case nil: .terraformReplaceUnresolved
      case true?: .terraformReplaceStateful
      case false?: .terraformReplaceResource
      }
    var confidence: Finding.Confidence = .literal
    for each in changes {
      let one = change.confidence(resource, each.before, each.after)
      if one == .symbolic || (one == .resolved && confidence == .literal) { confidence = one }
    }
    if isStateful == nil { confidence = .symbolic }
    return Finding(
      kind: kind, confidence: confidence,
      location: change.location(of: first.before, first.after, in: resource),
      resource: change.name(resource.name), before: shown(changes.map(\.before)),
      after: shown(changes.map(\.after)),
      files: [resource.before, resource.after].compactMap { $0?.origin.path }
        + change.evidence(confidence),
      facts: [Finding.Fact("resource", resource.name), Finding.Fact("type", resource.type)]
        + changes.map { Finding.Fact("attribute", $0.after.path) })
  }

  private func shown(_ arguments: [Argument]) -> Finding.Value? {
    let values = arguments.compactMap(\.shown)
    guard let first = values.first else { return nil }
    if values.count == 1 { return first }
    return .text(values.map(\.shown).joined(separator: "; "))
  }
}
