import Findings

/// Settings of git that stand in the environment: they hold for every git that is started there, so that it may run other
/// hooks than those of this clone, or none, and nothing in the clone says so.
struct EnvironmentCheckup {
  private let environment: [String: String]

  init(_ environment: [String: String]) { self.environment = environment }

  func examine(_ checkup: inout Checkup) {
    // Git reads a key for each number below the count (git-config(1), ENVIRONMENT).
    let count = environment["GIT_CONFIG_COUNT"].flatMap { Int($0) } ?? 0
    for number in 0..<max(0, min(count, Self.limit)) {
      let variable = "GIT_CONFIG_KEY_\(number)"
      guard let key = environment[variable], Self.decidesHooks(key) else { continue }
      checkup.fault(
        "environment", "\(variable) sets \(key), which decides what hooks git runs here",
        fix: "unset GIT_CONFIG_COUNT where it is exported")
    }
    // What `git -c` hands to the programs that it starts; its own form is not promised to anybody.
    if let parameters = environment["GIT_CONFIG_PARAMETERS"], Self.mayDecideHooks(parameters) {
      checkup.fault(
        "environment", "GIT_CONFIG_PARAMETERS holds settings of hooks: \(parameters)",
        fix: "unset GIT_CONFIG_PARAMETERS where it is exported")
    }
  }

  /// More than anybody sets by hand.
  private static let limit = 1_000

  private static func decidesHooks(_ key: String) -> Bool {
    let key = key.lowercased()
    return key == "core.hookspath" || key.hasPrefix("hook.") || key.hasPrefix("include.") || key.hasPrefix("includeif.")
  }

  private static func mayDecideHooks(_ parameters: String) -> Bool {
    let text = parameters.lowercased()
    return ["core.hookspath", "hook.", "include"].contains { text.contains($0) }
  }
}
