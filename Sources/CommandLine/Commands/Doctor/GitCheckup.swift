import Findings
import GitProcess

/// Which git this is and what it can do.
struct GitCheckup {
  private let queries: GitQueries

  init(_ queries: GitQueries) { self.queries = queries }

  func examine(_ checkup: inout Checkup) throws(Failure) {
    let version = try queries.version()
    let numbers = version.split(separator: ".").prefix(2).compactMap { Int($0.prefix(while: \.isNumber)) }
    let needed = GitQueries.minimumVersion.split(separator: ".").compactMap { Int($0) }
    guard !numbers.lexicographicallyPrecedes(needed) else {
      return checkup.fault(
        "git", "\(version) is too old: what a merge gives cannot be asked of it",
        fix: "install git \(GitQueries.minimumVersion) or newer")
    }
    let hooks = try queries.takesHooksFromConfiguration()
    checkup.ok("git", "\(version), takes hooks from \(hooks ? "its configuration and from files" : "files")")
    if let objection = try queries.objectionToConfiguredHooks() {
      checkup.fault(
        "git", "refuses its configured hooks: \(objection)", fix: "git config --show-origin --get-regexp '^hook'")
    }
  }
}
