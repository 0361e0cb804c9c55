import Findings
import JSON

/// What a plan says of the configuration that it was made from: which modules are called, and what arguments refer to.
///
/// Its values (`constant_value`) hold secrets of providers in clear and are never looked at.
struct PlanConfiguration: Sendable {
  private let root: JSONValue

  init(_ configuration: JSONValue) {
    root = configuration["root_module"] ?? .null
  }

  /// The managed resources and the module calls of the root module, by which it is recognised.
  var declared: Set<String> {
    let resources = (root["resources"]?.array ?? []).filter { $0["mode"]?.string == "managed" }
      .compactMap { $0["address"]?.string }
    let calls = (root["module_calls"]?.object?.keys ?? []).map { "module.\($0)" }
    return Set(resources + calls)
  }

  /// The `source` of each module call on the way, outermost first; `nil` when the plan does not know one.
  func sources(of steps: [PlanAddress.Step]) -> [String]? {
    var module = root
    var sources: [String] = []
    for step in steps {
      guard let call = module["module_calls"]?[step.name], let source = call["source"]?.string else { return nil }
      sources.append(source)
      module = call["module"] ?? .null
    }
    return sources
  }

  /// The `expressions` of each resource of a module, by block address.
  func expressions(in steps: [PlanAddress.Step]) -> [String: JSONValue] {
    var module = root
    for step in steps { module = module["module_calls"]?[step.name]?["module"] ?? .null }
    var expressions: [String: JSONValue] = [:]
    for resource in module["resources"]?.array ?? [] where resource["mode"]?.string == "managed" {
      if let address = resource["address"]?.string { expressions[address] = resource["expressions"] }
    }
    return expressions
  }
}
