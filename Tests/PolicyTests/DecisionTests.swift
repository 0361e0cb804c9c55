import Findings
import Policy
import RegularExpressions
import Testing

@Suite struct DecisionTests {
  let always: Condition
  init() throws { always = try test(.kind, .notEqual, .text("")) }

  func assess(_ rules: [PolicyRule] = [], approvals: [RiskLevel: ApprovalTerms] = [:], count: Int = 1)
    -> Assessment
  {
    Policy(approvals: approvals, rules: rules).assess(
      (0..<count).map { finding(path: "p\($0)") }, context: context())
  }

  @Test("Two approvals are two people with two keys")
  func twoApprovalsAreTwoPeopleWith() {
    let assessment = assess(approvals: [.high: ApprovalTerms(count: 2)])
    #expect(assessment.verdict() == .pending)
    #expect(assessment.verdict([approval("ana")]) == .pending)
    #expect(assessment.verdict([approval("ana"), approval("ben")]) == .allowed)
    #expect(assessment.verdict([approval("ana"), approval("ana", key: "k2")]) == .pending)
    #expect(assessment.verdict([approval("ana", key: "k"), approval("ben", key: "k")]) == .pending)
    let chain = [approval("ana", key: "k1"), approval("ben", key: "k1"), approval("ben", key: "k2")]
    #expect(assessment.verdict(chain) == .pending)
    #expect(assessment.verdict(chain + [approval("cle")]) == .allowed)
  }

  @Test("A requirement is counted finding by finding")
  func aRequirementIsCountedFindingBy() {
    let assessment = assess(approvals: [.high: ApprovalTerms(count: 1)], count: 2)
    func have(_ approvals: [CountedApproval]) -> Int {
      assessment.decide(approvals: approvals, isIncomplete: false, enforcement: .enforce, now: 0)
        .requirements[0].have
    }
    #expect(have([approval("ana", findings: ["F1"])]) == 0)
    #expect(have([approval("ana", findings: ["F1"]), approval("ben", findings: ["F2"])]) == 1)
    #expect(have([approval("ana", findings: ["F1", "F2"])]) == 1)
    #expect(
      have([approval("ana", findings: ["F1", "F2", "F3"]), approval("ben", findings: ["F1", "F2"])]) == 1)
  }

  @Test("An approval must be as strong as the terms")
  func anApprovalMustBeAsStrong() {
    let assessment = assess(approvals: [
      .high: ApprovalTerms(count: 1, challenge: .quiz, minimumReview: 15, userPresence: true)
    ])
    #expect(assessment.verdict([approval("ana", challenge: .quiz, review: 15, touch: true)]) == .allowed)
    #expect(assessment.verdict([approval("ana", challenge: .teachBack, review: 99, touch: true)]) == .allowed)
    #expect(assessment.verdict([approval("ana", challenge: .confirm, review: 15, touch: true)]) == .pending)
    #expect(assessment.verdict([approval("ana", challenge: .quiz, review: 14, touch: true)]) == .pending)
    #expect(assessment.verdict([approval("ana", challenge: .quiz, review: 15)]) == .pending)
  }

  @Test("The role decides, not the number of people")
  func theRoleDecidesNotTheNumber() {
    let assessment = assess([rule("r", always, .requireApproval, roles: ["dba"])])
    #expect(
      assessment.verdict([approval("ana", roles: ["lead"]), approval("ben", roles: ["lead"])]) == .pending)
    #expect(assessment.verdict([approval("ana", roles: ["dba"])]) == .allowed)
  }

  @Test("Two roles are two people, even when one of them holds both")
  func twoRolesAreTwoPeopleEven() {
    let assessment = assess([rule("r", always, .escalate, roles: ["cto", "cab"])])
    let both = approval("ana", roles: ["cto", "cab"])
    #expect(assessment.verdict([both]) == .pending)
    #expect(assessment.verdict([both, approval("ben", roles: ["lead"])]) == .pending)
    // Whoever is more flexible is moved to the place that the other one cannot take.
    for role in ["cto", "cab"] {
      #expect(assessment.verdict([both, approval("ben", roles: [role])]) == .allowed)
      #expect(assessment.verdict([approval("aaa", roles: [role]), both]) == .allowed)
    }
    #expect(
      assessment.verdict([approval("ana", roles: ["cto"]), approval("ben", roles: ["cto"])]) == .pending)
  }

  @Test("Places are filled as well as any assignment could")
  func placesAreFilledAsWellAs() {
    // Compared with trying every assignment, for three roles and up to four people.
    let roles = ["a", "b", "c"]
    let assessment = assess([rule("r", always, .requireApproval, roles: roles)])
    var generator = SeededGenerator(state: 3)
    for _ in 0..<300 {
      let people = (0..<Int.random(in: 0...4, using: &generator)).map { number in
        approval("p\(number)", roles: Set(roles.filter { _ in Bool.random(using: &generator) }))
      }
      func fits(_ rest: ArraySlice<String>, _ used: Set<Int>) -> Bool {
        guard let role = rest.first else { return true }
        return people.indices.contains {
          !used.contains($0) && people[$0].roles.contains(role) && fits(rest.dropFirst(), used.union([$0]))
        }
      }
      let expected: Verdict = fits(roles[...], []) ? .allowed : .pending
      #expect(assessment.verdict(people.shuffled(using: &generator)) == expected)
    }
  }

  @Test("An escalation is never met by itself")
  func anEscalationIsNeverMetBy() {
    let assessment = assess([rule("e", always, .escalate, roles: ["cto"]), rule("a", always, .approve)])
    #expect(assessment.verdict() == .pending)
    #expect(assessment.verdict([approval("ana", roles: ["cto"])]) == .allowed)
  }

  @Test("The strongest action wins in any order", arguments: RuleAction.allCases, RuleAction.allCases)
  func strength(_ first: RuleAction, _ second: RuleAction) {
    func outcome(_ actions: [RuleAction]) -> Verdict {
      assess(actions.enumerated().map { rule("r\($0)", always, $1, roles: $1.asksForApproval ? ["x"] : []) })
        .verdict()
    }
    let expected: Verdict =
      switch max(first, second) {
      case .reject: .denied
      case .escalate, .requireApproval: .pending
      case .notify, .log, .approve: .allowed
      }
    #expect(outcome([first, second]) == expected && outcome([second, first]) == expected)
  }

  @Test("Nothing helps against a rejection")
  func nothingHelpsAgainstARejection() {
    let assessment = assess([rule("no", always, .reject)])
    #expect(assessment.verdict([approval("ana"), approval("ben")]) == .denied)
    #expect(assessment.rejections.map(\.rule) == ["no"] && assessment.rejections[0].findings == ["F1"])
  }

  @Test("A ticket must match as a whole")
  func aTicketMustMatchAsA() throws {
    let policy = Policy(tickets: [TicketRule(when: always, pattern: try LinearRegex("CHG-[0-9]+"))])
    let assessment = policy.assess([finding()], context: context())
    #expect(assessment.verdict() == .pending)
    #expect(assessment.verdict(tickets: ["xCHG-1", "CHG-"]) == .pending)
    #expect(assessment.verdict(tickets: ["other", "CHG-12"]) == .allowed)
  }

  @Test("A time lock opens to the second, from the first witnessed approval of its last finding")
  func aTimeLockOpensToThe() {
    let policy = Policy(timeLocks: [TimeLock(when: always, wait: 900)])
    let assessment = policy.assess([finding(path: "a"), finding(path: "b")], context: context())
    let seen = [
      approval("ana", findings: ["F1", "F2"], seen: 500), approval("ben", findings: ["F1"], seen: 100),
      approval("cle", findings: ["F2"], seen: 600),
    ]
    #expect(assessment.verdict([], now: .max) == .pending)
    #expect(assessment.verdict([approval("ana", findings: ["F1", "F2"])], now: .max) == .pending)
    #expect(assessment.verdict([approval("ana", findings: ["F1"], seen: 0)], now: .max) == .pending)
    #expect(assessment.verdict(seen, now: 1_399) == .pending)
    #expect(assessment.verdict(seen, now: 1_400) == .allowed)
    // Who withdraws during the wait takes the start of the wait along.
    #expect(assessment.verdict(Array(seen.dropFirst()), now: 1_400) == .pending)
    #expect(assessment.verdict([approval("ana", findings: ["F1", "F2"], seen: .max)], now: .max) == .pending)
  }

  static let exitCases: [(Verdict, Bool, Enforcement, Findings.ExitStatus)] = [
    (.allowed, false, .enforce, .allowed), (.pending, false, .enforce, .pending),
    (.denied, false, .enforce, .denied),
    (.incomplete, true, .enforce, .incomplete), (.denied, true, .enforce, .denied),
    (.allowed, false, .shadow, .allowed), (.pending, false, .shadow, .allowed),
    (.denied, false, .shadow, .allowed),
    (.incomplete, true, .shadow, .incomplete), (.denied, true, .shadow, .incomplete),
    (.pending, false, .off, .allowed), (.denied, false, .off, .allowed), (.incomplete, true, .off, .allowed),
  ]

  @Test("Verdict and enforcement give the exit code", arguments: exitCases)
  func exits(
    _ verdict: Verdict, _ isIncomplete: Bool, _ enforcement: Enforcement, _ exit: Findings.ExitStatus
  ) {
    let action: RuleAction =
      switch verdict {
      case .denied: .reject
      case .pending: .requireApproval
      case .allowed, .incomplete: .log
      }
    let decision = assess([rule("r", always, action)]).decide(
      approvals: [], isIncomplete: isIncomplete, enforcement: enforcement, now: 0)
    #expect(decision.verdict == verdict)
    #expect(decision.exitStatus == exit)
  }
}
