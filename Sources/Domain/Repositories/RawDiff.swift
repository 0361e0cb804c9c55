import Findings

/// The raw diff of a change, byte for byte as stock git prints it:
/// `git diff-tree -r -z --no-renames --ignore-submodules=none <target tip> <merge result>`.
public enum RawDiff {
  /// The bytes for files in byte order of their paths.
  public static func encode(_ files: [FileChange], format: ObjectFormat) -> [UInt8] {
    let none = String(repeating: "0", count: format.byteCount * 2)
    var bytes: [UInt8] = []
    for file in files {
      let modes = ":\(file.old?.mode.octal ?? "000000") \(file.new?.mode.octal ?? "000000") "
      let ids = "\(file.old?.id.hex ?? none) \(file.new?.id.hex ?? none) \(status(file))"
      bytes += Array((modes + ids).utf8)
      bytes.append(0)
      bytes += file.path.bytes
      bytes.append(0)
    }
    return bytes
  }

  private static func status(_ file: FileChange) -> String {
    guard let old = file.old else { return "A" }
    guard let new = file.new else { return "D" }
    return old.mode.rawValue & 0o170000 == new.mode.rawValue & 0o170000 ? "M" : "T"
  }
}
