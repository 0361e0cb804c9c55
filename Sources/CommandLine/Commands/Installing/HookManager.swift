import Findings

/// A program that runs the hooks of this repository from a file in its work tree.
enum HookManager: String, CaseIterable {
  case lefthook
  case preCommit = "pre-commit"

  /// The most bytes of its file that are read.
  private static let readLimit = 1 << 20

  /// The files that it reads, the first that exists.
  private var files: [String] {
    switch self {
    case .lefthook:
      ["lefthook", ".lefthook", ".config/lefthook"].flatMap { name in
        ["yml", "yaml", "toml", "json"].map { "\(name).\($0)" }
      }
    case .preCommit: [".pre-commit-config.yaml", ".pre-commit-config.yml"]
    }
  }

  /// Those of a work tree, each with its file.
  static func found(in workTree: String?) -> [(manager: HookManager, file: String)] {
    guard let workTree else { return [] }
    return allCases.compactMap { manager in
      manager.files.map { workTree + "/" + $0 }.first(where: Files.exists).map { (manager, $0) }
    }
  }

  /// Whether it can run a hook truthfully.
  ///
  /// Not a push: pre-commit hands on the first ref only, and lefthook judges what HEAD holds, whatever is pushed.
  func canRun(_ hook: GitHook) -> Bool { hook == .preCommit || hook == .preMergeCommit || hook == .commitMessage }

  /// Whether its file calls ours.
  func calls(_ hook: GitHook, file: String) throws(Failure) -> Bool {
    let bytes = try Files.read(file, limit: Self.readLimit)
    return bytes.firstRange(of: Array("gatehouse hook \(hook.name)".utf8)) != nil
  }

  /// The lines for its file.
  func snippet(_ hooks: [GitHook]) -> String {
    switch self {
    case .lefthook:
      hooks.map { hook in
        """
        \(hook.name):
          commands:
            gatehouse:
              run: gatehouse hook \(hook.name)\(hook.takesArguments ? " -- {1}" : "")

        """
      }.joined()
    case .preCommit:
      """
      repos:
        - repo: local
          hooks:

      """
        + hooks.map { hook in
          """
                - id: gatehouse-\(hook.name)
                  name: gatehouse \(hook.name)
                  entry: gatehouse hook \(hook.name)\(hook.takesArguments ? " --" : "")
                  language: system
                  pass_filenames: \(hook.takesArguments)
                  always_run: true
                  require_serial: true
                  stages: [\(hook.name)]

          """
        }.joined()
    }
  }

  /// What must be run once, beside the lines in its file.
  func activation(_ hooks: [GitHook]) -> String {
    switch self {
    case .lefthook: "lefthook install"
    case .preCommit: "pre-commit install " + hooks.map { "--hook-type \($0.name)" }.joined(separator: " ")
    }
  }
}
