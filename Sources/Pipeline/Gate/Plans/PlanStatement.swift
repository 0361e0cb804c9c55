public import Attestation
public import Findings
import JSON
public import Repositories

/// What CI signs of a plan: that this file was made in this root module from this commit. It holds no value of the plan.
///
/// Its page is `attestations/terraform-plan.md`.
public struct PlanStatement: Hashable, Sendable {
  /// The root module.
  public let module: RepositoryPath
  /// SHA-256 of the plan in JSON.
  public let plan: Digest
  /// The commit that it was made from.
  public let head: ObjectID

  static let planName = "plan"

  public init(module: RepositoryPath, plan: Digest, head: ObjectID) {
    self.module = module
    self.plan = plan
    self.head = head
  }

  /// The statement, whose subjects are the plan and the commit.
  public var statement: Statement {
    Statement(
      subjects: [
        Statement.Subject(name: Self.planName, digests: [.init(algorithm: "sha256", hex: plan.hex)]),
        Statement.Subject(
          name: EvidenceStatement.headName, digests: [.init(algorithm: "gitCommit", hex: head.hex)]),
      ], predicateType: PredicateType.plan, predicate: ["module": .string(module.percentEncoded)])
  }

  /// Whether a verified statement says exactly this.
  func isSaid(by other: Statement) -> Bool {
    other.subject(named: Self.planName)?.digest("sha256") == plan.hex
      && other.subject(named: EvidenceStatement.headName)?.digest("gitCommit") == head.hex
      && other.predicate["module"]?.string == module.percentEncoded
  }
}

extension PlanStatement {
  /// One line with the statement, signed.
  public func envelope(signer: any Signer) throws(Failure) -> [UInt8] {
    do {
      return try Envelope(signing: statement.encoded(), as: PayloadType.inToto, with: signer).json
    } catch let failure as Failure {
      throw failure
    } catch {
      throw Failure(.internal, "a statement could not be encoded: \(error)")
    }
  }
}
