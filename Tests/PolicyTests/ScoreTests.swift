import Findings
import Policy
import Testing

@Suite struct ScoreTests {
  static let places = [
    EnvironmentMap("production", paths: [Glob("**/prod/**")], branches: [Glob("release")]),
    EnvironmentMap("staging", paths: [Glob("**/staging/**")]),
    EnvironmentMap("development", paths: [Glob("**/dev/**")]),
  ]

  func score(
    _ subject: Finding, _ context: AssessmentContext = context(), overrides: [ScoreOverride] = [],
    amplifiers: [Amplifier] = []
  ) -> Score {
    Policy(environments: Self.places, overrides: overrides, amplifiers: amplifiers)
      .assess([subject], context: context).findings[0].score
  }

  /// What a reader would write in 20 lines from the documentation of `Factor`.
  static func recompute(_ factors: [Factor]) -> Int {
    func value(_ name: String, _ neutral: Int) -> Int { factors.first { $0.name == name }?.value ?? neutral }
    let sum = factors.filter { $0.name == "base" || $0.name.hasPrefix("boost: ") }.reduce(0) { $0 + $1.value }
    let product = sum * value("environment", 100) * value("strategy", 100) * value("trust", 100_000)
    var score = min(1000, max(0, product / (100 * 100 * 100_000)))
    for factor in factors {
      switch factor.name {
      case "at-least": score = max(score, factor.value)
      case "at-most": score = min(score, factor.value)
      case "exactly": score = factor.value
      default: break
      }
    }
    return min(1000, score + value("breadth", 0))
  }

  @Test(
    "The environment multiplies once, floored",
    arguments: [
      (550, "infra/prod/a.tf", 880), (551, "infra/prod/a.tf", 881), (700, "infra/prod/a.tf", 1000),
      (700, "infra/staging/a.tf", 700), (151, "infra/dev/a.tf", 120), (700, "infra/a.tf", 700),
      (700, "infra/dev/prod/a.tf", 1000), (550, "prod/a.tf", 880), (550, "docs/prod.md", 550),
    ])
  func environments(_ base: Int, _ path: String, _ expected: Int) {
    #expect(score(finding("a.b.c", base, path: path)).value == expected)
  }

  @Test("A file that was used lends its environment, and so does the branch")
  func aFileThatWasUsedLends() {
    #expect(score(finding("a.b.c", 550, path: "modules/a.tf", files: ["live/prod/a.tf"])).value == 880)
    #expect(
      score(finding("a.b.c", 550, path: "modules/a.tf"), context(target: "refs/heads/release")).value == 880)
    #expect(
      score(finding("a.b.c", 550, path: "modules/a.tf"), context(target: "refs/tags/release")).value == 550)
  }

  @Test(
    "Trust follows 1 − (T − 0.5) × 0.25 with its ceiling",
    arguments: [(200, 430), (500, 400), (501, 399), (850, 365), (1000, 365), (0, 450), (-5, 450)])
  func trust(_ trust: Int, _ expected: Int) {
    #expect(score(finding("a.b.c", 400), context(trust: trust)).value == expected)
  }

  @Test("Trust never lowers a critical score", arguments: [0, 1, 200, 499, 500, 501, 850, 1000])
  func criticalTrust(_ trust: Int) {
    for base in [800, 850, 999, 1000] {
      #expect(score(finding("a.b.c", base), context(trust: trust)).value >= base)
    }
  }

  @Test("A canary lowers its own deployment by 0.63 and nothing else")
  func aCanaryLowersItsOwnDeployment() {
    let strategies = ["shop": DeliveryStrategy.canary]
    let deployment = finding("delivery.image.unpinned", 700, resource: "shop")
    #expect(score(deployment, context(strategies: strategies)).value == 441)
    #expect(
      score(finding("delivery.image.unpinned", 700, resource: "bank"), context(strategies: strategies)).value
        == 700)
    #expect(
      score(finding("network.ingress.world", 700, resource: "shop"), context(strategies: strategies)).value
        == 700)
  }

  @Test("Amplifiers add up before the multiplication and never touch a tightening")
  func amplifiersAddUpBeforeTheMultiplication() throws {
    let amplifiers = [
      Amplifier(try FieldTest(.path, .matches, .text("pay")), boost: 100),
      Amplifier(try FieldTest(.domain, .equal, .text("network")), boost: 50),
      Amplifier(try FieldTest(.domain, .equal, .text("other")), boost: 500),
    ]
    let score = score(finding("network.a.b", 300, path: "prod/pay/a.tf"), amplifiers: amplifiers)
    #expect(score.value == 720)
    #expect(
      score.factors == [
        Factor("base", 300), Factor("boost: domain == network", 50), Factor("boost: path matches pay", 100),
        Factor("environment", 160),
      ])
    let tightening = finding("network.a.b", 50, path: "prod/pay/a.tf", direction: .tightens)
    #expect(self.score(tightening, amplifiers: amplifiers).value == 80)
  }

  static let overrideCases: [(Int, ScoreOverride.Target, Bool, Int)] = [
    (450, .level(.critical), false, 800), (950, .level(.critical), false, 950),
    (450, .score(777), false, 777),
    (700, .level(.low), false, 700), (700, .score(10), false, 700), (700, .level(.low), true, 299),
    (700, .score(10), true, 10), (100, .level(.low), true, 100), (700, .level(.medium), true, 599),
  ]

  @Test("An override raises freely and lowers only when an owner signed", arguments: overrideCases)
  func overrides(_ base: Int, _ target: ScoreOverride.Target, _ signed: Bool, _ expected: Int) {
    let override = ScoreOverride(kind: "a.b.c", target: target)
    let score = score(finding("a.b.c", base), context(signed: signed), overrides: [override])
    #expect(score.value == expected)
    #expect(Self.recompute(score.factors) == expected)
  }

  @Test("Printed factors give the printed score again")
  func printedFactorsGiveThePrintedScore() throws {
    var generator = SeededGenerator(state: 99)
    let paths = ["prod/a.tf", "staging/a.tf", "dev/a.tf", "a.tf"]
    let amplifier = Amplifier(try FieldTest(.path, .contains, .text("prod")), boost: 77)
    for _ in 0..<500 {
      let subject = finding(
        "delivery.a.b", Int.random(in: -10...1100, using: &generator),
        path: paths.randomElement(using: &generator) ?? "", resource: "r")
      let target: ScoreOverride.Target =
        Bool.random(using: &generator)
        ? .score(Int.random(in: 0...1000, using: &generator))
        : .level(RiskLevel.allCases.randomElement(using: &generator) ?? .low)
      let inputs = context(
        trust: Bool.random(using: &generator) ? Int.random(in: 0...1000, using: &generator) : nil,
        strategies: Bool.random(using: &generator) ? ["r": .blueGreen] : [:],
        signed: Bool.random(using: &generator))
      let assessment = Policy(
        environments: Self.places,
        overrides: Bool.random(using: &generator)
          ? [ScoreOverride(kind: "delivery.a.b", target: target)] : [],
        amplifiers: [amplifier]
      ).assess([subject], context: inputs)
      #expect(Self.recompute(assessment.findings[0].score.factors) == assessment.findings[0].score.value)
      #expect(Self.recompute(assessment.score.factors) == assessment.score.value)
    }
  }

  @Test(
    "Many directories raise the score of the change",
    arguments: [(1, 450), (3, 450), (4, 500), (7, 500), (8, 550), (11, 550), (12, 650), (40, 650)])
  func breadth(_ directories: Int, _ expected: Int) {
    let findings = (0..<directories).map { finding("a.b.c", 450, path: "root\($0)/main.tf") }
    let assessment = Policy(approvals: [.high: ApprovalTerms(count: 1)]).assess(findings, context: context())
    #expect(assessment.score.value == expected)
    #expect(Self.recompute(assessment.score.factors) == expected)
    #expect(assessment.requirements.map(\.findings.count) == (expected >= 600 ? [directories] : []))
  }

  @Test("What tightens or is small does not make a change broad")
  func whatTightensOrIsSmallDoes() {
    let findings = (0..<20).flatMap {
      [
        finding("a.b.c", 150, path: "root\($0)/main.tf"),
        finding("a.b.d", 450, path: "root\($0)/main.tf", direction: .tightens),
      ]
    }
    #expect(
      Policy().assess(findings, context: context()).score.factors.contains { $0.name == "breadth" } == false)
  }

  @Test(
    "A level begins at its threshold",
    arguments: [
      (299, "low"), (300, "medium"), (599, "medium"), (600, "high"), (799, "high"), (800, "critical"),
    ])
  func levels(_ score: Int, _ level: String) {
    #expect(LevelThresholds.standard.level(of: score).rawValue == level)
  }

  @Test("No finding is a score of nothing")
  func noFindingIsAScoreOf() {
    let assessment = Policy.recommended.assess([], context: context())
    #expect(assessment.score.value == 0 && assessment.level == .low && assessment.verdict() == .allowed)
  }
}
