import Findings

/// What a governed file governs.
enum GovernanceArea: Hashable, Sendable, CaseIterable {
  case policy
  case trustRoot
  /// Anything else under `.gatehouse/`.
  case gate
  case hook
  case codeowners
  case workflow
  case attributes
  case submodules
  case agentSettings

  /// The area of `path`, or of what it looks like; `nil` for a file that governs nothing. The first area whose
  /// table has it wins.
  init?(_ path: RepositoryPath) {
    guard let area = Self.listing(path) ?? path.undisguised.flatMap(Self.listing) else { return nil }
    self = area
  }

  private static func listing(_ path: RepositoryPath) -> GovernanceArea? {
    let isListed = { (area: GovernanceArea) in area.patterns.contains { $0.matches(path) } }
    guard let area = allCases.first(where: isListed) else { return nil }
    // Issue and merge request templates live beside GitLab's CI files and run nothing.
    return area == .workflow && path.hasSuffix(".md") ? nil : area
  }

  /// Whether `path` is the file whose presence means that there is a policy, or a trust root.
  func isMainFile(_ path: RepositoryPath) -> Bool {
    switch self {
    case .policy: PathPattern.file(".gatehouse/policy.yaml").inAnyCase.matches(path)
    case .trustRoot: PathPattern.file(".gatehouse/trust.yaml").inAnyCase.matches(path)
    default: false
    }
  }

  private var patterns: [PathPattern] {
    switch self {
    case .policy: Self.policyPatterns
    case .trustRoot: Self.trustRootPatterns
    case .gate: Self.gatePatterns
    case .hook: Self.hookPatterns
    case .codeowners: Self.codeownersPatterns
    case .workflow: Self.workflowPatterns
    case .attributes: Self.attributesPatterns
    case .submodules: Self.submodulesPatterns
    case .agentSettings: Self.agentSettingsPatterns
    }
  }
}

extension GovernanceArea {
  private static let policyPatterns: [PathPattern] = [
    .file(".gatehouse/policy.yaml").inAnyCase, .file(".gatehouse/policy.yml").inAnyCase,
    .below(".gatehouse/packs").inAnyCase,
  ]

  private static let trustRootPatterns: [PathPattern] = [
    .file(".gatehouse/trust.yaml").inAnyCase, .file(".gatehouse/trust.yaml.sigs").inAnyCase,
  ]

  private static let gatePatterns: [PathPattern] = [.below(".gatehouse").inAnyCase]

  /// Directories that `core.hooksPath` is usually set to, and the hook managers' files: husky, lefthook,
  /// pre-commit, prek, hk, overcommit, captainhook.
  private static let hookPatterns: [PathPattern] = [
    .below(".githooks").inAnyCase, .below(".git-hooks").inAnyCase, .below(".husky").inAnyCase,
    .below(".lefthook").inAnyCase, .namePrefix("lefthook.").inAnyCase, .namePrefix(".lefthook.").inAnyCase,
    .namePrefix("lefthook-local.").inAnyCase, .namePrefix(".lefthook-local.").inAnyCase,
    .namePrefix(".huskyrc").inAnyCase, .named(".pre-commit-config.yaml").inAnyCase,
    .named(".pre-commit-config.yml").inAnyCase, .named("prek.toml").inAnyCase, .file("hk.pkl").inAnyCase,
    .file(".overcommit.yml").inAnyCase, .file("captainhook.json").inAnyCase,
  ]

  private static let codeownersPatterns: [PathPattern] = OwnersChange.places.map(PathPattern.file)

  private static let workflowPatterns: [PathPattern] = [
    .below(".github/workflows"), .below(".github/actions"), .named("action.yml"), .named("action.yaml"),
    .below(".gitea/workflows"), .below(".gitea/actions"), .below(".forgejo/workflows"),
    .below(".forgejo/actions"),
    .named(".gitlab-ci.yml"), .below(".gitlab"), .namePrefix("Jenkinsfile"), .below(".circleci"),
    .namePrefix("azure-pipelines"), .below(".azure-pipelines"), .file("bitbucket-pipelines.yml"),
    .below(".buildkite"), .file(".travis.yml"), .file(".drone.yml"), .file(".woodpecker.yml"),
    .file(".woodpecker.yaml"), .below(".woodpecker"), .below(".teamcity"), .below(".semaphore"),
    .file(".cirrus.yml"), .file("appveyor.yml"), .file(".appveyor.yml"), .file("cloudbuild.yaml"),
    .file("cloudbuild.yml"),
  ]

  private static let attributesPatterns: [PathPattern] = [.named(".gitattributes").inAnyCase]

  private static let submodulesPatterns: [PathPattern] = [.file(".gitmodules").inAnyCase]

  /// Settings that act: permissions, hooks, servers. Instructions in prose (`AGENTS.md`) are not among them.
  private static let agentSettingsPatterns: [PathPattern] = [
    .below(".claude").inAnyCase, .below(".cursor").inAnyCase, .below(".codex").inAnyCase,
    .below(".gemini").inAnyCase, .below(".windsurf").inAnyCase, .named(".mcp.json").inAnyCase,
    .file(".vscode/mcp.json").inAnyCase, .file(".aider.conf.yml").inAnyCase,
  ]
}
