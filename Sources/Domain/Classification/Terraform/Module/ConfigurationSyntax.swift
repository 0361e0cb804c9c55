import HCL

/// How a file of a module is parsed, by its name.
enum ConfigurationSyntax {
  static func parse(_ bytes: [UInt8], path: some BidirectionalCollection<UInt8>, name: TerraformFileName)
    -> HCL.ParsedFile
  {
    guard TerraformFileName.isJSON(path) else { return HCL.parse(bytes) }
    return HCL.parseJSON(bytes, schema: name.isConfiguration ? configuration : variables)
  }

  /// The block types of a configuration, with the labels of each.
  private static let configuration = HCL.JSONSchema(
    blocks: [
      "resource": 2, "data": 2, "ephemeral": 2, "module": 1, "variable": 1, "output": 1, "provider": 1, "check": 1,
      "locals": 0, "terraform": 0, "moved": 0, "removed": 0, "import": 0,
    ],
    nestedLabels: ["provisioner": 1, "dynamic": 1, "backend": 1, "provider_meta": 1, "data": 2])

  /// A file of variables holds values and no templates.
  private static let variables = HCL.JSONSchema(blocks: [:], hasTemplates: false)
}
