import Approvals
import Classification
import Findings
import Policy
import Repositories
import Signing
import TestSupport

@testable import Gate

/// An evaluation with a given verdict, made by the policy itself.
func evaluation(
  _ verdict: Verdict, enforcement: Enforcement = .enforce, isAdvisory: Bool = false, strictness: Strictness = .binding
) throws -> Evaluation {
  let policy = Policy(enforcement: enforcement, approvals: [.critical: ApprovalTerms(count: 1)])
  let kind = ChangeKind(
    id: "test.object.changed", title: "Object changed", baseScore: 900, direction: .loosens, reversible: false,
    why: "because", instead: "otherwise")
  let findings = verdict == .allowed ? [] : [Finding(kind: kind, location: .init("a.tf", line: 1), resource: "a")]
  let assessment = policy.assess(
    findings,
    context: AssessmentContext(
      targetRef: "refs/heads/main", evaluationTime: 0, maximumScore: verdict == .denied ? 100 : nil, sha256: .crypto))
  let decision = assessment.decide(
    approvals: [], isIncomplete: verdict == .incomplete, enforcement: enforcement, now: 0)
  let tree: MemoryTree = ["a.tf": "a"]
  let proposal = Proposal(
    origin: .push, targetRef: "refs/heads/main", targetTip: nil, head: nil, resultTree: nil, commits: [],
    change: try ChangeSet(from: tree, to: tree))
  let rules = TargetRules(
    policy: policy, policySource: "test", hasPolicyFile: true, trustRoot: nil,
    trustRootDigest: nil, trustRootObjection: nil, sha256: .crypto)
  return Evaluation(
    proposal: proposal, rules: rules,
    ruleSet: RuleSet(catalogue: Catalogue(classifiers: []), toolVersion: "test", sha256: .crypto), parsers: [:],
    change: try ChangeDigest(repository: "", files: [], sha256: .crypto), assessment: assessment,
    tally: ApprovalTally(), decision: decision, writers: [], tickets: [], unattested: nil,
    settings: GateSettings(now: 0, isAdvisory: isAdvisory), strictness: strictness)
}
