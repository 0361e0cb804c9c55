public import Findings

extension ChangeKind {
  /// A call of a module that is not read here sets an argument that, by its name, opens what the module makes to the
  /// Internet.
  public static let terraformModuleExposed = ChangeKind(
    id: "terraform.module.exposed", title: "Module told to open what it makes",
    baseScore: 650, direction: .loosens, reversible: true,
    why:
      "By its name the argument lets in the Internet. The module is not read here, so what it does with it is not known.",
    instead: "Keep it private, or read what the module does with the argument and say so in the change.",
    controls: ["SOC2:CC6.6"])

  /// Such an argument is taken back. The inverse of `terraform.module.exposed`.
  public static let terraformModuleEnclosed = ChangeKind(
    id: "terraform.module.enclosed", title: "Module told to close what it makes",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "By its name the argument lets in fewer.",
    instead: "Nothing, unless something still comes from outside.",
    controls: ["SOC2:CC6.6"])

  /// An argument of a module that is not read here was not set, and now names the whole Internet; by its name it says who is
  /// let in. Or a new call of such a module gives its machines public addresses.
  public static let terraformModuleWorld = ChangeKind(
    id: "terraform.module.world-named", title: "Module lets in the whole Internet",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why:
      "By its name the argument says who is let in, and it says everybody. Which ports the module opens is not known here.",
    instead: "Read the plan, and name the networks that are meant unless the service is public.",
    controls: ["SOC2:CC6.6"])

  /// A call of a module that is not read here switches off an argument that, by its name, guards data: deletion
  /// protection, encryption, a last snapshot.
  public static let terraformModuleUnguarded = ChangeKind(
    id: "terraform.module.unguarded", title: "Module told to drop a guard",
    baseScore: 650, direction: .loosens, reversible: true,
    why:
      "By its name the argument guards data, and it is switched off. The module is not read here, so what it does with "
      + "it is not known.",
    instead: "Keep the guard, or lift it in a change of its own that says why.")

  /// Such an argument is switched on. The inverse of `terraform.module.unguarded`.
  public static let terraformModuleGuarded = ChangeKind(
    id: "terraform.module.guarded", title: "Module told to guard what it makes",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "By its name the argument guards data.",
    instead: "Nothing.")
}

/// What the calls of modules from elsewhere, inputs of Terragrunt among them, say by the names of their arguments.
///
/// Only values that are known count. The names are those that the modules with the most downloads of the public registry
/// use, and the arguments of the resources behind them.
struct RemoteModuleArguments: TerraformRule {
  let kinds: [ChangeKind] = [
    .terraformModuleExposed, .terraformModuleEnclosed, .terraformModuleWorld, .terraformModuleUnguarded,
    .terraformModuleGuarded,
  ]

  private static let exposures: [ProtectiveSetting] =
    [
      "publicly_accessible", "public_network_access_enabled", "associate_public_ip_address", "endpoint_public_access",
      "cluster_endpoint_public_access", "create_database_public_access", "allow_nested_items_to_be_public",
      "allow_public_access", "public_access",
    ].map { ProtectiveSetting($0, .whenFalse, whenAbsent: .unknown) }
    + [
      "block_public_acls", "block_public_policy", "ignore_public_acls", "restrict_public_buckets",
      "enable_private_endpoint", "enable_private_nodes",
    ].map { ProtectiveSetting($0, .whenTrue, whenAbsent: .unknown) }
    + [ProtectiveSetting("acl", .exposes(["public-read", "public-read-write"]), whenAbsent: .unknown)]

  private static let guards: [ProtectiveSetting] =
    [
      "deletion_protection", "deletion_protection_enabled", "enable_deletion_protection", "prevent_destroy",
      "termination_protection", "enable_termination_protection", "storage_encrypted", "encrypted", "enable_encryption",
      "at_rest_encryption_enabled", "transit_encryption_enabled", "encrypt_at_rest", "kms_encryption_enabled",
      "versioning_enabled", "point_in_time_recovery_enabled", "enable_logging", "enable_flow_log", "multi_az",
    ].map { ProtectiveSetting($0, .whenTrue, whenAbsent: .unknown) }
    + [
      "skip_final_snapshot", "force_destroy", "force_delete", "delete_automated_backups", "allow_force_destroy",
    ].map { ProtectiveSetting($0, .whenFalse, whenAbsent: .unknown) }
    + ["backup_retention_period", "automated_backup_retention"].map {
      ProtectiveSetting($0, .exposes(["0"]), whenAbsent: .unknown)
    }

  func findings(in change: ModuleChange) -> [Finding] {
    change.moduleCalls.flatMap { call -> [Finding] in
      guard let after = call.after, change.head.instances(of: after) != 0,
        after.calledDirectory(from: change.head.directory) == nil
      else { return [] }
      return settings(call, after, change) + world(call, after, change)
    }
  }

  private func settings(
    _ call: ModuleCallChange, _ after: ConfigurationBlock, _ change: ModuleChange
  ) -> [Finding] {
    var findings: [Finding] = []
    let tables: [([ProtectiveSetting], ChangeKind, ChangeKind)] = [
      (Self.exposures, .terraformModuleExposed, .terraformModuleEnclosed),
      (Self.guards, .terraformModuleUnguarded, .terraformModuleGuarded),
    ]
    for (table, loosened, tightened) in tables {
      for setting in table {
        let (old, new) = (
          Self.argument(setting.path[0], call.before, change.base), change.head.argument(setting.path[0], of: after)
        )
        if old.isAbsent && new.isAbsent || change.isSame(old, new) { continue }
        let (from, to) = (setting.protection(by: old), setting.protection(by: new))
        if let kind = loosening(loosened, setting, call, from, to) {
          findings.append(finding(kind, call, after, old, new, change))
        } else if from == .off, to != .off {
          findings.append(finding(tightened, call, after, old, new, change))
        }
      }
    }
    return findings
  }

  /// The kind of a setting that is off; `nil` where that loosens nothing.
  ///
  /// What was not set is most often off already by the module's own default, so only what was on is given up. A new module is
  /// not guarded yet; that its data are open to all is reported, and that its machines are is told.
  private func loosening(
    _ kind: ChangeKind, _ setting: ProtectiveSetting, _ call: ModuleCallChange, _ from: Protection, _ to: Protection
  ) -> ChangeKind? {
    guard to == .off, from != .off else { return nil }
    if kind == .terraformModuleUnguarded { return from == .on ? kind : nil }
    return call.before == nil && Self.ofMachines.contains(setting.path[0]) ? .terraformModuleWorld : kind
  }

  private static let ofMachines: Set<String> = [
    "associate_public_ip_address", "endpoint_public_access", "cluster_endpoint_public_access",
    "enable_private_endpoint",
    "enable_private_nodes", "public_access",
  ]

  /// The whole Internet among the networks that an argument names.
  private func world(_ call: ModuleCallChange, _ after: ConfigurationBlock, _ change: ModuleChange) -> [Finding] {
    after.attributes.keys.filter(Self.letsIn).sorted().compactMap { name in
      let (old, new) = (Self.argument(name, call.before, change.base), change.head.argument(name, of: after))
      let (had, has) = (Self.namesWorld(old.value), Self.namesWorld(new.value))
      if had == has { return nil }
      if had { return finding(.terraformModuleEnclosed, call, after, old, new, change) }
      // What was not set may have been the whole Internet by the module's own default.
      return finding(old.isAbsent ? .terraformModuleWorld : .terraformModuleExposed, call, after, old, new, change)
    }
  }

  private static func letsIn(_ name: String) -> Bool {
    let name = name.lowercased()
    guard !name.contains("egress"), !name.contains("outbound") else { return false }
    // Rules say by their own type which way they go.
    if name == "rules" || name.hasSuffix("_rules") { return true }
    return ["cidr", "ingress", "inbound", "allow", "whitelist", "source_ranges", "authorized_networks", "ip_ranges"]
      .contains { name.contains($0) }
  }

  private static func namesWorld(_ value: StaticValue?) -> Bool {
    switch value {
    case .string(let text): ["0.0.0.0/0", "::/0", "0.0.0.0/1", "128.0.0.0/1"].contains(text)
    case .tuple(let elements): elements.values.contains(where: namesWorld)
    case .object(let members):
      // A rule that says by its type that it lets out.
      members.values["type"]?.string != "egress"
        && members.values.contains { $0.key != "egress" && namesWorld($0.value) }
    default: false
    }
  }

  private static func argument(_ name: String, _ block: ConfigurationBlock?, _ view: ModuleView) -> Argument {
    block.map { view.argument(name, of: $0) } ?? .absent(name)
  }

  private func finding(
    _ kind: ChangeKind, _ call: ModuleCallChange, _ after: ConfigurationBlock, _ old: Argument, _ new: Argument,
    _ change: ModuleChange
  ) -> Finding {
    let source = new.source ?? old.source
    let facts = [Finding.Fact("module", call.name), Finding.Fact("attribute", new.path)]
    let whole = change.finding(
      kind, "module.\(call.name)", at: after, side: .head, confidence: .symbolic, before: old.shown, after: new.shown,
      facts: facts)
    guard let source, source.origin.path == after.origin.path, new.source != nil else { return whole }
    return Finding(
      kind: kind, confidence: .symbolic, location: source.origin.location(of: source.range, side: .head),
      resource: whole.resource, before: old.shown, after: new.shown, files: whole.files, facts: facts)
  }
}
