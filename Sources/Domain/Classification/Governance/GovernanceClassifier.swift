public import Findings
public import Repositories

/// Recognises changes of what governs the repository: the gate's own policy and trust root, hooks, CI
/// workflows, code owners, attributes, submodules and the settings of coding agents.
///
/// It looks at paths and compares contents; it interprets no policy and checks no signature.
public struct GovernanceClassifier: Classifier {
  public init() {}

  public var kinds: [ChangeKind] {
    [
      .governancePolicyChanged, .governancePolicyIntroduced, .governancePolicyRemoved,
      .governanceTrustRootChanged, .governanceTrustRootIntroduced, .governanceTrustRootRemoved,
      .governanceGatehouseFileChanged,
      .governanceHookChanged, .governanceHookAdded, .governanceHookSelection, .governanceHookOptions,
      .governanceHookEnvironment,
      .governanceWorkflowChanged,
      .governanceGateWorkflowChanged,
      .governanceActionVersionChanged, .governanceCodeownersChanged, .governanceCodeownersReserved,
      .governanceCodeownersAdded, .governanceCodeownersIntroduced, .governanceAttributesChanged,
      .governanceSubmoduleChanged, .governanceAgentSettingsChanged, .governanceLinkOutside,
    ]
  }

  public var seesLinks: Bool { true }

  public func classify(_ change: ChangeSet) throws(Failure) -> Classification {
    var result = Classification()
    for file in change.files {
      if let area = GovernanceArea(file.path) {
        result.governed.insert(file.path)
        var judgement = GovernanceJudgement(file: try change.read(file), area: area)
        if area == .codeowners { judgement.owners = try OwnersChange(judgement.file, in: change) }
        if let finding = judgement.finding { result.findings.append(finding) }
      } else if let pin = SubmodulePin(file) {
        result.governed.insert(file.path)
        result.findings.append(pin.finding)
      } else if let link = try OutsideLink(file, in: change) {
        result.governed.insert(file.path)
        if let finding = link.finding { result.findings.append(finding) }
      }
    }
    return result
  }
}
