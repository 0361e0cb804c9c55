import HCL

/// Where a module call gets its module, and how firmly.
struct ModuleSource: Sendable {
  let isLocal: Bool
  /// Whether it makes nothing that a version could take away.
  let isResourceless: Bool
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
    isResourceless = ResourcelessModules.contains(source)
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
    var reference = String(parameter.drop { $0 != "=" }.dropFirst())
    pin = reference
    for prefix in ["refs/tags/", "tags/"] where reference.hasPrefix(prefix) {
      reference = String(reference.dropFirst(prefix.count))
    }
    let isCommit = (7...64).contains(reference.utf8.count) && reference.allSatisfy(\.isHexDigit)
    // `v1.2.3`, `vpc-1.2.3`, `modules/vpc/v1.2`.
    let tail = reference.drop { !$0.isNumber }
    let isTag = tail.contains(".") || (reference.hasPrefix("v") && reference.dropFirst().allSatisfy(\.isNumber))
    version = isCommit || !isTag ? nil : VersionConstraint(String(tail))
    series = String(reference.prefix(reference.count - tail.count)).filter { $0 != "v" }
    isPinned = isCommit || isTag
  }

  /// Whether two sources lead into repositories of one owner, and their names differ only in that the repository has words more
  /// or fewer: `o/tfe-workspacer` and `o/acme-tfe-workspacer`, `o/r//s3_logs@` and `o/r//s3_logs`.
  static func areNamedAlike(_ first: String, _ second: String) -> Bool {
    let (old, new) = (place(first).split(separator: "/"), place(second).split(separator: "/"))
    guard old.count >= 3, old.count == new.count, old[0].contains("."), old[..<2] == new[..<2],
      zip(old[3...], new[3...]).allSatisfy({ words($0) == words($1) })
    else { return false }
    if old[2] == new[2] { return true }
    let common: Set<Substring> = ["terraform", "module", "modules"]
    let (first, second) = (words(old[2]).filter { !common.contains($0) }, words(new[2]).filter { !common.contains($0) })
    let (few, many) = first.count < second.count ? (first, second) : (second, first)
    // `rds` and `rds-cluster` are two modules: only what stands in front, such as whose it is, makes no difference.
    return few.count > 1 && many.suffix(few.count).elementsEqual(few)
  }

  /// Whether both are repositories of one owner, taken as a whole.
  static func haveOneOwner(_ first: String, _ second: String) -> Bool {
    let (old, new) = (names(first), names(second))
    return old.count == 3 && new.count == 3 && old[0].contains(".") && old[..<2] == new[..<2]
  }

  /// Whether the second of two versions has but mistakes of the first mended: `0.1.3` and `0.1.4`.
  static func isFixed(_ first: String?, in second: String?) -> Bool {
    func numbers(_ version: String?) -> [Int] {
      (version ?? "").drop { $0 == "v" }.split(separator: ".", omittingEmptySubsequences: false).map { Int($0) ?? -1 }
    }
    let (old, new) = (numbers(first), numbers(second))
    return old.count == 3 && new.count == 3 && !(old + new).contains(-1) && old[..<2] == new[..<2]
      && new[2] == old[2] + 1
  }

  private static func words(_ name: Substring) -> [Substring] { name.split { !$0.isLetter && !$0.isNumber } }

  /// The names of owner, repository and folders in a source, from the top.
  static func names(_ source: String) -> [String] { place(source).split(separator: "/").map(String.init) }

  /// The folder of a repository that a source names, from the top.
  static func folder(_ source: String) -> [String] { Array(names(source).dropFirst(3)) }

  /// Where a source leads, whatever version: `git::https://github.com/o/r.git//m?ref=1`, `git@github.com:o/r.git//m` and
  /// `github.com/o/r//m` are one.
  ///
  /// The public registry serves `o/name/provider` from the repository `terraform-provider-name` of `o` on GitHub, and from
  /// nowhere else (developer.hashicorp.com, "Publish modules to the Terraform Registry").
  static func place(_ source: String) -> String {
    var place = source.prefix { $0 != "?" }
    if place.hasPrefix("./") || place.hasPrefix("../") { return String(place) }
    for prefix in ["git::", "ssh://", "https://", "git@", "registry.terraform.io/"] where place.hasPrefix(prefix) {
      place = place.dropFirst(prefix.count)
    }
    var parts = place.split(separator: "/", omittingEmptySubsequences: false).map {
      $0.hasSuffix(".git") ? String($0.dropLast(4)) : String($0)
    }
    // `git@github.com:o/r`
    if let host = parts.first, let colon = host.firstIndex(of: ":"), !host[colon...].dropFirst().allSatisfy(\.isNumber)
    {
      parts[0] = String(host[..<colon])
      parts.insert(String(host[colon...].dropFirst()), at: 1)
    }
    let address = parts.prefix { !$0.isEmpty }
    if address.count == 3, !address[0].contains(".") {
      let repository = "terraform-\(address[2])-\(address[1])"
      parts.replaceSubrange(..<3, with: ["github.com", address[0], repository])
    }
    return parts.joined(separator: "/")
  }
}
