import Exposure

/// A template of rules for a packet filter, made readable as the rules around its expressions.
///
/// Branches and loops are not followed: a rule within one counts as there, as in scripts. What is not known stands as
/// one word (`⟦admin_net⟧`), which makes a condition of the rule.
public enum FilterTemplate {
  /// - Parameter value: what the names that expressions are stand for.
  /// - Returns: the text, and what it may print beside the rules that are read.
  public static func read(
    _ bytes: [UInt8], _ value: (String) -> String?
  ) -> (bytes: [UInt8], diagnostics: [Diagnostic]) {
    let template = TemplateText(bytes)
    var filled = ""
    var rest = String(decoding: template.bytes, as: UTF8.self)[...]
    while let open = rest.firstIndex(of: Unresolved.opening),
      let close = rest[open...].firstIndex(of: Unresolved.closing)
    {
      filled += rest[..<open]
      let text = rest[rest.index(after: open)..<close]
      let name = text.prefix { $0 != "|" }.filter { !$0.isWhitespace }
      filled += value(name) ?? "\(Unresolved.opening)\(text.filter { !$0.isWhitespace })\(Unresolved.closing)"
      rest = rest[rest.index(after: close)...]
    }
    let diagnostics = template.hidden.map {
      Diagnostic(.unsupported, Origin(line: $0.line), "prints what is not known here: {{ \($0.expression) }}")
    }
    return (Array((filled + rest).utf8), diagnostics)
  }

  /// Whether a message is about an expression, which is no fault of the rules.
  public static func isAboutExpression(_ diagnostic: Diagnostic) -> Bool {
    diagnostic.message.contains(Unresolved.opening)
  }
}
