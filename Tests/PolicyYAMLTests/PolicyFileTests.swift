import Findings
import Policy
import PolicyYAML
import RegularExpressions
import Testing

func decode(_ text: String) throws(Failure) -> Policy {
  try PolicyFile.decode(Array(text.utf8), name: "policy.yaml")
}

@Suite struct PolicyFileTests {
  /// The example of the design, with its gaps filled.
  static let example = """
    version: 1
    extends: [builtin:recommended]        # packs: built in
    enforcement: enforce
    protected: { trunk: main, refs: ["release/*"] }
    governed: ["scripts/db/**"]
    environments:
      production: { paths: ["infra/prod/**", "**/production/**"], branches: [main], multiplier: 160 }
      staging:    { paths: ["**/staging/**"] }
    levels: { medium: 300, high: 600, critical: 800 }
    overrides: { network.ingress.world: critical, network.ingress.widened: 650 }
    amplifiers: [ { field: path, op: matches, value: "payments/", boost: 100 } ]
    approvals:
      medium:   { count: 0 }
      high:     { count: 1, challenge: quiz,       minimum_review: 15s }
      critical: { count: 2, challenge: teach-back, minimum_review: 45s, keys: user-presence }
    rules:
      - id: production-migration
        when: { all: [ { field: kind, op: matches, value: "migration.*" }, { field: environment, op: "==", value: production } ] }
        action: require_approval
        roles: [dba, backend-lead]
        reason: Schema changes in production
        sla: 30m
        controls: [SOC2:CC8.1, ISO27001:A.12]
    time_locks: [ { when: { not: { field: reversible, op: ==, value: true } }, wait: 15m } ]
    tickets:    [ { when: { any: [ { field: level, op: ">=", value: high } ] }, pattern: "CHG-[0-9]+" } ]
    suppressions:
      - { kind: network.ingress.world, path: "legacy/**", reason: "Closed in June", owner: ana, expires: 2027-06-30 }
      - fingerprint: 0123456789012345678901234567890123456789012345678901234567890123
        reason: Known
        owner: ben
        expires: 2027-06-30T12:30:05Z
    approvals_branch: gate/approvals
    max_score: 950
    """

  @Test("The example of the design is read as it is meant")
  func example() throws {
    let policy = try decode(Self.example)
    #expect(policy.extends == ["builtin:recommended"] && policy.enforcement == .enforce)
    #expect(policy.protected == ProtectedRefs(trunk: "main", refs: [Glob("release/*")]))
    #expect(policy.governed == [Glob("scripts/db/**")])
    #expect(policy.environments.map(\.name) == ["development", "production", "staging"])
    #expect(policy.environments.map(\.multiplier) == [80, 160, 100])
    #expect(policy.environments[1].branches == [Glob("main")])
    #expect(policy.overrides.map(\.target) == [.score(650), .level(.critical)])
    #expect(policy.amplifiers.map(\.boost) == [100])
    #expect(policy.approvals(for: .medium) == .none)
    #expect(policy.approvals(for: .high) == ApprovalTerms(count: 1, challenge: .quiz, minimumReview: 15))
    #expect(
      policy.approvals(for: .critical)
        == ApprovalTerms(count: 2, challenge: .teachBack, minimumReview: 45, userPresence: true))
    #expect(policy.rules.map(\.id) == ["production-migration", "recommended-notify-medium"])
    let rule = policy.rules[0]
    #expect(rule.action == .requireApproval && rule.roles == ["dba", "backend-lead"] && rule.sla == 1800)
    #expect(rule.controls == ["SOC2:CC8.1", "ISO27001:A.12"] && rule.location == "policy.yaml:17")
    #expect(rule.when.tests.map(\.description) == ["kind matches migration.*", "environment == production"])
    #expect(policy.timeLocks.map(\.wait) == [900] && policy.tickets.map(\.pattern.source) == ["CHG-[0-9]+"])
    #expect(policy.suppressions.map(\.expires) == [1_814_313_600, 1_814_358_605])
    #expect(policy.approvalsBranch == "gate/approvals" && policy.maxScore == 950)
    // A time lock, two challenges: what this version cannot carry out is noted, and nothing else is lost.
    #expect(policy.notes.contains { $0.isUnmeetable } && policy.notes.allSatisfy { !$0.message.contains("pack") })
  }

  @Test("The servers that run migrations are read with the files that they run")
  func databases() throws {
    let policy = try decode(
      """
      version: 1
      extends: []
      databases:
        - { server: postgresql, version: 10, paths: ["billing/**"] }
        - { server: mysql, version: "8.0" }
      """)
    #expect(
      policy.databases == [
        DatabaseServer(.postgresql, ServerVersion(10), paths: [Glob("billing/**")]),
        DatabaseServer(.mysql, ServerVersion(8, 0)),
      ])
    #expect(policy.canonicalBytes != Policy().canonicalBytes)
    #expect(policy.canonicalBytes == Policy(databases: policy.databases.reversed()).canonicalBytes)
  }

  @Test("A file that says nothing asks for what no file would; only `extends: []` is neutral")
  func smallest() throws {
    #expect(try decode("version: 1") == Policy.recommended)
    #expect(try decode("version: 1\nextends: []\n") == Policy())
    #expect(try decode("version: 1\nextends: [\"builtin:recommended\"]\n") == Policy.recommended)
  }

  @Test("What a pack makes ineffective is noted with its line")
  func notes() throws {
    let policy = try decode(
      """
      version: 1
      extends: [builtin:recommended]
      levels: { critical: 900 }
      approvals: { critical: { count: 1 } }
      environments: { production: { multiplier: 110 } }
      """)
    #expect(policy.notes.map(\.location) == ["policy.yaml:3", "policy.yaml:4", "policy.yaml:5"])
    #expect(policy.levels == .standard && policy.approvals(for: .critical).count == 2)
  }

  @Test("Comments, spacing and the order of keys and rules do not change the digest")
  func digest() throws {
    let first = try decode(
      "version: 1\nrules:\n- {id: a, when: {field: kind, op: ==, value: x}, action: log, reason: r}\n"
        + "- {id: b, when: {field: kind, op: ==, value: x}, action: log, reason: r}\nmax_score: 9\n")
    let second = try decode(
      "# note\nmax_score: 9\nrules:\n\n- reason: r\n  id: b\n  when: {op: \"==\", field: kind, value: 'x'}\n"
        + "  action: log\n- {id: a, when: {field: kind, op: ==, value: x}, action: log, reason: r}\nversion: 1\n"
    )
    #expect(first.canonicalBytes == second.canonicalBytes)
  }

  @Test(
    "A duration is a number and a unit",
    arguments: [("45s", 45), ("30m", 1800), ("4h", 14_400), ("2d", 172_800), ("0s", 0), ("30d", 2_592_000)])
  func durations(_ text: String, _ seconds: Int) throws {
    let policy = try decode(
      "version: 1\ntime_locks: [ { when: { field: kind, op: ==, value: a }, wait: \(text) } ]")
    #expect(policy.timeLocks.map(\.wait) == [seconds])
  }

  @Test(
    "Words of YAML 1.1 are taken where a word is expected",
    arguments: [("off", Enforcement.off), ("\"off\"", .off), ("shadow", .shadow)])
  func words(_ text: String, _ expected: Enforcement) throws {
    #expect(try decode("version: 1\nenforcement: \(text)").enforcement == expected)
  }

  @Test("Text in quotes is text whatever it looks like")
  func quoted() throws {
    let policy = try decode(
      """
      version: 1
      extends: []
      environments: { "on": { branches: ["1.0", "true", 'null'] } }
      rules:
        - id: r
          when: { field: before, op: ==, value: "" }
          action: log
          reason: >-
            folded
            text
      """)
    #expect(
      policy.environments == [EnvironmentMap("on", branches: [Glob("1.0"), Glob("true"), Glob("null")])])
    #expect(policy.rules[0].reason == "folded text")
  }
}
