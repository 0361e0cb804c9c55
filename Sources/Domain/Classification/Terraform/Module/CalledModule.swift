import Findings
import HCL

/// A module of this repository as one call of it gets it, with what it gives back.
///
/// Outputs are evaluated when somebody first asks for them.
final class CalledModule {
  /// The instances by their keys; one under an empty key where they do not differ, or are not known.
  private let instances: [String: ModuleView]
  private let mode: Repetition.Mode
  /// The keys of the instances; `nil` when they are not known.
  private let keys: Set<String>?
  private var values: [String: [String: StaticValue]] = [:]

  init(_ instances: [String: ModuleView], _ mode: Repetition.Mode, _ keys: Set<String>?) {
    self.instances = instances
    self.mode = mode
    self.keys = keys
  }

  /// What steps from the call lead to: an output, or the whole of it.
  func value(at steps: ArraySlice<HCL.TraversalStep>) -> StaticValue {
    guard let first = steps.first else { return whole }
    let evaluator = Evaluator(scope: StaticScope())
    guard mode == .count || mode == .forEach else {
      return first.name.map { evaluator.member(of: output($0, of: ""), at: steps.dropFirst()) } ?? .failure
    }
    let key: StaticValue
    switch first {
    case .attribute(let name), .key(let name): key = .string(name)
    case .index(let number): key = .string(number)
    }
    guard let output = steps.dropFirst().first?.name else {
      return evaluator.member(of: whole, at: steps)
    }
    return evaluator.member(of: value(of: output, at: key), at: steps.dropFirst(2))
  }

  /// An output of one instance.
  func value(of output: String, at key: StaticValue) -> StaticValue {
    guard mode == .count || mode == .forEach else { return .failure }
    guard let key = key.string else { return isAlike ? self.output(output, of: "") : .unknown }
    if keys?.contains(key) == false { return .failure }
    return self.output(output, of: isAlike ? "" : key)
  }

  private var isAlike: Bool { instances[""] != nil }

  /// Whether an output that steps lead to is made of something that must not be shown.
  func isSensitive(_ steps: ArraySlice<HCL.TraversalStep>) -> Bool {
    guard let view = instances.values.first else { return false }
    let names = steps.prefix(2).compactMap(\.name).filter { view.outputs[$0] != nil }
    return (names.isEmpty ? Array(view.outputs.keys) : names).contains { name in
      guard let output = view.outputs[name] else { return false }
      return output.attribute("sensitive")?.expression.literalBool == true
        || output.attribute("value")?.expression.variables.contains(where: view.scope.isSensitive) ?? false
    }
  }

  private func output(_ name: String, of key: String) -> StaticValue {
    if let known = values[key]?[name] { return known }
    guard let view = instances[key], let output = view.outputs[name]?.attribute("value") else { return .unknown }
    let value = view.evaluator.value(of: output.expression)
    values[key, default: [:]][name] = value
    return value
  }

  /// All outputs: an object, or a list or map of objects.
  private var whole: StaticValue {
    func object(_ key: String) -> StaticValue {
      .object((instances[key]?.outputs ?? [:]).keys.reduce(into: [:]) { $0[$1] = output($1, of: key) })
    }
    guard mode == .count || mode == .forEach else { return object("") }
    guard let keys, keys.count <= TerraformLimits.instances else { return .unknown }
    if mode == .count { return .tuple((0..<keys.count).map { object(isAlike ? "" : "\($0)") }) }
    return .object(Dictionary(uniqueKeysWithValues: keys.map { ($0, object(isAlike ? "" : $0)) }))
  }
}
