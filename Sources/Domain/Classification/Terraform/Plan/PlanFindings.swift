import Findings
import JSON

/// What a plan does, by the rules for configuration and by its own words.
///
/// No value of a plan leaves this place: plans hold every secret in clear, marked or not. A finding names the resource, the
/// attributes by their paths, and services by the names that they have here.
struct PlanFindings {
  let plan: TerraformPlan
  let module: PlanModule

  /// A finding with the change that it is about.
  struct Item {
    let change: PlannedChange
    let finding: Finding
  }

  func items() -> [Item] {
    Dictionary(grouping: plan.changes, by: \.address.modulePath).sorted { $0.key < $1.key }
      .flatMap { items(of: $0.value) }
  }

  /// The findings of one module instance.
  private func items(of changes: [PlannedChange]) -> [Item] {
    guard let first = changes.first, changes.contains(where: { $0.fate != nil }) else { return [] }
    let sides = PlanSides(changes, expressions: plan.configuration.expressions(in: first.address.modules))
    let path = first.address.modulePath
    let change = ModuleChange(
      base: ModuleView(directory: module.directory, resources: sides.base),
      head: ModuleView(directory: module.directory, resources: sides.head), resources: sides.resources,
      caller: path.isEmpty ? nil : ModuleChange.Caller(name: module.name(path), paths: []))
    let names = Dictionary(
      sides.changes.map { (DisplayText.escaping(change.name($0.key)), $0.value) },
      uniquingKeysWith: { first, _ in first })
    let judged = Self.rules.flatMap { $0.findings(in: change) }.compactMap { finding in
      names[finding.resource].map { Item(change: $0, finding: told(finding, $0)) }
    }
    return judged + changes.compactMap(replacement)
  }

  /// The rules that ask what a resource becomes; those about text find nothing to read here, and these would guess what
  /// the plan says.
  private static let rules: [any TerraformRule] = TerraformClassifier.rules.filter { rule in
    !(rule is ResourceReplaced || rule is ResourceRenamed || rule is RepetitionChanged || rule is ModuleRemoved)
  }

  private func replacement(_ change: PlannedChange) -> Item? {
    guard change.replaces else { return nil }
    let kind: ChangeKind
    if StatefulTypes.contains(change.address.type) {
      kind = .terraformReplaceStateful
    } else if ReplaceableWorkloads.contains(change.address.type) {
      kind = .terraformReplaceResource
    } else {
      return nil
    }
    let paths = change.replacePaths
    let finding = Finding(
      kind: kind, confidence: .plan, location: module.location(of: change.address),
      resource: module.name(change.address), after: paths.isEmpty ? nil : .text(paths.joined(separator: ", ")),
      files: module.changedFiles,
      facts: facts(of: change) + paths.map { Finding.Fact("attribute", $0) })
    return Item(change: change, finding: finding)
  }

  /// What a rule found, without any value, at the place where the resource is written.
  private func told(_ finding: Finding, _ change: PlannedChange) -> Finding {
    let attributes = finding.facts.filter { $0.name == "attribute" }
    let services = finding.facts.filter { $0.name == ReachFacts.services }
    let shown = (attributes.isEmpty ? services : attributes).map(\.value).joined(separator: ", ")
    let isDestruction = change.fate == .removed && attributes.isEmpty && services.isEmpty
    return Finding(
      kind: finding.kind, confidence: finding.confidence == .symbolic ? .symbolic : .plan,
      location: module.location(of: change.address), resource: finding.resource,
      before: isDestruction ? .text("\(change.address.resource)") : nil, after: shown.isEmpty ? nil : .text(shown),
      files: module.changedFiles,
      facts: facts(of: change) + finding.facts.filter { Self.valueFreeFacts.contains($0.name) })
  }

  /// The facts of rules that hold names of ours or of providers, and no values.
  private static let valueFreeFacts: Set<String> = ["attribute", "guard", "direction", ReachFacts.services]

  private func facts(of change: PlannedChange) -> [Finding.Fact] {
    [
      Finding.Fact("resource", "\(change.address.resource)"), Finding.Fact("type", change.address.type),
    ] + (change.reason.map { [Finding.Fact("reason", $0.rawValue)] } ?? [])
      + (change.isDeposed ? [Finding.Fact("object", "deposed")] : []) + [module.source]
  }
}
