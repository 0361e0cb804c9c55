import Findings
import Repositories

/// What other tools than Terraform say of a module: pipelines and scripts run one by its path, stacks call it, and programs
/// that fetch modules put one where this repository has none.
extension ModuleReader {
  /// Files by which a runner finds what it applies, whatever stands in them.
  private static let runners: Set<String> = [
    "atlantis.yaml", "atlantis.yml", "digger.yml", "env0.yml", "env0.yaml", "spacelift.yml", "spacelift.yaml",
    "atmos.yaml", "atmos.yml", "cdktf.json",
  ]

  /// Endings of the files of Terraform's stacks and tests, which call modules too.
  private static let stacks = [".tfcomponent.hcl", ".tfstack.hcl", ".tfdeploy.hcl", ".tftest.hcl", ".tofutest.hcl"]

  /// Endings and names of what may run a module by its path.
  private static let scripts = [
    ".yml", ".yaml", ".sh", ".bash", ".mk", ".ps1", ".py", ".rb", ".toml", "Makefile", "Jenkinsfile", "justfile",
    "Rakefile",
  ]

  /// More scripts than this are not read: one of them may name the module.
  private static let scriptLimit = 2_000

  /// Whether some other tool's file names the module in `directory`, or may.
  func isMentioned(_ directory: RepositoryPath, side: Finding.Side) throws(Failure) -> Bool {
    let components = directory.components
    let folder = Array(components.suffix(2).joined(separator: [UInt8(ascii: "/")]))
    // `modules/*`, or a name that a variable holds: `modules/${{ matrix.module }}`.
    let parts = [folder] + ["/*", "/$", "/{{"].map { Array((components.dropLast().last ?? []) + $0.utf8) }
    var open = [RepositoryPath.root]
    var scripts = 0
    while let place = open.popLast() {
      for entry in try snapshot(side).entries(in: place) {
        if entry.version.mode.isDirectory {
          open.append(place.appending(entry.name))
          continue
        }
        let name = String(decoding: entry.name, as: UTF8.self)
        let isOwn = name == String(decoding: directory.name, as: UTF8.self) + ".tfvars"
        if isOwn || Self.runners.contains(name) || Self.stacks.contains(where: name.hasSuffix) { return true }
        guard place != directory, Self.scripts.contains(where: name.hasSuffix) else { continue }
        scripts += 1
        guard scripts <= Self.scriptLimit else { return true }
        switch try snapshot(side).contents(of: entry.version, limit: ClassifierLimits.fileBytes) {
        case .bytes(let bytes): if parts.contains(where: { bytes.firstRange(of: $0) != nil }) { return true }
        case .oversized: return true
        case .none: break
        }
      }
    }
    return false
  }

  /// Files of programs that fetch modules from elsewhere.
  private static let fetchers: Set<String> = ["Terrafile", "vendir.yml", ".gitmodules"]

  /// Folders that hold what was fetched or made.
  private static let fetched: Set<String> = [
    "vendor", "vendored", "generated", ".terraform", "third_party", "external",
  ]

  /// Whether a folder that the repository does not hold may be put there before Terraform runs.
  func mayBeFetched(_ directory: RepositoryPath, side: Finding.Side) throws(Failure) -> Bool {
    if directory.components.contains(where: { Self.fetched.contains(String(decoding: $0, as: UTF8.self)) }) {
      return true
    }
    let top = try snapshot(side).entries(in: .root)
    if top.contains(where: { Self.fetchers.contains(String(decoding: $0.name, as: UTF8.self)) }) { return true }
    var place = directory
    while place != .root {
      place = place.directory
      guard
        let entry = try snapshot(side).entries(in: place).first(where: { $0.name.elementsEqual(".gitignore".utf8) }),
        case .bytes(let bytes) = try snapshot(side).contents(of: entry.version, limit: ClassifierLimits.fileBytes)
      else { continue }
      // A pattern is not matched: that it has one of the names is enough.
      if directory.components.contains(where: { bytes.firstRange(of: $0) != nil }) { return true }
    }
    return false
  }
}
