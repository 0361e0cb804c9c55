import Approvals
import Findings
import JSON
import Policy
import Signing
import Testing

@Suite("Counting approvals, finding by finding")
struct ApprovalCounterTests {
  private let sample = Sample()

  @Test("An approval counts for every finding that it lists with its files")
  func counts() throws {
    let tally = try sample.counter.tally([try sample.statement(roles: ["dba"]).signed(roles: ["dba", "owner"])])
    #expect(tally.discounted.isEmpty)
    let worth = try #require(tally.counted.first)
    #expect(tally.counted.count == 1)
    #expect(worth.findings == Set(sample.assessed.map(\.id)))
    // Only the roles that it was given for, not all that its signer holds.
    #expect(worth.roles == ["dba"])
    #expect(worth.reviewSeconds == 30)
    #expect(worth.challenge == .confirm)
  }

  @Test("A finding that it never saw is not covered, and neither is one whose file changed")
  func partial() throws {
    let shown = sample.assessed.map { ApprovalStatement.ShownFinding($0) }
    let ports = try #require(sample.assessed.first { $0.finding.resource == Sample.ports.resource })
    let one = try sample.statement(shown: shown.filter { $0.fingerprint == ports.fingerprint })
    #expect(try sample.counter.tally([one.signed()]).counted.map(\.findings) == [[ports.id]])

    let both = try sample.statement()
    var edited = sample
    edited.files[0] = Sample.file("migrations/V2__drop.sql", new: "DROP TABLE users ;")
    #expect(try edited.counter.tally([both.signed()]).counted.map(\.findings) == [[ports.id]])
    edited.files[1] = Sample.file("network/rules.v4", old: "closed", new: "open ")
    let stale = try edited.counter.tally([both.signed()])
    #expect(stale.counted.isEmpty)
    #expect(stale.discounted.map(\.reason) == ["stale: the files changed since it was signed"])
  }

  @Test("Another base of the same file is another change")
  func otherBase() throws {
    let statement = try sample.statement()
    var moved = sample
    moved.files[1] = Sample.file("network/rules.v4", old: "half closed", new: "open")
    let ports = try #require(moved.assessed.first { $0.finding.resource == Sample.ports.resource })
    let counted = try moved.counter.tally([statement.signed()]).counted
    #expect(counted.allSatisfy { !$0.findings.contains(ports.id) })
  }

  @Test("What speaks of another change altogether is not even mentioned")
  func irrelevant() throws {
    var other = sample
    other.findings = [Sample.finding("something else", files: ["a.tf"])]
    other.files = [Sample.file("a.tf", new: "x")]
    let tally = try sample.counter.tally([try other.statement().signed()])
    #expect(tally == ApprovalTally())
  }

  @Test("An approval that does not hold is named with the reason")
  func refused() throws {
    let shown = sample.assessed.map { ApprovalStatement.ShownFinding($0) }
    let cases: [(ApprovalStatement, reason: String)] = [
      (try sample.statement(targetRef: "refs/heads/release/1"), "it is for refs/heads/release/1"),
      (try sample.statement(targetRef: ""), "it is for "),
      (try sample.statement(repository: "git+https://elsewhere"), "it is for another repository"),
      (try sample.statement(exchanges: []), "its transcript is empty"),
      (try sample.statement(exchanges: [Sample.answered(shown[0], "yes")]), "an answer of its transcript is wrong"),
      (
        try sample.statement(exchanges: [
          .init(fingerprint: shown[0].fingerprint, question: "Sure?", answer: shown[0].resource)
        ]), "an answer of its transcript is wrong"
      ),
      (
        try sample.statement(exchanges: [Sample.answered(shown[0]), Sample.answered(shown[1], "")]),
        "an answer of its transcript is wrong"
      ),
      (
        try sample.statement(exchanges: [
          .init(fingerprint: SHA256Function.crypto([]), question: "", answer: "")
        ]), "its transcript asks about a finding that it does not list"
      ),
      (try sample.statement(openedAt: 1031), "it was submitted before it was opened"),
      (try sample.statement(openedAt: 729), "its challenge had expired: 301 s after the first question"),
      (try sample.statement(challenge: .teachBack), "its challenge teach-back cannot be graded by this version"),
      (try sample.statement(roles: ["dba", "cto"]), "ana no longer holds cto, dba"),
      (try sample.statement(.withdrawn), "withdrew the approval"),
      (try sample.statement(.rejected), "rejected the change"),
    ]
    for (statement, reason) in cases {
      let tally = try sample.counter.tally([statement.signed()])
      #expect(tally.counted.isEmpty, "\(reason)")
      #expect(tally.discounted.map(\.reason) == [reason])
    }
    // The border itself holds.
    #expect(try sample.counter.tally([try sample.statement(openedAt: 730).signed()]).counted.count == 1)
  }

  @Test("Whoever wrote the change cannot approve it, and neither can someone who might have")
  func writers() throws {
    let statement = try sample.statement()
    let byBen = try sample.counter.tally([statement.signed(by: "ben")])
    #expect(byBen.discounted.map(\.reason) == ["ben wrote this change and cannot approve it"])
    let other = try sample.counter.tally([
      statement.signed(by: "ana", emails: ["ana@home.example", "ben@corp.example"])
    ])
    #expect(other.counted.isEmpty)
    let unknown = try sample.counter.tally([statement.signed(by: "ana", emails: [])])
    #expect(unknown.counted.isEmpty)
    #expect(
      unknown.discounted.map(\.reason) == ["ana has no e-mail in the trust root, so may have written this change"])
  }

  @Test(
    "A rejection or withdrawal of the same person wins unless it is older",
    arguments: [ApprovalStatement.Word.rejected, .withdrawn])
  func overruled(_ word: ApprovalStatement.Word) throws {
    let approval = try sample.statement().signed()
    func counted(_ other: SignedApproval) throws -> Int {
      let forwards = try sample.counter.tally([approval, other])
      #expect(try sample.counter.tally([other, approval]) == forwards)
      return forwards.counted.count
    }
    #expect(try counted(try sample.statement(word, submittedAt: 1031).signed()) == 0)
    #expect(try counted(try sample.statement(word, submittedAt: 1030).signed()) == 0)
    #expect(try counted(try sample.statement(word, submittedAt: 1029).signed()) == 1)
    #expect(try counted(try sample.statement(word, submittedAt: 1031).signed(by: "cy")) == 1)
    // Also by one finding that both have, when the change was edited in between.
    var earlier = sample
    earlier.files[0] = Sample.file("migrations/V2__drop.sql", new: "an older text")
    #expect(try counted(try earlier.statement(word, submittedAt: 1031).signed()) == 0)
  }

  @Test("Copies of one approval are one, and the order in which they are read does not matter")
  func order() throws {
    let approvals = [
      try sample.statement().signed(), try sample.statement().signed(copy: 1), try sample.statement().signed(by: "cy"),
      try sample.statement(.withdrawn, submittedAt: 1020).signed(by: "cy"),
      try sample.statement(targetRef: "refs/heads/x").signed(by: "dan"),
    ]
    let expected = try sample.counter.tally(approvals)
    #expect(expected.counted.map(\.principal).sorted() == ["ana", "ana", "cy"])
    for shift in approvals.indices {
      let turned = Array(approvals[shift...] + approvals[..<shift])
      #expect(try sample.counter.tally(turned + turned) == expected)
      #expect(try sample.counter.tally(turned.reversed()) == expected)
    }
  }

  @Test("A listed finding with a borrowed fingerprint brings no easier question")
  func forged() throws {
    let shown = sample.assessed.map { ApprovalStatement.ShownFinding($0) }
    var predicate = try sample.statement(shown: [shown[0]]).predicate
    predicate = try #require(predicate.replacing(["findings", 0, "resource"], with: "x"))
    predicate = try #require(predicate.replacing(["transcript", "exchanges", 0, "answer"], with: "x"))
    let tally = try sample.counter.tally([try ApprovalStatement(predicate: predicate).signed()])
    #expect(tally.counted.isEmpty)
    #expect(tally.discounted.map(\.reason) == ["it lists a finding whose fingerprint does not match what was shown"])
  }
}
