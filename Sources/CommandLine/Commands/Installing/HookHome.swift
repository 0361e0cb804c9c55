import Findings
import GitProcess
import Repositories

/// Where the hooks of a clone belong, so that they run and nobody else's stop running.
enum HookHome {
  /// In the repository's configuration: git 2.54 and newer.
  case configuration(ConfiguredHooks)
  /// As files where git looks for them.
  case directory(DirectoryHooks)
  /// As lines in the user's hooks of husky.
  case husky(HuskyHooks)
  /// The hooks directory belongs to every repository of the user, or to the machine: never written.
  case foreign(String)

  /// Finds out.
  ///
  /// - Parameter files: whether the configuration is left alone though this git could take hooks from it.
  static func find(_ queries: GitQueries, files: Bool) throws(Failure) -> HookHome {
    if !files, try queries.takesHooksFromConfiguration() { return .configuration(try ConfiguredHooks(queries)) }
    return try ofDirectory(queries)
  }

  /// Where they belong for a git that reads none from its configuration.
  static func ofDirectory(_ queries: GitQueries) throws(Failure) -> HookHome {
    let directory = try queries.facts.hooksDirectory
    if try isForeign(queries) { return .foreign(directory) }
    if let husky = HuskyHooks(hooksDirectory: directory, scripts: try ConfiguredHooks(queries).scripts) {
      return .husky(husky)
    }
    return .directory(DirectoryHooks(directory: directory))
  }

  /// Whether git looks for hooks outside the repository.
  private static func isForeign(_ queries: GitQueries) throws(Failure) -> Bool {
    let facts = try queries.facts
    var homes = [facts.commonDirectory, facts.gitDirectory, facts.workTree].compactMap { $0 }
    // From a linked work tree, the main one is the same repository.
    if Files.name(of: facts.commonDirectory) == ".git" { homes.append(Files.parent(of: facts.commonDirectory)) }
    // By real paths: a link or `..` inside the repository can lead out of it.
    let directory = Files.realPathAsFarAsItExists(facts.hooksDirectory)
    guard homes.map(Files.realPathAsFarAsItExists).contains(where: { directory == $0 || directory.hasPrefix($0 + "/") })
    else { return true }
    // One that a user set for all repositories is theirs even where it lies inside this one, as with dot files kept in git.
    guard let setting = try queries.settings(matching: "^core\\.hookspath$").last else { return false }
    return ["global", "system"].contains(setting.scope)
      && (setting.value.hasPrefix("/") || setting.value.hasPrefix("~"))
  }
}
