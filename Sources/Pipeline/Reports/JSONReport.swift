import Approvals
public import Findings
public import Gate
public import JSON
import Policy
import RegularExpressions
import Repositories

/// The report `gatehouse.report/v1`: the same evaluation gives the same bytes, on any machine and either object reader.
///
/// Its schema is `attestations/report.schema.json`. Fields may be added within v1, never changed.
public enum JSONReport {
  /// The value of the `schema` field.
  public static let schema = "gatehouse.report/v1"

  /// The report of one evaluation.
  public static func make(_ evaluation: Evaluation, tool: ToolIdentity) -> JSONValue {
    [
      "schema": .string(schema),
      "tool": ["name": .string(tool.name), "version": .string(tool.version)],
      "verdict": .string(evaluation.decision.verdict.rawValue),
      "score": .integer(Int64(evaluation.assessment.score.value)),
      "level": .string(evaluation.assessment.level.rawValue),
      "enforcement": .string(evaluation.enforcement),
      "change": change(evaluation),
      "findings": .array(evaluation.assessment.findings.map(\.json)),
      "rules": .array(evaluation.assessment.rules.map(\.json) + evaluation.assessment.rejections.map(\.json)),
      "requirements": .array(requirements(evaluation)),
      "incomplete": [],
      "inputs": .array(evaluation.plans.map(\.json)),
      "policy": [
        "digest": .string(evaluation.rules.policyDigest.hex), "source": .string(evaluation.rules.policySource),
      ],
      "actor": [
        "kind": .string(evaluation.settings.actor.rawValue), "pusher": .optional(evaluation.settings.pusher),
        "writers": .strings(evaluation.writers.sorted()),
      ],
    ]
  }

  /// The report of a run that could not be carried out for want of input.
  public static func incomplete(_ failure: Failure, tool: ToolIdentity) -> JSONValue {
    [
      "schema": .string(schema),
      "tool": ["name": .string(tool.name), "version": .string(tool.version)],
      "verdict": "incomplete",
      "findings": [], "rules": [], "requirements": [],
      "incomplete": [["path": nil, "reason": .string(failure.message), "hint": .optional(failure.hint)]],
    ]
  }

  private static func change(_ evaluation: Evaluation) -> JSONValue {
    let proposal = evaluation.proposal
    return [
      "id": .string(evaluation.change.changeID), "digest": .string(evaluation.change.digest.hex),
      "repository": .string(evaluation.rules.repository), "origin": .string(proposal.origin.rawValue),
      "targetRef": .optional(proposal.targetRef), "targetTip": .optional(proposal.targetTip?.hex),
      "head": .optional(proposal.head?.hex), "mergeResult": .optional(proposal.resultTree?.hex),
      "filesChanged": .integer(Int64(proposal.change.files.count)),
      "filesGoverned": .integer(Int64(evaluation.change.files.count)),
      "commits": .integer(Int64(proposal.commits.count)),
      "unattested": evaluation.unattested.map { .integer(Int64($0.unattested)) } ?? nil,
      "renames": .array(
        Rename.exact(in: proposal.change.files).map {
          ["from": .string($0.from.percentEncoded), "to": .string($0.to.percentEncoded)]
        }),
    ]
  }

  /// What must be signed, and what is.
  private static func requirements(_ evaluation: Evaluation) -> [JSONValue] {
    let stale = evaluation.tally.discounted.map { approval -> JSONValue in
      [
        "principal": .string(approval.principal), "roles": .strings(approval.roles),
        "reason": .string(approval.reason),
      ]
    }
    let signatures = evaluation.decision.requirements.map { state -> JSONValue in
      [
        "role": .optional(state.requirement.role), "needed": .integer(Int64(state.needed)),
        "have": .integer(Int64(state.have)), "challenge": .string(state.requirement.challenge.rawValue),
        "minimumReview": .integer(Int64(state.requirement.minimumReview)),
        "findings": .strings(state.requirement.findings), "sources": .strings(state.requirement.sources),
        "stale": .array(state.isMet ? [] : stale),
      ]
    }
    let tickets = evaluation.decision.tickets.map { state -> JSONValue in
      [
        "ticket": .string(state.requirement.pattern.source), "needed": 1, "have": state.isMet ? 1 : 0,
        "findings": .strings(state.requirement.findings),
      ]
    }
    let locks = evaluation.decision.timeLocks.map { state -> JSONValue in
      [
        "timeLock": .integer(Int64(state.requirement.wait)), "needed": 1, "have": state.isMet ? 1 : 0,
        "opensAt": .optional(state.opensAt), "findings": .strings(state.requirement.findings),
      ]
    }
    return signatures + tickets + locks
  }
}

/// The name and version of the program that made a report.
public struct ToolIdentity: Hashable, Sendable {
  public let name: String
  public let version: String

  public init(name: String, version: String) {
    self.name = name
    self.version = version
  }
}
