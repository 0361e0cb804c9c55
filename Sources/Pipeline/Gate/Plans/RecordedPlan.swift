public import Findings
public import JSON

/// A plan that bore on a judgement, as evidence names it.
public struct RecordedPlan: Hashable, Sendable {
  public let module: RepositoryPath
  public let digest: Digest
  /// Whether CI signed it for this head, so that it may lower findings of configuration.
  public let isSigned: Bool
  /// Why a signature that came with it does not count, if so.
  public let objection: String?

  /// How the name of a plan begins among the inputs of evidence.
  static let prefix = "terraform-plan:"
  static let signedPrefix = "signed-terraform-plan:"

  /// As an input of evidence.
  public var json: JSONValue {
    let prefix = isSigned ? Self.signedPrefix : Self.prefix
    return ["name": .string(prefix + module.percentEncoded), "sha256": .string(digest.hex)]
  }
}

/// A plan that evidence claims to rest on.
struct ClaimedPlan: Hashable {
  let module: RepositoryPath
  let digest: Digest

  /// The plans among the inputs of evidence.
  ///
  /// - Throws: for an input that nobody here knows how to repeat.
  static func all(in inputs: JSONCursor) throws(JSONShapeError) -> [ClaimedPlan] {
    var plans: [ClaimedPlan] = []
    for input in try inputs.elements() {
      let name = try input.required("name")
      let text = try name.string()
      guard let prefix = [RecordedPlan.prefix, RecordedPlan.signedPrefix].first(where: text.hasPrefix),
        let module = RepositoryPath(percentEncoded: text.dropFirst(prefix.count))
      else { throw name.invalid("is no input that is known here") }
      let digest = try input.required("sha256")
      guard let read = Digest(hex: try digest.string()) else { throw digest.invalid("is no SHA-256 digest") }
      plans.append(ClaimedPlan(module: module, digest: read))
    }
    return plans
  }
}
