import JSON

/// The one use of Terraform's JSON syntax that is read: a file that does nothing but pin versions.
///
/// Teams keep `versions.tf.json` so that robots can edit it; what it can do is what a provider bump in HCL does, which
/// is no finding either. Everything else in JSON is reported as not understood.
enum VersionPins {
  private static let settings: Set<String> = ["required_version", "required_providers", "//"]

  /// Whether the content is strict JSON that holds a `terraform` object with version constraints alone.
  static func isAll(of bytes: [UInt8]) -> Bool {
    guard let value = try? JSONReader.parse(bytes, limits: .foreign), let top = value.object else { return false }
    return top.members.allSatisfy { member in
      if member.key == "//" { return true }
      guard member.key == "terraform" else { return false }
      // An object, or as every block in JSON, an array of them.
      let blocks = member.value.array ?? [member.value]
      return blocks.allSatisfy { block in block.object.map { Set($0.keys).isSubset(of: settings) } ?? false }
    }
  }
}
