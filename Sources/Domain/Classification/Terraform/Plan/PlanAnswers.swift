import Findings
import JSON

/// What a signed plan answers of the questions that configuration leaves open.
///
/// It answers for its own root module only: a finding in the directory of a shared module is about every caller of it.
struct PlanAnswers {
  private let plan: TerraformPlan
  private let module: PlanModule
  /// The changes by the name of their block, as findings of configuration have it.
  private let byBlock: [String: [PlannedChange]]
  /// The names of the blocks in which the plan itself shows something that loosens or destroys.
  private let troubled: Set<String>

  init(_ plan: TerraformPlan, _ module: PlanModule, _ items: [PlanFindings.Item]) {
    self.plan = plan
    self.module = module
    var byBlock: [String: [PlannedChange]] = [:]
    for change in plan.changes {
      for path in Set([change.address.blockPath, change.previous?.blockPath].compactMap { $0 }) {
        byBlock[DisplayText.escaping(module.name(path)), default: []].append(change)
      }
    }
    self.byBlock = byBlock
    troubled = Set(
      items.filter { $0.finding.kind.direction != .tightens }
        .map { DisplayText.escaping(module.name($0.change.address.blockPath)) })
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
      let changes = byBlock[finding.resource] ?? []
      return !changes.isEmpty && changes.allSatisfy(\.isKnownThroughout)
    default: return false
    }
  }

  /// The changes of a block or of everything in a module, those of objects that were there until they were moved included.
  private func changes(under name: String) -> [PlannedChange] {
    byBlock.filter { $0.key == name || $0.key.hasPrefix(name + ".") }.flatMap(\.value)
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
