public import Findings

extension ChangeKind {
  /// A policy or a group of Kubernetes that is handed to a module which is not read here allows more than before: everything,
  /// everybody, or every action of a service.
  public static let accessModuleGranted = ChangeKind(
    id: "access.module.granted", title: "Access handed to a module that is not read here",
    baseScore: 650, direction: .loosens, reversible: true,
    why:
      "What is handed over grants this to whoever the module attaches it to. The module is not read here, so that is not "
      + "known.",
    instead: "Grant the actions, resources and people that the task needs, or read what the module does with it.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])

  /// What is handed to such a module allows less. The inverse of `access.module.granted`.
  public static let accessModuleRevoked = ChangeKind(
    id: "access.module.revoked", title: "Access taken from a module that is not read here",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "What is handed over no longer grants this.",
    instead: "Nothing, but make sure that somebody can still administer.",
    controls: ["SOC2:CC6.1", "SOC2:CC6.3", "ISO27001:A.5.18"])
}

/// What calls of modules from elsewhere hand over to grant: policies of AWS as texts, and members of `system:masters`, the
/// group of Kubernetes that no rule of a cluster binds ("Using RBAC Authorization", kubernetes.io).
struct RemoteModulePolicies: TerraformRule {
  let kinds: [ChangeKind] = [.accessModuleGranted, .accessModuleRevoked]

  func findings(in change: ModuleChange) -> [Finding] {
    var scopes = ScopeComparison(change.base.scope, change.head.scope)
    // A call that was given another name hands over what it did.
    var lost = Handed()
    for call in change.moduleCalls {
      if let before = call.before, call.after == nil { lost.add(before, change.base) }
    }
    return change.moduleCalls.flatMap { call -> [Finding] in
      guard let after = call.after, change.head.instances(of: after) != 0, !after.isResourceless,
        after.calledDirectory(from: change.head.directory) == nil
      else { return [] }
      if let before = call.before, before.isEqual(to: after), scopes.meanSame(after) { return [] }
      var (old, new) = (Handed(), Handed())
      if let before = call.before { old.add(before, change.base) } else { old = lost }
      new.add(after, change.head)
      let granted = new.grants(beyond: old)
      let revoked = call.before == nil ? [] : old.grants(beyond: new)
      return [(granted, ChangeKind.accessModuleGranted), (revoked, .accessModuleRevoked)].compactMap { texts, kind in
        guard let first = texts.first else { return nil }
        let text = Finding.Value.text(texts.joined(separator: "; "))
        let isNew = kind == .accessModuleGranted
        return change.finding(
          kind, "module.\(call.name)", at: after, side: .head, confidence: .symbolic, before: isNew ? nil : text,
          after: isNew ? text : nil, facts: [Finding.Fact("module", call.name), Finding.Fact("grant", first)])
      }
    }
  }

  /// What the arguments of calls say of access.
  private struct Handed {
    private var statements: [PolicyStatement] = []
    private var masters: Set<String> = []

    mutating func add(_ call: ConfigurationBlock, _ view: ModuleView) {
      for call in view.boundInstances(of: call) {
        for name in call.attributes.keys.sorted() where CallArguments.isArgument(name) {
          add(view.argument(name, of: call).value ?? .null)
        }
      }
    }

    private mutating func add(_ value: StaticValue) {
      switch value {
      case .string(let text):
        guard text.contains("Statement") else { return }
        statements += PolicyDocument(value)?.statements ?? []
      case .encoded: statements += PolicyDocument(value)?.statements ?? []
      case .tuple(let elements): elements.values.forEach { add($0) }
      case .object(let members):
        let groups = members.values.filter { $0.key.hasSuffix("groups") }.flatMap { $0.value.elements ?? [] }
        if groups.contains(.string("system:masters")) {
          let names = ["rolearn", "userarn", "principal_arn", "username"].compactMap { members.values[$0]?.string }
          masters.insert("system:masters to \(names.first ?? PolicyStatement.unknown)")
        }
        members.values.values.forEach { add($0) }
      case .unknown, .failure, .null, .bool, .number: break
      }
    }

    func grants(beyond other: Handed) -> [String] {
      let atoms = statements.filter(\.isAllow).flatMap(\.atoms).filter { atom in
        !other.statements.contains { $0.isAllow && $0.covers(atom) }
      }
      let grants = atoms.compactMap { ($0.principal.isEmpty ? PolicyHolder.Sort.identity : .resource).grant(of: $0) }
      let texts = grants.filter { $0.level != .escalation }.map(\.text)
      return masters.subtracting(other.masters).union(texts).sorted()
    }
  }
}
