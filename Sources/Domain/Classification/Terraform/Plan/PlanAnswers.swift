import Findings
import JSON

/// What a signed plan answers of the questions that configuration leaves open.
///
/// It answers for its own root module only: a finding in the directory of a shared module is about every caller of it.
struct PlanAnswers {
  private let plan: TerraformPlan
  private let module: PlanModule
  /// The changes by the names of their blocks and their own, as findings of configuration have them.
  private let byName: [String: [PlannedChange]]
  /// The names of what the plan itself shows to loosen or to be destroyed.
  private let troubled: Set<String>

  init(_ plan: TerraformPlan, _ module: PlanModule, _ items: [PlanFindings.Item]) {
    self.plan = plan
    self.module = module
    var byName: [String: [PlannedChange]] = [:]
    for change in plan.changes {
      for address in [change.address, change.previous].compactMap({ $0 }) {
        for name in Set([module.name(address.blockPath), module.name(address)]) {
          byName[DisplayText.escaping(name), default: []].append(change)
        }
      }
    }
    self.byName = byName
    troubled = Set(
      items.filter { $0.finding.kind.direction != .tightens }.flatMap { item in
        [module.name(item.change.address.blockPath), module.name(item.change.address)].map { DisplayText.escaping($0) }
      })
  }

  /// Whether the plan shows that what the finding says does not happen.
  ///
  /// It takes an object that the plan shows to stay: that there is none is no answer, for the plan may have been made of
  /// another state.
  func refutes(_ finding: Finding) -> Bool {
    guard isOfThisModule(finding), !troubled.contains(finding.resource) else { return false }
    switch finding.kind {
    case .terraformReplaceStateful, .terraformReplaceResource, .terraformReplaceUnresolved,
      .terraformDestroyStateful, .terraformDestroyProtected, .terraformDestroyNetworkCore, .terraformDestroyResource,
      .terraformRenameUnmoved, .terraformRenameResource, .terraformRepetitionChanged, .terraformRepetitionReduced,
      .terraformModuleRemoved, .terraformModuleStatelessRemoved:
      let changes = changes(under: finding.resource)
      return changes.contains { $0.before != nil } && !changes.contains(where: \.destroys)
    case .terraformGuardUnresolved, .terraformIngressUnresolved, .terraformIngressObscured:
      let changes = byName[finding.resource] ?? []
      return !changes.isEmpty && changes.allSatisfy(\.isKnownThroughout)
    default: return false
    }
  }

  /// The changes of a block or of everything in a module, those of objects that were there until they were moved included.
  private func changes(under name: String) -> [PlannedChange] {
    byName.filter { $0.key == name || $0.key.hasPrefix(name + ".") }.flatMap(\.value)
  }

  private func isOfThisModule(_ finding: Finding) -> Bool {
    let prefix = DisplayText.escaping(module.name(""))
    return finding.location.path.directory == module.directory
      && (prefix.isEmpty ? !finding.resource.contains(": ") : finding.resource.hasPrefix(prefix))
  }
}

extension PlannedChange {
  /// Whether no argument is left open but for those that the provider computes at creation.
  fileprivate var isKnownThroughout: Bool {
    // An object that stays has no open arguments but those that the change touches.
    fate == nil
      || (fate == .kept && !replaces && !(afterUnknown.object?.members.contains { $0.value == true } ?? false))
  }
}
