public import Findings
import HCL

extension ChangeKind {
  /// A provisioner, an `external` data source or a hook of Terragrunt is new.
  public static let terraformExecAdded = ChangeKind(
    id: "terraform.exec.added", title: "Program run by Terraform added",
    baseScore: BaseScore.high, direction: .loosens, reversible: true,
    why: "It runs with the credentials of whoever plans or applies, on their machine or in the pipeline; data "
      + "sources run at every plan, before anybody has approved anything.",
    instead: "Do it in a step of the pipeline that is reviewed as code, or with a provider.")

  /// A module of this repository that runs a program, and is called elsewhere already, is called once more; what it runs
  /// does not hang on its arguments.
  public static let terraformExecRepeated = ChangeKind(
    id: "terraform.exec.repeated", title: "Program run by Terraform for one more call of its module",
    baseScore: BaseScore.low, direction: .neutral, reversible: true,
    why: "The same program runs in one more place, with the credentials of whoever plans or applies there.",
    instead: "Nothing, unless the credentials of that place must not meet the program.")

  /// A program that another root of the same account ran until now.
  public static let terraformExecMoved = ChangeKind(
    id: "terraform.exec.moved", title: "Program run by Terraform stands in another root",
    baseScore: 450, direction: .neutral, reversible: true,
    why: "The same command runs for another root, with the credentials of whoever applies that one.",
    instead: "Make sure that whoever applies the other root may do what the program does.")

  /// A provisioner is new that hands manifests of this repository to a cluster, none of which runs code or grants anything.
  public static let terraformExecManifest = ChangeKind(
    id: "terraform.exec.manifest-applied", title: "Manifest applied by Terraform",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why:
      "The command runs with the credentials of whoever applies, and later edits of the manifests are applied unseen.",
    instead: "Declare the object with the provider, so that the plan shows it.")

  /// A program is new in a module that nobody in the repository calls.
  public static let terraformExecUncalled = ChangeKind(
    id: "terraform.exec.uncalled", title: "Program added to a module that nobody calls here",
    baseScore: 350, direction: .loosens, reversible: true,
    why: "It runs with the credentials of whoever applies the module, as soon as anybody calls it.",
    instead: "Do it in a step of the pipeline that is reviewed as code, or with a provider.")

  /// What a provisioner, an `external` data source or a hook of Terragrunt runs has changed.
  public static let terraformExecChanged = ChangeKind(
    id: "terraform.exec.changed", title: "Program run by Terraform changed",
    baseScore: BaseScore.medium, direction: .neutral, reversible: true,
    why: "Another command runs with the credentials of whoever plans or applies.",
    instead: "Read what it runs now, scripts of the repository included.")

  /// A provisioner, an `external` data source or a hook of Terragrunt is gone. The inverse of `terraform.exec.added`.
  public static let terraformExecRemoved = ChangeKind(
    id: "terraform.exec.removed", title: "Program run by Terraform removed",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "One program less runs with the credentials of the pipeline.",
    instead: "Nothing.")
}

/// Programs that a plan or an apply runs.
struct ProgramsRun: TerraformRule {
  let kinds: [ChangeKind] = [
    .terraformExecAdded, .terraformExecManifest, .terraformExecRepeated, .terraformExecMoved, .terraformExecUncalled,
    .terraformExecChanged, .terraformExecRemoved,
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    let before = Self.programs(of: change.base)
    let after = Self.programs(of: change.head, change.harmlessProvisioners)
    // A resource that was renamed runs what it ran.
    let known = Set(before.values.map(\.text))
    let still = Set(after.values.map(\.text))
    var findings: [Finding] = []
    for (name, program) in after.sorted(by: { $0.key < $1.key }) {
      guard let old = before[name] else {
        // So does a module that is called once more, as far as its arguments do not alter what it runs.
        let siblings = change.siblings.compactMap { Self.programs(of: $0)[name]?.text }
        if known.contains(program.text) || siblings.contains(program.text) { continue }
        let kind: ChangeKind =
          if !siblings.isEmpty { .terraformExecChanged } else if change.caller?.isOneMore == true {
            program.isFixed ? .terraformExecRepeated : .terraformExecChanged
          } else { program.isHarmless ? .terraformExecManifest : .terraformExecAdded }
        if kind == .terraformExecAdded, let origin = program.resource.flatMap({ change.programOrigins[$0] }) {
          findings.append(
            change.finding(.terraformExecMoved, name, at: program.block, side: .head, before: .text(origin)))
          continue
        }
        findings.append(change.finding(kind, name, at: program.block, side: .head))
        continue
      }
      if old.text != program.text {
        findings.append(change.finding(.terraformExecChanged, name, at: program.block, side: .head))
      }
    }
    for (name, program) in before.sorted(by: { $0.key < $1.key })
    where after[name] == nil && !still.contains(program.text) {
      findings.append(change.finding(.terraformExecRemoved, name, at: program.block, side: .base))
    }
    return findings
  }

  private struct Program {
    let block: ConfigurationBlock
    /// The resource that runs it.
    let resource: ResourceAddress?
    /// What it runs, to tell one from another. Never shown: commands hold secrets.
    let text: String
    /// Whether it is the same whatever the module is given.
    let isFixed: Bool
    /// Whether all that it does is known, and harmless.
    var isHarmless = false

    init(_ block: ConfigurationBlock, of resource: ResourceAddress? = nil, _ names: [String], _ view: ModuleView) {
      self.resource = resource
      let arguments = names.map { view.argument($0, of: block) }
      self.block = block
      text = block.type + arguments.map(\.symbolicText).joined(separator: "\n")
      isFixed = arguments.compactMap(\.source).flatMap(\.expression.variables).allSatisfy { $0.root == "path" }
    }
  }

  private static func programs(
    of view: ModuleView, _ harmless: [ResourceAddress: Set<Int>] = [:]
  ) -> [String: Program] {
    var programs: [String: Program] = [:]
    for (address, block) in view.resources {
      let provisioners = block.children(ofType: "provisioner")
      guard !provisioners.isEmpty, view.instances(of: block) != 0 else { continue }
      for (index, provisioner) in provisioners.enumerated() {
        guard let type = provisioner.labels.first, type.hasSuffix("-exec"), !onlySpeaks(provisioner) else { continue }
        var program = Program(
          provisioner, of: address, ["command", "inline", "script", "scripts", "interpreter"], view)
        program.isHarmless = harmless[address]?.contains(index) ?? false
        programs["\(address) provisioner \(index + 1) (\(type))"] = program
      }
    }
    for (name, block) in view.dataSources where ["external", "shell_script"].contains(block.labels.first ?? "") {
      programs["data.\(name)"] = Program(block, ["program", "lifecycle_commands"], view)
    }
    for hook in view.terragrunt?.hooks ?? [] {
      programs["\(hook.type) \(hook.labels.first ?? "")"] = Program(hook, ["execute", "commands"], view)
    }
    return programs
  }

  /// Whether a provisioner says a constant text and does nothing else: `command = "echo 'done'"`.
  private static func onlySpeaks(_ provisioner: ConfigurationBlock) -> Bool {
    guard provisioner.attributes.keys.elementsEqual(["command"]),
      let command = provisioner.attribute("command")?.expression.literalString, command.hasPrefix("echo ")
    else { return false }
    // Letters, and what means nothing to a shell.
    return command.allSatisfy { $0.isLetter || $0.isNumber || " ,.:!?'_-+=/".contains($0) }
      && command.count { $0 == "'" }.isMultiple(of: 2)
  }
}
