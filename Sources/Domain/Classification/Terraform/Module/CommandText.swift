import HCL

/// The command of a provisioner as a text, where all of it is written out but for the directory of its module.
enum CommandText {
  /// What stands for `${path.module}`: no command has it of itself.
  static let module = "\u{0}"

  /// `nil` where anything else is put in.
  static func of(_ expression: HCL.Expression) -> String? {
    if let text = expression.literalString { return text.contains(module) ? nil : text }
    guard case .template(let parts) = expression.unwrapped.kind else { return nil }
    var text = ""
    for part in parts {
      switch part {
      case .literal(let words) where !words.contains(module): text += words
      case .interpolation(let inner)
      where inner.traversal?.leadingNames == ["path", "module"] && inner.traversal?.steps.count == 1:
        text += module
      default: return nil
      }
    }
    return text
  }
}
