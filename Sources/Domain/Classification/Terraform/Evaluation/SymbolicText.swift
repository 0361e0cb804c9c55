import HCL

/// The text by which two values that are not known are compared: with locals written out, so that renaming a
/// local or introducing one changes nothing.
enum SymbolicText {
  static func render(_ expression: HCL.Expression, in scope: StaticScope) -> String {
    let text = expanded(expression, in: scope)
    return text + scope.files.marks(in: text)
  }

  private static func expanded(_ expression: HCL.Expression, in scope: StaticScope) -> String {
    var own = expression.normalizedText
    var names: [String: Set<String>] = [:]
    for reference in expression.variables {
      guard let name = reference.steps.first?.name, reference.root == "local" || scope.texts[name] != nil else {
        continue
      }
      names[reference.root, default: []].insert(name)
    }
    if let variables = names["var"] {
      own = substitute(variables, of: "var.", in: own) { scope.texts[$0].map { "\"\($0)\"" } }
    }
    guard let locals = names["local"] else { return own }
    let expanded = substitute(locals, of: "local.", in: own) { definition(of: $0, in: scope) }
    return expanded.utf8.count <= TerraformLimits.symbolicTextBytes ? expanded : own
  }

  /// Replaces each `local.name` of the normalized text by what the local is defined as, or each `var.name` by its words.
  ///
  /// A string that spells `local.name` is replaced as well. That does no harm: the result is only ever
  /// compared with a text made in the same way.
  private static func substitute(
    _ names: Set<String>, of root: String, in text: String, _ definition: (String) -> String?
  ) -> String {
    let marker = Array(root.utf8)
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: marker), index == 0 || !isPartOfName(bytes[index - 1]) {
        let name = bytes[(index + marker.count)...].prefix { isPartOfName($0) && $0 != UInt8(ascii: ".") }
        let key = String(decoding: name, as: UTF8.self)
        if names.contains(key), let definition = definition(key) {
          result += definition.utf8
          index += marker.count + name.count
          continue
        }
      }
      result.append(bytes[index])
      index += 1
    }
    return String(decoding: result, as: UTF8.self)
  }

  private static func definition(of local: String, in scope: StaticScope) -> String? {
    if let text = scope.symbolicLocal(local) { return text }
    guard let value = scope.local(local), value.isKnown else { return nil }
    return value.shown
  }

  /// Whether a byte belongs to a dotted name.
  static func isPartOfName(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "a")...UInt8(ascii: "z"), UInt8(ascii: "A")...UInt8(ascii: "Z"),
      UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "_"), UInt8(ascii: "-"), UInt8(ascii: "."), 0x80...:
      true
    default: false
    }
  }
}
