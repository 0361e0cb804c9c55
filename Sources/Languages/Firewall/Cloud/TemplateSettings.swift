public import YAML

/// The values that a file of parameters gives a template: a list of `ParameterKey` and `ParameterValue`, `Parameters` of
/// such a list or of names (CloudFormation, "create-stack", "template configuration file"), or `parameters` of names with
/// a `value` each (ARM, "Parameter file").
public struct TemplateSettings: Equatable, Sendable {
  /// The values by their names.
  public let values: [String: YAMLNode]

  /// `nil` for a document of another kind.
  public init?(_ document: YAMLNode) {
    var values: [String: YAMLNode] = [:]
    let own = document["Parameters"]
    for item in document.elements + (own?.elements ?? []) {
      guard let key = item["ParameterKey"]?.text, let value = item["ParameterValue"] else { continue }
      values[key] = value
    }
    if !document.has("Resources"), !document.has("AWSTemplateFormatVersion") {
      for entry in own?.entries ?? [] where entry.value.text != nil { values[entry.key] = entry.value }
    }
    if document["$schema"]?.text?.contains("eploymentParameters.json") == true {
      for entry in document["parameters"]?.entries ?? [] { entry.value["value"].map { values[entry.key] = $0 } }
    }
    guard !values.isEmpty else { return nil }
    self.values = values
  }

  public static func == (left: TemplateSettings, right: TemplateSettings) -> Bool {
    left.values.mapValues(\.canonical) == right.values.mapValues(\.canonical)
  }

  /// Whether a template asks for any of the values.
  public func isFor(_ template: YAMLNode) -> Bool {
    let names = (template["Parameters"] ?? template["parameters"])?.entries.map(\.key) ?? []
    return (template["Resources"] ?? template["resources"]) != nil && names.contains { values[$0] != nil }
  }
}
