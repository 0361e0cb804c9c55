import Exposure
import YAML

/// Values that a template or the deployment fills in.
enum Unresolved {
  /// The sign that stands for `{{` in a template that was made readable; see ``TemplateText``.
  static let opening: Character = "⟦"
  static let closing: Character = "⟧"

  /// Whether a text holds something that is computed later: a template's expression, a shell's or Terraform's
  /// variable.
  static func isUnresolved(_ text: String) -> Bool {
    text.contains(opening) || text.contains("${") || text.contains("{{") || text.contains("$(")
  }

  /// The text as its author wrote it.
  static func shown(_ text: String) -> String {
    var shown = ""
    for character in text {
      switch character {
      case opening: shown += "{{ "
      case closing: shown += " }}"
      default: shown.append(character)
      }
    }
    return shown
  }

  /// A node that a tag or an expression computes; `nil` where its value stands in the text.
  static func term(_ node: YAMLNode) -> String? {
    if node.tag != nil { return shown(node.canonical) }
    guard let text = node.text, isUnresolved(text) else { return nil }
    return shown(text)
  }

  static func condition(_ term: String) -> Condition { Condition(.unknown, term) }
}
