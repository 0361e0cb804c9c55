public import Findings

extension ChangeKind {
  /// A container becomes privileged or shares the network or processes of its host.
  public static let terraformKubernetesPrivileged = ChangeKind(
    id: "terraform.kubernetes.privileged", title: "Container gets the powers of its host",
    baseScore: 650, direction: .loosens, reversible: true,
    why: "Whoever takes over such a container owns the machine, and with it every other container on it.",
    instead: "Give the one capability that is needed instead of all.",
    controls: ["SOC2:CC6.1"])

  /// A container is no longer privileged. The inverse of `terraform.kubernetes.privileged`.
  public static let terraformKubernetesUnprivileged = ChangeKind(
    id: "terraform.kubernetes.unprivileged", title: "Container gives up the powers of its host",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "A container that is taken over stays a container.",
    instead: "Nothing.",
    controls: ["SOC2:CC6.1"])
}

/// Containers that get the powers of their host, or give them up.
struct WorkloadPrivileges: TerraformRule {
  let kinds: [ChangeKind] = [.terraformKubernetesPrivileged, .terraformKubernetesUnprivileged]

  static let settings: [ProtectiveSetting] = [
    ProtectiveSetting("spec.host_network", on: "kubernetes_", .whenFalse, whenAbsent: .on),
    ProtectiveSetting("spec.host_pid", on: "kubernetes_", .whenFalse, whenAbsent: .on),
    ProtectiveSetting("spec.host_ipc", on: "kubernetes_", .whenFalse, whenAbsent: .on),
    ProtectiveSetting("spec.container.security_context.privileged", on: "kubernetes_", .whenFalse, whenAbsent: .on),
    ProtectiveSetting(
      "spec.container.security_context.allow_privilege_escalation", on: "kubernetes_",
      .whenFalse, whenAbsent: .on),
    ProtectiveSetting("spec.template.spec.host_network", on: "kubernetes_", .whenFalse, whenAbsent: .on),
    ProtectiveSetting("spec.template.spec.host_pid", on: "kubernetes_", .whenFalse, whenAbsent: .on),
    ProtectiveSetting("spec.template.spec.host_ipc", on: "kubernetes_", .whenFalse, whenAbsent: .on),
    ProtectiveSetting(
      "spec.template.spec.container.security_context.privileged", on: "kubernetes_",
      .whenFalse, whenAbsent: .on),
    ProtectiveSetting(
      "spec.template.spec.container.security_context.allow_privilege_escalation", on: "kubernetes_",
      .whenFalse, whenAbsent: .on),
  ]

  func findings(in change: ModuleChange) -> [Finding] {
    change.findings(
      of: Self.settings, loosened: .terraformKubernetesPrivileged, tightened: .terraformKubernetesUnprivileged)
  }
}
