import Findings
import Firewall
import Repositories

/// Changed files that filters elsewhere name: services and address sets of firewalld, tables and anchors of pf.
struct FirewallParts {
  /// The changed files that may be named.
  private(set) var paths: Set<RepositoryPath> = []

  /// Takes a changed file that is no filter by itself.
  mutating func take(_ file: ChangedFile) {
    let path = file.path
    if Self.isNamed(path)
      || [file.base, file.head].contains(where: { $0.bytes.map(Self.startsAsPart) == true })
    {
      paths.insert(path)
    }
  }

  /// Whether a filter may name a file of that name.
  static func isNamed(_ path: RepositoryPath) -> Bool { isOfFirewalld(path) || RoleVariables.isPart(path) }

  private static func isOfFirewalld(_ path: RepositoryPath) -> Bool {
    guard path.components.contains(where: { $0.starts(with: "firewalld".utf8) }) else { return false }
    return path.isNamed("firewalld.conf")
      || (path.hasSuffix(".xml") && ["ipsets", "services"].contains { path.directory.isNamed($0) })
  }

  /// How far the first line that says something is looked for.
  private static let reach = 4_096
  private static let statements = ["pass", "block", "anchor", "rdr", "match", "table", "nat"]

  /// An address alone in its line, or a statement of pf.
  static func startsAsPart(_ bytes: [UInt8]) -> Bool {
    var rest = bytes.prefix(reach)
    // Line by line: every changed file is asked, and its first line that says something answers.
    while !rest.isEmpty {
      let line = rest.prefix { $0 != 10 }
      rest = rest.dropFirst(line.count + 1)
      let words = line.split(maxSplits: 2) { $0 == 32 || $0 == 9 || $0 == 13 }
      guard let first = words.first, first.first != UInt8(ascii: "#") else { continue }
      if words.count > 1 { return statements.contains { first.elementsEqual($0.utf8) } }
      return first.count <= 43 && FirewallText.isAddress(String(decoding: first, as: UTF8.self))
    }
    return false
  }

  private static func mayHoldRules(_ path: RepositoryPath) -> Bool {
    ["tables", "rules", "firewall"].contains(where: path.name.containsIgnoringCase)
  }

  /// The filters around the changed files, by their names.
  func holders(in change: ChangeSet) throws(Failure) -> Set<RepositoryPath> {
    var directories: Set<RepositoryPath> = []
    for path in paths {
      if RoleVariables.isPart(path) {
        directories.insert(path.directory.directory.appending("templates"))
      } else if Self.isOfFirewalld(path) {
        let root = path.isNamed("firewalld.conf") ? path.directory : path.directory.directory
        directories.formUnion([root.appending("zones"), root.appending("policies")])
      } else {
        directories.formUnion([path.directory, path.directory.directory])
      }
    }
    var found: Set<RepositoryPath> = []
    for directory in directories.sorted() {
      for entry in try change.head.entries(in: directory) where entry.version.mode.isRegularFile {
        let path = directory.appending(entry.name)
        let format = FirewallFormat(path: path)
        let isTemplate = directory.isNamed("templates") && entry.name.count < 256
        if format == .pf || format == .firewalld || (isTemplate && Self.mayHoldRules(path)) { found.insert(path) }
      }
    }
    return found
  }
}
