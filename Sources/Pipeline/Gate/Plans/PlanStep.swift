import Attestation
import Classification
import Findings
import Repositories

/// The part of the road that brings plans in: read, checked for signatures, joined with what was found.
struct PlanStep {
  let proposal: Proposal
  let rules: TargetRules
  let settings: GateSettings
  let reader: any ObjectReader
  let verifier: any SignatureVerifier
  let sha256: SHA256Function

  struct Result {
    var classification: Classification
    var plans: [RecordedPlan] = []
    /// The envelopes that count, in the order of the plans.
    var envelopes: [[UInt8]] = []
  }

  func run(_ classification: Classification) throws(Failure) -> Result {
    var result = Result(classification: classification)
    guard !settings.plans.isEmpty else { return result }
    var review = try PlanReview(settings.plans, of: proposal.change)
    for (index, file) in settings.plans.enumerated() {
      let placed = review.plans[index]
      let digest = sha256(file.bytes)
      var objection: String?
      do throws(AttestationError) {
        if let envelope = try counted(placed.module, digest) {
          if try isOfResult(placed) {
            review.plans[index].mayLower = true
            result.envelopes.append(envelope)
          } else {
            objection = "the target changed what the plan was made from"
          }
        }
      } catch {
        objection = error.message
      }
      result.plans.append(
        RecordedPlan(
          module: placed.module, digest: digest, isSigned: review.plans[index].mayLower, objection: objection))
    }
    result.classification = review.applied(to: classification)
    return result
  }

  /// The envelope that signs this plan for this head; `nil` when none speaks of it.
  private func counted(_ module: RepositoryPath, _ plan: Digest) throws(AttestationError) -> [UInt8]? {
    var failure: AttestationError?
    for line in settings.planEnvelopes {
      do throws(AttestationError) {
        let claimed = try Statement(parsing: Envelope(parsing: line).payload)
        guard claimed.subject(named: PlanStatement.planName)?.digest("sha256") == plan.hex else { continue }
        guard let root = rules.trustRoot else {
          throw AttestationError(.unknownKey, rules.trustRootObjection ?? "the target has no trust root")
        }
        guard let head = proposal.head,
          PlanStatement(module: module, plan: plan, head: head).isSaid(by: claimed)
        else {
          throw AttestationError(.malformed, "the plan is signed for another commit or root module")
        }
        let verification = SignedStatementVerification(
          trustRoot: root, time: Timestamp(seconds: settings.keyTime), verifier: verifier, sha256: sha256)
        // Parsed again from the bytes that were verified: these, and none before, are believed.
        let verified = try verification.verify(
          line: line, expecting: .evidence, predicateTypes: [PredicateType.plan])
        guard PlanStatement(module: module, plan: plan, head: head).isSaid(by: verified.statement) else {
          throw AttestationError(.malformed, "the plan is signed for another commit or root module")
        }
        return line
      } catch {
        failure = failure ?? error
      }
    }
    if let failure { throw failure }
    return nil
  }

  /// Whether the target would hold what the plan was made from: a merge may have changed the module since.
  private func isOfResult(_ placed: PlanReview.Placed) throws(AttestationError) -> Bool {
    guard let head = proposal.head else { return false }
    do {
      let tree = StoredTree(root: try reader.commit(head).tree, reader: reader)
      for directory in placed.directories {
        guard try tree.version(at: directory)?.id == proposal.change.head.version(at: directory)?.id else {
          return false
        }
      }
    } catch {
      throw AttestationError(.malformed, error.message)
    }
    return true
  }
}
