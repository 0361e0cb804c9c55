import Exposure
import Findings
import Firewall
import HCL

/// What resources of a module declare as files would, group by group, and where it is written.
struct ModuleDeclarations {
  /// Who declares something. Its name is the label of all that it declares.
  private struct Owner {
    let address: String
    /// The file that its lines are those of.
    let path: RepositoryPath
    /// Whether nothing has to be looked up to know it.
    let isLiteral: Bool
    /// Whether the file is judged as what it is, so that what it says is told there.
    let isToldElsewhere: Bool
  }

  private let change: ModuleChange
  private var groups = GroupSides()
  private var marks = MarkComparison()
  private var policies: [Finding.Side: [PodPolicy]] = [:]
  private var owners: [Finding.Side: [RepositoryPath: Owner]] = [:]
  private var problems: [Finding] = []

  init(_ change: ModuleChange) { self.change = change }

  /// Takes the objects of Kubernetes of both sides, changed or not: policies add up.
  mutating func takeManifests() {
    // What moved into another module or is forgotten stays in force.
    let elsewhere = Set(change.resources.filter { [.relocated, .forgotten].contains($0.fate) }.map(\.address))
    for (side, view) in [(Finding.Side.base, change.base), (.head, change.head)] {
      for (address, block) in view.resources.sorted(by: { $0.key < $1.key }) where ManifestReader.reads(address.type) {
        if side == .base, elsewhere.contains(address) { continue }
        let repetition = view.repetition(of: block)
        if repetition.keys?.isEmpty == true { continue }
        let documents = view.boundInstances(of: block).flatMap {
          ManifestReader(view: view).documents(of: address.type, $0)
        }
        let name = side == .base ? change.headAddresses[address] ?? address : address
        let guards = repetition.keys == nil ? [repetition.shown ?? "\(address)"] : []
        let manifest = block.attribute("manifest") ?? block.attribute("yaml_body")
        add(
          KubernetesManifest.read(documents), of: "\(name)", block, view, side, guards: guards,
          file: manifest.flatMap { view.file(of: $0.expression) }, isToldElsewhere: true)
      }
    }
    groups.addPods(policies[.base] ?? [], policies[.head] ?? [], beside: [], in: .root)
    groups.movePods()
  }

  /// Takes what a machine runs when it starts, where that is not the same on both sides.
  mutating func takeTexts(_ name: String, _ before: ConfigurationBlock?, _ after: ConfigurationBlock) {
    let old = before.map { change.base.startupTexts(of: $0) } ?? []
    let new = change.head.startupTexts(of: after)
    guard old.map(\.text) != new.map(\.text) else { return }
    var known: Set<String> = []
    for (side, view, texts) in [(Finding.Side.base, change.base, old), (.head, change.head, new)] {
      for text in texts {
        let declared = text.declared(view.yamlParser)
        let label = add(
          declared, of: name, text.block, view, side, line: text.line, file: text.file,
          isToldElsewhere: text.file.map { DeclaredReader.reads(Array(text.text.utf8), at: $0) } ?? false)
        marks.add(declared.marks, at: label, side)
        if side == .base { known.formUnion(declared.diagnostics.map(\.message)) }
        guard side == .head, let first = declared.diagnostics.first(where: { !known.contains($0.message) }) else {
          continue
        }
        problems.append(
          FirewallFileFindings.unparsed(
            at: Finding.Location(label, line: text.line ?? first.origin.line), first.message))
      }
    }
  }

  @discardableResult
  private mutating func add(
    _ declared: DeclaredReach, of name: String, _ block: ConfigurationBlock, _ view: ModuleView, _ side: Finding.Side,
    guards: [String] = [], line: Int? = nil, file: RepositoryPath?, isToldElsewhere: Bool
  ) -> RepositoryPath {
    let label = file.map { "\(name) by \($0.display)" } ?? name
    let place = RepositoryPath(label)
    owners[side, default: [:]][place] = Owner(
      address: name, path: file ?? block.origin.path, isLiteral: !block.refersToNames,
      isToldElsewhere: isToldElsewhere && file.map(change.changedPaths.contains) == true)
    for group in declared.groups {
      var group = group.labelled(label, line: line)
      if !guards.isEmpty { group.guards = guards }
      groups.add(group, in: [.service, .nodePort, .route].contains(group.key.subject) ? .root : place, side)
    }
    policies[side, default: []] += declared.policies.map { policy in
      var policy = policy.labelled(label)
      if !guards.isEmpty { policy.guards = guards }
      return policy
    }
    return place
  }

  /// The findings, each at the resource that it is about.
  mutating func findings() -> [Finding] {
    var findings: [Finding] = problems + marks.findings()
    var told: Set<String> = []
    for pair in groups.pairs() {
      let comparison = GroupComparison(base: pair.base, head: pair.head, paths: [:], causes: [:])
      let key = (pair.head ?? pair.base)?.group.key
      // Of pods both ways are told alike.
      let name = key.map { $0.subject == .pods ? "\($0.name) \($0.way.rawValue)" : $0.name }
      for finding in comparison.findings() ?? [comparison.tooComplex] {
        let text = "\(finding.kind.id) \(finding.location.line) \(finding.resource)"
        // Rules without a policy are asked about under both; what both tell is one change.
        guard pair.assumes == nil || told.insert(text).inserted else { continue }
        findings.append(finding.prefixed(name))
      }
    }
    return findings.compactMap(placed)
  }

  /// The finding in words of the configuration; `nil` for one that the file itself is told for.
  private func placed(_ finding: Finding) -> Finding? {
    let side = finding.location.side
    let label = finding.location.path
    guard let owner = owners[side]?[label] ?? owners[.head]?[label] ?? owners[.base]?[label], !owner.isToldElsewhere
    else { return nil }
    let confidence = finding.confidence == .literal && !owner.isLiteral ? .resolved : finding.confidence
    let paths = finding.files.flatMap { path in
      [Finding.Side.base, .head].compactMap { owners[$0]?[path]?.path }
    }
    return Finding(
      kind: Self.kind(of: finding), confidence: confidence,
      location: Finding.Location(
        owner.path, side: side, line: finding.location.line, endLine: finding.location.endLine),
      resource: change.name(owner.address, side: side), before: finding.before, after: finding.after,
      files: paths + change.evidence(confidence), facts: finding.facts)
  }

  private static func kind(of finding: Finding) -> ChangeKind {
    switch finding.kind {
    case .networkIsolationRemoved: .terraformKubernetesPolicyRemoved
    case .networkIsolationAdded: .terraformKubernetesPolicyAdded
    default: finding.kind
    }
  }
}

extension Finding {
  /// The finding with what it is about in front of its values.
  fileprivate func prefixed(_ name: String?) -> Finding {
    guard let name else { return self }
    func prefixed(_ value: Value?) -> Value? { value.map { .text("\(name): \($0.shown)") } }
    return Finding(
      kind: kind, confidence: confidence, location: location, resource: resource, before: prefixed(before),
      after: prefixed(after), files: files, facts: facts)
  }
}

extension ConfigurationBlock {
  /// Whether any argument names something that stands elsewhere.
  fileprivate var refersToNames: Bool {
    attributes.values.contains { !$0.expression.variables.isEmpty } || children.contains(where: \.refersToNames)
  }
}
