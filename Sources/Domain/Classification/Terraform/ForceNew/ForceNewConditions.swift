/// Arguments that force a replacement only together with another one, which the tables cannot say.
enum ForceNewConditions {
  /// The switch that must be true for the argument to force a replacement.
  private static let switches: [String: [String: String]] = [
    "aws_instance": [
      "user_data": "user_data_replace_on_change", "user_data_base64": "user_data_replace_on_change",
    ]
  ]

  /// Whether a change of `path` is made in place after all.
  static func excuse(_ path: String, of block: ConfigurationBlock, in view: ModuleView) -> Bool {
    guard let name = switches[block.labels.first ?? ""]?[path] else { return false }
    let condition = view.argument(name, of: block)
    return condition.isAbsent || condition.value?.boolean == false
  }
}
