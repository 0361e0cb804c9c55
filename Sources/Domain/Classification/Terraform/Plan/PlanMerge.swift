import Findings

/// Findings of configuration joined with those of one plan, by address.
struct PlanMerge {
  private(set) var findings: [Finding]
  private let module: PlanModule
  /// The places of the findings by what they are about.
  private var places: [String: [Int]] = [:]
  /// The findings that the plan shows as well.
  private var confirmed: Set<Int> = []

  init(_ findings: [Finding], module: PlanModule) {
    self.findings = findings
    self.module = module
    for (index, finding) in findings.enumerated() where finding.kind.domain != "governance" {
      places[finding.resource, default: []].append(index)
    }
  }

  /// Marks the findings that the plan shows as well, and gives back what only the plan shows.
  mutating func confirm(_ items: [PlanFindings.Item]) -> [Finding] {
    var added: [Finding] = []
    for item in items {
      let names = Set([module.name(item.change.address.blockPath), module.name(item.change.address)])
      let known = names.flatMap { places[DisplayText.escaping($0)] ?? [] }.sorted()
        .filter { Self.covers(findings[$0], item.finding) }
      if known.isEmpty { added.append(item.finding) }
      for index in known where confirmed.insert(index).inserted {
        findings[index] = findings[index].confirmed(by: module, item.change)
      }
    }
    return added
  }

  /// Whether a finding of configuration says what the plan says of the same resource, and says it no more mildly.
  private static func covers(_ finding: Finding, _ planned: Finding) -> Bool {
    if finding.kind == planned.kind { return true }
    let isDestruction = planned.kind.id.hasPrefix("terraform.destroy.")
    return isDestruction && finding.kind.baseScore >= planned.kind.baseScore
      && ["terraform.rename.", "terraform.repetition.", "terraform.destroy."].contains(where: finding.kind.id.hasPrefix)
  }

  /// Takes back what a signed plan shows not to happen. What it takes back is still told, as information.
  mutating func answer(_ plan: TerraformPlan, _ items: [PlanFindings.Item]) {
    guard plan.gaps.isEmpty, plan.unknownActions.isEmpty else { return }
    let answers = PlanAnswers(plan, module, items)
    // What any plan shows to happen, this one's own or another's, is not taken back.
    for index in findings.indices where findings[index].confidence != .plan && answers.refutes(findings[index]) {
      findings[index] = findings[index].refuted(by: module)
    }
  }
}

extension Finding {
  fileprivate func confirmed(by module: PlanModule, _ change: PlannedChange) -> Finding {
    let reason = change.reason.map { [Fact("reason", $0.rawValue)] } ?? []
    return Finding(
      kind: kind, confidence: .plan, location: location, resource: resource, before: before, after: after,
      files: files + module.changedFiles,
      facts: facts.filter { $0.name != PlanModule.sourcesName } + reason
        + [Fact(PlanModule.sourcesName, sources + " and \(module.source.value)")])
  }

  /// Where the finding comes from; configuration, if nothing is said.
  private var sources: String {
    facts.first { $0.name == PlanModule.sourcesName }?.value ?? "configuration"
  }

  fileprivate func refuted(by module: PlanModule) -> Finding {
    Finding(
      kind: .terraformPlanContradicts, confidence: .plan, location: location, resource: resource,
      before: .text(kind.id), files: files + module.changedFiles,
      facts: [
        Fact("kind", kind.id), Fact(PlanModule.sourcesName, "signed \(module.source.value), against \(sources)"),
      ])
  }
}
