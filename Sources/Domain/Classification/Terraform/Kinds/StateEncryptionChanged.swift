public import Findings
import HCL

extension ChangeKind {
  /// The `encryption` block of OpenTofu, or `encrypt` of the backend, was removed or switched off.
  public static let terraformStateUnencrypted = ChangeKind(
    id: "terraform.state.unencrypted", title: "Encryption of the state switched off",
    baseScore: 800, direction: .loosens, reversible: true,
    why: "The state holds every password and key that Terraform has seen, in clear.",
    instead: "Keep it encrypted; to change the method, use a `fallback` block.",
    controls: ["SOC2:CC6.1", "ISO27001:A.8.24"])

  /// The state is encrypted. The inverse of `terraform.state.unencrypted`.
  public static let terraformStateEncrypted = ChangeKind(
    id: "terraform.state.encrypted", title: "Encryption of the state switched on",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "The state is written encrypted.",
    instead: "Nothing, but keep the key: without it the state cannot be read.",
    controls: ["SOC2:CC6.1", "ISO27001:A.8.24"])
}

/// Encryption of the state and of plans: OpenTofu's `encryption` block, and what backends offer.
struct StateEncryptionChanged: TerraformRule {
  let kinds: [ChangeKind] = [.terraformStateUnencrypted, .terraformStateEncrypted]

  var comparesTextOnly: Bool { true }

  func findings(in change: ModuleChange) -> [Finding] {
    [
      compare(change, "encryption", Self.method(of: change.base), Self.method(of: change.head)),
      compare(change, "backend", Self.backend(of: change.base), Self.backend(of: change.head)),
    ].compactMap(\.self)
  }

  private struct Side {
    let isEncrypted: Bool
    let block: ConfigurationBlock
  }

  private func compare(_ change: ModuleChange, _ name: String, _ before: Side?, _ after: Side?) -> Finding? {
    let (old, new) = (before?.isEncrypted ?? false, after?.isEncrypted ?? false)
    guard old != new, !change.head.isEmpty, !change.base.isEmpty, let side = new ? after : (after ?? before) else {
      return nil
    }
    // A backend that goes away is another change.
    if name == "backend", before == nil || after == nil { return nil }
    return change.finding(
      old ? .terraformStateUnencrypted : .terraformStateEncrypted, name, at: side.block,
      side: new || after != nil ? .head : .base)
  }

  /// The state is encrypted when it names a method other than `unencrypted`.
  private static func method(of view: ModuleView) -> Side? {
    guard let block = view.settings.flatMap(\.children).first(where: { $0.type == "encryption" }) else { return nil }
    let method = block.children(ofType: "state").first?.attribute("method")?.expression
    return Side(isEncrypted: method.map { !$0.normalizedText.contains("unencrypted") } ?? false, block: block)
  }

  private static func backend(of view: ModuleView) -> Side? {
    guard let block = view.stateBackend, block.labels.first == "s3" else { return nil }
    // Where `init` is given the place of the state, it may be given this as well ("Partial configuration",
    // developer.hashicorp.com). That the place is not written any more is told by itself.
    let isPartial = block.attribute("bucket") == nil || block.attribute("key") == nil
    if isPartial, block.attribute("encrypt") == nil { return nil }
    return Side(isEncrypted: view.argument("encrypt", of: block).value?.boolean ?? false, block: block)
  }
}
