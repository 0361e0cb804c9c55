import HCL

/// Where a module call gets its module, and how firmly.
struct ModuleSource: Sendable {
  let isLocal: Bool
  /// The version, tag, branch or commit as written.
  let pin: String?
  /// The version, where the pin reads as one.
  let version: VersionConstraint?
  /// What stands before the number of a tag, such as `vpc-`: only versions of one series have an order.
  private(set) var series = ""
  /// Whether the same text leads to the same module tomorrow, as far as tags and versions do.
  let isPinned: Bool

  /// `nil` when the source is not written out.
  init?(_ call: ConfigurationBlock) {
    guard let source = call.attribute("source")?.expression.literalString else { return nil }
    isLocal = source.hasPrefix("./") || source.hasPrefix("../") || source.hasPrefix("/")
    if let written = call.attribute("version")?.expression.literalString {
      let constraint = VersionConstraint(written)
      pin = written
      version = constraint
      isPinned = constraint.isBounded
      return
    }
    guard let query = source.split(separator: "?", maxSplits: 1).dropFirst().first,
      let parameter = query.split(separator: "&").first(where: { $0.hasPrefix("ref=") || $0.hasPrefix("version=") })
    else {
      pin = nil
      version = nil
      isPinned = false
      return
    }
    let reference = String(parameter.drop { $0 != "=" }.dropFirst())
    pin = reference
    let isCommit = (7...64).contains(reference.utf8.count) && reference.allSatisfy(\.isHexDigit)
    // `v1.2.3`, `vpc-1.2.3`, `modules/vpc/v1.2`.
    let tail = reference.drop { !$0.isNumber }
    let isTag = tail.contains(".") || (reference.hasPrefix("v") && reference.dropFirst().allSatisfy(\.isNumber))
    version = isCommit || !isTag ? nil : VersionConstraint(String(tail))
    series = String(reference.prefix(reference.count - tail.count)).filter { $0 != "v" }
    isPinned = isCommit || isTag
  }

  /// Where a source leads, whatever version: `git::https://github.com/o/r.git//m?ref=1` and `github.com/o/r//m` are one.
  static func place(_ source: String) -> String {
    var place = source.prefix { $0 != "?" }
    for prefix in ["git::", "https://"] where place.hasPrefix(prefix) { place = place.dropFirst(prefix.count) }
    let parts = String(place).split(separator: "/", omittingEmptySubsequences: false)
    return parts.map { $0.hasSuffix(".git") ? String($0.dropLast(4)) : String($0) }.joined(separator: "/")
  }
}
