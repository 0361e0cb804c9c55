import Exposure
import Findings
import Firewall
import Repositories

/// The rule files of ufw in one directory, for one family: they are one filter.
struct UFWDirectory: Hashable, Comparable {
  let directory: RepositoryPath
  let family: AddressFamily

  private static let names: [AddressFamily: [String]] = [
    .ipv4: ["before.rules", "user.rules", "after.rules"], .ipv6: ["before6.rules", "user6.rules", "after6.rules"],
  ]

  static func < (left: UFWDirectory, right: UFWDirectory) -> Bool {
    (left.directory, left.family) < (right.directory, right.family)
  }

  /// Whether a file of that name may be one of them.
  static func isPart(_ path: RepositoryPath) -> Bool {
    names.values.contains { $0.contains { path.name.elementsEqual($0.utf8) } }
  }

  static func family(of path: RepositoryPath) -> AddressFamily {
    (names[.ipv6] ?? []).contains { path.name.elementsEqual($0.utf8) } ? .ipv6 : .ipv4
  }

  /// `default/ufw`, which stands beside `ufw/`.
  private static func isDefaults(_ path: RepositoryPath) -> Bool {
    path.name.elementsEqual("ufw".utf8) && path.directory.name.elementsEqual("default".utf8)
  }

  /// The directories that a changed file belongs to; `nil` when it is none of ufw's.
  static func holding(_ file: ChangedFile) -> [UFWDirectory]? {
    if isPart(file.path) {
      let isOwn = [file.base, file.head].contains { $0.bytes?.mentions("ufw") == true }
      return isOwn ? [UFWDirectory(directory: file.path.directory, family: family(of: file.path))] : nil
    }
    guard isDefaults(file.path) else { return nil }
    let directory = file.path.directory.directory.appending(Array("ufw".utf8))
    return AddressFamily.allCases.map { UFWDirectory(directory: directory, family: $0) }
  }

  /// The filter as it stands on one side; `nil` where none of its files does.
  func file(in change: ChangeSet, _ side: Finding.Side) throws(Failure) -> FirewallFile? {
    let tree = side == .base ? change.base : change.head
    var parts: [UFWRules.Part] = []
    var paths: [RepositoryPath] = []
    for name in Self.names[family] ?? [] {
      let path = directory.appending(Array(name.utf8))
      guard case .bytes(let bytes)? = try tree.contents(at: path, limit: ClassifierLimits.fileBytes) else { continue }
      parts.append(UFWRules.Part(label: name, bytes: bytes))
      paths.append(path)
    }
    let path = directory.directory.appending(Array("default".utf8)).appending(Array("ufw".utf8))
    var defaults: UFWRules.Part?
    if case .bytes(let bytes)? = try tree.contents(at: path, limit: ClassifierLimits.fileBytes) {
      defaults = UFWRules.Part(label: "ufw", bytes: bytes)
    }
    // Without rules of its family, the settings alone say nothing of the second family.
    guard let primary = paths.first ?? (family == .ipv4 && defaults != nil ? path : nil) else { return nil }
    return FirewallFile(
      path: primary, side: side, format: .ufw(family),
      ruleset: UFWRules.parse(parts, family: family, defaults: defaults),
      included: paths + (defaults == nil ? [] : [path]))
  }
}
