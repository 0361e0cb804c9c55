import Findings
import Policy
import Testing

@Suite struct MergeTests {
  let pack = Policy(
    extends: ["pack"], enforcement: .enforce, governed: [Glob("g")],
    environments: [EnvironmentMap("production", paths: [Glob("p")], multiplier: 160)],
    levels: LevelThresholds(medium: 300, high: 500, critical: 900) ?? .standard,
    overrides: [
      ScoreOverride(kind: "a", target: .level(.critical)), ScoreOverride(kind: "b", target: .score(100)),
    ],
    approvals: [.high: ApprovalTerms(count: 1, challenge: .quiz), .critical: ApprovalTerms(count: 2)],
    maxScore: 950)

  @Test("Of each setting the stricter one holds")
  func ofEachSettingTheStricterOne() throws {
    let file = Policy(
      enforcement: .shadow, protected: ProtectedRefs(trunk: "trunk"), governed: [Glob("h"), Glob("g")],
      environments: [
        EnvironmentMap("production", paths: [Glob("q")], multiplier: 120), EnvironmentMap("lab"),
      ],
      levels: LevelThresholds(medium: 200, high: 600, critical: 800) ?? .standard,
      overrides: [
        ScoreOverride(kind: "a", target: .level(.low)), ScoreOverride(kind: "b", target: .score(200)),
      ],
      approvals: [
        .high: ApprovalTerms(count: 3, minimumReview: 9),
        .critical: ApprovalTerms(count: 1, userPresence: true),
      ],
      approvalsBranch: "x", maxScore: 970)
    let merged = try file.merging(pack: pack)
    #expect(merged.extends == ["pack"] && merged.enforcement == .shadow && merged.protected.trunk == "trunk")
    #expect(merged.governed == [Glob("h"), Glob("g")])
    #expect(merged.environments.map(\.name) == ["lab", "production"])
    #expect(
      merged.environments[1].multiplier == 160 && merged.environments[1].paths == [Glob("q"), Glob("p")])
    #expect(merged.levels == LevelThresholds(medium: 200, high: 500, critical: 800))
    #expect(merged.overrides.map(\.target) == [.level(.critical), .score(200)])
    #expect(merged.approvals(for: .high) == ApprovalTerms(count: 3, challenge: .quiz, minimumReview: 9))
    #expect(merged.approvals(for: .critical) == ApprovalTerms(count: 2, userPresence: true))
    #expect(merged.approvalsBranch == "x" && merged.maxScore == 950)
  }

  @Test("One rule id cannot mean two things")
  func oneRuleIdCannotMeanTwo() throws {
    let when = try test(.kind, .equal, .text("a"))
    let packed = Policy(rules: [rule("r", when, .reject)])
    let conflict = #expect(throws: RuleConflict.self) {
      try Policy(rules: [rule("r", when, .log)]).merging(pack: packed)
    }
    #expect(conflict?.id == "r")
    #expect(try Policy(rules: [rule("s", when, .log)]).merging(pack: packed).rules.map(\.id) == ["r", "s"])
  }

  @Test("Merging a pack never weakens a verdict")
  func mergingAPackNeverWeakensA() throws {
    var generator = SeededGenerator(state: 8)
    func randomPolicy() -> Policy {
      Policy(
        environments: [
          EnvironmentMap(
            "production", paths: [Glob("a/**")], multiplier: Int.random(in: 50...200, using: &generator))
        ],
        levels: LevelThresholds(
          medium: Int.random(in: 100...300, using: &generator),
          high: Int.random(in: 301...600, using: &generator),
          critical: Int.random(in: 601...1000, using: &generator)) ?? .standard,
        approvals: [
          .medium: ApprovalTerms(count: Int.random(in: 0...1, using: &generator)),
          .high: ApprovalTerms(count: Int.random(in: 1...2, using: &generator)),
          .critical: ApprovalTerms(count: Int.random(in: 2...3, using: &generator)),
        ], maxScore: Int.random(in: 600...1000, using: &generator))
    }
    for _ in 0..<200 {
      let (file, pack) = (randomPolicy(), randomPolicy())
      let merged = try file.merging(pack: pack)
      let findings = [finding("a.b.c", Int.random(in: 50...900, using: &generator), path: "a/b")]
      func needs(_ policy: Policy) -> (Int, Bool) {
        let assessment = policy.assess(findings, context: context())
        return (assessment.requirements.map(\.needed).max() ?? 0, !assessment.rejections.isEmpty)
      }
      for part in [file, pack] {
        #expect(needs(merged).0 >= needs(part).0 && (needs(merged).1 || !needs(part).1))
      }
    }
  }
}
