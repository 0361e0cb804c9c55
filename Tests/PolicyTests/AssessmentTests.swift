import Findings
import Policy
import RegularExpressions
import Testing

@Suite struct AssessmentTests {
  let isNetwork: Condition
  init() throws { isNetwork = try test(.domain, .equal, .text("network")) }

  @Test("Findings are numbered in report order")
  func findingsAreNumberedInReportOrder() {
    let findings = [finding(path: "b"), finding(path: "a", line: 9), finding(path: "a", line: 2)]
    let assessment = Policy().assess(findings, context: context())
    #expect(assessment.findings.map(\.id) == ["F1", "F2", "F3"])
    #expect(assessment.findings.map { $0.finding.location.line } == [2, 9, 1])
  }

  @Test("The recommended pack notifies medium, asks one for high and two for critical")
  func theRecommendedPackNotifiesMediumAsks() {
    func requirements(_ base: Int) -> [Int] {
      Policy.recommended.assess([finding("a.b.c", base)], context: context()).requirements.map(\.needed)
    }
    #expect(
      requirements(299) == [] && requirements(450) == [] && requirements(700) == [1]
        && requirements(900) == [2])
    let medium = Policy.recommended.assess([finding("a.b.c", 450)], context: context())
    #expect(medium.rules.map(\.action) == [.notify] && medium.verdict() == .allowed)
    #expect(Policy.recommended.rules.map(\.id) == ["recommended-notify-medium"])
  }

  @Test(
    "The recommended pack knows environments by folder and variables file",
    arguments: [
      ("infra/prod/main.tf", "production"), ("prd/x", "production"), ("a/production/b/c.sql", "production"),
      ("env/prod.tfvars", "production"), ("env/eu.prod.tfvars", "production"), ("env/nonprod.tfvars", nil),
      ("x/staging/y", "staging"),
      ("x/dev/y", "development"), ("sandbox/x.tf", "development"), ("docs/production.md", nil), ("prod", nil),
      ("product/main.tf", nil),
      ("x/dev/prod/y", "production"),
    ])
  func recommendedEnvironments(_ path: String, _ expected: String?) {
    let assessment = Policy.recommended.assess([finding(path: path)], context: context())
    #expect(assessment.findings[0].environment == expected)
  }

  @Test("What a module says of itself finds an environment that raises the score, and none that lowers it")
  func placedFindings() throws {
    func environment(_ path: String, _ place: String) -> String? {
      let placed = finding(path: path).placed(at: [RepositoryPath(place)])
      return Policy.recommended.assess([placed], context: context()).findings[0].environment
    }
    #expect(environment("infra/main.tf", "acme/prod/state/-") == "production")
    #expect(environment("infra/main.tf", "staging/-") == "staging")
    #expect(environment("infra/main.tf", "acme/dev/-") == nil)
    #expect(environment("dev/main.tf", "acme/prod/-") == "production")
    #expect(environment("prod/main.tf", "acme/dev/-") == "production")
  }

  @Test("What tightens or informs never needs approval, ticket or wait, whatever the rules say")
  func whatTightensOrInformsNeverNeeds() throws {
    let policy = Policy(
      overrides: [ScoreOverride(kind: "network.a.b", target: .level(.critical))],
      approvals: Dictionary(uniqueKeysWithValues: RiskLevel.allCases.map { ($0, ApprovalTerms(count: 3)) }),
      rules: [rule("r", isNetwork, .requireApproval, roles: ["dba"]), rule("n", isNetwork, .notify)],
      timeLocks: [TimeLock(when: isNetwork, wait: 60)],
      tickets: [TicketRule(when: isNetwork, pattern: try LinearRegex("X"))])
    let harmless = [
      finding("network.a.b", 50, direction: .tightens), finding("network.a.c", 50, direction: .neutral),
      finding("network.a.d", 900, direction: .tightens),
    ]
    let assessment = policy.assess(harmless, context: context())
    #expect(assessment.requirements.isEmpty && assessment.tickets.isEmpty && assessment.timeLocks.isEmpty)
    #expect(assessment.verdict() == .allowed && assessment.rules.map(\.id) == ["n"])
    let amplified = policy.assess([finding("network.a.b", 50, direction: .neutral)], context: context())
    #expect(amplified.verdict() == .pending)
  }

  @Test(
    "Changes of the gate's own files need an owner",
    arguments: [
      (".gatehouse/policy.yaml", "governance.policy.changed", true), (".Gatehouse/x", "a.b.c", true),
      ("x", "governance.trust-root.changed", true), (".gatehouse", "a.b.c", true),
      ("x/.gatehouse/y", "a.b.c", false),
      (".gatehousex/y", "governance.workflow.changed", false),
    ])
  func governance(_ path: String, _ kind: String, _ needsOwner: Bool) {
    for direction in Direction.allCases {
      let change = finding(kind, 50, path: path, direction: direction)
      let suppression = Suppression(
        subject: .kind(kind, path: Glob("**")), reason: "r", owner: "o", expires: .max)
      let assessment = Policy(suppressions: [suppression]).assess(
        [change], context: context(ownerThreshold: 2))
      #expect(assessment.requirements.map(\.role) == (needsOwner ? ["owner"] : []))
      #expect(assessment.requirements.allSatisfy { $0.needed == 2 })
      #expect((assessment.findings[0].suppressed == nil) == needsOwner)
    }
  }

  @Test("Rules ask each role once, with the terms of the level")
  func rulesAskEachRoleOnceWith() {
    let policy = Policy(
      approvals: [.high: ApprovalTerms(count: 1, challenge: .quiz, minimumReview: 15)],
      rules: [
        rule("b", isNetwork, .requireApproval, roles: ["dba", "lead"], sla: 60),
        rule("a", isNetwork, .escalate, roles: ["dba"], sla: 30), rule("c", isNetwork, .requireApproval),
      ])
    let assessment = policy.assess([finding(), finding(path: "z")], context: context())
    #expect(assessment.rules.map(\.id) == ["a", "b", "c"])
    #expect(assessment.requirements.map(\.role) == [nil, "dba", "lead"])
    #expect(assessment.requirements.map(\.sources) == [["c", "level.high"], ["a", "b"], ["b"]])
    #expect(assessment.requirements.map(\.sla) == [nil, 30, 60])
    #expect(assessment.requirements.allSatisfy { $0.findings == ["F1", "F2"] && $0.challenge == .quiz })
    #expect(assessment.findings[0].controls == ["C:a", "C:b", "C:c", "SOC2:CC8.1"])
  }

  @Test("A mild finding keeps its own terms beside a severe one")
  func aMildFindingKeepsItsOwn() {
    let assessment = Policy.recommended.assess(
      [finding("a.b.c", 700, path: "a"), finding("a.b.d", 900, path: "b")], context: context())
    #expect(assessment.requirements.map(\.needed) == [2, 1])
    #expect(assessment.requirements.map(\.findings) == [["F2"], ["F1"]])
  }

  @Test("A suppression acts until it expires, and on its content only")
  func aSuppressionActsUntilItExpires() {
    let subject = finding(before: "1", after: "2")
    let suppression = Suppression(
      subject: .fingerprint(subject.fingerprint(testHash)), reason: "known", owner: "ana", expires: 2_000)
    var policy = Policy.recommended
    policy.suppressions = [suppression]
    let suppressed = policy.assess([subject], context: context(time: 1_999))
    #expect(suppressed.findings[0].suppressed == suppression && suppressed.score.value == 0)
    #expect(suppressed.requirements.isEmpty && suppressed.rules.isEmpty)
    #expect(policy.assess([subject], context: context(time: 2_000)).requirements.count == 1)
    let other = finding(before: "1", after: "3")
    #expect(policy.assess([other], context: context(time: 1_999)).requirements.count == 1)
  }

  @Test("The score has a limit in the policy and one on the command line")
  func theScoreHasALimitIn() {
    func verdict(_ base: Int, policy: Int?, commandLine: Int?) -> Verdict {
      var limited = Policy()
      limited.maxScore = policy
      return limited.assess([finding("a.b.c", base)], context: context(maximumScore: commandLine)).verdict()
    }
    #expect(verdict(700, policy: 700, commandLine: nil) == .allowed)
    #expect(verdict(701, policy: 700, commandLine: nil) == .denied)
    #expect(verdict(701, policy: 1000, commandLine: 700) == .denied)
    #expect(verdict(701, policy: 700, commandLine: 1000) == .denied)
  }

  static let folders = ["prod", "dev", "x"]
  static let kinds = ["network.a.b", "migration.c.d", "delivery.e.f", "governance.policy.changed"]

  func randomFinding(_ generator: inout SeededGenerator) -> Finding {
    finding(
      Self.kinds.randomElement(using: &generator) ?? "",
      [50, 150, 450, 700, 900].randomElement(using: &generator) ?? 50,
      path:
        "\(Self.folders.randomElement(using: &generator) ?? "")/\(Int.random(in: 0...9, using: &generator))/f",
      line: Int.random(in: 1...3, using: &generator),
      resource: "r\(Int.random(in: 0...2, using: &generator))",
      direction: Direction.allCases.randomElement(using: &generator) ?? .neutral)
  }

  func richPolicy() throws -> Policy {
    var policy = try Policy(
      environments: Policy.recommended.environments,
      overrides: [ScoreOverride(kind: "delivery.e.f", target: .level(.high))],
      amplifiers: [
        Amplifier(try FieldTest(.path, .contains, .text("1/")), boost: 90),
        Amplifier(try FieldTest(.kind, .contains, .text("a.b")), boost: 20),
        Amplifier(try FieldTest(.path, .contains, .text("x/")), boost: 10),
      ],
      approvals: [
        .medium: ApprovalTerms(count: 1), .high: ApprovalTerms(count: 1, minimumReview: 5),
        .critical: ApprovalTerms(count: 2, challenge: .quiz),
      ],
      rules: [
        rule("a", isNetwork, .requireApproval, roles: ["lead", "sre"]),
        rule("b", .not(isNetwork), .escalate, roles: ["cto"]),
        rule("c", try test(.score, .greater, .integer(990)), .reject),
        rule("d", .any([isNetwork, try test(.environment, .equal, .text("production"))]), .requireApproval),
      ]
    ).merging(pack: .recommended)
    policy.timeLocks = [TimeLock(when: isNetwork, wait: 10)]
    policy.suppressions = [
      Suppression(subject: .kind("network.a.b", path: Glob("x/3/*")), reason: "r", owner: "o", expires: 5_000)
    ]
    return policy
  }

  @Test("Shuffled findings and rules give the same assessment")
  func shuffledFindingsAndRulesGiveThe() throws {
    var generator = SeededGenerator(state: 5)
    // The last ones differ only in what report order does not compare.
    let findings =
      (0..<30).map { _ in randomFinding(&generator) }
      + ["a", "b", "prod/c"].map { finding(path: "z", files: [$0]) }
    let policy = try richPolicy()
    let expected = policy.assess(findings, context: context())
    for _ in 0..<100 {
      let shuffled = Policy(
        extends: policy.extends, environments: policy.environments.shuffled(using: &generator),
        overrides: policy.overrides, amplifiers: policy.amplifiers.shuffled(using: &generator),
        approvals: Dictionary(
          uniqueKeysWithValues: RiskLevel.allCases.map { ($0, policy.approvals(for: $0)) }),
        rules: policy.rules.shuffled(using: &generator), timeLocks: policy.timeLocks,
        suppressions: policy.suppressions)
      #expect(shuffled.assess(findings.shuffled(using: &generator), context: context()) == expected)
      #expect(shuffled.digest(testHash) == policy.digest(testHash))
    }
  }

  @Test("One finding more never lowers the score and never weakens the verdict")
  func oneFindingMoreNeverLowersThe() throws {
    var generator = SeededGenerator(state: 11)
    let policy = try richPolicy()
    let order: [Verdict] = [.allowed, .pending, .denied]
    var seen: Set<Verdict> = []
    for _ in 0..<200 {
      var findings: [Finding] = []
      var last = (score: 0, verdict: 0)
      let covered = (0..<8).map { _ in randomFinding(&generator) }
      for _ in 0..<8 {
        findings.append(covered.randomElement(using: &generator) ?? randomFinding(&generator))
        let assessment = policy.assess(findings, context: context())
        // Everybody approved what an earlier review saw.
        let approvals = ["ana", "ben", "cle", "dan"].map { name in
          approval(
            name, roles: ["lead", "sre", "cto", "owner"],
            findings: Set(assessment.findings.filter { covered.prefix(6).contains($0.finding) }.map(\.id)),
            seen: 0)
        }
        let verdict = assessment.verdict(approvals, now: 1_000)
        seen.insert(verdict)
        let rank = order.firstIndex(of: verdict) ?? 0
        #expect(assessment.score.value >= last.score && rank >= last.verdict)
        last = (assessment.score.value, rank)
      }
    }
    #expect(seen == [.allowed, .pending, .denied], "the property needs every verdict")
  }

  @Test("The digest changes with the meaning and not with the layout")
  func theDigestChangesWithTheMeaning() throws {
    let base = Policy.recommended
    var digests = [base.digest(testHash)]
    var moved = base
    moved.notes = [PolicyNote(location: "x:1", message: "m")]
    #expect(moved.digest(testHash) == digests[0])
    let located = Policy(rules: [
      PolicyRule(id: "r", when: isNetwork, action: .log, reason: "q", location: "policy.yaml:9")
    ])
    let elsewhere = Policy(rules: [
      PolicyRule(id: "r", when: isNetwork, action: .log, reason: "q", location: "policy.yaml:90")
    ])
    #expect(located.digest(testHash) == elsewhere.digest(testHash))
    let edits: [(inout Policy) throws -> Void] = [
      { $0.enforcement = .shadow }, { $0.protected = ProtectedRefs(trunk: "x") },
      { $0.governed = [Glob("a")] },
      { $0.levels = LevelThresholds(medium: 1, high: 2, critical: 3) ?? .standard }, { $0.maxScore = 1 },
      { $0.approvalsBranch = "b" },
      { $0.amplifiers = [Amplifier(try FieldTest(.kind, .equal, .text("a")), boost: 1)] },
      { $0.amplifiers = [Amplifier(try FieldTest(.kind, .contains, .text("a")), boost: 1)] },
      { $0.timeLocks = [TimeLock(when: self.isNetwork, wait: 1)] },
      { $0.timeLocks = [TimeLock(when: .not(self.isNetwork), wait: 1)] },
      { $0.tickets = [TicketRule(when: self.isNetwork, pattern: try LinearRegex("a"))] },
      {
        $0.suppressions = [
          Suppression(subject: .kind("a", path: Glob("b")), reason: "c", owner: "d", expires: 1)
        ]
      },
      { $0 = Policy() }, { $0 = Policy(rules: [rule("r", self.isNetwork, .log)]) },
      { $0 = Policy(overrides: [ScoreOverride(kind: "a", target: .score(1))]) },
      { $0 = Policy(environments: [EnvironmentMap("e", paths: [Glob("a"), Glob("b")])]) },
      { $0 = Policy(environments: [EnvironmentMap("e", paths: [Glob("a")], branches: [Glob("b")])]) },
      { $0 = Policy(approvals: [.low: ApprovalTerms(count: 1, userPresence: true)]) },
    ]
    for edit in edits {
      var policy = base
      try edit(&policy)
      digests.append(policy.digest(testHash))
    }
    #expect(Set(digests).count == digests.count)
  }

  @Test("A rule on a kind that does not exist is a configuration error")
  func aRuleOnAKindThat() throws {
    let kinds = [kind("network.a.b", 700)]
    let wrong = Policy(rules: [rule("r", try test(.kind, .equal, .text("network.a.c")), .log)])
    let failure = #expect(throws: Failure.self) { try wrong.validate(kinds: kinds, signedByOwner: false) }
    #expect(failure?.message == "policy.yaml:1: there is no kind 'network.a.c'")
    #expect(failure?.hint == "did you mean 'network.a.b'?")
    let domain = Policy(tickets: [
      TicketRule(when: try test(.domain, .in, .list([.text("netwrok")])), pattern: try LinearRegex("a"))
    ])
    #expect(throws: Failure.self) { try domain.validate(kinds: kinds, signedByOwner: false) }
    try Policy(rules: [rule("r", isNetwork, .log)]).validate(kinds: kinds, signedByOwner: false)
  }

  @Test("An override below the kind's own score needs an owner's signature")
  func anOverrideBelowTheKindS() throws {
    let kinds = [kind("network.a.b", 700)]
    let lower = Policy(overrides: [ScoreOverride(kind: "network.a.b", target: .level(.low), location: "p:4")])
    #expect(throws: Failure.self) { try lower.validate(kinds: kinds, signedByOwner: false) }
    try lower.validate(kinds: kinds, signedByOwner: true)
    let higher = Policy(overrides: [ScoreOverride(kind: "network.a.b", target: .level(.critical))])
    try higher.validate(kinds: kinds, signedByOwner: false)
  }

  @Test(
    "Protected refs are the trunk and the patterns",
    arguments: [
      ("main", true), ("refs/heads/main", true), ("release/1", true), ("refs/heads/release/1", true),
      ("feature", false),
      ("refs/tags/main", false), ("refs/heads/refs/heads/main", false),
    ])
  func protected(_ ref: String, _ expected: Bool) {
    #expect(ProtectedRefs(trunk: "main", refs: [Glob("release/*")]).contains(ref) == expected)
  }
}
