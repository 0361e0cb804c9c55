import Approvals
import Testing

@Suite("The challenge confirm")
struct ConfirmChallengeTests {
  private var shown: ApprovalStatement.ShownFinding { ApprovalStatement.ShownFinding(Sample().assessed[1]) }

  @Test("The resource itself is the answer, with or without space around it")
  func accepts() {
    #expect(ConfirmChallenge.accepts(shown.resource, for: shown))
    #expect(ConfirmChallenge.accepts("  \t\(shown.resource) \r", for: shown))
  }

  @Test("Nothing else is", arguments: ["", " ", "y", "yes", "network/rules.v4", "NETWORK/RULES.V4: INPUT", "input"])
  func refuses(_ answer: String) {
    #expect(!ConfirmChallenge.accepts(answer, for: shown))
  }

  @Test("Where nothing is named, an empty answer names it neither")
  func emptyResource() {
    var sample = Sample()
    sample.findings = [Sample.finding(" ", files: ["a.tf"])]
    #expect(!ConfirmChallenge.accepts("", for: ApprovalStatement.ShownFinding(sample.assessed[0])))
  }

  @Test("The question does not give the answer away")
  func question() {
    let question = ConfirmChallenge.question(for: shown)
    #expect(question.contains(shown.kind))
    #expect(!question.contains(shown.resource))
  }
}
