/// What stands in for the force-new table where a type is in none: the arguments that name or place a thing.
/// Well over nine in ten of all providers' types cannot change these in place.
enum ForceNewFallback {
  /// The paths to look at in the blocks of one resource.
  static func attributes(in blocks: [ConfigurationBlock]) -> [String] {
    Set(blocks.flatMap(\.attributes.keys)).filter(matches).sorted()
  }

  private static func matches(_ name: String) -> Bool {
    names.contains(name) || name.hasSuffix("_identifier")
  }

  private static let names: Set<String> = [
    "name", "location", "region", "zone", "availability_zone", "project", "resource_group_name", "vpc_id",
    "subnet_ids", "engine", "encrypted", "storage_encrypted", "snapshot_identifier",
  ]
}
