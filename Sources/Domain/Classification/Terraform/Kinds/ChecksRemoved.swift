public import Findings
import HCL

extension ChangeKind {
  /// A precondition, postcondition, validation or `check` block is gone or asks for something else.
  public static let terraformCheckRemoved = ChangeKind(
    id: "terraform.check.removed", title: "Check removed",
    baseScore: BaseScore.medium, direction: .loosens, reversible: true,
    why: "What the check refused is now applied without a word.",
    instead: "Keep the check, or say in the change why it no longer holds.")

  /// A condition asks the same of something else, or something else under the same message.
  public static let terraformCheckChanged = ChangeKind(
    id: "terraform.check.changed", title: "Check changed",
    baseScore: 350, direction: .neutral, reversible: true,
    why: "It may let through what it refused until now.",
    instead: "Make sure that the new condition says as much as the old one.")

  /// A precondition, postcondition, validation or `check` block is new. The inverse of `terraform.check.removed`.
  public static let terraformCheckAdded = ChangeKind(
    id: "terraform.check.added", title: "Check added",
    baseScore: BaseScore.info, direction: .tightens, reversible: true,
    why: "Terraform refuses, or warns of, what does not hold.",
    instead: "Nothing.")
}

/// Preconditions, postconditions, validations and checks that come and go.
struct ChecksRemoved: TerraformRule {
  let kinds: [ChangeKind] = [.terraformCheckRemoved, .terraformCheckChanged, .terraformCheckAdded]

  var comparesTextOnly: Bool { true }

  func findings(in change: ModuleChange) -> [Finding] {
    let resources = change.resources.filter { $0.fate == .kept }.compactMap { resource in
      resource.before.flatMap { before in resource.after.map { ("\(resource.address)", before, $0) } }
    }
    return
      (resources + Self.pairs("var", change.base.variables, change.head.variables)
      + Self.pairs("output", change.base.outputs, change.head.outputs)
      + Self.pairs("check", change.base.checks, change.head.checks)).flatMap {
        findings("\($0.0)", $0.1, $0.2, change)
      } + Self.removedChecks(change)
  }

  /// The blocks that both sides have.
  private static func pairs(
    _ root: String, _ base: [String: ConfigurationBlock], _ head: [String: ConfigurationBlock]
  ) -> [(String, ConfigurationBlock, ConfigurationBlock)] {
    base.sorted { $0.key < $1.key }.compactMap { name, before in
      head[name].map { ("\(root).\(name)", before, $0) }
    }
  }

  private static func removedChecks(_ change: ModuleChange) -> [Finding] {
    change.base.checks.sorted { $0.key < $1.key }.filter { change.head.checks[$0.key] == nil }.map { name, block in
      change.finding(.terraformCheckRemoved, "check.\(name)", at: block, side: .base)
    }
      + change.head.checks.sorted { $0.key < $1.key }.filter { change.base.checks[$0.key] == nil }.map { name, block in
        change.finding(.terraformCheckAdded, "check.\(name)", at: block, side: .head)
      }
  }

  private func findings(
    _ name: String, _ before: ConfigurationBlock, _ after: ConfigurationBlock, _ change: ModuleChange
  ) -> [Finding] {
    let (old, new) = (Self.conditions(of: before), Self.conditions(of: after))
    let gone = Set(old.keys).subtracting(new.keys).sorted()
    let fresh = Set(new.keys).subtracting(old.keys).sorted()
    var findings: [Finding] = []
    if let first = gone.first, let block = old[first] {
      let isExchange = Self.isExchange(gone.compactMap { old[$0] }, fresh.compactMap { new[$0] })
      findings.append(
        change.finding(
          isExchange ? .terraformCheckChanged : .terraformCheckRemoved, name, at: block, side: .base,
          before: .text(gone.joined(separator: "; ")), after: fresh.isEmpty ? nil : .text(fresh.joined(separator: "; "))
        ))
    } else if let first = fresh.first, let block = new[first] {
      findings.append(
        change.finding(
          .terraformCheckAdded, name, at: block, side: .head, after: .text(fresh.joined(separator: "; "))))
    }
    return findings
  }

  /// Whether each condition that is gone has one in its place that asks the same of something else, or stands under the same
  /// message and still makes every comparison of the old one.
  private static func isExchange(_ gone: [ConfigurationBlock], _ fresh: [ConfigurationBlock]) -> Bool {
    var rest = fresh
    return gone.allSatisfy { before in
      let place = rest.firstIndex { after in
        guard before.type == after.type, let old = before.attribute("condition")?.expression,
          let new = after.attribute("condition")?.expression
        else { return false }
        return old.asksSame(as: new) || Self.isRewritten(before, old, after, new)
      }
      return place.map { rest.remove(at: $0) } != nil
    }
  }

  private static func isRewritten(
    _ before: ConfigurationBlock, _ old: HCL.Expression, _ after: ConfigurationBlock, _ new: HCL.Expression
  ) -> Bool {
    guard let first = before.attribute("error_message")?.expression,
      let second = after.attribute("error_message")?.expression, first.isSemanticallyEqual(to: second)
    else { return false }
    return new.asksAll(of: old)
  }

  /// The conditions by their sort and text.
  private static func conditions(of block: ConfigurationBlock) -> [String: ConfigurationBlock] {
    let lifecycles = block.children(ofType: "lifecycle")
    let blocks = (lifecycles + [block]).flatMap(\.children).filter {
      ["precondition", "postcondition", "validation", "assert"].contains($0.type)
    }
    return Dictionary(
      blocks.compactMap { block in
        block.attribute("condition").map { ("\(block.type) \($0.expression.normalizedText)", block) }
      }, uniquingKeysWith: { first, _ in first })
  }
}
