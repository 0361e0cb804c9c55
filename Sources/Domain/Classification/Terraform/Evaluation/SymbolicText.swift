import HCL

/// The text by which two values that are not known are compared: with locals written out, so that renaming a
/// local or introducing one changes nothing.
enum SymbolicText {
  static func render(_ expression: HCL.Expression, in scope: StaticScope) -> String {
    let text = expanded(expression, in: scope)
    return text + scope.files.marks(in: text)
  }

  private static func expanded(_ expression: HCL.Expression, in scope: StaticScope) -> String {
    let own = expression.normalizedText
    let names = Set(
      expression.variables.compactMap { reference in
        reference.root == "local" ? reference.steps.first?.name : nil
      })
    guard !names.isEmpty else { return own }
    let expanded = substitute(names, in: own, scope: scope)
    return expanded.utf8.count <= TerraformLimits.symbolicTextBytes ? expanded : own
  }

  /// Replaces each `local.name` of the normalized text by what the local is defined as.
  ///
  /// A string that spells `local.name` is replaced as well. That does no harm: the result is only ever
  /// compared with a text made in the same way.
  private static func substitute(_ names: Set<String>, in text: String, scope: StaticScope) -> String {
    let marker = Array("local.".utf8)
    let bytes = Array(text.utf8)
    var result: [UInt8] = []
    var index = 0
    while index < bytes.count {
      if bytes[index...].starts(with: marker), index == 0 || !isPartOfName(bytes[index - 1]) {
        let name = bytes[(index + marker.count)...].prefix { isPartOfName($0) && $0 != UInt8(ascii: ".") }
        let key = String(decoding: name, as: UTF8.self)
        if names.contains(key), let definition = definition(of: key, in: scope) {
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
