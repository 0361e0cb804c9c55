public import Approvals
import Classification
public import Findings
public import Policy
public import Repositories

/// Everything that judging a proposal gave: what reports show, evidence records and `verify` compares.
public struct Evaluation {
  public let proposal: Proposal
  public let rules: TargetRules
  let ruleSet: RuleSet
  /// The parsers that were used, by language.
  public let parsers: [String: String]

  /// The governed files that changed, and the identity of the change.
  public let change: ChangeDigest
  public let assessment: Assessment
  public let tally: ApprovalTally
  public let decision: Decision

  /// Who wrote the change, as its commits claim, e-mails in lower case.
  public let writers: Set<String>
  public let tickets: [String]
  /// How many commits came without a receipt; `nil` where there are no receipts, or it was not asked.
  public let unattested: UnattestedCommits?
  public let settings: GateSettings
  public let strictness: Strictness

  /// The plans that bore on the judgement.
  public var plans: [RecordedPlan] = []
  /// The envelopes by which some of them may lower findings; a bundle carries them.
  var planEnvelopes: [[UInt8]] = []

  /// The digest of the rules that judged; see ``Catalogue/digest(of:toolVersion:_:)``.
  public var ruleSetDigest: Digest { ruleSet.digest }

  /// The exit code where this was asked: enforcement, advisory mode and strictness applied.
  public var exitStatus: ExitStatus {
    let status = decision.exitStatus
    if settings.isAdvisory, status == .denied || status == .pending { return .allowed }
    switch strictness {
    case .binding: return status
    case .commit: return status == .pending ? .allowed : status
    case .proposal: return status == .pending || status == .denied ? .allowed : status
    }
  }

  /// Whether a verdict that binds elsewhere stops nothing here: what was asked for is advice, or the policy is not in force.
  public var isOnlyTold: Bool {
    strictness == .binding && (settings.isAdvisory || rules.policy.enforcement != .enforce)
  }

  /// The enforcement in words, as the report shows it.
  public var enforcement: String { settings.isAdvisory ? "advisory" : rules.policy.enforcement.rawValue }
}

/// The rules of this program, by their digest: evidence, approvals and the ledger name it, and most runs make none of these.
struct RuleSet: Sendable {
  let catalogue: Catalogue
  let toolVersion: String
  let sha256: SHA256Function

  var digest: Digest { Catalogue.digest(of: catalogue.kinds, toolVersion: toolVersion, sha256) }
}
