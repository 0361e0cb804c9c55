/// Where a plan's resource stands: the module calls on the way, then its type, name and instance key.
struct PlanAddress: Hashable, Sendable {
  /// The module calls, outermost first.
  let modules: [Step]
  let type: String
  /// The name without instance key.
  let name: String
  /// `[0]` or `["a"]`; empty without one.
  let instance: String

  /// One module call: `module.network["a"]`.
  struct Step: Hashable, Sendable {
    let name: String
    /// `[0]` or `["a"]`; empty without one.
    let instance: String
  }

  /// How many module calls are followed; Terraform users nest a handful.
  static let depth = 64

  /// The resource in its own module, instance key included: what a rule takes for its name.
  var resource: ResourceAddress { ResourceAddress(type: type, name: name + instance) }

  /// The block that the resource comes from.
  var block: ResourceAddress { ResourceAddress(type: type, name: name) }

  /// `module.network["a"].module.x`; empty for the root module.
  var modulePath: String { Self.path(modules) { "module.\($0.name)\($0.instance)" } }

  /// The same without instance keys.
  var moduleCallPath: String { Self.path(modules) { "module.\($0.name)" } }

  /// The whole address as findings of configuration name it: without instance keys.
  var blockPath: String { moduleCallPath.isEmpty ? "\(block)" : "\(moduleCallPath).\(block)" }

  private static func path(_ steps: [Step], _ text: (Step) -> String) -> String {
    steps.map(text).joined(separator: ".")
  }

  init(modules: [Step], type: String, name: String, instance: String) {
    self.modules = modules
    self.type = type
    self.name = name
    self.instance = instance
  }

  /// Reads `module.a["x"].aws_vpc.main[0]`; `nil` for anything else.
  init?(_ text: String) {
    var rest = Array(text.utf8)[...]
    guard let modules = Self.steps(&rest), let type = Self.name(&rest), rest.popFirst() == UInt8(ascii: "."),
      let name = Self.name(&rest), let instance = Self.instanceKey(&rest), rest.isEmpty
    else { return nil }
    self.init(modules: modules, type: type, name: name, instance: instance)
  }

  /// The module calls of `module.a["x"].module.b[0]`; `nil` for anything else.
  static func steps(_ text: String) -> [Step]? {
    // As if a resource followed.
    var rest = (Array(text.utf8) + [UInt8(ascii: ".")])[...]
    guard let steps = steps(&rest), rest.isEmpty else { return nil }
    return steps
  }

  /// Takes module calls with the full stop behind each from the front.
  private static func steps(_ rest: inout ArraySlice<UInt8>) -> [Step]? {
    var steps: [Step] = []
    let prefix = Array("module.".utf8)
    while rest.starts(with: prefix) {
      rest = rest.dropFirst(prefix.count)
      guard steps.count < depth, let name = name(&rest), let key = instanceKey(&rest),
        rest.popFirst() == UInt8(ascii: ".")
      else { return nil }
      steps.append(Step(name: name, instance: key))
    }
    return steps
  }

  private static func name(_ rest: inout ArraySlice<UInt8>) -> String? {
    let name = rest.prefix { $0 != UInt8(ascii: "[") && $0 != UInt8(ascii: ".") }
    rest = rest.dropFirst(name.count)
    return name.isEmpty ? nil : String(decoding: name, as: UTF8.self)
  }

  /// Takes `[0]` or `["a"]` from the front, with a string's escapes as they are; empty when there is none.
  private static func instanceKey(_ rest: inout ArraySlice<UInt8>) -> String? {
    guard rest.first == UInt8(ascii: "[") else { return "" }
    var index = rest.startIndex + 1
    var isQuoted = false
    while index < rest.endIndex {
      switch rest[index] {
      case UInt8(ascii: "\\") where isQuoted: index += 1
      case UInt8(ascii: "\""): isQuoted.toggle()
      case UInt8(ascii: "]") where !isQuoted:
        let key = rest[rest.startIndex...index]
        rest = rest[(index + 1)...]
        return String(decoding: key, as: UTF8.self)
      default: break
      }
      index += 1
    }
    return nil
  }
}
