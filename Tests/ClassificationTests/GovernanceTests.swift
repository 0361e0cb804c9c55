import Classification
import Findings
import Repositories
import TestSupport
import Testing

@Suite("Governance classifier")
struct GovernanceTests {
  private typealias File = MemoryTree.File

  private func kind(_ path: String, _ base: File?, _ head: File?) throws -> ChangeKind? {
    let empty: MemoryTree = [:]
    let before = empty.replacing(RepositoryPath(path), with: base)
    let after = empty.replacing(RepositoryPath(path), with: head)
    let result = try GovernanceClassifier().classify(ChangeSet(from: before, to: after))
    #expect(result.findings.count <= 1)
    return result.findings.first?.kind
  }

  @Test(
    "a path belongs to its area",
    arguments: [
      (".gatehouse/policy.yaml", ChangeKind.governancePolicyChanged),
      (".GATEHOUSE/POLICY.YAML", .governancePolicyChanged),
      (".gatehouse/packs/a/b.yaml", .governancePolicyChanged),
      (".gatehouse/trust.yaml", .governanceTrustRootChanged),
      (".gatehouse/trust.yaml.sigs", .governanceTrustRootChanged),
      (".gatehouse/anything", .governanceGatehouseFileChanged),
      (".gatehouse", .governanceGatehouseFileChanged),
      (".githooks/pre-push", .governanceHookChanged),
      (".husky/_/h", .governanceHookChanged),
      ("sub/.pre-commit-config.yaml", .governanceHookChanged),
      ("lefthook-local.toml", .governanceHookChanged),
      ("CODEOWNERS", .governanceCodeownersReserved),
      (".gitea/CODEOWNERS", .governanceCodeownersChanged),
      (".github/workflows/x.yml", .governanceWorkflowChanged),
      (".github/actions/a/index.js", .governanceWorkflowChanged),
      ("tools/action.yml", .governanceWorkflowChanged),
      (".circleci/config.yml", .governanceWorkflowChanged),
      ("a/b/.gitattributes", .governanceAttributesChanged),
      (".gitmodules", .governanceSubmoduleChanged),
      (".claude/hooks/a.py", .governanceAgentSettingsChanged),
    ])
  func areas(_ path: String, _ expected: ChangeKind) throws {
    #expect(try kind(path, "a\n", "b\n") == expected)
  }

  @Test(
    "a path that only looks alike governs nothing",
    arguments: [
      "x/.gatehouse/policy.yaml", ".gatehousepolicy.yaml", "gatehouse/policy.yaml", ".github/CODEOWNERS.md",
      ".github/WORKFLOWS/x.yml", "codeowners", "docs/hooks/pre-push", ".gitignore", "a.gitattributes",
      "src/lefthooks.ts", ".gitlab/merge_request_templates/a.md", ".clauderc",
    ])
  func otherPaths(_ path: String) throws {
    #expect(try kind(path, "a\n", "b\n") == nil)
  }

  @Test(
    "an edit of comments and blank lines is silent where it is certain that it is one",
    arguments: [
      ("a: 1\n", "# c\na: 1 \n", false),
      ("a: 1\n", "# c\n\na: 1\n", true),
      ("a: 1\nb: 2\n", "a: 1\n  # c\n\nb: 2\n", true),
      ("a: |\n  x\nb: 1\n", "a: |\n  # y\n  x\nb: 1\n", false),
      ("a: |\n  x\nb: 1\n", "a: |\n  x\n\n# y\nb: 1\n", true),
      ("a: |+\n  x\nb: 1\n", "a: |+\n  x\n\nb: 1\n", false),
      ("a: >-  # note\n  x\n", "a: >-  # note\n  # x\n  x\n", false),
      ("a: |2\n    x\n", "a: |2\n    x\n  # y\n", false),
      ("- &a |\n x\n", "- &a |\n # y\n x\n", false),
      ("a: 'x\n  y'\n", "a: 'x\n  # z\n  y'\n", false),
      ("a: \"x\\\"\n  y\"\n", "a: \"x\\\"\n  # z\n  y\"\n", false),
      ("a: 'x' # it's\nb: 1\n", "a: 'x' # it's\n# c\nb: 1\n", true),
      ("a: x\n  y\n", "a: x\n\n  y\n", false),
      ("a: x\n- b\n", "a: x\n\n- b\n", false),
      ("a:\n  - b: 1\n", "a:\n\n  - b: 1\n", true),
      ("a: 1\n", "a: 1\r\n", true),
      ("a: 1\n", "a: 1\n\n\n", true),
    ])
  func yamlComments(_ base: String, _ head: String, _ isSilent: Bool) throws {
    let path = ".github/workflows/x.yml"
    #expect((try kind(path, .text(base), .text(head)) == nil) == isSilent)
    #expect((try kind(path, .text(head), .text(base)) == nil) == isSilent)
  }

  @Test(
    "comments of a shell hook",
    arguments: [
      ("make\n", "# c\nmake\n", true),
      ("#!/bin/sh\nmake\n", "#!/bin/bash\nmake\n", false),
      ("#!/bin/sh\nmake\n", "\n#!/bin/sh\nmake\n", false),
      ("echo 'a\nb'\n", "echo 'a\n# c\nb'\n", false),
      ("echo \"a\\\"\nb\"\n", "echo \"a\\\"\n# c\nb\"\n", false),
      ("echo \\'\nmake\n", "echo \\'\n# c\nmake\n", true),
      ("make # it's\nmake\n", "make # it's\n# c\nmake\n", true),
      ("cat <<X\nX\n", "cat <<X\n# c\nX\n", false),
      ("a \\\nb\n", "a \\\n\nb\n", false),
      ("make\n", "make\r\n", false),
      ("make # a\n", "make # b\n", false),
    ])
  func shellComments(_ base: String, _ head: String, _ isSilent: Bool) throws {
    #expect((try kind(".githooks/pre-push", .text(base), .text(head)) == nil) == isSilent)
    #expect((try kind(".githooks/pre-push", .text(head), .text(base)) == nil) == isSilent)
  }

  @Test(
    "only a newer version of the same action is a version change",
    arguments: [
      ("a/b@v1", "a/b@v2", true), ("a/b/c@v1", "a/b/c@1.2.3", true), ("a/b@v1", "a/b@main", false),
      ("a/b@v1", "a/c@v1", false), ("a/b@v1", "a/b@v1 x", false), ("./a@v1", "./a@v2", true),
      ("a/b@v1", "a/b@v${{ inputs.v }}", false), ("a/b@v1", "a/b", false),
      ("a/gatehouse@v1", "a/gatehouse@v2", false),
      ("a/b@v1", "a/b@0123456789012345678901234567890123456789", true),
      ("a/b@0123456789012345678901234567890123456789", "a/b@v1", false),
    ])
  func actionVersions(_ base: String, _ head: String, _ isVersion: Bool) throws {
    func workflow(_ use: String) -> MemoryTree.File { .text("steps:\n  - uses: \(use)\n") }
    let found = try kind(".github/workflows/x.yml", workflow(base), workflow(head))
    #expect((found == .governanceActionVersionChanged) == isVersion)
    #expect(found != nil)
  }

  @Test("a file that cannot be compared is never silent")
  func incomparable() throws {
    let huge = MemoryTree.File(bytes: [UInt8](repeating: 35, count: ClassifierLimits.fileBytes + 1))
    #expect(try kind("CODEOWNERS", "# a\n", huge) == .governanceCodeownersChanged)
    #expect(try kind("CODEOWNERS", "# a\n", .symbolicLink(to: "# a\n")) == .governanceCodeownersChanged)
    #expect(try kind(".githooks", nil, .symbolicLink(to: "x")) == .governanceHookChanged)
  }

  @Test("damaged workflows and hooks are read without a trap, and a changed command is never silent")
  func mutations() throws {
    var random = SeededGenerator(seed: 9)
    let text = Array("a: |\n  x 'y\nb: \"c\\\"\"\n# d\n- uses: e/f@v1 # g\n\n- run: >+2 # h\n   i\n".utf8)
    for _ in 0..<400 {
      var damaged = text
      for _ in 0...Int.random(in: 0..<3, using: &random) {
        let byte = Array("\n #'\"|>\\a:@".utf8).randomElement(using: &random) ?? 0
        damaged[Int.random(in: 0..<text.count, using: &random)] = byte
      }
      for path in [".github/workflows/x.yml", ".githooks/x", "CODEOWNERS"] {
        let (base, head) = (damaged + Array("\nend: 1\n".utf8), damaged + Array("\nend: 2\n".utf8))
        #expect(try kind(path, MemoryTree.File(bytes: base), MemoryTree.File(bytes: head)) != nil)
      }
    }
  }
}
